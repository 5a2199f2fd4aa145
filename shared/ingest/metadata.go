package ingest

import (
	"bytes"
	"cmp"
	"math"
	"strings"
	"time"

	"github.com/bep/imagemeta"

	"shoebox/shared/gallery"
)

// metadata is what a picture says of itself, as far as it says it.
type metadata struct {
	turn        orientation
	taken       time.Time
	title       string
	description string
	keywords    []string
	camera      string
	place       gallery.Place
}

// Limits on metadata. A maker's note may be megabytes long and say nothing.
const (
	maxTags      = 5_000
	maxTagSize   = 64 << 10 // bytes
	metadataTime = 2 * time.Second
)

// tag is where a value stands: its source, and its name in there.
type tag struct {
	source imagemeta.Source
	name   string
}

const (
	exif = imagemeta.EXIF
	iptc = imagemeta.IPTC
	xmp  = imagemeta.XMP
)

// read gives what a picture says of itself. What can't be read it doesn't say: a
// photo without a date is worth more than none. now is the present, where times
// without a zone are taken to be.
func read(f format, data []byte, now time.Time) metadata {
	tags := map[tag]any{}
	_, _ = guarded(func() (any, error) {
		return imagemeta.Decode(imagemeta.Options{
			R:               bytes.NewReader(data),
			ImageFormat:     map[format]imagemeta.ImageFormat{formatJPEG: imagemeta.JPEG, formatPNG: imagemeta.PNG, formatWebP: imagemeta.WebP}[f],
			Sources:         exif | iptc | xmp,
			ShouldHandleTag: worthReading,
			HandleTag: func(t imagemeta.TagInfo) error {
				if key := (tag{t.Source, t.Tag}); tags[key] == nil {
					tags[key] = t.Value
				}
				return nil
			},
			Warnf:        func(string, ...any) {},
			Timeout:      metadataTime,
			LimitNumTags: maxTags,
			LimitTagSize: maxTagSize,
		})
	}) // what was read before an error still holds
	s := statements(tags)
	return metadata{
		turn:        s.orientation(),
		taken:       s.taken(now),
		title:       s.text(tag{xmp, "Title"}, tag{iptc, "ObjectName"}, tag{iptc, "Headline"}, tag{xmp, "Headline"}),
		description: s.description(),
		keywords:    append(s.texts(tag{xmp, "Subject"}), s.texts(tag{iptc, "Keywords"})...),
		camera:      s.camera(),
		place:       s.place(),
	}
}

// worthReading leaves out the embedded thumbnail's tags, and GPS tags where other
// directories use the same numbers for something else.
func worthReading(t imagemeta.TagInfo) bool {
	if t.Source != exif {
		return true
	}
	if strings.HasPrefix(t.Tag, "GPS") {
		return strings.HasSuffix(t.Namespace, "GPSInfoIFD")
	}
	return t.Namespace == "IFD0" || strings.HasPrefix(t.Namespace, "IFD0/ExifIFD")
}

// statements are the tags of a picture. Their values are of any type: a stranger
// wrote them.
type statements map[tag]any

// text gives the first of the tags that has a text.
func (s statements) text(tags ...tag) string {
	for _, t := range tags {
		if texts := s.texts(t); len(texts) > 0 {
			return texts[0]
		}
	}
	return ""
}

func (s statements) texts(t tag) []string {
	var out []string
	add := func(v string) {
		if v = strings.Trim(v, " \t\r\n\x00"); v != "" {
			out = append(out, strings.ToValidUTF8(v, ""))
		}
	}
	switch v := s[t].(type) {
	case string:
		add(v)
	case []string:
		for _, each := range v {
			add(each)
		}
	}
	return out
}

func (s statements) orientation() orientation {
	if o, ok := s[tag{exif, "Orientation"}].(uint16); ok && o >= 1 && o <= uint16(lastOrientation) {
		return orientation(o)
	}
	return upright
}

// description leaves out what cameras write into every picture.
func (s statements) description() string {
	d := s.text(tag{xmp, "Description"}, tag{iptc, "Caption-Abstract"}, tag{exif, "ImageDescription"})
	if upper := strings.ToUpper(d); strings.HasSuffix(upper, "DIGITAL CAMERA") || upper == "SONY DSC" || strings.HasPrefix(upper, "DCIM") {
		return ""
	}
	return d
}

// camera is maker and model, the maker once.
func (s statements) camera() string {
	maker, model := s.text(tag{exif, "Make"}), s.text(tag{exif, "Model"})
	first, _, _ := strings.Cut(maker, " ")
	if model == "" || strings.HasPrefix(strings.ToLower(model), strings.ToLower(first)) {
		return cmp.Or(model, maker)
	}
	return strings.TrimSpace(first + " " + model)
}

func (s statements) place() gallery.Place {
	p := gallery.Place{
		City:    s.text(tag{xmp, "City"}, tag{iptc, "City"}),
		Region:  s.text(tag{xmp, "State"}, tag{iptc, "Province-State"}),
		Country: s.text(tag{xmp, "Country"}, tag{iptc, "Country-PrimaryLocationName"}),
	}
	lat := s.degrees("GPSLatitude", "S", 90)
	lon := s.degrees("GPSLongitude", "W", 180)
	if !math.IsNaN(lat) && !math.IsNaN(lon) {
		p.Lat, p.Lon = lat, lon
	}
	return p
}

// degrees gives a coordinate; NaN where there is none that can be.
func (s statements) degrees(name, negative string, limit float64) float64 {
	d, ok := s[tag{exif, name}].(float64)
	if !ok || !(math.Abs(d) <= limit) {
		return math.NaN()
	}
	if s.text(tag{exif, name + "Ref"}) == negative {
		return -d
	}
	return d
}
