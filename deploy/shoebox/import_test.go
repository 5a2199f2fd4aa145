package main_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shoebox/deploy/sample"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

// picture writes a small picture of one colour.
func picture(t *testing.T, path string, shade uint8) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	gray := image.NewGray(image.Rect(0, 0, 40, 30))
	for i := range gray.Pix {
		gray.Pix[i] = shade
	}
	if err := jpeg.Encode(file, gray, nil); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestImportSaysWhatBecameOfEverything(t *testing.T) {
	dir, from := filepath.Join(t.TempDir(), "data"), t.TempDir()
	picture(t, filepath.Join(from, "a.jpg"), 10)
	picture(t, filepath.Join(from, "summer", "b.jpg"), 200)
	for _, name := range []string{"words.jpg", "notes.txt", "index.html"} {
		if err := os.WriteFile(filepath.Join(from, name), []byte("not a picture"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want := "skipped " + filepath.Join(from, "words.jpg") + ", because it is not a picture.\n" +
		"passed over 2 other files.\n" +
		"2 added, 0 already there, 1 skipped.\n"
	if got := ok(t, "", "import", "--data", dir, from); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if err := os.Remove(filepath.Join(from, "notes.txt")); err != nil {
		t.Fatal(err)
	}
	if got := ok(t, "", "import", "--data", dir, from); !strings.Contains(got, "passed over 1 other file.\n") {
		t.Errorf("got %q of one file that is passed over", got)
	}
	again := ok(t, "", "import", "--data", dir, filepath.Join(from, "a.jpg"), filepath.Join(from, "summer"))
	if got, want := again, "0 added, 2 already there, 0 skipped.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestImportTakesRecordsAndKeepsTheirIDs(t *testing.T) {
	dir, from := filepath.Join(t.TempDir(), "data"), t.TempDir()
	picture(t, filepath.Join(from, "pictures", "tide.jpg"), 120)
	lines := `{"id":"01J2SH0EB0X0000000000000DD","file":"pictures/tide.jpg","title":"Tide","taken":"2024-05-01T08:00:00Z"}
{"title":"Lost","file":"../outside.jpg","taken":"2024-05-01T08:00:00Z"}
{"title":
{"title":"No picture at all","taken":"2024-05-02"}
`
	file := filepath.Join(from, "photos.jsonl")
	if err := os.WriteFile(file, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	got := ok(t, "", "import", "--data", dir, "--records", file)
	if !strings.HasSuffix(got, "2 added, 0 already there, 2 skipped.\n") || !strings.Contains(got, "line 2 (../outside.jpg), because ") || !strings.Contains(got, "line 3, because ") {
		t.Errorf("got %q, want two added, and the reasons for lines 2 and 3", got)
	}
	asked := ok(t, "", "ask", "--data", dir, "--json", "tide")
	if !strings.Contains(asked, `"photos":[{"id":"01J2SH0EB0X0000000000000DD","title":"Tide","taken":"2024-05-01T08:00:00Z"}]`) {
		t.Errorf("got %s, want the photo under its id", asked)
	}
}

func TestImportThatIsStoppedCanBeRunAgain(t *testing.T) {
	dir, from := filepath.Join(t.TempDir(), "data"), t.TempDir()
	picture(t, filepath.Join(from, "a.jpg"), 10)
	stopped, stop := context.WithCancel(t.Context())
	stop()
	got := runIn(stopped, strings.NewReader(""), nothing, "import", "--data", dir, from)
	if got.Code != 1 || !strings.Contains(got.Stderr, "run the same command again") {
		t.Errorf("got %+v, want exit 1 and how to go on", got)
	}
	ok(t, "", "import", "--data", dir, from)
	if again := ok(t, "", "import", "--data", dir, from); again != "0 added, 1 already there, 0 skipped.\n" {
		t.Errorf("got %q, want one photo and no more", again)
	}
}

// interrupting ends a context when it is read, and then gives nothing for long.
type interrupting struct {
	stop    context.CancelFunc
	forever chan struct{}
}

func (i interrupting) Read([]byte) (int, error) {
	i.stop()
	<-i.forever
	return 0, io.EOF
}

func TestACommandThatWaitsForInputCanBeStopped(t *testing.T) {
	dir := withAlbum(t)
	for _, args := range [][]string{{"parse"}, {"import", "--records", "-"}, {"invoke", "alexa", "-e", "-"}} {
		ctx, stop := context.WithCancel(t.Context())
		in := interrupting{stop, make(chan struct{})}
		got := runIn(ctx, in, nothing, append(args, "--data", dir)...)
		close(in.forever)
		if got.Code != 1 || !strings.Contains(got.Stderr, "stopped before the end") {
			t.Errorf("%s: got %+v, want exit 1 and why", args[0], got)
		}
	}
}

func TestImportTellsWhatItSkippedInOrderAndInPlainCharacters(t *testing.T) {
	from := t.TempDir()
	for _, name := range []string{"c.jpg", "a\x1b[2J.jpg", "b.jpg", "gr\xfcn.jpg"} {
		if err := os.WriteFile(filepath.Join(from, name), []byte("not a picture"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := run(t, "", "import", "--data", filepath.Join(t.TempDir(), "data"), from)
	want := "skipped \"" + from + "/a\\x1b[2J.jpg\", because it is not a picture.\n" +
		"skipped " + from + "/b.jpg, because it is not a picture.\n" +
		"skipped " + from + "/c.jpg, because it is not a picture.\n" +
		"skipped \"" + from + "/gr\\xfcn.jpg\", because it is not a picture.\n" +
		"0 added, 0 already there, 4 skipped.\n"
	if got.Stdout != want {
		t.Errorf("got %q, want %q", got.Stdout, want)
	}
}

func TestOfManySkippedForOneReasonTheFirstAreNamed(t *testing.T) {
	dir, from := filepath.Join(t.TempDir(), "data"), t.TempDir()
	for i := range 25 {
		if err := os.WriteFile(filepath.Join(from, fmt.Sprintf("film%02d.mp4", i)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := run(t, "", "import", "--data", dir, from).Stdout
	if strings.Count(got, "\nskipped ") != 20 || !strings.Contains(got, "\nskipped 5 more, because it is a video, and Shoebox keeps photos (--all names them).\n0 added") {
		t.Errorf("got %q, want 20 names and a count", got)
	}
	got = run(t, "", "import", "--data", dir, "--all", from).Stdout
	if strings.Count(got, "film") != 25 || strings.Contains(got, " more") {
		t.Errorf("got %q, want all names", got)
	}
}

func TestImportCompletesWhatIsThere(t *testing.T) {
	dir, from := filepath.Join(t.TempDir(), "data"), t.TempDir()
	picture(t, filepath.Join(from, "a.jpg"), 10)
	ok(t, "", "import", "--data", dir, from)
	sidecar := `{"title":"a.jpg","description":"The day at the lake","photoTakenTime":{"timestamp":"1688560000"},"geoData":{"latitude":47.37,"longitude":8.54},"people":[{"name":"Anna"}],"favorited":true}`
	metadata := `{"title":"The lake","access":"protected"}`
	if err := os.WriteFile(filepath.Join(from, "metadata.json"), []byte(metadata), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(from, "a.jpg.supplemental-metadata.json"), []byte(sidecar), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, want := ok(t, "", "import", "--data", dir, from), "0 added, 1 completed, 0 already there, 0 skipped.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := ok(t, "", "import", "--data", dir, from), "0 added, 1 already there, 0 skipped.\n"; got != want {
		t.Errorf("again: got %q, want %q", got, want)
	}
	for _, wish := range []string{"Anna in Zurich", `album:"the lake"`, "favourites"} {
		if asked := ok(t, "", "ask", "--data", dir, "--json", wish); !strings.Contains(asked, `"photos":[{`) {
			t.Errorf("%s: got %s, want the photo", wish, asked)
		}
	}
}

func TestImportTakesATakeoutInParts(t *testing.T) {
	dir, from := filepath.Join(t.TempDir(), "data"), t.TempDir()
	picture(t, filepath.Join(from, "a.jpg"), 10)
	data, err := os.ReadFile(filepath.Join(from, "a.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	const album = "Takeout/Google Fotos/Am See/"
	one := archived(t, filepath.Join(from, "takeout-20260101T000000Z-001.zip"), album+"a.jpg", string(data))
	two := archived(t, filepath.Join(from, "takeout-20260101T000000Z-002.zip"), album+"a.jpg.json", `{"title":"a.jpg","photoTakenTime":{"timestamp":"1688560000"}}`,
		album+"Metadaten.json", `{"title":"Am See","access":"protected"}`, album+"../../../up.jpg", string(data))
	got := ok(t, "", "import", "--data", dir, one, two)
	if !strings.HasSuffix(got, "1 added, 0 already there, 1 skipped.\n") || !strings.Contains(got, "its name leads out of the archive") {
		t.Errorf("got %q, want the picture, and the file that leads out refused", got)
	}
	if asked := ok(t, "", "ask", "--data", dir, "--json", "album:\"am see\""); !strings.Contains(asked, `"taken":"2023-07-05T`) {
		t.Errorf("got %s, want the photo with its time and album", asked)
	}
}

func TestAFullGalleryStopsTheImportAndSaysHowToGoOn(t *testing.T) {
	dir, from := filepath.Join(t.TempDir(), "data"), t.TempDir()
	picture(t, filepath.Join(from, "a.jpg"), 10)
	picture(t, filepath.Join(from, "b.jpg"), 200)
	ok(t, "", "import", "--data", dir, filepath.Join(from, "a.jpg"))
	quota(t, dir, 1)
	got := run(t, "", "import", "--data", dir, from)
	if got.Code != 1 || !strings.Contains(got.Stderr, "the gallery is full: delete photos for good to make room, and run the same command again to go on.") {
		t.Errorf("got %+v, want exit 1 and how to go on", got)
	}
	quota(t, dir, 0)
	if got, want := ok(t, "", "import", "--data", dir, from), "1 added, 1 already there, 0 skipped.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// quota sets how many bytes the gallery of a data folder may hold; 0 is as many as any.
func quota(t *testing.T, dir string, bytes int64) {
	t.Helper()
	driver, err := bolttable.Open(filepath.Join(dir, "shoebox.db"))
	if err != nil {
		t.Fatal(err)
	}
	items := table.New(driver, time.Now)
	galleries := gallery.New(items, gallery.Keys{make([]byte, 32)}, time.Now)
	if err := galleries.Found(t.Context(), sample.Gallery, gallery.Shared, "Home", gallery.Member{User: "anna"}); err != nil && !fault.Is(err, fault.Conflict) {
		t.Fatal(err)
	}
	if err := errors.Join(galleries.SetQuota(t.Context(), sample.Gallery, bytes), items.Close()); err != nil {
		t.Fatal(err)
	}
}

// archived writes a .zip file; names and contents by turns.
func archived(t *testing.T, path string, files ...string) string {
	t.Helper()
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(out)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err == nil {
			_, err = io.WriteString(f, files[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), out.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// What strangers put into folders and archives is refused with a reason or taken for
// what it is, and never stops the rest.
func TestImportTakesBadInputForWhatItIs(t *testing.T) {
	dir, from := filepath.Join(t.TempDir(), "data"), t.TempDir()
	good := filepath.Join(from, "good.jpg")
	picture(t, good, 10)
	data, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(from, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	picture(t, filepath.Join(from, "gr\xfcn.jpg"), 60)
	picture(t, filepath.Join(from, "two\nlines.jpg"), 120)
	write("empty.jpg", nil)
	write("words.jpg", []byte("just words"))
	write("short.jpg", data[:len(data)/2])
	write("good.jpg.json", []byte(`{"title":"other.jpg","photoTakenTime":{"timestamp":"1"}}`))
	write("photos.tgz", []byte("\x1f\x8b"))
	write("takeout-cut.zip", []byte("PK\x03\x04"))
	archived(t, filepath.Join(from, "takeout-bomb.zip"), "Takeout/Google Photos/bomb.jpg", strings.Repeat("\x00", 40<<20))
	archived(t, filepath.Join(from, "tricks.zip"), "../../up.jpg", string(data), "/etc/a.jpg", string(data), `..\up.jpg`, string(data))
	got := ok(t, "", "import", "--data", dir, from)
	at := func(name string) string { return filepath.Join(from, name) }
	for _, want := range []string{
		"skipped " + at("empty.jpg") + ", because it is empty.\n",
		"skipped " + at("words.jpg") + ", because it is not a picture.\n",
		"skipped " + at("short.jpg") + ", because it is damaged or cut short.\n",
		"skipped " + at("good.jpg.json") + `, because it is about another picture, "other.jpg", so "good.jpg" came without it.` + "\n",
		"skipped " + at("photos.tgz") + ", because only .zip archives are read: unpack it and name the folder, or ask Takeout for .zip.\n",
		"skipped " + at("takeout-cut.zip") + ", because it is damaged, cut short or no .zip archive: fetch it again, or unpack it and name the folder.\n",
		"skipped " + at("takeout-bomb.zip") + ", because it unpacks to far more than pictures do, as an archive that is made to do harm.\n",
		"skipped " + at("tricks.zip") + "/../../up.jpg, because its name leads out of the archive.\n",
		"skipped " + at("tricks.zip") + "//etc/a.jpg, because its name leads out of the archive.\n",
		"skipped " + at("tricks.zip") + `/..\up.jpg, because its name leads out of the archive.` + "\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("got %q, want it to say %q", got, want)
		}
	}
	if !strings.HasSuffix(got, "\n3 added, 0 already there, 10 skipped.\n") {
		t.Errorf("got %q, want the three good ones added", got)
	}
}

func TestImportSaysWhichPhotosLookLikeOthers(t *testing.T) {
	dir, from := filepath.Join(t.TempDir(), "data"), t.TempDir()
	original, err := fs.ReadFile(sample.Files(), "photos/fig.jpg")
	if err != nil {
		t.Fatal(err)
	}
	m, err := jpeg.Decode(bytes.NewReader(original))
	if err != nil {
		t.Fatal(err)
	}
	for name, quality := range map[string]int{"fig.jpg": 90, "again/IMG_0002.jpg": 40} {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(from, name)
		when := time.Date(2023, 5, 6, 7, 8, 9, 0, time.Local)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, b.Bytes(), 0o600), os.Chtimes(path, when, when)); err != nil {
			t.Fatal(err)
		}
	}
	ok(t, "", "import", "--data", dir, filepath.Join(from, "fig.jpg"))
	got := ok(t, "", "import", "--data", dir, from)
	if want := "IMG_0002.jpg, which looks like \"fig\" of 6 May 2023 ("; !strings.Contains(got, want) || !strings.HasSuffix(got, "1 added, 1 already there, 0 skipped.\n") {
		t.Errorf("got %q, want it added, and %q", got, want)
	}
}

func TestAGalleryIsNotImportedIntoItself(t *testing.T) {
	around := t.TempDir()
	dir := filepath.Join(around, "data")
	picture(t, filepath.Join(around, "pictures", "a.jpg"), 10)
	ok(t, "", "import", "--data", dir, filepath.Join(around, "pictures"))
	for path, want := range map[string]string{
		around:                      " holds the data folder ",
		dir:                         " is in the data folder ",
		filepath.Join(dir, "blobs"): " is in the data folder ",
	} {
		if got := run(t, "", "import", "--data", dir, path); got.Code != 1 || !strings.Contains(got.Stderr, want) {
			t.Errorf("%s: got %+v, want exit 1 and %q", path, got, want)
		}
	}
	hidden := filepath.Join(around, "pictures", ".data")
	if got, want := ok(t, "", "import", "--data", hidden, filepath.Join(around, "pictures")), "1 added, 0 already there, 0 skipped.\n"; got != want {
		t.Errorf("got %q for a data folder that an import passes over, want %q", got, want)
	}
}

func TestImportRefuses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	notes := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(notes, []byte("not a picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		args []string
		want string
	}{
		{"a path that is not there", []string{filepath.Join(t.TempDir(), "none")}, "is not there or may not be read"},
		{"a file of records that is not there", []string{"--records", filepath.Join(t.TempDir(), "none")}, "give a file of records"},
		{"a folder in place of records", []string{"--records", t.TempDir()}, "give a file of records"},
		{"nothing but what is no picture", []string{notes}, "nothing could be imported"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := run(t, "", append([]string{"import", "--data", dir}, tt.args...)...)
			if got.Code != 1 || !strings.Contains(got.Stderr, tt.want) {
				t.Errorf("got %+v, want exit 1 and %q", got, tt.want)
			}
		})
	}
}
