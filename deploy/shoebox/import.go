package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"shoebox/shared/fault"
	"shoebox/shared/ingest"
)

type importCmd struct {
	folder  `embed:""`
	Records string   `placeholder:"FILE" help:"A file of records, one JSON a line; - for standard input. The pictures they name lie beside it."`
	Paths   []string `arg:"" optional:"" name:"path" help:"Pictures, and folders of them."`
}

// Help tells what a record is.
func (importCmd) Help() string {
	return `Can be stopped and run again: what is there already is left as it is.

A record is {"id","file","taken","title","description","tags",
"labels":[{"name","confidence","parents"}],"people",
"place":{"city","region","country","lat","lon"},"albums","favourite"}. Every field
may be missing, but "taken" only where there is a file, which then says it. Ids
that are given (26 characters, a ULID) are kept.

Examples:
  shoebox import ~/Pictures
  shoebox import one.jpg two.jpg
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
	report, err := c.bring(sh, ingest.New(ingest.Config{Gallery: b.gallery(), Bucket: b.Blobs, Now: b.Now}), records)
	err = errors.Join(err, b.Close())
	if told := tell(sh.stdout, report); told != nil {
		return told
	}
	switch {
	case err != nil && sh.ctx.Err() != nil, fault.Is(err, fault.Canceled):
		return failure{"stopped before the end: run the same command again to go on.", err}
	case err != nil:
		return failure{"the import broke off: " + sentence(err) + " - run the same command again to go on.", err}
	case len(report.Skipped) > 0 && report.Added+report.There == 0:
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
func (c *importCmd) bring(sh *shell, in *ingest.Ingester, records recordFile) (ingest.Report, error) {
	var report ingest.Report
	if c.Records != "" {
		pictures, err := ingest.OpenFolder(records.dir)
		if err != nil {
			return report, err
		}
		defer pictures.Close() //nolint:errcheck // it was only read
		meter := newMeter(sh.stderr, records.size)
		report, err = in.Records(sh.ctx, records, pictures, meter.records)
		meter.done()
		if err != nil {
			return report, err
		}
	}
	if len(c.Paths) > 0 {
		meter := newMeter(sh.stderr, 0)
		got, err := in.Files(sh.ctx, c.Paths, meter.files)
		meter.done()
		report.Added += got.Added
		report.There += got.There
		report.Skipped = append(report.Skipped, got.Skipped...)
		return report, err
	}
	return report, nil
}

// tell says what became of everything.
func tell(w io.Writer, r ingest.Report) error {
	var out strings.Builder
	slices.SortStableFunc(r.Skipped, func(a, b ingest.Skip) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), strings.Compare(a.File, b.File))
	})
	for _, s := range r.Skipped {
		what := s.File
		if strings.ContainsFunc(what, func(r rune) bool { return !strconv.IsPrint(r) }) {
			what = strconv.Quote(what) // a name that would upset the terminal
		}
		if s.Line > 0 {
			what = strings.TrimSuffix(fmt.Sprintf("line %d (%s)", s.Line, what), " ()")
		}
		fmt.Fprintf(&out, "skipped %s, because %s.\n", what, s.Reason)
	}
	fmt.Fprintf(&out, "%d added, %d already there, %d skipped.\n", r.Added, r.There, len(r.Skipped))
	_, err := io.WriteString(w, out.String())
	return err
}
