package export_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
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

func TestArchivesAsOthersWriteThem(t *testing.T) {
	plain := made(t, func(w *zip.Writer) { raw(t, w, zip.FileHeader{Name: "a.jpg", Comment: "of an entry"}, picture) })
	tests := []struct {
		name string
		data []byte
	}{
		{"with a comment", made(t, func(w *zip.Writer) {
			raw(t, w, zip.FileHeader{Name: "a.jpg"}, picture)
			if err := w.SetComment(strings.Repeat("PK ", 20_000)); err != nil {
				t.Fatal(err)
			}
		})},
		{"behind a program that unpacks it", append([]byte(strings.Repeat("program", 1000)), plain...)},
		{"behind a program that it counts in", append([]byte("program"), made(t, func(w *zip.Writer) {
			w.SetOffset(int64(len("program")))
			raw(t, w, zip.FileHeader{Name: "a.jpg"}, picture)
		})...)},
		{"with something behind it", append(bytes.Clone(plain), "more than there should be"...)},
		{"in one go, with sizes behind each file", made(t, func(w *zip.Writer) {
			f, err := w.Create("a.jpg")
			if err == nil {
				_, err = f.Write([]byte(picture))
			}
			if err != nil {
				t.Fatal(err)
			}
		})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := lay(t, t.TempDir(), map[string]string{"x.zip": string(tt.data)})
			items := 0
			for item := range open(t, dir).Items(t.Context()) {
				if items++; item.Bad != nil || content(t, item) != picture {
					t.Errorf("got %s, %v, want the picture", item.Name, item.Bad)
				}
			}
			if items != 1 {
				t.Errorf("got %d items, want one", items)
			}
		})
	}
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
