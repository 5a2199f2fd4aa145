// Package ingest makes photos of files and records: what goes into a gallery goes
// through here.
//
// The steps are small functions, each of which one kind of input can fail with a
// reason a person understands: what kind of file it is (sniff), whether it fits
// the memory (decode), what it says of itself (metadata), what it looks like small
// and upright (render). [Ingester.Picture] takes one picture that somebody sends,
// [Ingester.Files] pictures and folders, [Ingester.Records] JSON lines that may name
// pictures. All can be stopped and run again: a photo's id comes from its record or
// from its content, its objects are written before it is added, and gallery refuses
// what it has.
//
// It decides nothing about photos that are there: that is gallery's. Renditions
// are those photolink names.
package ingest
