package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	main "shoebox/deploy/shoebox"

	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
)

// files are those below a folder but for what is beside them.
func files(t *testing.T, folder, name string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && strings.HasPrefix(entry.Name(), name) && !strings.HasSuffix(path, ".attrs") {
			found = append(found, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestAPictureThatIsCopiedIntoTheFolderBecomesAPhoto(t *testing.T) {
	dir := t.TempDir()
	door := filepath.Join(dir, "blobs", "inbox", "home")
	write := func(name string, data []byte) {
		t.Helper()
		path := filepath.Join(door, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		taken := time.Now().Add(-time.Hour) // as of a file that is moved here whole
		if err := os.Chtimes(path, taken, taken); err != nil {
			t.Fatal(err)
		}
	}
	write("left behind.jpg", blobtest.Picture(t, 10))
	s := serve(t, "--empty", "--data", dir)
	write("2019/by the lake.jpg", blobtest.Picture(t, 90))
	write("letter.jpg", []byte("Dear "))
	writer, err := os.OpenFile(filepath.Join(door, "letter.jpg"), os.O_WRONLY|os.O_APPEND, 0) // whose network halts
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Close() //nolint:errcheck // what is missing shows
	write(".DS_Store", []byte("what nobody asked for"))
	want := 2
	for shade, name := range []string{strings.Repeat("あ", 70) + ".jpg", "caf\xe9.jpg"} {
		if os.WriteFile(filepath.Join(t.TempDir(), name), nil, 0o600) == nil { // not every system has such names
			write(name, blobtest.Picture(t, uint8(150+50*shade)))
			want++
		}
	}

	photos := func() int { return len(files(t, filepath.Join(dir, "blobs"), "original")) }
	// Those whose time was set after a look rest for ten seconds more.
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if photos() == want && len(files(t, door, "")) == 1 {
			break
		}
	}
	if n, left := photos(), files(t, door, ""); n != want || len(left) != 1 {
		t.Errorf("got %d photos, and %q left, want %d, and what is hidden left: %s", n, left, want, s.log)
	}
	if _, err := writer.WriteString("Anna"); err != nil {
		t.Error(err)
	}
	kept, err := os.ReadFile(filepath.Join(dir, "blobs", "refused", "home", "letter.jpg"))
	if err != nil || string(kept) != "Dear Anna" {
		t.Errorf("got %q, %v, want what is no picture kept aside", kept, err)
	}
	if code := s.ended(t); code != 0 {
		t.Errorf("got exit %d, want 0: %s", code, s.log)
	}
}

func TestAFileIsTakenWhenNobodyWritesIntoItAnyMore(t *testing.T) {
	start := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	at := func(key string, size int64, changed time.Duration) blob.Listed {
		return blob.Listed{Key: key, Size: size, Modified: start.Add(changed)}
	}
	of := func(n int, o blob.Listed) []blob.Listed {
		looks := make([]blob.Listed, n)
		for i := range looks {
			looks[i] = o
		}
		return looks
	}
	const lake, announced, never = "inbox/home/lake.jpg", "incoming/home/01J2SH0EB0X000000000000000", -1
	for _, tt := range []struct {
		name  string
		looks []blob.Listed
		want  time.Duration
	}{
		{"one that is moved there whole", of(9, at(lake, 60_000, -time.Hour)), 4 * time.Second},
		{"one that was just written", of(9, at(lake, 60_000, 0)), 10 * time.Second},
		{"one that is seen twice", of(2, at(lake, 60_000, -time.Hour)), never},
		{"one whose writer pauses for 9 seconds", append(of(5, at(lake, 20_000, 0)), of(9, at(lake, 60_000, 9*time.Second))...), 20 * time.Second},
		{"one that gets its time when all of it is there", append(of(3, at(lake, 60_000, 3*time.Second)), of(9, at(lake, 60_000, -time.Hour))...), 10 * time.Second},
		{"one that has its size before its bytes", append(of(2, at(lake, 60_000, -time.Hour)), of(9, at(lake, 60_000, 3*time.Second))...), 14 * time.Second},
		{"one of tomorrow, by another clock", of(9, at(lake, 60_000, 24*time.Hour)), 10 * time.Second},
		{"one that was announced, which is put at once", of(9, at(announced, 60_000, 0)), 2 * time.Second},
		{"one whose name can be no key's", of(9, at("inbox/home/caf\xe9.jpg", 60_000, -time.Hour)), 4 * time.Second},
		{"one that makes no upload", of(9, at("inbox/home/.DS_Store", 60_000, -time.Hour)), never},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := main.TakenAt(start, tt.looks); got != tt.want {
				t.Errorf("got it taken after %v, want %v", got, tt.want)
			}
		})
	}
}
