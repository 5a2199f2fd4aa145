package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"image"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"shoebox/shared/ingest"
	"shoebox/shared/ingest/export"
)

// picture is a small JPEG.
var picture = func() string {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		panic(err)
	}
	return b.String()
}()

// lay puts files into a folder; a name that ends in "/" is a folder.
func lay(tb testing.TB, dir string, files map[string]string) string {
	tb.Helper()
	for name, data := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			tb.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			if err := os.MkdirAll(path, 0o700); err != nil {
				tb.Fatal(err)
			}
			continue
		}
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

// zipped writes an archive; names and contents by turns.
func zipped(tb testing.TB, path string, files ...string) string {
	tb.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err == nil {
			_, err = io.WriteString(f, files[i+1])
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// open opens an export until the test ends.
func open(tb testing.TB, paths ...string) *export.Export {
	tb.Helper()
	e := export.Open(tb.Context(), paths, nil)
	tb.Cleanup(func() {
		if err := e.Close(); err != nil {
			tb.Error(err)
		}
	})
	return e
}

// walked gives the items of an export, a line each: the name without the folder that
// the test lies in, and what is said of it or why it is skipped. Each that is a
// picture can be opened.
func walked(tb testing.TB, dir string, e *export.Export) []string {
	tb.Helper()
	var lines []string
	for item := range e.Items(tb.Context()) {
		line := strings.TrimPrefix(item.Name, filepath.ToSlash(dir)+"/")
		switch {
		case item.Bad != nil:
			line += " skipped: " + item.Bad.Error()
		default:
			if says := said(tb, item.Says); says != "{}" {
				line += " " + says
			}
			if got := content(tb, item); !strings.HasPrefix(got, picture[:3]) && got != "no picture" {
				tb.Errorf("%s: got %.20q, want a picture", item.Name, got)
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func said(tb testing.TB, r ingest.Record) string {
	tb.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

func content(tb testing.TB, item ingest.Item) string {
	tb.Helper()
	f, err := item.Files.Open(item.Name)
	if err != nil {
		tb.Errorf("%s: %v", item.Name, err)
		return ""
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		tb.Errorf("%s: %v", item.Name, err)
	}
	return string(data)
}

func sortedLines(lines []string) []string {
	sort.Strings(lines)
	return lines
}

// asJSON writes a text as JSON does.
func asJSON(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(b)
}
