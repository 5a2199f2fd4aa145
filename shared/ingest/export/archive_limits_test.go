package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/ingest/export"
)

func TestAnArchiveIsRefusedWhole(t *testing.T) {
	good := made(t, func(w *zip.Writer) {
		for _, name := range []string{"a.jpg", "b.jpg", "c.jpg"} {
			raw(t, w, zip.FileHeader{Name: name}, picture+strings.Repeat("x", 5000))
		}
	})
	const damaged = "it is damaged, cut short or no .zip archive: fetch it again, or unpack it and name the folder"
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"cut short", good[:len(good)-40], damaged},
		{"of no bytes", nil, damaged},
		{"that is none", []byte("just words, and a good many of them"), damaged},
		{"whose list is damaged", append(append([]byte{}, good[:len(good)-150]...), good[len(good)-100:]...), damaged},
		{"that unpacks to far more than it holds", made(t, func(w *zip.Writer) {
			for i := range 40 {
				f, err := w.Create(strings.Repeat("x", i+1) + ".jpg")
				if err == nil {
					_, err = f.Write(make([]byte, 1<<20))
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}), "it unpacks to far more than pictures do, as an archive that is made to do harm"},
		{"whose files overlap", made(t, func(w *zip.Writer) {
			for i := range 40 {
				raw(t, w, zip.FileHeader{Name: strings.Repeat("x", i+1) + ".jpg", CompressedSize64: 1 << 12}, picture[:20])
			}
		}), "its files overlap, as in an archive that is made to do harm"},
		{"that says it holds more than the world", made(t, func(w *zip.Writer) {
			raw(t, w, zip.FileHeader{Name: "a.jpg", UncompressedSize64: 1 << 60}, picture)
		}), "it unpacks to far more than pictures do, as an archive that is made to do harm"},
		{"of too many files", crowd(t, export.MaxEntries+1), "it holds more than 200,000 files: unpack it and name the folder"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := lay(t, t.TempDir(), map[string]string{"x.zip": string(tt.data), "a.jpg": picture})
			want := []string{"x.zip skipped: " + tt.want, "a.jpg"}
			if diff := cmp.Diff(walked(t, dir, open(t, dir)), want); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
		})
	}
}

func TestAnArchiveIsRefusedWhereAllTogetherHoldTooMuch(t *testing.T) {
	dir := t.TempDir()
	data := string(crowd(t, export.MaxEntries))
	for i := range export.MaxTogether / export.MaxEntries {
		lay(t, dir, map[string]string{fmt.Sprintf("%d.zip", i): data})
	}
	zipped(t, filepath.Join(dir, "last.zip"), "a.jpg", picture)
	for item := range open(t, dir).Items(t.Context()) {
		const want = "with the archives before it there are more than 1,000,000 files: unpack them and name the folder"
		if filepath.Base(item.Name) != "last.zip" || item.Bad == nil || item.Bad.Error() != want {
			t.Errorf("got %s, %v, want last.zip refused", item.Name, item.Bad)
		}
		break // the others hold one name each, again and again
	}
}

// crowd is an archive whose list names one empty file many times. Its end counts them
// in 16 bits, as archives did before there were larger ones.
func crowd(tb testing.TB, n int) []byte {
	tb.Helper()
	one := made(tb, func(w *zip.Writer) { raw(tb, w, zip.FileHeader{Name: "a.jpg"}, "") })
	list, end := bytes.Index(one, []byte("PK\x01\x02")), bytes.Index(one, []byte("PK\x05\x06"))
	all := append(one[:list:list], bytes.Repeat(one[list:end], n)...)
	tail := bytes.Clone(one[end:])
	binary.LittleEndian.PutUint16(tail[8:], uint16(n))
	binary.LittleEndian.PutUint16(tail[10:], uint16(n))
	binary.LittleEndian.PutUint32(tail[12:], uint32(n*(end-list)))
	return append(all, tail...)
}

func TestLittleIsKeptOfEachFileOfAnArchive(t *testing.T) {
	const files = 50_000
	path := filepath.Join(t.TempDir(), "x.zip")
	if err := os.WriteFile(path, made(t, func(w *zip.Writer) {
		for i := range files {
			raw(t, w, zip.FileHeader{Name: fmt.Sprintf("Takeout/Google Photos/Photos from 2023/IMG_%09d.jpg.supplemental-metadata.json", i)}, "")
		}
	}), 0o600); err != nil {
		t.Fatal(err)
	}
	before := heap()
	e := open(t, path)
	if each := (int64(heap()) - int64(before)) / files; each > 120 {
		t.Errorf("%d bytes are kept of each, want 120 at most", each)
	}
	runtime.KeepAlive(e)
}

// heap gives how many bytes are in use.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
