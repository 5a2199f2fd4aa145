package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// howMany asks for the number of photos in a folder.
func howMany(t *testing.T, dir string, args ...string) string {
	t.Helper()
	return ok(t, "", append(append([]string{"ask", "--data", dir}, args...), "how many photos")...)
}

func TestANewFolderStartsWithTheSampleAlbum(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	first := howMany(t, dir)
	if !strings.HasPrefix(first, "You have 2") {
		t.Errorf("got %q, want the two dozen photos of the sample album", first)
	}
	newest := object(t, ok(t, "", "invoke", "--data", dir, "image", "-e", filepath.Join(events, "image-newest.json")))
	headers, _ := newest["headers"].(map[string]any)
	if newest["statusCode"] != 200.0 || headers["etag"] == nil || headers["content-type"] != "image/jpeg" {
		t.Errorf("got %v %v, want the newest photo's picture", newest["statusCode"], headers)
	}

	// A mark says that it was cut short: what is there is not added twice.
	mark := filepath.Join(dir, "sample.part")
	if err := os.WriteFile(mark, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if again := howMany(t, dir); again != first {
		t.Errorf("got %q after it was gone through again, want %q", again, first)
	}
	if _, err := os.Stat(mark); !os.IsNotExist(err) {
		t.Errorf("got %v, want the mark gone", err)
	}
}

func TestAFolderStartsEmptyWhereThatWasAskedFor(t *testing.T) {
	empty, imported := filepath.Join(t.TempDir(), "data"), withAlbum(t)
	if got := howMany(t, empty, "--empty"); strings.Contains(got, "2") {
		t.Errorf("got %q, want no photos", got)
	}
	if got := howMany(t, empty); strings.Contains(got, "2") {
		t.Errorf("got %q, want a folder that is not new left as it is", got)
	}
	if got := howMany(t, imported); !strings.Contains(got, "3 photos") {
		t.Errorf("got %q, want the imported photos alone", got)
	}
}
