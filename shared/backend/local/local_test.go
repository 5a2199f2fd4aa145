package local_test

import (
	"encoding/json"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/backend/local"
	"shoebox/shared/blob"
	"shoebox/shared/config"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

const someGallery gallery.ID = "01J2SH0EB0X000000000000000"

func open(t *testing.T, dir string, env map[string]string) (*local.Backend, error) {
	t.Helper()
	c, err := config.Folder(dir, func(name string) (string, bool) { v, ok := env[name]; return v, ok })
	if err != nil {
		t.Fatal(err)
	}
	return local.Open(t.Context(), c, local.Options{
		PublicURL: "http://127.0.0.1:8080", Log: slog.New(slog.DiscardHandler),
	})
}

func mustOpen(t *testing.T, dir string, env map[string]string) *local.Backend {
	t.Helper()
	b, err := open(t, dir, env)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func shut(t *testing.T, b *local.Backend) {
	t.Helper()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestAFolderIsMadeOnceAndKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "data")
	b := mustOpen(t, dir, nil)
	if !b.Fresh {
		t.Error("got a folder that is not fresh, want the first opening to say so")
	}
	owner := gallery.Membership{Gallery: someGallery, Role: gallery.Owner}
	added, err := b.Galleries.As(owner).Add(t.Context(), gallery.Photo{Title: "Kept", Taken: time.Unix(1720864800, 0)})
	if err != nil {
		t.Fatal(err)
	}
	put := blob.PutOptions{Content: blob.Describe("image/jpeg", []byte("jpeg"))}
	if err := b.Blobs.Put(t.Context(), "photos/a.jpg", strings.NewReader("jpeg"), put); err != nil {
		t.Fatal(err)
	}
	link, err := b.Blobs.SignGet(t.Context(), "photos/a.jpg", time.Hour)
	if err != nil || !strings.HasPrefix(link, "http://127.0.0.1:8080/objects/photos/a.jpg?") {
		t.Fatalf("got %q, %v, want a link to the object", link, err)
	}
	secrets := b.SlackSecrets
	shut(t, b)

	b = mustOpen(t, dir, nil)
	defer shut(t, b)
	if b.Fresh {
		t.Error("got a fresh folder the second time")
	}
	if got, err := b.Galleries.As(owner).Photo(t.Context(), added.ID); err != nil || got.Title != "Kept" {
		t.Errorf("got %v, %v, want the photo of before", got.Title, err)
	}
	if got, err := b.Blobs.ReadAll(t.Context(), "photos/a.jpg", 100); err != nil || string(got) != "jpeg" {
		t.Errorf("got %q, %v, want the object of before", got, err)
	}
	if diff := cmp.Diff(b.SlackSecrets, secrets); diff != "" {
		t.Error("the signing secret changed")
	}
	w := httptest.NewRecorder()
	b.Objects.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, link, nil))
	if w.Code != http.StatusOK || w.Body.String() != "jpeg" {
		t.Errorf("got %d, %q, want the object by the link of before", w.Code, w.Body)
	}
}

func TestAFolderIsForItsOwnerAlone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	shut(t, mustOpen(t, dir, nil))
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v, want nothing for others", filepath.Base(path), info.Mode())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAFolderHasOneOwner(t *testing.T) {
	dir := t.TempDir()
	b := mustOpen(t, dir, nil)
	defer shut(t, b)
	_, err := open(t, dir, nil)
	if !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "another shoebox is using "+dir+": stop it first, or name another folder with --data DIR.") {
		t.Errorf("got %v, want a conflict that says what to do", err)
	}
}

func TestTheEnvironmentsSigningSecretsComeFirst(t *testing.T) {
	b := mustOpen(t, t.TempDir(), map[string]string{"SHOEBOX_SLACK_SIGNING_SECRET": "the new one, the old one"})
	defer shut(t, b)
	if diff := cmp.Diff(b.SlackSecrets, []string{"the new one", "the old one"}); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

func TestOpenRefuses(t *testing.T) {
	write := func(content string, mode fs.FileMode) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			t.Helper()
			file := filepath.Join(dir, "secrets.json")
			if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(file, mode); err != nil { // whatever the umask is
				t.Fatal(err)
			}
		}
	}
	whole, err := json.Marshal(map[string]string{"keys": "1:short", "slack_signing_secret": "s"})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name    string
		prepare func(t *testing.T, dir string)
		kind    fault.Kind
		want    string
	}{
		{"secrets that others can read", write("{}", 0o644), fault.Denied, "chmod 600"},
		{"secrets that are damaged", write("{", 0o600), fault.Invalid, "is damaged"},
		{"keys that are none", write(string(whole), 0o600), fault.Invalid, "SHOEBOX_KEYS"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			tt.prepare(t, dir)
			for range 2 { // what was refused lets go of the folder
				if _, err := open(t, dir, nil); !fault.Is(err, tt.kind) || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("got %v, want %v saying %q", err, tt.kind, tt.want)
				}
			}
		})
	}
}

func TestASecretOfAnotherPlaceIsNotPassedOver(t *testing.T) {
	for _, name := range []string{"SHOEBOX_KEYS", "SHOEBOX_SLACK_SIGNING_SECRET"} {
		_, err := open(t, t.TempDir(), map[string]string{name: "ssm:///shoebox/secret"})
		if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), name+" names an SSM parameter") {
			t.Errorf("got %v, want an invalid that says which variable", err)
		}
	}
}

func TestOnlyAFolderIsOpened(t *testing.T) {
	c := config.Config{Table: config.Place{Scheme: "dynamodb", Name: "photos"}}
	if _, err := local.Open(t.Context(), c, local.Options{Log: slog.New(slog.DiscardHandler)}); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v, want an invalid: DynamoDB is for the Lambda functions", err)
	}
}
