package export

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"shoebox/shared/ingest"
)

// photoPrism is a YAML sidecar of PhotoPrism: its fields by name.
type photoPrism map[string]string

// readPhotoPrism reads a YAML sidecar.
func readPhotoPrism(data []byte) (photoPrism, bool) {
	p := photoPrism(fields(strings.ToValidUTF8(string(data), "")))
	return p, p["UID"] != "" || p["TakenAt"] != ""
}

// statement gives what the sidecar says, without what PhotoPrism made up: titles of
// places and years, captions and keywords by a machine, and places of other pictures.
// Its Subject is left alone: it holds keywords of the picture, and names of people only
// by chance.
func (p photoPrism) statement() statement {
	if p["DeletedAt"] != "" {
		return statement{gone: "it is in the archive of PhotoPrism"}
	}
	says := ingest.Record{Taken: p.taken(), Favourite: p["Favorite"] == "true"}
	if typed(p["Details.KeywordsSrc"]) {
		says.Tags = listed(p["Details.Keywords"])
	}
	if said(p["TitleSrc"]) {
		says.Title = p["Title"]
	}
	switch {
	case p["Caption"] != "" && said(p["CaptionSrc"]):
		says.Description = p["Caption"]
	case p["Description"] != "" && (said(p["DescriptionSrc"]) || p["DescriptionSrc"] == ""): // as it was called once
		says.Description = p["Description"]
	}
	lat, err := strconv.ParseFloat(p["Lat"], 64)
	lng, err2 := strconv.ParseFloat(p["Lng"], 64)
	if err == nil && err2 == nil && p["PlaceSrc"] != "estimate" {
		says.Place = where(position{lat, lng})
	}
	return statement{says: says, key: p["UID"]}
}

// said reports whether what has this source was said by a person or a file.
func said(source string) bool {
	return typed(source) || slices.Contains([]string{"meta", "xmp", "yaml", "json"}, source)
}

// typed reports whether what has this source was said by a person to PhotoPrism. To
// keywords of files it adds words of its own, and takes them apart: those the picture
// says itself, whole.
func typed(source string) bool {
	return slices.Contains([]string{"manual", "batch", "admin"}, source)
}

// taken gives the time, in its zone where that is known. Without one it is a clock's on
// a wall, and in one that nobody knows an instant. What PhotoPrism took from a file's
// date or name is left to ingest.
func (p photoPrism) taken() string {
	at, err := time.Parse(time.RFC3339, p["TakenAt"])
	if err != nil || !said(p["TakenSrc"]) {
		return ""
	}
	name := p["TimeZone"]
	if name == "" || name == "Local" {
		return at.Format("2006-01-02T15:04:05")
	}
	zone, known := zoneNamed(name)
	if !known {
		return instant(at.Unix())
	}
	return at.In(zone).Format(time.RFC3339)
}

// zoneNamed gives the zone of a name of the tz database, or of "UTC+2".
func zoneNamed(name string) (*time.Location, bool) {
	if hours, found := strings.CutPrefix(name, "UTC"); found {
		if hours == "" {
			return time.UTC, true
		}
		n, err := strconv.Atoi(strings.TrimPrefix(hours, "+"))
		return time.FixedZone("", n*60*60), err == nil && n >= -12 && n <= 14
	}
	zone, err := time.LoadLocation(name)
	return zone, err == nil
}

// listed splits a list with commas.
func listed(text string) []string {
	var all []string
	for each := range strings.SplitSeq(text, ",") {
		if each = strings.TrimSpace(each); each != "" {
			all = union(all, []string{each})
		}
	}
	return all
}
