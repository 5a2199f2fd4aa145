package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/ingest/export"
)

const harmful = "as a file that is made to do harm"

// raw is an entry whose header says what the test wants.
func raw(tb testing.TB, w *zip.Writer, h zip.FileHeader, data string) {
	tb.Helper()
	if h.CompressedSize64 == 0 {
		h.CompressedSize64 = uint64(len(data))
	}
	if h.UncompressedSize64 == 0 {
		h.UncompressedSize64 = uint64(len(data))
	}
	if h.CRC32 == 0 {
		h.CRC32 = crc32.ChecksumIEEE([]byte(data))
	}
	f, err := w.CreateRaw(&h)
	if err == nil {
		_, err = f.Write([]byte(data))
	}
	if err != nil {
		tb.Fatal(err)
	}
}

// made is an archive as bytes.
func made(tb testing.TB, write func(*zip.Writer)) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	write(w)
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestAnArchiveIsReadWithoutBeingUnpacked(t *testing.T) {
	link := zip.FileHeader{Name: "link.jpg"}
	link.SetMode(fs.ModeSymlink | 0o777)
	tests := []struct {
		name  string
		write func(*zip.Writer)
		want  []string
	}{
		{"pictures with sidecars", func(w *zip.Writer) {
			raw(t, w, zip.FileHeader{Name: "2023/"}, "")
			raw(t, w, zip.FileHeader{Name: "2023/a.jpg"}, picture)
			raw(t, w, zip.FileHeader{Name: "2023/a.jpg.xmp"}, described)
		}, []string{"x.zip/2023/a.jpg" + dusk}},
		{"names that lead out of it", func(w *zip.Writer) {
			for _, name := range []string{"../up.jpg", "a/../../up.jpg", "/etc/a.jpg", `..\up.jpg`, `C:\a.jpg`, "a//b.jpg", "./a.jpg"} {
				raw(t, w, zip.FileHeader{Name: name}, picture)
			}
			raw(t, w, zip.FileHeader{Name: "good.jpg"}, picture)
		}, []string{
			"x.zip/../up.jpg skipped: its name leads out of the archive",
			`x.zip/..\up.jpg skipped: its name leads out of the archive`,
			"x.zip/./a.jpg skipped: its name leads out of the archive",
			"x.zip//etc/a.jpg skipped: its name leads out of the archive",
			`x.zip/C:\a.jpg skipped: its name leads out of the archive`,
			"x.zip/a/../../up.jpg skipped: its name leads out of the archive",
			"x.zip/a//b.jpg skipped: its name leads out of the archive",
			"x.zip/good.jpg",
		}},
		{"backslashes for slashes, as some write them", func(w *zip.Writer) {
			raw(t, w, zip.FileHeader{Name: `2023\July\a.jpg`}, picture)
		}, []string{"x.zip/2023/July/a.jpg"}},
		{"a name with a zero byte", func(w *zip.Writer) { raw(t, w, zip.FileHeader{Name: "a.jpg\x00.txt"}, picture) },
			[]string{"x.zip/a.jpg\x00.txt skipped: its name has a zero byte in it"}},
		{"a name that is too long", func(w *zip.Writer) { raw(t, w, zip.FileHeader{Name: strings.Repeat("a/", 3000) + "b.jpg"}, picture) },
			[]string{"x.zip/" + strings.Repeat("a/", 100) + "... skipped: its name is longer than any file's, or missing"}},
		{"a name that is no UTF-8", func(w *zip.Writer) {
			raw(t, w, zip.FileHeader{Name: "gr\x81n.jpg", NonUTF8: true}, picture)
		}, []string{"x.zip/gr\x81n.jpg"}},
		{"two files of one name", func(w *zip.Writer) {
			raw(t, w, zip.FileHeader{Name: "a.jpg"}, picture)
			raw(t, w, zip.FileHeader{Name: "a.jpg"}, "no picture")
			raw(t, w, zip.FileHeader{Name: "A.JPG"}, picture)
		}, []string{"x.zip/a.jpg skipped: the archive holds two files of this name, and the first was taken", "x.zip/A.JPG", "x.zip/a.jpg"}},
		{"a link", func(w *zip.Writer) { raw(t, w, link, "/etc/passwd") },
			[]string{"x.zip/link.jpg skipped: it is a link or a device, and no file"}},
		{"an encrypted file", func(w *zip.Writer) { raw(t, w, zip.FileHeader{Name: "a.jpg", Flags: 1}, picture) },
			[]string{"x.zip/a.jpg skipped: it is encrypted: unpack the archive with its password and name the folder"}},
		{"a file packed in another way", func(w *zip.Writer) { raw(t, w, zip.FileHeader{Name: "a.jpg", Method: 14}, picture) },
			[]string{"x.zip/a.jpg skipped: it is packed in a way that is not read: unpack the archive and name the folder"}},
		{"a bomb", func(w *zip.Writer) {
			f, err := w.Create("bomb.jpg")
			if err == nil {
				_, err = f.Write(make([]byte, 30<<20))
			}
			if err != nil {
				t.Fatal(err)
			}
			raw(t, w, zip.FileHeader{Name: "padding.txt"}, strings.Repeat("x", 1<<20))
		}, []string{"x.zip/bomb.jpg skipped: it unpacks to far more than a picture does, " + harmful}},
		{"an archive in the archive", func(w *zip.Writer) { raw(t, w, zip.FileHeader{Name: "inner.zip"}, "PK") },
			[]string{"x.zip/inner.zip skipped: it is an archive in a folder or archive: name it by itself, unpacked if it lies in an archive"}},
		{"more files than archives could count once", func(w *zip.Writer) {
			for i := range 1<<16 + 10 {
				raw(t, w, zip.FileHeader{Name: fmt.Sprintf("%d.txt", i)}, "")
			}
			raw(t, w, zip.FileHeader{Name: "a.jpg"}, picture)
		}, []string{"x.zip/a.jpg"}},
		{"nothing", func(*zip.Writer) {}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := lay(t, t.TempDir(), map[string]string{"x.zip": string(made(t, tt.write))})
			if diff := cmp.Diff(walked(t, dir, open(t, filepath.Join(dir, "x.zip"))), tt.want); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
		})
	}
}

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

func TestAnEntryThatIsNotAsLongAsItSaysCanNotBeReadToItsEnd(t *testing.T) {
	long := picture + strings.Repeat("x", 5000)
	for name, h := range map[string]zip.FileHeader{
		"longer":               {Name: "a.jpg", UncompressedSize64: 100, CRC32: crc32.ChecksumIEEE([]byte(long))},
		"shorter":              {Name: "a.jpg", UncompressedSize64: 6000, CRC32: crc32.ChecksumIEEE([]byte(long))},
		"of another check sum": {Name: "a.jpg", CRC32: 1},
	} {
		t.Run(name, func(t *testing.T) {
			data := made(t, func(w *zip.Writer) { raw(t, w, h, long) })
			dir := lay(t, t.TempDir(), map[string]string{"x.zip": string(data)})
			for item := range open(t, filepath.Join(dir, "x.zip")).Items(t.Context()) {
				if got, err := fs.ReadFile(item.Files, item.Name); err == nil {
					t.Errorf("got %d bytes, want an error", len(got))
				}
			}
		})
	}
}

func TestWhenAFileOfAnArchiveWasChanged(t *testing.T) {
	when := time.Date(2019, 5, 6, 7, 8, 10, 0, time.UTC)
	packed := time.Date(2023, 1, 2, 3, 4, 5, 0, time.UTC)
	data := made(t, func(w *zip.Writer) {
		f, err := w.CreateHeader(&zip.FileHeader{Name: "a.jpg", Modified: when})
		if err == nil {
			_, err = f.Write([]byte(picture))
		}
		if err != nil {
			t.Fatal(err)
		}
		raw(t, w, zip.FileHeader{Name: "b.jpg"}, picture)
	})
	dir := lay(t, t.TempDir(), map[string]string{"x.zip": string(data)})
	if err := os.Chtimes(filepath.Join(dir, "x.zip"), packed, packed); err != nil {
		t.Fatal(err)
	}
	var got []time.Time
	for item := range open(t, dir).Items(t.Context()) {
		f, err := item.Files.Open(item.Name)
		if err != nil {
			t.Fatal(err)
		}
		info, err := f.Stat()
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, info.ModTime().UTC())
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
	if diff := cmp.Diff(got, []time.Time{when, packed}); diff != "" {
		t.Errorf("times (-got +want):\n%s", diff)
	}
}
