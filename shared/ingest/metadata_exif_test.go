package ingest_test

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
)

// full is what a camera with satellites writes.
func camera() directories {
	return directories{
		first: []entry{ascii(0x010f, "Canon"), ascii(0x0110, "Canon EOS R6"), short(0x0112, 6), ascii(0x0132, "2024:08:02 11:00:00")},
		exif:  []entry{ascii(0x9003, "2024:07:21 18:30:05"), ascii(0x9011, "+02:00")},
		gps: []entry{
			ascii(1, "S"), quotients(2, 34, 1, 36, 1, 3000, 100), ascii(3, "W"), quotients(4, 58, 1, 2250, 100, 0, 1),
		},
	}
}

func TestEveryFormatSaysTheSame(t *testing.T) {
	t.Parallel()
	p := parts{exif: camera().tiff(), xmp: describing(`xmp:Rating="3"`, "<dc:title>Bridge</dc:title>")}
	inTIFF := camera()
	inTIFF.first = append(inTIFF.first, octets(0x02bc, string(p.xmp)))
	for name, data := range map[string][]byte{
		"JPEG": p.jpeg(t), "PNG": p.png(), "WebP": p.webp(), "HEIC": p.heic(), "TIFF": inTIFF.tiff(),
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := ingest.Says(data, clock())
			if !ok {
				t.Fatal("it is of no format that is read")
			}
			taken := got.Taken.Format("2006-01-02T15:04:05-07:00")
			if want := "2024-07-21T18:30:05+02:00"; taken != want {
				t.Errorf("taken: got %s, want %s", taken, want)
			}
			got.Taken = clock()
			want := ingest.Said{
				Turn: 6, Taken: clock(), Title: "Bridge", Camera: "Canon EOS R6", Rating: 3,
				Place: gallery.Place{Lat: -34.608333, Lon: -58.375},
			}
			if diff := cmp.Diff(got, want, near()); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func TestZonesOfPhotos(t *testing.T) {
	t.Parallel()
	taken := ascii(0x9003, "2024:07:21 18:30:05")
	fix := func(day string, h, m, s uint32) []entry {
		return []entry{quotients(7, h, 1, m, 1, s*100, 100), ascii(0x1d, day)}
	}
	tests := []struct {
		name string
		says directories
		want string // the tests' own zone is +02:00
	}{
		{"the zone beside the time", directories{exif: []entry{taken, ascii(0x9011, "-03:30")}}, "2024-07-21T18:30:05-03:30"},
		{"a zone that is nowhere is none", directories{exif: []entry{taken, ascii(0x9011, "+25:00")}}, "2024-07-21T18:30:05+02:00"},
		{"a zone of blanks is none", directories{exif: []entry{taken, ascii(0x9011, "   :  ")}}, "2024-07-21T18:30:05+02:00"},
		{"the satellites' time tells it", directories{exif: []entry{taken}, gps: fix("2024:07:21", 9, 29, 12)}, "2024-07-21T18:30:05+09:00"},
		{"a fix may be old", directories{exif: []entry{taken}, gps: fix("2024:07:21", 22, 13, 0)}, "2024-07-21T18:30:05-04:00"},
		{"and of another day", directories{exif: []entry{taken}, gps: fix("2024:07:22", 4, 30, 0)}, "2024-07-21T18:30:05-10:00"},
		{"Nepal is three quarters ahead", directories{exif: []entry{taken}, gps: fix("2024:07:21", 12, 45, 2)}, "2024-07-21T18:30:05+05:45"},
		{"a fix of last week tells nothing", directories{exif: []entry{taken}, gps: fix("2024:07:14", 16, 30, 0)}, "2024-07-21T18:30:05+02:00"},
		{"an hour of 99 tells nothing", directories{exif: []entry{taken}, gps: fix("2024:07:21", 99, 30, 0)}, "2024-07-21T18:30:05+02:00"},
		{"the zone of the same time written twice", directories{
			first: []entry{ascii(0x0132, "2024:07:21 18:30:05")}, exif: []entry{taken, ascii(0x9010, "+01:00")}, gps: fix("2024:07:21", 9, 29, 12),
		}, "2024-07-21T18:30:05+01:00"},
		{"where the file was changed elsewhere, satellites are believed", directories{
			first: []entry{ascii(0x0132, "2024:08:02 11:00:00")}, exif: []entry{taken, ascii(0x9010, "+01:00")}, gps: fix("2024:07:21", 9, 29, 12),
		}, "2024-07-21T18:30:05+09:00"},
		{"without a time, the satellites'", directories{gps: fix("2024:07:21", 9, 29, 12)}, "2024-07-21T09:29:12Z"},
		{"without any, when the file was written", directories{first: []entry{ascii(0x0132, "2024:08:02 11:00:00")}}, "2024-08-02T11:00:00+02:00"},
		{"digitized where it is not known when it was taken", directories{exif: []entry{ascii(0x9003, "    :  :     :  :  "), ascii(0x9004, "2024:07:20 10:00:00")}}, "2024-07-20T10:00:00+02:00"},
		{"parts of a second are left out", directories{exif: []entry{ascii(0x9003, "2024:07:21 18:30:05.75")}}, "2024-07-21T18:30:05+02:00"},
		{"year 0", directories{exif: []entry{ascii(0x9003, "0000:00:00 00:00:00")}}, ""},
		{"year 9999", directories{exif: []entry{ascii(0x9003, "9999:12:31 23:59:59")}}, ""},
		{"month 13", directories{exif: []entry{ascii(0x9003, "2024:13:21 18:30:05")}}, ""},
		{"the 30th of February", directories{exif: []entry{ascii(0x9003, "2024:02:30 18:30:05")}}, ""},
		{"hour 25", directories{exif: []entry{ascii(0x9003, "2024:07:21 25:30:05")}}, ""},
		{"no text", directories{exif: []entry{short(0x9003, 2024)}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			said, _ := ingest.Says(parts{exif: tt.says.tiff()}.jpeg(t), clock())
			got := ""
			if !said.Taken.IsZero() {
				got = said.Taken.Format("2006-01-02T15:04:05Z07:00")
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// A zone may stand beside the same time in another part of the file.
func TestZonesOfTheSameTime(t *testing.T) {
	t.Parallel()
	exif := directories{exif: []entry{ascii(0x9003, "2024:07:21 18:30:05")}}.tiff()
	for _, tt := range []struct{ name, xmp, iptc, want string }{
		{"in XMP", "2024-07-21T18:30:05.25+09:00", "", "2024-07-21T18:30:05+09:00"},
		{"in IPTC", "2024-07-21T18:30:05", "183005-0300", "2024-07-21T18:30:05-03:00"},
		{"another time has another zone", "2024-07-21T18:31:05+09:00", "", "2024-07-21T18:30:05+02:00"},
		{"UTC is what programs write who don't know it", "2024-07-21T18:30:05Z", "183005+0000", "2024-07-21T18:30:05+02:00"},
	} {
		p := parts{exif: exif, xmp: describing(`photoshop:DateCreated="`+tt.xmp+`"`, ""), iptc: append(dataset(2, 55, "20240721"), dataset(2, 60, tt.iptc)...)}
		said, _ := ingest.Says(p.jpeg(t), clock())
		if got := said.Taken.Format("2006-01-02T15:04:05-07:00"); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestPlacesOfPhotos(t *testing.T) {
	t.Parallel()
	at := func(lat, lon entry) directories {
		return directories{gps: []entry{ascii(1, "N"), lat, ascii(3, "W"), lon}}
	}
	lon := quotients(4, 9, 1, 8, 1, 0, 1)
	tests := []struct {
		name string
		says directories
		want gallery.Place
	}{
		{"degrees alone", at(quotients(2, 3872, 100), quotients(4, 9125, 1000)), gallery.Place{Lat: 38.72, Lon: -9.125}},
		{"seconds of nothing by nothing", at(quotients(2, 38, 1, 43, 1, 0, 0), lon), gallery.Place{Lat: 38.716667, Lon: -9.133333}},
		{"degrees of nothing by nothing", at(quotients(2, 0, 0, 43, 1, 0, 1), lon), gallery.Place{}},
		{"latitude 900", at(quotients(2, 900, 1, 0, 1, 0, 1), lon), gallery.Place{}},
		{"zero, zero", at(quotients(2, 0, 1, 0, 1, 0, 1), quotients(4, 0, 1, 0, 1, 0, 1)), gallery.Place{}},
		{"no longitude", directories{gps: []entry{ascii(1, "N"), quotients(2, 38, 1, 43, 1, 0, 1)}}, gallery.Place{}},
		{"four numbers", at(quotients(2, 38, 1, 43, 1, 0, 1, 0, 1), lon), gallery.Place{}},
		{"NaN", at(entry{2, 12, 1, binary.LittleEndian.AppendUint64(nil, math.Float64bits(math.NaN()))}, lon), gallery.Place{}},
		{"infinite", at(entry{2, 11, 1, binary.LittleEndian.AppendUint32(nil, math.Float32bits(float32(math.Inf(1))))}, lon), gallery.Place{}},
		{"directions in full", directories{gps: []entry{ascii(1, "South"), quotients(2, 38, 1), ascii(3, "west"), lon}}, gallery.Place{Lat: -38, Lon: -9.133333}},
		{"no directions", directories{gps: []entry{quotients(2, 38, 1), lon}}, gallery.Place{Lat: 38, Lon: 9.133333}},
		{"in words", at(ascii(2, "38,30,0"), ascii(4, "9,7,30")), gallery.Place{Lat: 38.5, Lon: -9.125}},
		{"in other words", at(ascii(2, "over there"), lon), gallery.Place{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := ingest.Says(parts{exif: tt.says.tiff()}.jpeg(t), clock())
			if diff := cmp.Diff(got.Place, tt.want, near()); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func TestTextsOfPhotos(t *testing.T) {
	t.Parallel()
	type texts struct {
		Title, Description, Camera string
		Keywords                   []string
		Rating                     int
	}
	utf16 := func(s string) string { return string(wide([]byte(s))[2:]) }
	first := func(e ...entry) directories { return directories{first: e} }
	comment := func(s string) directories { return directories{exif: []entry{raw(0x9286, s)}} }
	tests := []struct {
		name string
		says directories
		want texts
	}{
		{"UTF-8", first(ascii(0x010e, "Straße nach Süden")), texts{Description: "Straße nach Süden"}},
		{"UTF-8 as EXIF 3 has it", first(entry{0x010e, 129, 4, []byte("Süd")}), texts{Description: "Süd"}},
		{"Latin-1", first(ascii(0x010e, "Stra\xdfe nach S\xfcden")), texts{Description: "Straße nach Süden"}},
		{"to the first zero", first(ascii(0x010e, "Bridge\x00\x00and rubbish")), texts{Description: "Bridge"}},
		{"lines stay lines", first(ascii(0x010e, "one\r\ntwo\rthree")), texts{Description: "one\ntwo\nthree"}},
		{"what cameras write", first(ascii(0x010e, "OLYMPUS DIGITAL CAMERA         ")), texts{}},
		{"a comment in ASCII", comment("ASCII\x00\x00\x00Bridge  "), texts{Description: "Bridge"}},
		{"a comment in UTF-16", comment("UNICODE\x00" + utf16("Straße")), texts{Description: "Straße"}},
		{"a comment in UTF-16 that says in which order", comment("UNICODE\x00\xfe\xff\x00B\x00r"), texts{Description: "Br"}},
		{"a comment in no character set", comment("\x00\x00\x00\x00\x00\x00\x00\x00Bridge"), texts{Description: "Bridge"}},
		{"a comment of blanks", comment("ASCII\x00\x00\x00" + strings.Repeat(" ", 200)), texts{}},
		{"a comment of zeros", comment(strings.Repeat("\x00", 200)), texts{}},
		{"a comment without a character set", comment("Bridge"), texts{Description: "Bridge"}},
		{"what Windows writes", first(octets(0x9c9b, utf16("Straße\x00")), octets(0x9c9c, utf16("weiß")), octets(0x9c9e, utf16("Brücke;Fluss; ;fluss")), short(0x4746, 4)),
			texts{Title: "Straße", Description: "weiß", Keywords: []string{"Brücke", "Fluss"}, Rating: 4}},
		{"a rating in percent", first(short(0x4749, 75)), texts{Rating: 4}},
		{"a rating of 65,535", first(short(0x4746, 65535)), texts{}},
		{"the maker once", first(ascii(0x010f, "NIKON CORPORATION"), ascii(0x0110, "NIKON D70s")), texts{Camera: "NIKON D70s"}},
		{"a maker of two words", first(ascii(0x010f, "RICOH IMAGING COMPANY, LTD."), ascii(0x0110, "PENTAX K-3 II")), texts{Camera: "RICOH PENTAX K-3 II"}},
		{"numbers for names", first(short(0x010f, 7), short(0x0110, 8)), texts{}},
		{"control characters", first(ascii(0x0110, "K-\x013 \x1b[31mII")), texts{Camera: "K- 3 [31mII"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			said, _ := ingest.Says(parts{exif: tt.says.tiff()}.jpeg(t), clock())
			got := texts{said.Title, said.Description, said.Camera, said.Keywords, said.Rating}
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

// A structure that is no good in one place is read in all others.
func TestBrokenEXIF(t *testing.T) {
	t.Parallel()
	whole := camera()
	changed := func(change func(*directories)) []byte {
		d := directories{slices.Clone(whole.first), slices.Clone(whole.exif), slices.Clone(whole.gps)}
		change(&d)
		return d.tiff()
	}
	tests := []struct {
		name string
		tiff []byte
	}{
		{"a tag of a type there is not", changed(func(d *directories) { d.first = append([]entry{{0x0100, 99, 1, nil}}, d.first...) })},
		{"a tag of four thousand million parts", changed(func(d *directories) { d.exif = append([]entry{{0x927c, 7, math.MaxUint32, nil}}, d.exif...) })},
		{"five megabytes of a maker's notes", changed(func(d *directories) {
			d.exif = append([]entry{raw(0x927c, strings.Repeat("note", 5<<18))}, d.exif...)
		})},
		{"a directory in itself", changed(func(d *directories) {
			d.first = append(d.first, entry{0x014a, 4, 1, []byte{8, 0, 0, 0}})
			d.exif = append(d.exif, entry{0x8769, 4, 1, []byte{8, 0, 0, 0}}, entry{0xa005, 4, 1, []byte{8, 0, 0, 0}})
		})},
		{"a value behind the end", changed(func(d *directories) { d.first = append(d.first, entry{0x010e, 2, 100, []byte{0xff, 0xff, 0xff, 0xff}}) })},
		{"tags of other types", changed(func(d *directories) {
			d.first = append(d.first, short(0x010e, 1), ascii(0x4746, "five"), short(0x9c9b, 1))
			d.exif = append(d.exif, short(0x9010, 1), short(0x9286, 1))
			d.gps = append(d.gps, ascii(7, "noon"), short(0x1d, 1))
		})},
		{"sixty thousand tags", changed(func(d *directories) {
			for range 60_000 {
				d.exif = append(d.exif, short(0xfde8, 1))
			}
		})},
	}
	want, _ := ingest.Says(parts{exif: whole.tiff()}.png(), clock())
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := ingest.Says(parts{exif: tt.tiff}.png(), clock())
			if diff := cmp.Diff(got, want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

// Cut anywhere, a structure says what is before the cut, or nothing.
func TestCutEXIF(t *testing.T) {
	t.Parallel()
	whole := camera().tiff()
	for n := range len(whole) {
		got, ok := ingest.Says(parts{exif: whole[:n]}.png(), clock())
		if !ok || got.Turn < 1 || got.Turn > 8 || got.Taken.After(clock()) {
			t.Fatalf("cut at %d: got %+v", n, got)
		}
	}
}
