package ingest_test

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
)

func TestSidecarsOfManyPrograms(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, file string
		want       ingest.Record
	}{
		{"Apple Photos writes degrees with their direction elsewhere", "apple.xmp", ingest.Record{
			Taken: "2024-07-21T17:30:05+01:00", Title: "Lighthouse", Description: "The way up was steep.",
			Tags: []string{"sea", "walk"}, Place: gallery.Place{Lat: 38.709, Lon: -9.4855},
		}},
		{"Lightroom keeps keywords as a tree, and its time without a zone, which satellites tell", "lightroom.xmp", ingest.Record{
			Taken: "2024-07-21T18:30:05+02:00", Title: "By the river", Tags: []string{"river", "summer"}, People: []string{"Anna"},
			Place: gallery.Place{City: "Berlin", Country: "Germany", Lat: 52.52, Lon: 13.405}, Rating: 4,
		}},
		{"Immich writes as ExifTool does", "immich.xmp", ingest.Record{
			Taken: "2023-05-04T08:15:00+01:00", Description: "Breakfast & a view", Tags: []string{"Portugal", "food"},
			Place: gallery.Place{Lat: 41.151, Lon: -8.611667}, Rating: 5,
		}},
		{"digiKam notes people three times, each of which counts once", "digikam.xmp", ingest.Record{
			Taken: "2022-12-24T19:02:11", Tags: []string{"Weihnachten"}, People: []string{"Mia", "Jonas"}, Rating: 4,
		}},
		{"darktable rejects a photo with a star less than none, and has keywords of its own", "darktable.xmp", ingest.Record{
			Taken: "2021-03-14T07:41:22", Tags: []string{"bridge"}, Place: gallery.Place{Lat: 46.948, Lon: 7.4478},
		}},
		{"osxphotos lists people beside their regions, and the place as what is shown", "osxphotos.xmp", ingest.Record{
			Taken: "2018-09-28T16:07:07-04:00", Title: "Pumpkins", People: []string{"Katie", "Suzy"},
			Place: gallery.Place{City: "Asheville", Region: "North Carolina", Country: "United States"},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("testdata", "sidecars", tt.file))
			if err != nil {
				t.Fatal(err)
			}
			for _, as := range []struct {
				name string
				data []byte
			}{{"UTF-8", data}, {"UTF-16", wide(data)}} {
				got, err := ingest.Sidecar(as.data)
				if diff := cmp.Diff(got, tt.want, near()); err != nil || diff != "" {
					t.Errorf("%s: %v (-got +want):\n%s", as.name, err, diff)
				}
			}
		})
	}
}

// near compares coordinates to a few metres.
func near() cmp.Option {
	return cmp.Comparer(func(a, b float64) bool { return max(a-b, b-a) < 1e-5 })
}

// wide gives a text in UTF-16, little endian, behind its mark.
func wide(text []byte) []byte {
	out := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(string(text))) {
		out = binary.LittleEndian.AppendUint16(out, unit)
	}
	return out
}

// describing gives a sidecar with these attributes and elements.
func describing(attributes, elements string) []byte {
	return []byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
		xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
		xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/"
		xmlns:digiKam="http://www.digikam.org/ns/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
		<rdf:Description rdf:about="" ` + attributes + `>` + elements + `</rdf:Description></rdf:RDF></x:xmpmeta>`)
}

func TestWhatASidecarSays(t *testing.T) {
	t.Parallel()
	bag := func(items ...string) string {
		return "<rdf:Bag><rdf:li>" + strings.Join(items, "</rdf:li><rdf:li>") + "</rdf:li></rdf:Bag>"
	}
	tests := []struct {
		name string
		xmp  []byte
		want ingest.Record
	}{
		{"a day alone is its noon", describing(`photoshop:DateCreated="2001-07-06"`, ""), ingest.Record{Taken: "2001-07-06T12:00:00"}},
		{"a time may be without its seconds", describing(`photoshop:DateCreated="2001-07-06T18:30Z"`, ""), ingest.Record{Taken: "2001-07-06T18:30:00Z"}},
		{"a year alone is no time", describing(`photoshop:DateCreated="2001"`, ""), ingest.Record{}},
		{"the first time that can be counts", describing(`exif:DateTimeOriginal="0000-00-00T00:00:00" xmp:CreateDate="2001-07-06T18:30:00+02:00"`, ""), ingest.Record{Taken: "2001-07-06T18:30:00+02:00"}},
		{"years before photography are not believed", describing(`exif:DateTimeOriginal="0001-01-01T00:00:00Z"`, ""), ingest.Record{}},
		{"the last of years is not believed", describing(`exif:DateTimeOriginal="9999-12-31T23:59:59-11:00"`, ""), ingest.Record{}},
		{"a thirteenth month is none", describing(`exif:DateTimeOriginal="2020-13-01T00:00:00Z"`, ""), ingest.Record{}},
		{"a zone that is nowhere makes no time", describing(`exif:DateTimeOriginal="2020-12-01T00:00:00+23:00"`, ""), ingest.Record{}},
		{"latitude 900 is no place", describing(`exif:GPSLatitude="900,0N" exif:GPSLongitude="13,24E"`, ""), ingest.Record{}},
		{"no number is no place", describing(`exif:GPSLatitude="NaN" exif:GPSLongitude="+Inf"`, ""), ingest.Record{}},
		{"nothing by nothing is no place", describing(`exif:GPSLatitude="0/0,0/0N" exif:GPSLongitude="13,24E"`, ""), ingest.Record{}},
		{"zero, zero is where cameras without a fix are", describing(`exif:GPSLatitude="0,0N" exif:GPSLongitude="0,0E"`, ""), ingest.Record{}},
		{"a place may be on the equator", describing(`exif:GPSLatitude="0,0N" exif:GPSLongitude="78,30W"`, ""), ingest.Record{Place: gallery.Place{Lon: -78.5}}},
		{"seconds behind a comma", describing(`exif:GPSLatitude="34,36,30S" exif:GPSLongitude="58,22,30W"`, ""), ingest.Record{Place: gallery.Place{Lat: -34.608333, Lon: -58.375}}},
		{"a rejected photo has no stars", describing(`xmp:Rating="-1" MicrosoftPhoto:Rating="99"`, ""), ingest.Record{}},
		{"six stars are none", describing(`xmp:Rating="6"`, ""), ingest.Record{}},
		{"Windows rates in percent", describing(`MicrosoftPhoto:Rating="99"`, ""), ingest.Record{Rating: 5}},
		{"one percent is a star", describing(`MicrosoftPhoto:Rating="1"`, ""), ingest.Record{Rating: 1}},
		{"the default among languages counts, wherever it stands", describing("", `<dc:title><rdf:Alt><rdf:li xml:lang="fr">Pont</rdf:li><rdf:li xml:lang="x-default">Bridge</rdf:li></rdf:Alt></dc:title>`), ingest.Record{Title: "Bridge"}},
		{"one language is enough", describing("", `<dc:title><rdf:Alt><rdf:li xml:lang="fr">Pont</rdf:li></rdf:Alt></dc:title>`), ingest.Record{Title: "Pont"}},
		{"a value may have qualifiers", describing("", `<dc:title rdf:parseType="Resource"><rdf:value>Bridge</rdf:value><dc:type>short</dc:type></dc:title>`), ingest.Record{Title: "Bridge"}},
		{"keywords are each there once, and people are none", describing("", "<dc:subject>"+bag("Sea", "sea", " ", "Leute", "Tom")+"</dc:subject><digiKam:TagsList>"+bag("Leute/Tom", "Leute", "Places/Europe/Faro")+"</digiKam:TagsList>"), ingest.Record{Tags: []string{"Sea", "Faro"}, People: []string{"Tom"}}},
		{"people with details", describing("", `<Iptc4xmpExt:PersonInImageWDetails><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:PersonName><rdf:Alt><rdf:li xml:lang="x-default">Tom</rdf:li></rdf:Alt></Iptc4xmpExt:PersonName></rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImageWDetails>`), ingest.Record{People: []string{"Tom"}}},
		{"an ampersand that was not escaped", describing("", "<dc:title>Tom & Mia</dc:title>"), ingest.Record{Title: "Tom & Mia"}},
		{"no entities but XML's own", append([]byte(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>`), describing("", "<dc:title>Bridge</dc:title><dc:description>&b;</dc:description>")...), ingest.Record{Title: "Bridge", Description: "&b;"}},
		{"what stands before the cut of a file", bytes.TrimSuffix(describing("", "<dc:title>Bridge</dc:title><dc:description>It was"), []byte("</rdf:Description></rdf:RDF></x:xmpmeta>")), ingest.Record{Title: "Bridge", Description: "It was"}},
		{"characters that nobody sees", describing("", "<dc:title>A\u202eegdirB\u2066 \u0007x\ufeff</dc:title><dc:description>one&#13;\ntwo</dc:description>"), ingest.Record{Title: "AegdirB x", Description: "one\ntwo"}},
		{"emoji stay in one piece", describing("", "<dc:title>👩‍👩‍👧</dc:title>"), ingest.Record{Title: "👩‍👩‍👧"}},
		{"Latin-1, as it says", bytes.Replace(append([]byte(`<?xml version="1.0" encoding="ISO-8859-1"?>`), describing("", "<dc:title>Stra?e</dc:title>")...), []byte("Stra?e"), []byte("Stra\xdfe"), 1), ingest.Record{Title: "Straße"}},
		{"one byte that is no UTF-8", describing("", "<dc:title>Stra\xdfe ü</dc:title>"), ingest.Record{Title: "Stra e ü"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ingest.Sidecar(tt.xmp)
			if diff := cmp.Diff(got, tt.want, near()); err != nil || diff != "" {
				t.Errorf("%v (-got +want):\n%s", err, diff)
			}
		})
	}
}

func TestWhatIsNoSidecar(t *testing.T) {
	t.Parallel()
	for name, data := range map[string]string{
		"nothing":       "",
		"a text":        "IMG_1234.JPG was taken in Lisbon",
		"HTML":          "<!DOCTYPE html><html><body>404</body></html>",
		"another XML":   `<?xml version="1.0"?><plist version="1.0"><dict><key>a</key></dict></plist>`,
		"JSON":          `{"title": "IMG_1234.JPG"}`,
		"a picture":     "\xff\xd8\xff\xe0\x00\x10JFIF",
		"zeros":         strings.Repeat("\x00", 1000),
		"open brackets": strings.Repeat("<a>", 100_000),
	} {
		if got, err := ingest.Sidecar([]byte(data)); err == nil {
			t.Errorf("%s: got %+v, want a reason", name, got)
		}
	}
}

// More than a photo may hold is cut, and a gallery takes the rest.
func TestTooMuchIsCut(t *testing.T) {
	t.Parallel()
	words := strings.Repeat("wörter ", 150_000) // a megabyte
	var many strings.Builder
	for i := range 10_000 {
		many.WriteString("<rdf:li>keyword ")
		many.WriteString(strings.Repeat("i", i%200))
		many.WriteString("</rdf:li>")
	}
	xmp := describing(`photoshop:City="`+words[:1000]+`"`, "<dc:title>"+words+"</dc:title><dc:description>"+words+"</dc:description><dc:subject><rdf:Bag>"+
		many.String()+"</rdf:Bag></dc:subject><Iptc4xmpExt:PersonInImage><rdf:Bag>"+strings.ReplaceAll(many.String(), "keyword", "person")+"</rdf:Bag></Iptc4xmpExt:PersonInImage>")
	says, err := ingest.Sidecar(xmp)
	if err != nil {
		t.Fatal(err)
	}
	type sizes struct{ Title, Description, Tags, People, City int }
	got := sizes{len([]rune(says.Title)), len([]rune(says.Description)), len(says.Tags), len(says.People), len([]rune(says.Place.City))}
	if want := (sizes{294, 4998, 50, 50, 98}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	says.Taken = "2024-07-21T17:30:05+01:00"
	r := open(t)
	if _, err := r.Picture(t.Context(), ingest.Picture{Data: picture(t, 20, 10), Says: says, Changed: time.Now()}); err != nil {
		t.Error(err)
	}
}

// Structures within structures end somewhere, and what stands before is read.
func TestDeepStructuresEnd(t *testing.T) {
	t.Parallel()
	deep := describing("", "<dc:title>Bridge</dc:title>"+strings.Repeat("<dc:source rdf:parseType='Resource'>", 100_000))
	got, err := ingest.Sidecar(deep)
	if want := (ingest.Record{Title: "Bridge"}); err != nil || !cmp.Equal(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
}
