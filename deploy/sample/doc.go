// Package sample is the album a new Shoebox starts with: real photographs, free to
// pass on, with a story around them that is made up.
//
// ingest reads it like any other records: [Into] hands them over. With it comes who
// asks for its photos in the simulators and in deploy/events, [Asker]; whoever opens
// a store for them makes that person known.
// README.md in this folder says what is invented, and who made the pictures.
package sample
