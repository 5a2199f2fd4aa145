package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"shoebox/shared/ingest"
	"shoebox/shared/ingest/export"
)

// recordFile is a file of records, with the folder that its pictures lie in.
type recordFile struct {
	io.ReadCloser
	dir  string
	size int64 // 0 is unknown
}

func (c *importCmd) openRecords(sh *shell) (recordFile, error) {
	switch c.Records {
	case "":
		return recordFile{ReadCloser: io.NopCloser(bytes.NewReader(nil))}, nil
	case "-":
		return recordFile{ReadCloser: io.NopCloser(sh.stdin), dir: "."}, nil
	}
	bad := fmt.Sprintf("%s can't be read: give a file of records, one JSON a line.", c.Records)
	file, err := os.Open(c.Records)
	if err != nil {
		return recordFile{}, failure{bad, err}
	}
	info, err := file.Stat()
	if err == nil && info.IsDir() {
		err = errors.New("it is a folder")
	}
	if err != nil {
		file.Close() //nolint:errcheck // the first error says more
		return recordFile{}, failure{bad, err}
	}
	return recordFile{file, filepath.Dir(c.Records), info.Size()}, nil
}

// bring imports the records, then the paths.
func (c *importCmd) bring(sh *shell, in *ingest.Ingester, records recordFile) (summary, error) {
	var s summary
	if c.Records != "" {
		pictures, err := ingest.OpenFolder(records.dir)
		if err != nil {
			return s, err
		}
		defer pictures.Close() //nolint:errcheck // it was only read
		ctx, meter := metered(sh, records.size)
		s.Report, err = in.Records(ctx, records, pictures, meter.show)
		meter.done()
		if err != nil {
			return s, err
		}
	}
	if len(c.Paths) > 0 {
		got, err := paths(sh, in, c.Paths)
		s.join(got)
		return s, err
	}
	return s, nil
}

// paths imports what lies at some paths, and counts it meanwhile.
func paths(sh *shell, in *ingest.Ingester, named []string) (s summary, err error) {
	ctx, meter := metered(sh, 0)
	found := export.Open(ctx, named, meter.look)
	defer func() { err = errors.Join(err, found.Close()) }()
	counting, stop := context.WithCancel(ctx)
	counted := make(chan struct{})
	go func() {
		defer close(counted)
		n := found.Count(counting)
		if counting.Err() == nil {
			meter.of.Store(int64(n))
		}
	}()
	s.Report, err = in.Items(ctx, found.Items, 0, meter.show)
	stop()
	<-counted
	meter.done()
	s.passed = found.Passed()
	return s, err
}
