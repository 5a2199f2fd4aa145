package ingest_test

import (
	"os"
	"path/filepath"
	"testing"
	"unicode"
	"unicode/utf8"

	"shoebox/shared/ingest"
)

// FuzzMetadata: whatever stands in a file, what it says fits a photo.
func FuzzMetadata(f *testing.F) {
	p := parts{
		exif: camera().tiff(), xmp: describing(`xmp:Rating="3"`, "<dc:title>Bridge</dc:title>"),
		iptc: append(dataset(1, 90, "\x1b%G"), dataset(2, 5, "Bridge")...),
	}
	for _, data := range [][]byte{p.jpeg(f), p.png(), p.webp(), p.heic(), p.exif} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		said, ok := ingest.Says(data, clock())
		if !ok {
			return
		}
		if said.Turn < 1 || said.Turn > 8 {
			t.Errorf("got orientation %d", said.Turn)
		}
		if !said.Taken.IsZero() && (said.Taken.Year() < 1825 || said.Taken.Sub(clock()).Hours() > 48) {
			t.Errorf("got time %v", said.Taken)
		}
		fits(t, ingest.Record{Title: said.Title, Description: said.Description, Tags: said.Keywords, People: said.People, Place: said.Place, Rating: said.Rating})
	})
}

// FuzzSidecar: whatever stands in a sidecar, what it says fits a photo, and its time
// can be read.
func FuzzSidecar(f *testing.F) {
	files, err := filepath.Glob("testdata/sidecars/*.xmp")
	if err != nil || len(files) == 0 {
		f.Fatal(files, err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		says, err := ingest.Sidecar(data)
		if err != nil {
			return
		}
		fits(t, says)
		if _, err := ingest.PhotoOf(says); err != nil {
			t.Errorf("got the time %q, which is none", says.Taken)
		}
	})
}

// FuzzXMP: a sidecar in an attribute, in an element, and in a structure.
func FuzzXMP(f *testing.F) {
	f.Add("52,22.5N", "2024-07-21T18:30:05.25+02:00", "People|Anna")
	f.Add("52/1 22/1 3000/100", "2024:07:21 18:30Z", "darktable|x")
	f.Add("&#x10FFFF;", "<rdf:Alt><rdf:li xml:lang='x-default'>a</rdf:li></rdf:Alt>", "</rdf:li><rdf:li>")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		xmp := describing(`exif:GPSLatitude="`+a+`" exif:GPSLongitude="13,24E" exif:DateTimeOriginal="`+b+`" xmp:Rating="`+c+`"`,
			"<photoshop:DateCreated>"+b+"</photoshop:DateCreated><dc:title>"+c+"</dc:title><dc:subject><rdf:Bag><rdf:li>"+c+
				"</rdf:li></rdf:Bag></dc:subject><digiKam:TagsList><rdf:Seq><rdf:li>"+a+"/"+c+"</rdf:li></rdf:Seq></digiKam:TagsList>"+
				"<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'><Iptc4xmpExt:City>"+b+"</Iptc4xmpExt:City></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>")
		if says, err := ingest.Sidecar(xmp); err == nil {
			fits(t, says)
		}
	})
}

// fits fails where a photo would not take what is said.
func fits(t *testing.T, r ingest.Record) {
	t.Helper()
	text := func(s string, most int) {
		t.Helper()
		if utf8.RuneCountInString(s) > most || !utf8.ValidString(s) {
			t.Errorf("got a text of %d bytes for %d characters: %.100q", len(s), most, s)
		}
		for _, c := range s {
			if unicode.IsControl(c) && c != '\n' || unicode.Is(unicode.Bidi_Control, c) && c >= '\u202a' {
				t.Errorf("got a character that nobody sees: %.100q", s)
			}
		}
	}
	text(r.Title, 300)
	text(r.Description, 5000)
	for _, names := range [][]string{r.Tags, r.People, {r.Place.City, r.Place.Region, r.Place.Country}} {
		if len(names) > 50 {
			t.Errorf("got %d names", len(names))
		}
		for _, n := range names {
			text(n, 100)
		}
	}
	if lat, lon := r.Place.Lat, r.Place.Lon; !(lat >= -90 && lat <= 90 && lon >= -180 && lon <= 180) {
		t.Errorf("got the place %v, %v", lat, lon)
	}
	if r.Rating < 0 || r.Rating > 5 {
		t.Errorf("got %d stars", r.Rating)
	}
}
