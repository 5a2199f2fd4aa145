package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/ingest"
	"shoebox/shared/ingest/export"
)

type importCmd struct {
	folder  `embed:""`
	Records string   `placeholder:"FILE" help:"A file of records, one JSON a line; - for standard input. The pictures they name lie beside it."`
	All     bool     `help:"Name every file that was skipped, not only the first of those with the same reason."`
	Paths   []string `arg:"" optional:"" name:"path" help:"Pictures, folders of them, and the exports of other galleries."`
}

// Help tells what is read, and what a record is.
func (importCmd) Help() string {
	return `Can be stopped with Ctrl-C and run again: what is there already stays, and is
completed where more is known of it now. What you changed yourself stays as you
changed it. Where there are coordinates, the place's name is found out.

What a path is shows by what lies there:
  Google Takeout  its .zip archives, or the folders they unpack to. Name all parts,
                  or the folder that they lie in, and leave them Takeout's names:
                  by those it is known that they belong together.
  Apple Photos    what "Export Unmodified Originals" with XMP sidecars writes.
  Immich          the folder of its library, with XMP sidecars.
  PhotoPrism      the folder that "originals" and "storage" lie in.
  Anything else   pictures in folders, at any depth, and in .zip archives.
Sidecars bring titles, descriptions, times, places, people, keywords, albums and
favourites. A sidecar without its picture is reported, and changes nothing.

A record is {"id","file","taken","title","description","tags",
"labels":[{"name","confidence","parents"}],"people",
"place":{"city","region","country","lat","lon"},"albums","favourite","rating"}. Every
field may be missing, but "taken" only where there is a file, which then says it. Ids
that are given (26 characters, a ULID) are kept.

Examples:
  shoebox import ~/Pictures
  shoebox import one.jpg two.jpg
  shoebox import ~/Downloads/takeout-20260101T000000Z-00*.zip
  shoebox import ~/Desktop/"From Apple Photos"
  shoebox import /srv/immich/library
  shoebox import /srv/photoprism
  shoebox import --records holidays/photos.jsonl`
}

// Run brings the photos in and says what became of them.
func (c *importCmd) Run(sh *shell) error {
	if c.Records == "" && len(c.Paths) == 0 {
		return usage("nothing to import: name files or folders, or a file of records with --records FILE")
	}
	if err := c.checkPaths(sh); err != nil {
		return err
	}
	records, err := c.openRecords(sh)
	if err != nil {
		return err
	}
	defer records.Close() //nolint:errcheck // it was only read
	b, err := c.open(sh, opening{level: quiet})
	if err != nil {
		return err
	}
	defer bounded()()
	summary, err := c.bring(sh, b.installation().ingester(home), records)
	err = errors.Join(err, summary.meet(context.WithoutCancel(sh.ctx), b.gallery(), c.All), b.Close())
	if told := summary.tell(sh.stdout, c.All); told != nil {
		return told
	}
	return summary.ended(sh.ctx, err)
}

// ended gives the sentence that an import ends with; nil if all is well.
func (s summary) ended(ctx context.Context, err error) error {
	switch {
	case err != nil && ctx.Err() != nil, fault.Is(err, fault.Canceled):
		return failure{"stopped before the end: run the same command again to go on.", err}
	case fault.Is(err, fault.TooLarge):
		return failure{"the gallery is full: delete photos for good to make room, and run the same command again to go on.", err}
	case err != nil:
		return failure{"the import broke off: " + sentence(err) + " - run the same command again to go on.", err}
	case len(s.Skipped) > 0 && s.Added+s.There+s.Refined == 0:
		return failure{"nothing could be imported.", nil}
	}
	return nil
}

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
		meter := newMeter(sh.stderr, records.size, time.Now)
		s.Report, err = in.Records(sh.ctx, records, pictures, meter.show)
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
	found := export.Open(sh.ctx, named, nil)
	defer func() { err = errors.Join(err, found.Close()) }()
	meter := newMeter(sh.stderr, 0, time.Now)
	counting, stop := context.WithCancel(sh.ctx)
	counted := make(chan struct{})
	go func() {
		defer close(counted)
		n := found.Count(counting)
		if counting.Err() == nil {
			meter.of.Store(int64(n))
		}
	}()
	s.Report, err = in.Items(sh.ctx, found.Items, 0, meter.show)
	stop()
	<-counted
	meter.done()
	s.passed = found.Passed()
	return s, err
}
