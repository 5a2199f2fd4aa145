// Package sample is the album a new Shoebox starts with: real photographs, free to
// pass on, with a story around them that is made up.
//
// It holds bytes and nothing else: ingest reads them like any other records.
// README.md in this folder says what is invented, and who made the pictures.
package sample
