package main_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/sample"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

// inTable gives the galleries of a data folder that nobody has open.
func inTable(t *testing.T, dir string, do func(*gallery.Galleries) error) {
	t.Helper()
	driver, err := bolttable.Open(filepath.Join(dir, "shoebox.db"))
	if err != nil {
		t.Fatal(err)
	}
	items := table.New(driver, time.Now)
	if err := errors.Join(do(gallery.New(items, gallery.Keys{make([]byte, 32)}, time.Now)), items.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestPhotosComeIntoTheGalleryThatIsNamed(t *testing.T) {
	const hers gallery.ID = "01J2SH0EB0X000000000000MIA"
	dir, from := filepath.Join(t.TempDir(), "data"), t.TempDir()
	picture(t, filepath.Join(from, "a.jpg"), 10)
	picture(t, filepath.Join(from, "b.jpg"), 200)
	ok(t, "", "import", "--data", dir, filepath.Join(from, "a.jpg"))
	inTable(t, dir, func(all *gallery.Galleries) error {
		return all.Found(t.Context(), hers, gallery.Personal, "Mia's", gallery.Member{User: "mia"})
	})
	if got, want := ok(t, "", "import", "--data", dir, "--gallery", string(hers), from), "2 added, 0 already there, 0 skipped.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := ok(t, "", "import", "--data", dir, from), "1 added, 1 already there, 0 skipped.\n"; got != want {
		t.Errorf("into the folder's own: got %q, want %q", got, want)
	}
	inTable(t, dir, func(all *gallery.Galleries) error { return all.SetQuota(t.Context(), hers, 1) })
	picture(t, filepath.Join(from, "c.jpg"), 100)
	if got := run(t, "", "import", "--data", dir, "--gallery", string(hers), from); got.Code != 1 || !strings.Contains(got.Stderr, "the gallery is full") {
		t.Errorf("got %+v, want its quota to hold", got)
	}
}

func TestNobodyImportsIntoAGalleryThatIsNone(t *testing.T) {
	dir, from := filepath.Join(t.TempDir(), "data"), t.TempDir()
	picture(t, filepath.Join(from, "a.jpg"), 10)
	for _, id := range []string{"01J2SH0EB0X000000000000MIA", "not an id", "../x", "refused"} {
		got := run(t, "", "import", "--data", dir, "--gallery", id, from)
		if got.Code != 1 || !strings.Contains(got.Stderr, "there is no gallery") || !strings.Contains(got.Stderr, "the end of its address") {
			t.Errorf("%s: got %+v, want exit 1 and how to find an id", id, got)
		}
	}
	in := set("SHOEBOX_TABLE", "dynamodb://photos", "SHOEBOX_BLOBS", "s3://photos", "SHOEBOX_KEYS", strings.Repeat("k", 64))
	got := runIn(t.Context(), strings.NewReader(""), in, "import", from)
	if got.Code != 2 || !strings.Contains(got.Stderr, "--gallery ID: its id is the end of its address") {
		t.Errorf("in AWS: got %+v, want exit 2 and how to find an id", got)
	}
	if files, err := os.ReadDir(filepath.Join(dir, "blobs")); err != nil || len(files) > 0 {
		t.Errorf("got %v (%v) in the bucket, want nothing", files, err)
	}
}

func TestAllThatComesInIsPutIntoAlbumsAndTagged(t *testing.T) {
	dir, from := filepath.Join(t.TempDir(), "data"), t.TempDir()
	picture(t, filepath.Join(from, "a.jpg"), 10)
	line := filepath.Join(from, "photos.jsonl")
	if err := os.WriteFile(line, []byte(`{"id":"01J2SH0EB0X0000000000000DD","title":"Tide","taken":"2024-05-01T08:00:00Z","tags":["sea"]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	all := []string{"import", "--data", dir, "--album", "Lake, and sea", "--album", "2024", "--tag", "holiday", "--records", line, from}
	if got, want := ok(t, "", all...), "passed over 1 other file.\n2 added, 0 already there, 0 skipped.\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	type filed struct{ Albums, Tags []string }
	got := map[string]filed{}
	inTable(t, dir, func(all *gallery.Galleries) error {
		g := all.As(gallery.Membership{Gallery: sample.Gallery, Role: gallery.Viewer})
		page, err := g.Find(t.Context(), gallery.Query{})
		if err != nil {
			return err
		}
		for _, hit := range page.Hits {
			p, err := g.Photo(t.Context(), hit.ID)
			if err != nil {
				return err
			}
			got[p.Title] = filed{p.Albums, p.Tags}
		}
		return nil
	})
	albums := []string{"Lake, and sea", "2024"}
	want := map[string]filed{"a": {albums, []string{"holiday"}}, "Tide": {albums, []string{"holiday", "sea"}}}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	for _, tt := range []struct {
		flag, name string
		code       int
		want       string
	}{
		{"--album", "...", 2, `"..." is no name for an album or a tag: it has no letter and no digit`},
		{"--tag", "", 2, `"" is no name`},
		{"--tag", strings.Repeat("x", 101), 1, "a name is over 100 characters"},
	} {
		got := run(t, "", "import", "--data", dir, tt.flag, tt.name, from)
		if got.Code != tt.code || !strings.Contains(got.Stderr, tt.want) {
			t.Errorf("%s %q: got %+v, want exit %d and %q", tt.flag, tt.name, got, tt.code, tt.want)
		}
	}
}

func TestWhereThereAreNoPicturesAPersonIsToldSo(t *testing.T) {
	dir, from := filepath.Join(t.TempDir(), "data"), t.TempDir()
	want := result{1, "0 added, 0 already there, 0 skipped.\n", "shoebox: no pictures were found there: name the folder that they lie in, or the archives of an export (shoebox import --help tells which).\n"}
	if got := run(t, "", "import", "--data", dir, from); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if err := os.WriteFile(filepath.Join(from, "notes.txt"), []byte("words"), 0o600); err != nil {
		t.Fatal(err)
	}
	want.Stdout = "passed over 1 other file.\n" + want.Stdout
	if got := run(t, "", "import", "--data", dir, from); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
