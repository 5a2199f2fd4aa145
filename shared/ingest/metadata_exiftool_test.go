package ingest_test

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
)

// answer is what exiftool says of a file: tags by group and name.
type answer map[string]any

// seen picks what Shoebox keeps, by the order in which it believes the tags.
func (a answer) seen() seen {
	s := seen{
		GPS:         strings.TrimSuffix(a.first("Composite:GPSDateTime"), "Z"),
		Make:        a.first("IFD0:Make", "XMP-tiff:Make"),
		Model:       a.first("IFD0:Model", "XMP-tiff:Model"),
		Title:       a.first("XMP-dc:Title", "XMP-photoshop:Headline", "IPTC:ObjectName", "IPTC:Headline", "IFD0:XPTitle"),
		Description: a.first("XMP-dc:Description", "XMP-exif:UserComment", "IPTC:Caption-Abstract", "IFD0:ImageDescription", "ExifIFD:UserComment", "IFD0:XPComment", "IFD0:XPSubject"),
		City:        a.first("XMP-photoshop:City", "IPTC:City"),
		Region:      a.first("XMP-photoshop:State", "IPTC:Province-State"),
		Country:     a.first("XMP-photoshop:Country", "IPTC:Country-PrimaryLocationName"),
	}
	s.Taken, s.Offset = a.taken()
	s.Lat, s.Lon = a.position()
	s.Turn, _ = strconv.Atoi(a.first("IFD0:Orientation"))
	s.Rating = a.rating()
	s.Keywords = once(a.all("XMP-dc:Subject"), a.all("IPTC:Keywords"), strings.Split(a.first("IFD0:XPKeywords"), ";"))
	s.People = once(a.all("XMP-iptcExt:PersonInImage"), a.all("XMP-iptcExt:PersonInImageName"), a.all("XMP-iptcExt:ImageRegionPersonInImage"))
	return s
}

func (a answer) first(tags ...string) string {
	for _, t := range tags {
		if all := a.all(t); len(all) > 0 {
			return all[0]
		}
	}
	return ""
}

// all gives a tag's values. A text that looks like a number is one.
func (a answer) all(tag string) []string {
	values, list := a[tag].([]any)
	if !list {
		values = []any{a[tag]}
	}
	var out []string
	for _, v := range values {
		s := ""
		switch v := v.(type) {
		case string:
			s = v
		case float64:
			s = strconv.FormatFloat(v, 'f', -1, 64)
		case json.Number:
			s = v.String()
		}
		if s = strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func (a answer) taken() (wall, offset string) {
	for _, t := range []struct{ time, offset string }{
		{"ExifIFD:DateTimeOriginal", "ExifIFD:OffsetTimeOriginal"},
		{"IFD0:DateTimeOriginal", "ExifIFD:OffsetTimeOriginal"},
		{"ExifIFD:CreateDate", "ExifIFD:OffsetTimeDigitized"},
		{"XMP-exif:DateTimeOriginal", ""},
		{"XMP-photoshop:DateCreated", ""},
		{"XMP-xmp:CreateDate", ""},
		{"XMP-exif:DateTimeDigitized", ""},
		{"Composite:DateTimeCreated", ""},
		{"IPTC:DateCreated", ""},
		{"Composite:DigitalCreationDateTime", ""},
		{"Composite:GPSDateTime", ""},
		{"IFD0:ModifyDate", "ExifIFD:OffsetTime"},
	} {
		s, zone := strings.Replace(a.first(t.time), "Z", "+00:00", 1), a.first(t.offset)
		if len(s) > 6 && strings.ContainsAny(s[len(s)-6:len(s)-5], "+-") {
			s, zone = s[:len(s)-6], s[len(s)-6:]
		}
		s, _, _ = strings.Cut(s, ".")
		if len(s) == len("2006:01:02") { // a day alone is its noon
			s += " 12:00:00"
		}
		if at, err := time.Parse("2006:01:02 15:04:05", s); err == nil && at.Year() >= 1826 {
			if zone == "Z" {
				zone = "+00:00"
			}
			return s, zone
		}
	}
	return "", ""
}

func (a answer) position() (lat, lon float64) {
	number := func(tags ...string) float64 {
		f, err := strconv.ParseFloat(a.first(tags...), 64)
		if err != nil {
			return math.NaN()
		}
		return f
	}
	lat, lon = number("Composite:GPSLatitude", "XMP-exif:GPSLatitude", "XMP-iptcExt:LocationCreatedGPSLatitude"), number("Composite:GPSLongitude", "XMP-exif:GPSLongitude", "XMP-iptcExt:LocationCreatedGPSLongitude")
	if math.IsNaN(lat) || math.IsNaN(lon) {
		return 0, 0
	}
	return lat, lon
}

func (a answer) rating() int {
	for _, tag := range []string{"XMP-xmp:Rating", "XMP-microsoft:RatingPercent", "IFD0:Rating", "IFD0:RatingPercent"} {
		n, err := strconv.ParseFloat(a.first(tag), 64)
		if err != nil {
			continue
		}
		if strings.HasSuffix(tag, "Percent") {
			n = math.Ceil(n / 25)
		}
		return max(int(n), 0)
	}
	return 0
}

// once joins lists, each name once.
func once(lists ...[]string) []string {
	var out []string
	seen := map[string]bool{}
	for _, l := range lists {
		for _, s := range l {
			if s = strings.TrimSpace(s); s != "" && !seen[strings.ToLower(s)] {
				seen[strings.ToLower(s)] = true
				out = append(out, s)
			}
		}
	}
	return out
}

// difference is what is read in a file, other than exiftool reads it.
type difference struct{ file, what string }

// differences are on purpose, each with its reason.
func differences() map[difference]string {
	const (
		byCamera = "the camera or a program writes it into every picture"
		future   = "no photo was taken in the future: its clock was wrong"
	)
	return map[difference]string{
		{"2004-01-11-22-45-15-sep-2004-01-11-22-45-15a.jpg", "description"}: byCamera,
		{"2007-01-17-21-49-44-sep-2007-01-17-21-49-44a.jpg", "description"}: byCamera,
		{"2007-06-26-10-13-04-sep-2007-06-26-10-13-04a.jpg", "description"}: byCamera,
		{"2007-07-13-17-02-30-sep-2007-07-13-17-02-30a.jpg", "description"}: byCamera,
		{"2008-06-17-01-21-30-sep-2008-06-17-01-21-30a.jpg", "description"}: byCamera,
		{"2010-09-02-08-43-02-sep-2010-09-02-08-43-02a.jpg", "description"}: byCamera,
		{"2099-08-12-19-59-29-sep-2099-08-12-19-59-29a.jpg", "time"}:        future,
		{"2216-11-15-11-46-51-sep-2216-11-15-11-46-51a.jpg", "time"}:        future,
		{"geodegrees_as_string.jpg", "place"}:                               "its commas stand before decimals, too: 52,00000,50,00000,34,01180 is 52 degrees 50 minutes",
		{"issue-590.png", "place"}:                                          "its coordinates are quotients: 55/1 54/1 4074/100 is 55 degrees 54 minutes",
		{"sample.arw", "description"}:                                       byCamera,
		{"withXmp.jpg", "locality"}:                                         "where XMP names city and country, the dash that IPTC has for a region is none",
	}
}
