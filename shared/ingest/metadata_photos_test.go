package ingest_test

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	// Their photos are read here; their code isn't.
	_ "github.com/bep/imagemeta"
	_ "github.com/disintegration/imaging"
	_ "github.com/rwcarlsen/goexif/exif"

	"shoebox/shared/ingest"
)

var update = flag.Bool("update", false, "ask exiftool anew (apt-get install libimage-exiftool-perl)")

// album is a folder of photos in a module.
type album struct{ module, folder string }

// albums are the folders of photos of many cameras and programs, broken ones among
// them. They are read where the go command keeps them.
func albums() []album {
	return []album{
		{"github.com/bep/imagemeta", "testdata/images"},
		{"github.com/rwcarlsen/goexif", "exif/samples"},
		{"github.com/disintegration/imaging", "testdata"},
	}
}

// dir is where the album is on this machine.
func (a album) dir(tb testing.TB) string {
	tb.Helper()
	out, err := exec.CommandContext(tb.Context(), "go", "list", "-m", "-f", "{{.Dir}}", a.module).Output()
	dir := strings.TrimSpace(string(out))
	switch {
	case err == nil && dir != "":
		return filepath.Join(dir, filepath.FromSlash(a.folder))
	case os.Getenv("CI") == "true":
		tb.Fatalf("%s is not here: run go mod download (%v)", a.module, err)
	default:
		tb.Skipf("%s is not here: run go mod download", a.module)
	}
	return ""
}

// realPhotos is the folder of photographs that the metadata library is tested with.
func realPhotos(tb testing.TB) string {
	tb.Helper()
	return albums()[0].dir(tb)
}

// seen is what exiftool reads in a file.
type seen struct {
	File        string   // in its album
	SHA256      string   // of the file
	Taken       string   `json:",omitempty"` // the wall clock
	Offset      string   `json:",omitempty"` // from UTC, where it is written
	GPS         string   `json:",omitempty"` // when the satellites were asked, UTC
	Lat, Lon    float64  `json:",omitempty"`
	Turn        int      `json:",omitempty"` // orientation, 1 to 8
	Make        string   `json:",omitempty"`
	Model       string   `json:",omitempty"`
	Title       string   `json:",omitempty"`
	Description string   `json:",omitempty"`
	Keywords    []string `json:",omitempty"`
	People      []string `json:",omitempty"`
	Rating      int      `json:",omitempty"`
	City        string   `json:",omitempty"`
	Region      string   `json:",omitempty"`
	Country     string   `json:",omitempty"`
}

// What a picture says is read as exiftool reads it, in every file of the albums, but
// where there is a reason to differ.
func TestRealPhotosSayWhatExiftoolReads(t *testing.T) {
	t.Parallel()
	differ, met := differences(), map[difference]bool{}
	right, all, read := map[string]int{}, map[string]int{}, 0
	for _, a := range albums() {
		t.Run(a.module, func(t *testing.T) {
			read++
			dir, golden := a.dir(t), filepath.Join("testdata", "photos", filepath.Base(a.module)+".json")
			if *update {
				askExiftool(t, dir, golden)
			}
			for _, want := range readSeen(t, golden) {
				data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(want.File)))
				if err != nil {
					t.Fatal(err)
				}
				if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want.SHA256 {
					t.Fatalf("%s is another file than exiftool was asked about: run with -update", want.File)
				}
				got, ok := ingest.Says(data, clock())
				if !ok {
					continue // of no format that is read
				}
				for _, c := range compared(got, want) {
					if c.want == "" && c.got == "" {
						continue
					}
					key := difference{path.Base(want.File), c.what}
					reason := differ[key]
					met[key] = true
					switch same := c.got == c.want; {
					case !same && reason == "":
						t.Errorf("%s: %s: got %q, want %q", want.File, c.what, c.got, c.want)
					case same && reason != "":
						t.Errorf("%s: %s is as exiftool reads it: it differs no more", want.File, c.what)
					}
					if all[c.what]++; c.got == c.want {
						right[c.what]++
					}
				}
			}
		})
	}
	for d := range differ {
		if !met[d] && read == len(albums()) {
			t.Errorf("there is no %s in %s", d.what, d.file)
		}
	}
	for what, n := range all {
		t.Logf("%s: %d of %d as exiftool reads them", what, right[what], n)
	}
}

// comparison is one thing that a file says.
type comparison struct{ what, got, want string }

func compared(got ingest.Said, want seen) []comparison {
	place := func(lat, lon float64) string {
		if lat == 0 && lon == 0 {
			return ""
		}
		return fmt.Sprintf("%.6f %.6f", lat, lon)
	}
	time, wantTime := "", want.Taken
	if !got.Taken.IsZero() {
		time = got.Taken.Format("2006:01:02 15:04:05")
	}
	turn := max(want.Turn, 1)
	return []comparison{
		{"time", time, wantTime},
		zoneOf(got, want),
		{"place", place(got.Place.Lat, got.Place.Lon), place(want.Lat, want.Lon)},
		{"orientation", fmt.Sprint(got.Turn), fmt.Sprint(turn)},
		{"camera", got.Camera, cameraOf(want)},
		{"title", got.Title, want.Title},
		{"description", got.Description, want.Description},
		{"keywords", strings.Join(got.Keywords, "|"), strings.Join(want.Keywords, "|")},
		{"people", strings.Join(got.People, "|"), strings.Join(want.People, "|")},
		{"rating", stars(got.Rating), stars(want.Rating)},
		{"locality", named(got.Place.City, got.Place.Region, got.Place.Country), named(want.City, want.Region, want.Country)},
	}
}

func named(names ...string) string { return strings.Trim(strings.Join(names, "|"), "|") }

func stars(n int) string { return strings.Repeat("*", n) }

// cameraOf is the maker's first word and the model.
func cameraOf(s seen) string {
	first, _, _ := strings.Cut(s.Make, " ")
	if s.Model == "" {
		return s.Make
	}
	if strings.HasPrefix(strings.ToLower(s.Model), strings.ToLower(first)) {
		return s.Model
	}
	return first + " " + s.Model
}

// zoneOf compares zones where exiftool sees one, or the satellites' time: the time is
// then to be within an hour of theirs.
func zoneOf(got ingest.Said, want seen) comparison {
	c := comparison{what: "zone"}
	gps, err := time.Parse("2006:01:02 15:04:05", want.GPS)
	switch {
	case got.Taken.IsZero():
	case want.Offset != "":
		c.got, c.want = got.Taken.Format("-07:00"), want.Offset
	case err == nil:
		c.got, c.want = "near", "near"
		if off := got.Taken.Sub(gps); math.Abs(off.Hours()) > 1 {
			c.got = off.String() + " off"
		}
	}
	return c
}

func readSeen(t *testing.T, golden string) []seen {
	t.Helper()
	data, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	var out []seen
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// completed copies a file. Some JPEGs were cut behind their metadata, to be small, in
// the middle of a segment, and exiftool reads nothing in such a file: that segment is
// replaced by an end.
func completed(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	for at := 2; filepath.Ext(from) == ".jpg" && at+4 <= len(data) && data[at] == 0xff && data[at+1] != 0xda; {
		next := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if next > len(data) {
			data = append(data[:at], 0xff, 0xd9)
		}
		at = next
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o600)
}

// askExiftool writes down what exiftool reads in the files of a folder. Run
//
//	go test ./shared/ingest -run Exiftool -update
func askExiftool(t *testing.T, dir, golden string) {
	t.Helper()
	asked := t.TempDir()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || strings.HasSuffix(path, ".txt") {
			return err
		}
		return completed(path, filepath.Join(asked, strings.TrimPrefix(path, dir)))
	})
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "exiftool", "-recurse", "-ext", "*", "-json", "-n", "-G1", asked).Output()
	if len(out) == 0 {
		t.Fatal(err) // it also fails for single files
	}
	var answers []map[string]any
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatal(err)
	}
	var all []seen
	for _, x := range answers {
		path, _ := x["SourceFile"].(string)
		name, err := filepath.Rel(asked, path)
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(data)
		s := answer(x).seen()
		s.File, s.SHA256 = filepath.ToSlash(name), hex.EncodeToString(sum[:])
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b seen) int { return strings.Compare(a.File, b.File) })
	text, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if old, err := os.ReadFile(golden); err == nil {
		t.Log(cmp.Diff(string(old), string(text)+"\n"))
	}
	if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(golden, append(text, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
