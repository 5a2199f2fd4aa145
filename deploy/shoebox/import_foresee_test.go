package main_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestADryRunSaysWhatWouldComeInAndChangesNothing(t *testing.T) {
	dir, from := filepath.Join(t.TempDir(), "data"), t.TempDir()
	const sidecar = `{"title":"b.JPEG","photoTakenTime":{"timestamp":"1688560000"}}`
	picture(t, filepath.Join(from, "a.jpg"), 10)
	picture(t, filepath.Join(from, "lake", "b.JPEG"), 100)
	picture(t, filepath.Join(from, "lake", "scan"), 150)
	for name, text := range map[string]string{
		"c.HEIC": "", "film.mp4": "", "notes.txt": "words",
		"lake/metadata.json": `{"title":"The lake","access":"protected"}`, "lake/b.JPEG.json": sidecar,
		"lake/gone.jpg.json": strings.ReplaceAll(sidecar, "b.JPEG", "gone.jpg"),
	} {
		if err := os.WriteFile(filepath.Join(from, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want := "skipped " + from + "/film.mp4, because it is a video, and Shoebox keeps photos.\n" +
		"skipped " + from + `/lake/gone.jpg.json, because the picture that it is about, "gone.jpg", is not beside it.` + "\n" +
		"passed over 1 other file.\n" +
		"into the album All: 4.\ninto the album The lake: 2.\n" +
		"4 pictures would come in: 2 JPEG, 1 HEIC, 1 without an ending; 2 skipped. Nothing was changed.\n"
	if got := ok(t, "", "import", "--data", dir, "--dry-run", "--album", "All", from); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("%v: want no data folder to be made", err)
	}
	in := set("SHOEBOX_TABLE", "dynamodb://photos")
	if got := runIn(t.Context(), strings.NewReader(""), in, "import", "--dry-run", from); got.Code != 0 || !strings.Contains(got.Stdout, "4 pictures would come in") {
		t.Errorf("in AWS: got %+v, want it to need nothing", got)
	}
}

func TestADryRunThatSaysNothing(t *testing.T) {
	empty, dir := t.TempDir(), filepath.Join(t.TempDir(), "data")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	for _, tt := range []struct {
		name string
		got  result
		code int
		want string
	}{
		{"of a folder without pictures", run(t, "", "import", "--data", dir, "--dry-run", empty), 1, "no pictures were found there"},
		{"of records", run(t, "", "import", "--dry-run", "--records", "-"), 2, "leave out --records"},
		{"that is stopped", runIn(stopped, strings.NewReader(""), nothing, "import", "--data", dir, "--dry-run", empty), 1, "stopped before the end"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got.Code != tt.code || !strings.Contains(tt.got.Stderr, tt.want) {
				t.Errorf("got %+v, want exit %d and %q", tt.got, tt.code, tt.want)
			}
		})
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("%v: want no data folder to be made", err)
	}
}
