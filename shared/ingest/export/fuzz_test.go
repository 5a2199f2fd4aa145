package export_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Whatever the names are, each picture is an item once, and says what a sidecar says
// only where one is called after it.
func FuzzNames(f *testing.F) {
	for _, seed := range []string{
		"IMG.jpg", "IMG(1).jpg|IMG.jpg(1).json", "IMG-edited.jpg|IMG.jpg.supplemental-metadata.json", "a|b|c", "..|.|(1)|-edited|().json", "IMG-bearbeitet(2).jpg|IMG.jpg(2).json",
		strings.Repeat("x", 47) + ".jpg|" + strings.Repeat("x", 46) + ".json", "\xff.jpg|\xff.jpg.json", "-.jpg|-e.jpg|(.jpg|).jpg", "metadata.json|a.xmp|a.yml",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, names string) {
		all := map[string]bool{}
		path := filepath.Join(t.TempDir(), "x.zip")
		out, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		w := zip.NewWriter(out)
		for name := range strings.SplitSeq(names, "|") {
			if all[name] || len(all) > 20 {
				continue
			}
			entry, err := w.Create(name)
			if err != nil {
				return // a name that can't be written
			}
			all[name] = true
			content := picture
			if strings.HasSuffix(strings.ToLower(name), ".json") {
				content = about(strings.TrimSuffix(name, ".json"))
			}
			if strings.HasSuffix(name, "/") || strings.HasSuffix(name, `\`) {
				content = ""
			}
			if _, err := io.WriteString(entry, content); err != nil {
				return // a folder's name, as the writer sees it
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
		e := open(t, path)
		seen := map[string]bool{}
		items := 0
		for item := range e.Items(t.Context()) {
			items++
			if seen[item.Name] && item.Bad == nil {
				t.Errorf("%q came twice", item.Name)
			}
			seen[item.Name] = true
			if inside := strings.TrimPrefix(filepath.ToSlash(item.Name), filepath.ToSlash(path)+"/"); inside == item.Name && item.Bad == nil {
				t.Errorf("%q lies outside", item.Name)
			}
			if item.Bad == nil {
				content(t, item)
			}
		}
		if counted := e.Count(t.Context()); items > len(all) || counted > len(all) {
			t.Errorf("got %d items and a count of %d of %d files", items, counted, len(all))
		}
	})
}

// A stranger's sidecars are read or refused, and the picture comes either way, or is
// in a trash.
func FuzzSidecars(f *testing.F) {
	f.Add([]byte(about("a.jpg")), []byte(prism), []byte(described))
	f.Add([]byte(`{"title":{},"people":[{"name":1}],"geoData":{"latitude":1e999}}`), []byte("TakenAt: [[[[{{{{&a *a\n"), []byte("<x>"))
	f.Add([]byte(strings.Repeat("[", 20_000)), []byte(strings.Repeat("[", 20_000)), []byte(strings.Repeat("<a>", 5_000)))
	f.Add([]byte(`{"photoTakenTime":{"timestamp":"-62135596800"}}`), []byte("a: &a [x,x]\nb: &b [*a,*a]\nUID: *b\n"), []byte{})
	f.Add([]byte(`{"photoTakenTime":null}`), []byte("UID: !!binary x\nDetails: \"x\"\n"), []byte("\x00\xff"))
	f.Fuzz(func(t *testing.T, json, yaml, xmp []byte) {
		dir := lay(t, t.TempDir(), map[string]string{"a.jpg": picture, "a.jpg.json": string(json), "a.yml": string(yaml), "a.xmp": string(xmp)})
		pictures := 0
		for item := range open(t, dir).Items(t.Context()) {
			if strings.HasSuffix(item.Name, "a.jpg") {
				pictures++
			}
			if item.Bad != nil && item.Bad.Error() == "" {
				t.Error("got no reason")
			}
		}
		if pictures != 1 {
			t.Errorf("got the picture %d times, want it once", pictures)
		}
	})
}

// Any bytes are an archive that is read, or refused with a reason. What is read of it is
// what archive/zip reads.
func FuzzArchives(f *testing.F) {
	f.Add(made(f, func(w *zip.Writer) {
		raw(f, w, zip.FileHeader{Name: "2023/a.jpg"}, picture)
		raw(f, w, zip.FileHeader{Name: "2023/a.jpg.json"}, about("a.jpg"))
	}))
	f.Add(made(f, func(w *zip.Writer) { raw(f, w, zip.FileHeader{Name: "../a.jpg", Method: 99, Flags: 1}, picture) }))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := lay(t, t.TempDir(), map[string]string{"x.zip": string(data)})
		known, _ := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		for item := range open(t, dir).Items(t.Context()) {
			if item.Bad != nil {
				continue
			}
			got, err := beginning(item.Files.Open(item.Name))
			if err != nil || known == nil {
				continue
			}
			name := strings.TrimPrefix(item.Name, filepath.ToSlash(dir)+"/x.zip/")
			i := slices.IndexFunc(known.File, func(f *zip.File) bool { return strings.ReplaceAll(f.Name, `\`, "/") == name })
			if i < 0 {
				t.Fatalf("%q is not in the archive", name)
			}
			if want, err := beginning(known.File[i].Open()); err != nil || got != want {
				t.Errorf("%q: got %.40q, want %.40q, %v", name, got, want, err)
			}
		}
	})
}

// beginning reads as much of a file as is enough to tell it from others, and closes it.
func beginning(f io.ReadCloser, err error) (string, error) {
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(io.LimitReader(f, 1<<20))
	return string(data), errors.Join(err, f.Close())
}
