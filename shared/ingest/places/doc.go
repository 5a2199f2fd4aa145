// Package places knows what people call the place that coordinates lie in: the city,
// its region and its country, in English.
//
// [Open] gives the places of the world, which are embedded: some 130,000 with a
// thousand inhabitants or more, of GeoNames (CC BY 4.0; see LICENSE in this folder).
// They are looked up as they lie in the program, so opening them costs microseconds
// and memory only what a look-up touches. [Places.Nearest] says how it chooses.
//
// What is embedded is places.bin, which deploy/gazetteer makes and [Encode] writes.
// Names are GeoNames' main ones, which are English for most cities that have an
// English name, and the place's own for the rest; searching folds accents.
//
// It knows points and sizes, no borders: at the edge of a country or a region it
// may name the neighbour. It knows no sights, streets and mountains either. What a
// photo says of its place itself is for package ingest to prefer.
package places
