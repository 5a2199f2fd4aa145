package export

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
)

// photoPrism is a YAML sidecar of PhotoPrism.
type photoPrism struct {
	UID            string `yaml:"UID"`
	TakenAt        string `yaml:"TakenAt"`
	TakenSrc       string `yaml:"TakenSrc"`
	TimeZone       string `yaml:"TimeZone"`
	Title          string `yaml:"Title"`
	TitleSrc       string `yaml:"TitleSrc"`
	Caption        string `yaml:"Caption"`
	CaptionSrc     string `yaml:"CaptionSrc"`
	Description    string `yaml:"Description"`
	DescriptionSrc string `yaml:"DescriptionSrc"`
	PlaceSrc       string `yaml:"PlaceSrc"`
	// Lat and Lng are degrees.
	Lat       float64 `yaml:"Lat"`
	Lng       float64 `yaml:"Lng"`
	Favorite  bool    `yaml:"Favorite"`
	DeletedAt string  `yaml:"DeletedAt"`
	Details   struct {
		Keywords string `yaml:"Keywords"`
		Subject  string `yaml:"Subject"`
	} `yaml:"Details"`
}

// maxYAML is the longest YAML sidecar, in bytes: PhotoPrism bounds its texts to far
// less. How deep things nest is bounded by it, too.
const maxYAML = 64 << 10

// readPhotoPrism reads a YAML sidecar.
func readPhotoPrism(data []byte) (p photoPrism, ok bool) {
	if len(data) > maxYAML {
		return photoPrism{}, false
	}
	defer func() {
		if recover() != nil { // the parser met what it did not expect
			p, ok = photoPrism{}, false
		}
	}()
	err := yaml.Unmarshal(data, &p)
	return p, err == nil && (p.UID != "" || p.TakenAt != "")
}

// statement gives what the sidecar says, without what PhotoPrism made up: titles of
// places and years, captions by a machine, and places of other pictures.
func (p photoPrism) statement() statement {
	if p.DeletedAt != "" {
		return statement{gone: "it is in the archive of PhotoPrism"}
	}
	says := ingest.Record{Taken: p.taken(), Favourite: p.Favorite, Tags: listed(p.Details.Keywords), People: listed(p.Details.Subject)}
	if said(p.TitleSrc) {
		says.Title = strings.TrimSpace(p.Title)
	}
	switch {
	case p.Caption != "" && said(p.CaptionSrc):
		says.Description = strings.TrimSpace(p.Caption)
	case p.Description != "" && (said(p.DescriptionSrc) || p.DescriptionSrc == ""):
		says.Description = strings.TrimSpace(p.Description)
	}
	if p.PlaceSrc != "estimate" && math.Abs(p.Lat) <= 90 && math.Abs(p.Lng) <= 180 {
		says.Place = gallery.Place{Lat: p.Lat, Lon: p.Lng}
	}
	return statement{says: says}
}

// said reports whether what has this source was said by a person or a file.
func said(source string) bool {
	return slices.Contains([]string{"manual", "batch", "admin", "meta", "xmp", "yaml", "json"}, source)
}

// taken gives the time, in its zone where PhotoPrism knew it; without one it is a
// clock's on a wall. What it took from a file's date or name is left to ingest.
func (p photoPrism) taken() string {
	at, err := time.Parse(time.RFC3339, p.TakenAt)
	if err != nil || !said(p.TakenSrc) {
		return ""
	}
	zone, known := zoneNamed(p.TimeZone)
	if !known {
		return at.Format("2006-01-02T15:04:05")
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
	if !strings.Contains(name, "/") {
		return nil, false // "Local", or nothing
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
