package main_test

import (
	"context"
	"image"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
	if err := os.WriteFile(filepath.Join(from, "notes.txt"), []byte("not a picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	first := ok(t, "", "import", "--data", dir, from)
	if !strings.HasSuffix(first, "2 added, 0 already there, 1 skipped.\n") || !strings.Contains(first, "notes.txt, because ") {
		t.Errorf("got %q, want two added and a reason for the notes", first)
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
	for _, name := range []string{"c.txt", "a\x1b[2J.txt", "b.txt"} {
		if err := os.WriteFile(filepath.Join(from, name), []byte("not a picture"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := run(t, "", "import", "--data", filepath.Join(t.TempDir(), "data"), from)
	want := "skipped \"" + from + "/a\\x1b[2J.txt\", because it is not a picture.\n" +
		"skipped " + from + "/b.txt, because it is not a picture.\n" +
		"skipped " + from + "/c.txt, because it is not a picture.\n" +
		"0 added, 0 already there, 3 skipped.\n"
	if got.Stdout != want {
		t.Errorf("got %q, want %q", got.Stdout, want)
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
