package export_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/ingest/export"
)

// described is an XMP sidecar with a title.
const described = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Dusk</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>`

const dusk = ` {"title":"Dusk"}`

func TestAFolderGivesItsPicturesWithWhatIsSaidOfThem(t *testing.T) {
	tests := []struct {
		name   string
		files  map[string]string
		want   []string
		passed []export.Passed
	}{
		{"pictures at all depths, in order", map[string]string{"b.jpg": picture, "a.JPEG": picture, "z/y/x.png": picture, "empty/": ""},
			[]string{"a.JPEG", "b.jpg", "z/y/x.png"}, nil},
		{"what is hidden is not there", map[string]string{".a.jpg": picture, ".git/b.jpg": picture, "__MACOSX/c.jpg": picture, "@eaDir/d.jpg": picture, "e.jpg": picture},
			[]string{"e.jpg"}, nil},
		{"what is no picture is passed over", map[string]string{"a.jpg": picture, "notes.txt": "words", "index.html": "<html>", "Thumbs.db": "x", "README": "words"},
			[]string{"a.jpg"}, []export.Passed{{What: "other files", Files: 4}}},
		{"a picture without an ending is one by its first bytes", map[string]string{"IMG_1": picture, "IMG_2.dat": picture},
			[]string{"IMG_1", "IMG_2.dat"}, nil},
		{"words called a picture are an item, and are refused for what they are", map[string]string{"words.jpg": "no picture"},
			[]string{"words.jpg"}, nil},
		{"a film is skipped", map[string]string{"a.jpg": picture, "film.mp4": "film"},
			[]string{"a.jpg", "film.mp4 skipped: it is a video, and Shoebox keeps photos"}, nil},
		{"a film beside its picture is passed over", map[string]string{"IMG_1.HEIC": picture, "IMG_1.mov": "film", "PXL_2.MP.jpg": picture, "PXL_2.MP": "film"},
			[]string{"IMG_1.HEIC", "PXL_2.MP.jpg"}, []export.Passed{{What: "films of live photos", Files: 2}}},
		{"an archive of another kind", map[string]string{"photos.tgz": "x"},
			[]string{"photos.tgz skipped: only .zip archives are read: unpack it and name the folder, or ask Takeout for .zip"}, nil},
		{"an archive deep in it", map[string]string{"old/photos.zip": "x"},
			[]string{"old/photos.zip skipped: it is an archive in a folder or archive: name it by itself, unpacked if it lies in an archive"}, nil},
		{"the library of Apple Photos", map[string]string{"Mine.photoslibrary/originals/a.jpg": picture, "b.jpg": picture},
			[]string{"b.jpg", `Mine.photoslibrary skipped: it is the library of Apple Photos itself: choose "Export Unmodified Originals" with XMP sidecars there, and name the folder that it writes`}, nil},
		{"names in any bytes", map[string]string{"gr\xfcn.jpg": picture, "two\nlines.jpg": picture},
			[]string{"gr\xfcn.jpg", "two\nlines.jpg"}, nil},
		{"names that differ in capitals", map[string]string{"a.jpg": picture, "A.jpg": picture, "A.jpg.json": about("A.jpg")},
			[]string{"A.jpg" + told, "a.jpg" + told}, nil},

		{"Apple: a sidecar without the picture's ending", map[string]string{"IMG_1.HEIC": picture, "IMG_1.xmp": described, "IMG_1.AAE": "x"},
			[]string{"IMG_1.HEIC" + dusk}, []export.Passed{{What: "notes of edits", Files: 1}}},
		{"Apple: a sidecar of two pictures of a name", map[string]string{"IMG_1.DNG": picture, "IMG_1.JPG": picture, "IMG_1.xmp": described},
			[]string{"IMG_1.DNG" + dusk, "IMG_1.JPG" + dusk}, nil},
		{"Apple: a sidecar of a film", map[string]string{"IMG_1.mov": "film", "IMG_1.xmp": described},
			[]string{"IMG_1.mov skipped: it is a video, and Shoebox keeps photos"}, nil},
		{"a sidecar whose picture is not there", map[string]string{"IMG_1.jpg": picture, "IMG_2.xmp": described},
			[]string{"IMG_1.jpg", "IMG_2.xmp skipped: the picture that it is about is not beside it"}, nil},
		{"a sidecar that is none", map[string]string{"IMG_1.jpg": picture, "IMG_1.xmp": "words"},
			[]string{"IMG_1.jpg", `IMG_1.xmp skipped: it is damaged or no sidecar, so "IMG_1.jpg" came without it`}, nil},

		{"Immich: a sidecar with the picture's ending", map[string]string{"library/anna/2023/IMG_1.jpg": picture, "library/anna/2023/IMG_1.jpg.xmp": described, "library/anna/2023/IMG_1.png": picture},
			[]string{"library/anna/2023/IMG_1.jpg" + dusk, "library/anna/2023/IMG_1.png"}, nil},
		{"Immich: its own copies are passed over", map[string]string{
			"library/.immich": "", "library/a.jpg": picture, "thumbs/.immich": "", "thumbs/x/y/a.webp": picture, "thumbs/z.jpg": picture, "encoded-video/.immich": "", "profile/.immich": "", "profile/me.jpg": picture},
			[]string{"library/a.jpg"}, []export.Passed{{What: "smaller copies that a gallery made", Files: 2}}},
		{"a person's own folder of that name is not", map[string]string{"profile/me.jpg": picture}, []string{"profile/me.jpg"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := lay(t, t.TempDir(), tt.files)
			e := open(t, dir)
			if diff := cmp.Diff(walked(t, dir, e), tt.want); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
			if diff := cmp.Diff(e.Passed(), tt.passed); diff != "" {
				t.Errorf("passed over (-got +want):\n%s", diff)
			}
		})
	}
}

func TestFilesThatAreNamedComeWithTheSidecarsBesideThem(t *testing.T) {
	dir := lay(t, t.TempDir(), map[string]string{
		"a.jpg": picture, "a.jpg.json": about("a.jpg"), "b.jpg": picture, "b.xmp": described, "c.jpg": picture, "d.jpg.json": about("d.jpg"), "notes.txt": "no picture", "film.mp4": "x", "deep/e.jpg": picture,
	})
	at := func(name string) string { return filepath.Join(dir, name) }
	tests := []struct {
		name  string
		paths []string
		want  []string
	}{
		{"one", []string{at("a.jpg")}, []string{"a.jpg" + told}},
		{"two of one folder", []string{at("b.jpg"), at("a.jpg")}, []string{"a.jpg" + told, "b.jpg" + dusk}},
		{"with its sidecar", []string{at("a.jpg"), at("a.jpg.json")}, []string{"a.jpg" + told}},
		{"a sidecar alone", []string{at("d.jpg.json")}, []string{`d.jpg.json skipped: the picture that it is about, "d.jpg", is not beside it`}},
		{"one that is no picture, which is refused for what it is", []string{at("notes.txt")}, []string{"notes.txt"}},
		{"a film", []string{at("film.mp4")}, []string{"film.mp4 skipped: it is a video, and Shoebox keeps photos"}},
		{"one twice, and with its folder", []string{at("deep/e.jpg"), at("deep"), at("deep/e.jpg")}, []string{"deep/e.jpg"}},
		{"one that is not in its folder", []string{at("deep"), at("deep/gone.jpg")}, []string{"deep/gone.jpg skipped: there is no such file or folder", "deep/e.jpg"}},
		{"one that is not there", []string{at("gone.jpg"), at("c.jpg")}, []string{"gone.jpg skipped: there is no such file or folder", "c.jpg"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(walked(t, dir, open(t, tt.paths...)), tt.want); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
		})
	}
}

func TestNamesAreReportedAsThePersonWroteThem(t *testing.T) {
	dir := lay(t, t.TempDir(), map[string]string{"in/a.jpg": picture})
	t.Chdir(dir)
	for _, path := range []string{"in/a.jpg", "./in/a.jpg", "in", "in/", "../" + filepath.Base(dir) + "/in", filepath.Join(dir, "in")} {
		for item := range open(t, path).Items(t.Context()) {
			want := filepath.Clean(path)
			if filepath.Base(want) == "in" {
				want = filepath.Join(want, "a.jpg")
			}
			if item.Bad != nil || filepath.Clean(item.Name) != want || content(t, item) != picture {
				t.Errorf("%s: got %q, %v, want %q", path, item.Name, item.Bad, want)
			}
		}
	}
	t.Chdir(filepath.Join(dir, "in"))
	for item := range open(t, "a.jpg").Items(t.Context()) {
		if item.Name != "a.jpg" || content(t, item) != picture {
			t.Errorf("got %q, want a.jpg", item.Name)
		}
	}
}

func TestALinkThatIsFoundIsNotFollowedAndOneThatIsNamedIs(t *testing.T) {
	dir := lay(t, t.TempDir(), map[string]string{"outside/secret.jpg": picture, "in/a.jpg": picture})
	for link, to := range map[string]string{"in/b.jpg": "outside/secret.jpg", "in/folder": "outside", "in/loop": "in", "named": "in"} {
		if err := os.Symlink(filepath.Join(dir, to), filepath.Join(dir, link)); err != nil {
			t.Skip("this system has no links")
		}
	}
	const why = " skipped: it is a link or a device, and no file"
	want := []string{"named/b.jpg" + why, "named/folder" + why, "named/loop" + why, "named/a.jpg"}
	if diff := cmp.Diff(walked(t, dir, open(t, filepath.Join(dir, "named"))), want); diff != "" {
		t.Errorf("items (-got +want):\n%s", diff)
	}
}

func TestNothingThatMayNotBeReadStopsTheRest(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may read everything")
	}
	dir := lay(t, t.TempDir(), map[string]string{"locked/a.jpg": picture, "z.jpg": picture})
	if err := os.Chmod(filepath.Join(dir, "locked"), 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(dir, "locked"), 0o700) })
	want := []string{"z.jpg", "locked skipped: it may not be read"}
	if diff := cmp.Diff(walked(t, dir, open(t, dir)), want); diff != "" {
		t.Errorf("items (-got +want):\n%s", diff)
	}
}

func TestWhatIsPassedOverIsCountedInWords(t *testing.T) {
	for _, tt := range []struct {
		passed export.Passed
		want   string
	}{
		{export.Passed{What: "other files", Files: 1}, "1 other file"},
		{export.Passed{What: "other files", Files: 2}, "2 other files"},
		{export.Passed{What: "films of live photos", Files: 1}, "1 film of a live photo"},
		{export.Passed{What: "notes of edits", Files: 1}, "1 note of edits"},
		{export.Passed{What: "smaller copies that a gallery made", Files: 1}, "1 smaller copy that a gallery made"},
	} {
		if got := tt.passed.String(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
