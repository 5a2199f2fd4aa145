package export

import (
	"encoding/json"
	"errors"
	"html"
	"math"
	"strconv"
	"strings"
	"time"

	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
)

// takeout is a JSON file of Google Takeout: a picture's sidecar, or what an album is
// called.
type takeout struct {
	Title          string
	Description    string
	PhotoTakenTime *struct{ Timestamp seconds }
	CreationTime   *struct{ Timestamp seconds } // when it was uploaded
	GeoData        position
	GeoDataExif    position
	People         []struct{ Name string }
	Favorited      bool
	Trashed        bool

	Access    string
	Date      *struct{ Timestamp seconds }
	AlbumData *struct{ Title string }
}

type position struct{ Latitude, Longitude float64 }

// seconds are since 1970, as a number or a text.
type seconds int64

// UnmarshalJSON reads it. What is no number is 0.
func (s *seconds) UnmarshalJSON(raw []byte) error {
	n, err := strconv.ParseInt(strings.Trim(string(raw), `"`), 10, 64)
	if err == nil {
		*s = seconds(n)
	}
	return nil //nolint:nilerr // a time that can't be read is not known
}

// readTakeout reads a JSON file. Of a field that is of the wrong type nothing is known.
func readTakeout(data []byte) (takeout, bool) {
	var t takeout
	err := json.Unmarshal([]byte(strings.TrimPrefix(string(data), "\xef\xbb\xbf")), &t)
	if _, odd := errors.AsType[*json.UnmarshalTypeError](err); odd && strings.HasPrefix(strings.TrimSpace(string(data)), "{") {
		err = nil
	}
	return t, err == nil
}

// isPhoto reports whether it is the sidecar of a picture or film.
func (t takeout) isPhoto() bool { return t.PhotoTakenTime != nil }

// isAlbum reports whether it may be what a folder is called as an album. Another
// program's can look the same, but as it was written once.
func (t takeout) isAlbum() bool {
	return !t.isPhoto() && (t.AlbumData != nil || t.Access != "" || t.Date != nil)
}

// albumName gives what an album is called; "" for a folder that stands for a time.
func (t takeout) albumName() string {
	title := t.Title
	if t.AlbumData != nil {
		title = t.AlbumData.Title
	}
	if title = clean(title); byTime().MatchString(title) {
		return ""
	}
	return title
}

// statement gives what the sidecar says. Takeout's times are instants: their zone is
// the picture's.
func (t takeout) statement() statement {
	if t.Trashed {
		return statement{gone: "it is in the trash of Google Photos"}
	}
	says := ingest.Record{Description: clean(t.Description), Favourite: t.Favorited}
	if t.PhotoTakenTime != nil {
		says.Taken = instant(int64(t.PhotoTakenTime.Timestamp))
	}
	for _, p := range t.People {
		if name := clean(p.Name); name != "" {
			says.People = union(says.People, []string{name})
		}
	}
	says.Place = where(t.GeoData)
	if says.Place == (gallery.Place{}) {
		says.Place = where(t.GeoDataExif)
	}
	return statement{says: says, key: t.key()}
}

// instant writes a time whose zone is not known; "" for 0, which is none, and for what
// no photograph was taken at.
func instant(unix int64) string {
	at := time.Unix(unix, 0).UTC()
	if unix == 0 || at.Year() < 1826 || at.Year() > 9999 {
		return ""
	}
	return at.Format("2006-01-02T15:04:05") + "-00:00"
}

// where gives coordinates; 0 and 0 are none, nor is what can't be.
func where(p position) gallery.Place {
	if !(math.Abs(p.Latitude) <= 90) || !(math.Abs(p.Longitude) <= 180) {
		return gallery.Place{}
	}
	return gallery.Place{Lat: p.Latitude, Lon: p.Longitude}
}

// clean takes the marks of HTML off a text that Takeout wrote.
func clean(text string) string { return strings.TrimSpace(html.UnescapeString(text)) }
