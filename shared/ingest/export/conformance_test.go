package export_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/ingest/export"
)

// random lays out pictures with and without sidecars, and other files, in folders of
// many names. wanted are the pictures that are to come.
func random(seed uint64) (files map[string]string, wanted []string) {
	chance := rand.New(rand.NewPCG(seed, 7))
	pick := func(of ...string) string { return of[chance.IntN(len(of))] }
	files = map[string]string{}
	for range 5 + chance.IntN(60) {
		dir := strings.Trim(path.Join(pick("", "2023", "Photos from 2023", "Lisbon", "originals", "library"), pick("", "a", "b(1)", "c.jpg")), "/")
		stem := pick("IMG", "IMG_1", "DSC.7", "Grüße", strings.Repeat("long ", 12), "x") + pick("", "(1)", "(2)", "-edited", "-bearbeitet", ".MP", "~2")
		picture, name := picture, path.Join(dir, stem+pick(".jpg", ".JPG", ".heic", ".png", ""))
		if path.Ext(name) == "" || path.Ext(name) == ".MP" || name == path.Join(dir, stem) && path.Ext(stem) == ".7" {
			name += ".jpg"
		}
		if clash(files, name) {
			continue
		}
		files[name] = picture
		wanted = append(wanted, name)
		for _, extra := range []string{name + ".json", name + ".xmp", path.Join(dir, stem+".yml"), path.Join(dir, stem+".mov"), path.Join(dir, "notes.txt"), path.Join(dir, "metadata.json"), path.Join(dir, ".hidden.jpg")} {
			if chance.IntN(3) > 0 || clash(files, extra) {
				continue
			}
			files[extra] = map[string]string{".json": about(path.Base(name)), ".xmp": described, ".yml": prism, ".jpg": picture}[path.Ext(extra)]
		}
	}
	slices.Sort(wanted)
	return files, wanted
}

// clash reports whether a name is taken, or a folder's or below a file.
func clash(files map[string]string, name string) bool {
	for other := range maps.Keys(files) {
		if other == name || strings.HasPrefix(other, name+"/") || strings.HasPrefix(name, other+"/") {
			return true
		}
	}
	return false
}

// However pictures lie, as a folder, as an archive or as a Takeout in parts: each comes
// once, whatever else lies there, and nothing from outside.
func TestEveryPictureComesOnce(t *testing.T) {
	for seed := range uint64(40) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			files, wanted := random(seed)
			for how, found := range map[string]*export.Export{
				"folder":  open(t, lay(t, t.TempDir(), files)),
				"archive": open(t, zipped(t, filepath.Join(t.TempDir(), "x.zip"), pairs(files, "", 0, 1)...)),
				"takeout": open(t,
					zipped(t, filepath.Join(t.TempDir(), "takeout-20260101T000000Z-001.zip"), pairs(files, "Takeout/", 0, 2)...),
					zipped(t, filepath.Join(t.TempDir(), "takeout-20260101T000000Z-002.zip"), pairs(files, "Takeout/", 1, 2)...)),
			} {
				var got []string
				for item := range found.Items(t.Context()) {
					if item.Bad == nil {
						content(t, item)
						got = append(got, inside(item.Name, files))
					}
				}
				slices.Sort(got)
				if diff := cmp.Diff(got, wanted); diff != "" {
					t.Errorf("%s (-got +want):\n%s", how, diff)
				}
			}
		})
	}
}

// pairs gives every n-th of the files, from the first, as zipped takes them.
func pairs(files map[string]string, under string, first, n int) []string {
	var all []string
	for i, name := range slices.Sorted(maps.Keys(files)) {
		if i%n == first {
			all = append(all, under+name, files[name])
		}
	}
	return all
}

// inside gives an item's name as it was laid: the longest of the files' that it ends in.
func inside(name string, files map[string]string) string {
	longest := name
	for file := range files {
		if strings.HasSuffix(name, "/"+file) && (longest == name || len(file) > len(longest)) {
			longest = file
		}
	}
	return longest
}

// Whoever wants no more gets no more, at whichever item.
func TestAWalkEndsWhereNobodyWantsMore(t *testing.T) {
	files, _ := random(3)
	maps.Copy(files, map[string]string{"zz/film.mp4": "", "zz/old.tgz": "", "zz/x.zip": "", "zz/lost.xmp": "", "zz/y.photoslibrary/a.jpg": ""})
	e := open(t, lay(t, t.TempDir(), files), filepath.Join(t.TempDir(), "gone"))
	all := 0
	for range e.Items(t.Context()) {
		all++
	}
	for most := range all {
		got := 0
		for range e.Items(t.Context()) {
			if got++; got > most {
				break
			}
		}
		if got != most+1 {
			t.Errorf("got %d items, want %d", got, most+1)
		}
	}
}

func BenchmarkAFolderOfManyFiles(b *testing.B) {
	files := map[string]string{}
	for i := range 5000 {
		name := fmt.Sprintf("%d/IMG_%05d.jpg", i%10, i)
		files[name], files[name+".json"] = picture, about(path.Base(name))
	}
	dir := lay(b, b.TempDir(), files)
	for _, names := range []bool{true, false} {
		b.Run(map[bool]string{true: "counted", false: "walked"}[names], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				e := export.Open(b.Context(), []string{dir}, nil)
				if names {
					e.Count(b.Context())
				} else {
					for range e.Items(b.Context()) {
						continue
					}
				}
				if err := e.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
