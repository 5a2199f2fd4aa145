package ingest_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"shoebox/shared/fault"
	"shoebox/shared/ingest"
)

func TestNoNameLeadsOutOfAFolder(t *testing.T) {
	outer := folder(t, map[string][]byte{"secret.jpg": []byte("secret"), "in/side.jpg": []byte("inside"), "in/deep/er.jpg": []byte("deeper")})
	inner := filepath.Join(outer, "in")
	if err := os.Symlink(filepath.Join(outer, "secret.jpg"), filepath.Join(inner, "link.jpg")); err != nil {
		t.Fatal(err)
	}
	f := openFolder(t, inner)
	tests := []struct{ name, file, want string }{
		{"a file in it", "side.jpg", "inside"},
		{"one in a folder of it", "deep/er.jpg", "deeper"},
		{"a way round inside", "deep/../side.jpg", "inside"},
		{"an absolute path into it", filepath.Join(inner, "side.jpg"), "inside"},
		{"up and out", "../secret.jpg", ""},
		{"up and out from deep", "deep/../../secret.jpg", ""},
		{"an absolute path out", filepath.Join(outer, "secret.jpg"), ""},
		{"an absolute path that climbs out", inner + "/../secret.jpg", ""},
		{"a folder whose name begins alike", inner + "side.jpg", ""},
		{"a symbolic link out", "link.jpg", ""},
		{"nothing", "", ""},
		{"a folder", "deep", ""},
		{"a name with a zero byte", "side.jpg\x00.png", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if file, err := f.Open(tt.file); err == nil {
				data, err := io.ReadAll(file)
				if err != nil {
					t.Fatal(err)
				}
				got = string(data)
				if err := file.Close(); err != nil {
					t.Error(err)
				}
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// openFolder opens a folder for as long as a test goes on.
func openFolder(t *testing.T, dir string) *ingest.Folder {
	t.Helper()
	f, err := ingest.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return f
}

func TestAFolderThatIsNotThere(t *testing.T) {
	if _, err := ingest.OpenFolder(filepath.Join(t.TempDir(), "gone")); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want not found", err)
	}
}
