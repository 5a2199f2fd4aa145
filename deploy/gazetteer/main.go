package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"shoebox/deploy/engines"
	"shoebox/shared/fault"
	"shoebox/shared/ingest/places"
)

//go:embed npm/package.json npm/package-lock.json
var npm embed.FS

func main() {
	check := flag.Bool("check", false, "write nothing, and fail where the file is not what would be written")
	path := flag.String("o", filepath.Join("shared", "ingest", "places", "places.bin"), "the `file` to write")
	flag.Parse()
	err := run(context.Background(), *path, *check)
	if errors.Is(err, engines.ErrMissing) && *check && os.Getenv("CI") == "" {
		fmt.Printf("%s is not compared with what it is made of: %v\n", *path, err)
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run writes the file, or compares it.
func run(ctx context.Context, path string, check bool) error {
	const op = "gazetteer.run"
	files, err := fs.Sub(npm, "npm")
	if err != nil {
		return fault.As(op, fault.Internal, err)
	}
	folder, err := engines.Packages(ctx, "the gazetteer's data", "gazetteer", files)
	if err != nil {
		return err
	}
	spots, err := gather(os.DirFS(filepath.Join(folder, "node_modules")))
	if err != nil {
		return err
	}
	made, err := places.Encode(spots)
	if err != nil {
		return err
	}
	if !check {
		fmt.Printf("%d spots, %d bytes: %s\n", len(spots), len(made), path)
		return fault.As(op, fault.Unavailable, os.WriteFile(path, made, 0o644))
	}
	there, err := os.ReadFile(path)
	if err != nil {
		return fault.As(op, fault.Unavailable, err)
	}
	if !bytes.Equal(there, made) {
		return fault.New(op, fault.Conflict, path+" is not what it is made of now: run make gazetteer")
	}
	return nil
}

// gather makes spots of the packages in a folder.
func gather(modules fs.FS) ([]places.Spot, error) {
	old, err := readOld(modules)
	if err != nil {
		return nil, err
	}
	today, err := readToday(modules)
	if err != nil {
		return nil, err
	}
	kept, young := rename(old, today)
	return spots(kept, young, today.regions), nil
}
