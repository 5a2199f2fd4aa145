package sample

import (
	"bytes"
	"embed"
	"encoding/json"
	"io"
	"io/fs"
)

//go:embed album.jsonl
var album []byte

//go:embed photos
var photos embed.FS

//go:embed credits.json
var credits []byte

// Records gives the album, a record a line.
func Records() io.Reader { return bytes.NewReader(album) }

// Files holds the pictures the records name.
func Files() fs.FS { return photos }

// Credit says whose a picture is.
type Credit struct {
	File    string `json:"file"` // as the record names it
	Author  string `json:"author"`
	Licence string `json:"licence"` // an SPDX identifier, or "public domain"
	Source  string `json:"source"`
}

// Credits gives a credit for every picture, in the order of the records.
func Credits() []Credit {
	var all []Credit
	if err := json.Unmarshal(credits, &all); err != nil {
		panic(err) // it is part of the program, and a test reads it
	}
	return all
}
