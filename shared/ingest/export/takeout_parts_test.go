package export_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestThePartsOfATakeoutBelongTogether(t *testing.T) {
	const album, year = "Takeout/Google Photos/Lisbon/", "Takeout/Google Photos/Photos from 2023/"
	const name = "takeout-20230705T101112Z-001.zip"
	want := []string{
		`takeout-20230705T101112Z-001.zip/Takeout/Google Photos/Lisbon/a.jpg {"taken":"2023-07-05T12:26:40-00:00","albums":["Lisbon"]}`,
		`takeout-20230705T101112Z-001.zip/Takeout/Google Photos/Photos from 2023/a.jpg {"taken":"2023-07-05T12:26:40-00:00"}`,
		`takeout-20230705T101112Z-002.zip/Takeout/Google Photos/Photos from 2023/b.jpg` + told,
	}
	dir := t.TempDir()
	one := zipped(t, filepath.Join(dir, name), album+"a.jpg", picture, year+"a.jpg", picture, year+"b.jpg.json", about("b.jpg"))
	two := zipped(t, filepath.Join(dir, "takeout-20230705T101112Z-002.zip"), album+"a.jpg.json", about("a.jpg"), album+"metadata.json", `{"title":"Lisbon","access":"protected"}`,
		year+"b.jpg", picture, year+"a.jpg.supplemental-metadata.json", about("a.jpg"), "Takeout/archive_browser.html", "<html>")
	for name, paths := range map[string][]string{
		"as archives":                    {one, two},
		"as archives in a folder":        {dir},
		"as a folder and archives in it": {dir, one},
		"named twice":                    {two, one, two},
	} {
		t.Run(name, func(t *testing.T) {
			got := walked(t, dir, open(t, paths...))
			if diff := cmp.Diff(sortedLines(got), want); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
		})
	}
	t.Run("as archives in a folder that is called as theirs is", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "Takeout")
		lay(t, dir, map[string]string{"c.jpg": picture})
		zipped(t, filepath.Join(dir, name), year+"a.jpg", picture)
		zipped(t, filepath.Join(dir, "holidays.zip"), "b.jpg", picture)
		got := walked(t, dir, open(t, dir))
		if diff := cmp.Diff(sortedLines(got), []string{"c.jpg", "holidays.zip/b.jpg", name + "/" + year + "a.jpg"}); diff != "" {
			t.Errorf("items (-got +want):\n%s", diff)
		}
	})
	t.Run("unpacked one by one", func(t *testing.T) {
		dir := lay(t, t.TempDir(), map[string]string{
			"takeout-20230705T101112Z-001/" + year + "a.jpg": picture, "takeout-20230705T101112Z-002/" + year + "a.jpg.json": about("a.jpg"),
		})
		got := walked(t, dir, open(t, dir))
		if diff := cmp.Diff(got, []string{"takeout-20230705T101112Z-001/" + year + "a.jpg" + told}); diff != "" {
			t.Errorf("items (-got +want):\n%s", diff)
		}
	})
	t.Run("one unpacked and one not", func(t *testing.T) {
		dir := lay(t, t.TempDir(), map[string]string{"takeout-20230705T101112Z-001/" + year + "c.jpg": picture})
		other := zipped(t, filepath.Join(t.TempDir(), "takeout-20230705T101112Z-002 (1).zip"), year+"c.jpg.json", about("c.jpg"))
		got := walked(t, dir, open(t, filepath.Join(dir, "takeout-20230705T101112Z-001", "Takeout"), other))
		if diff := cmp.Diff(got, []string{"takeout-20230705T101112Z-001/" + year + "c.jpg" + told}); diff != "" {
			t.Errorf("items (-got +want):\n%s", diff)
		}
	})
	t.Run("of two exports stay apart", func(t *testing.T) {
		dir := t.TempDir()
		mine := zipped(t, filepath.Join(dir, "takeout-20230705T101112Z-001.zip"), year+"a.jpg", picture)
		yours := zipped(t, filepath.Join(dir, "takeout-20240101T101112Z-001.zip"), year+"a.jpg", picture, year+"a.jpg.json", about("a.jpg"))
		got := walked(t, dir, open(t, mine, yours))
		want := []string{"takeout-20230705T101112Z-001.zip/" + year + "a.jpg", "takeout-20240101T101112Z-001.zip/" + year + "a.jpg" + told}
		if diff := cmp.Diff(got, want); diff != "" {
			t.Errorf("items (-got +want):\n%s", diff)
		}
	})
}

func TestTakeoutsThatNothingSaysAreOneExportStayApart(t *testing.T) {
	const year = "Takeout/Google Photos/Photos from 2023/"
	const anna, ben = year + "IMG_0005.jpg", year + "IMG_0005.jpg.json"
	apart := func(first, second string) []string {
		return []string{first + anna, second + ben + ` skipped: the picture that it is about, "IMG_0005.jpg", is not beside it`}
	}
	tests := []struct {
		name  string
		paths func(t *testing.T, dir string) []string
		want  []string
	}{
		{"in the folders of two people", func(t *testing.T, dir string) []string {
			t.Helper()
			lay(t, dir, map[string]string{"anna/" + anna: picture, "ben/" + ben: about("IMG_0005.jpg")})
			return []string{filepath.Join(dir, "anna"), filepath.Join(dir, "ben")}
		}, apart("anna/", "ben/")},
		{"by their own folders", func(t *testing.T, dir string) []string {
			t.Helper()
			lay(t, dir, map[string]string{"anna/" + anna: picture, "ben/" + ben: about("IMG_0005.jpg")})
			return []string{filepath.Join(dir, "anna", "Takeout"), filepath.Join(dir, "ben", "Takeout")}
		}, apart("anna/", "ben/")},
		{"as archives that somebody named", func(t *testing.T, dir string) []string {
			t.Helper()
			return []string{zipped(t, filepath.Join(dir, "anna.zip"), anna, picture), zipped(t, filepath.Join(dir, "ben.zip"), ben, about("IMG_0005.jpg"))}
		}, apart("anna.zip/", "ben.zip/")},
		{"as archives that somebody named, in one folder", func(t *testing.T, dir string) []string {
			t.Helper()
			zipped(t, filepath.Join(dir, "anna.zip"), anna, picture)
			zipped(t, filepath.Join(dir, "ben.zip"), ben, about("IMG_0005.jpg"))
			return []string{dir}
		}, apart("anna.zip/", "ben.zip/")},
		{"in folders that only begin as Takeout's do", func(t *testing.T, dir string) []string {
			t.Helper()
			lay(t, dir, map[string]string{"takeout-anna/" + anna: picture, "takeout-ben/" + ben: about("IMG_0005.jpg")})
			return []string{dir}
		}, apart("takeout-anna/", "takeout-ben/")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			got := walked(t, dir, open(t, tt.paths(t, dir)...))
			if diff := cmp.Diff(sortedLines(got), tt.want); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
		})
	}
}
