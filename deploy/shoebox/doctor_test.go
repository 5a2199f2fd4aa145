package main_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// treated is a data folder with photos in it whose files are two days old.
func treated(t *testing.T) (dir string, files []string) {
	t.Helper()
	dir, from := filepath.Join(t.TempDir(), "data"), t.TempDir()
	picture(t, filepath.Join(from, "a.jpg"), 10)
	picture(t, filepath.Join(from, "b.jpg"), 200)
	ok(t, "", "import", "--data", dir, from)
	age(t, dir)
	err := filepath.WalkDir(filepath.Join(dir, "blobs"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".jpg") {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) != 8 {
		t.Fatalf("%d files (%v), want those of two photos", len(files), err)
	}
	return dir, files
}

// age makes all files two days old.
func age(t *testing.T, dir string) {
	t.Helper()
	old := time.Now().Add(-48 * time.Hour)
	err := filepath.WalkDir(filepath.Join(dir, "blobs"), func(path string, _ fs.DirEntry, err error) error {
		if err == nil {
			err = os.Chtimes(path, old, old)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestADoctorFindsAllWell(t *testing.T) {
	dir, _ := treated(t)
	if got, want := ok(t, "", "doctor", "--data", dir), "Looked at 2 photos and 8 files: all is well.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestADoctorSaysWhatIsWrongAndMendsIt(t *testing.T) {
	dir, files := treated(t)
	photo := filepath.Base(filepath.Dir(files[0]))
	stray := filepath.Join(filepath.Dir(filepath.Dir(files[0])), "01JGONE", "original.jpg")
	for _, err := range []error{
		os.Remove(filepath.Join(filepath.Dir(files[0]), "small.jpg")), os.MkdirAll(filepath.Dir(stray), 0o700),
		os.WriteFile(stray, []byte("of a photo that is gone"), 0o600),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	age(t, dir)
	r := run(t, "", "doctor", "--data", dir)
	want := "Looked at 2 photos and 8 files: 2 things are wrong.\n\n" +
		"1 photo lacks pictures to show. They can be remade from the original.\n  " + photo + "\n\n" +
		"1 file is of no photo, 1 kB in all. They can be removed.\n  01JGONE\n"
	wantAll := result{1, want, "shoebox: 2 things are wrong: shoebox doctor --repair mends what can be mended.\n"}
	if diff := cmp.Diff(r, wantAll); diff != "" {
		t.Errorf("got -, want +:\n%s", diff)
	}
	mended := ok(t, "", "doctor", "--data", dir, "--repair")
	if strings.Count(mended, "Mended.") != 2 {
		t.Errorf("got %q, want both mended", mended)
	}
	if got, want := ok(t, "", "doctor", "--data", dir), "Looked at 2 photos and 8 files: all is well.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestADoctorSaysWhatCannotBeMended(t *testing.T) {
	dir, files := treated(t)
	photo := filepath.Base(filepath.Dir(files[0]))
	if err := os.Remove(filepath.Join(filepath.Dir(files[0]), "original.jpg")); err != nil {
		t.Fatal(err)
	}
	r := run(t, "", "doctor", "--data", dir, "--repair")
	want := "1 photo has lost its original.\n  " + photo + "  The original is not in the bucket: bring it back from a copy, or delete the photo.\n"
	if r.Code != 1 || !strings.HasSuffix(r.Stdout, want) || r.Stderr != "shoebox: 1 thing is left that can't be mended here.\n" {
		t.Errorf("got %d, %q, %q, want 1, %q", r.Code, r.Stdout, r.Stderr, want)
	}
}

func TestADoctorThrowsNothingAwayOfAGalleryThatNobodyKnows(t *testing.T) {
	dir, files := treated(t)
	stray := filepath.Join(filepath.Dir(filepath.Dir(filepath.Dir(files[0]))), "01JNOBODYS", "01JGONE", "original.jpg")
	coming := filepath.Join(filepath.Dir(filepath.Dir(filepath.Dir(files[0]))), "inbox", "01JHOME", "holiday.jpg")
	for _, path := range []string{stray, coming} {
		for _, err := range []error{os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte("somebody's"), 0o600)} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	age(t, dir)
	r := run(t, "", "doctor", "--data", dir, "--repair")
	if _, err := os.Stat(stray); err != nil || r.Code != 1 || !strings.Contains(r.Stdout, "The table knows no gallery 01JNOBODYS: ") {
		t.Errorf("got %d, %q (%v), want the file to be there and to hear of it", r.Code, r.Stdout, err)
	}
	ok(t, "", "doctor", "--data", dir, "--repair", "--gallery", "01JNOBODYS")
	if _, err := os.Stat(stray); err == nil {
		t.Error("the file is still there, though the gallery was named")
	}
	if _, err := os.Stat(coming); err != nil {
		t.Errorf("a file that is still to be brought in is gone: %v", err)
	}
}

// What is still to be brought in, and what was put aside, may be somebody's only copy.
func TestADoctorLetsBeWhatIsNoGallerys(t *testing.T) {
	for _, folder := range []string{"incoming", "inbox", "refused"} {
		t.Run(folder, func(t *testing.T) {
			dir, _ := treated(t)
			file := filepath.Join(dir, "blobs", folder, "home", "holiday.jpg")
			if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, []byte("somebody's"), 0o600)); err != nil {
				t.Fatal(err)
			}
			age(t, dir)
			well := "Looked at 2 photos and 8 files: all is well.\n"
			if got := ok(t, "", "doctor", "--data", dir, "--repair"); got != well {
				t.Errorf("got %q, want %q", got, well)
			}
			named := run(t, "", "doctor", "--data", dir, "--repair", "--gallery", folder)
			if named.Code != 1 || !strings.Contains(named.Stderr, strconv.Quote(folder)+" is no gallery") {
				t.Errorf("got %+v of the folder by name, want it refused", named)
			}
			if _, err := os.Stat(file); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestADoctorThatCannotLook(t *testing.T) {
	dir, _ := treated(t)
	stopped, stop := context.WithCancel(t.Context())
	stop()
	for _, tt := range []struct {
		name string
		do   func() result
		code int
		want string
	}{
		{"a gallery that is not there", func() result { return run(t, "", "doctor", "--data", dir, "--gallery", "nobodys") }, 1, `shoebox: there is no gallery "nobodys": name one by its id, or none to look at all.`},
		{"one who is stopped", func() result {
			return runIn(stopped, strings.NewReader(""), nothing, "doctor", "--data", dir)
		}, 1, "shoebox: "},
		{"a table in AWS and a bucket that is not", func() result {
			return runIn(t.Context(), strings.NewReader(""), set("SHOEBOX_TABLE", "dynamodb://photos", "SHOEBOX_KEYS", strings.Repeat("k", 64), "SHOEBOX_BLOBS", "file:///tmp/x"), "doctor")
		}, 2, "shoebox: SHOEBOX_TABLE is in AWS, so SHOEBOX_BLOBS must be, too: give it as s3://BUCKET\n"},
		{"a table in AWS alone", func() result {
			return runIn(t.Context(), strings.NewReader(""), set("SHOEBOX_TABLE", "dynamodb://photos", "SHOEBOX_KEYS", strings.Repeat("k", 64)), "doctor")
		}, 1, "shoebox: SHOEBOX_BLOBS is not set: "},
		{"AWS without credentials", func() result {
			return runIn(t.Context(), strings.NewReader(""), set("SHOEBOX_TABLE", "dynamodb://photos", "SHOEBOX_KEYS", strings.Repeat("k", 64), "SHOEBOX_BLOBS", "s3://photos"), "doctor")
		}, 2, "shoebox: the environment holds no credentials for AWS: "},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if r := tt.do(); r.Code != tt.code || !strings.HasPrefix(r.Stderr, tt.want) {
				t.Errorf("got %d, %q, want %d, %q", r.Code, r.Stderr, tt.code, tt.want)
			}
		})
	}
}

// set is an environment of these variables.
func set(pairs ...string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		for n := 0; n < len(pairs); n += 2 {
			if pairs[n] == name {
				return pairs[n+1], true
			}
		}
		return "", false
	}
}
