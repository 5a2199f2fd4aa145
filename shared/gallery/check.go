package gallery

import (
	"math"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"shoebox/shared/fault"
)

// What a photo may hold. More is TooLarge.
const (
	maxTitle       = 300   // characters
	maxDescription = 5_000 // characters
	maxNameLength  = 100   // characters of a person, a tag, a label, a place, a camera, an album
	maxNames       = 50    // people, tags and albums, each
	maxLabels      = 100
	maxParents     = 10 // of one label
	maxAliases     = 10 // of one label
	maxRating      = 5
	maxObjectKey   = 1_000
)

// identifier reports whether a gallery's or photo's id is one that keys can hold.
func identifier(id string) bool {
	if id == "" || len(id) > 40 {
		return false
	}
	for i := range len(id) {
		c := id[i]
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

// checked gives a photo as it is kept: texts cleaned, names each once, times to
// the second.
func checked(p Photo) (Photo, error) {
	c := checker{op: "gallery.check"}
	if !identifier(string(p.ID)) {
		c.fail(fault.Invalid, "a photo's id is 1 to 40 letters, digits, dashes and underscores")
	}
	p.Title = c.text(p.Title, maxTitle, "the title is over 300 characters")
	p.Description = c.text(p.Description, maxDescription, "the description is over 5,000 characters")
	p.Taken = c.moment(p.Taken)
	p.Added = p.Added.UTC().Truncate(time.Second)
	p.People = c.names(p.People, "people")
	p.Tags = c.names(p.Tags, "tags")
	p.Albums = c.names(p.Albums, "albums")
	p.Labels = c.labels(p.Labels)
	p.Place = c.place(p.Place)
	p.Camera = c.name(p.Camera)
	p.SHA256 = c.hash(p.SHA256)
	c.objects(p.Objects)
	c.blurhash(p.Blurhash)
	if p.Rating < 0 || p.Rating > maxRating {
		c.fail(fault.Invalid, "a rating is 0 to 5 stars")
	}
	if p.Width < 0 || p.Height < 0 {
		c.fail(fault.Invalid, "a photo is not less than nothing wide and high")
	}
	if p.Bytes < 0 {
		c.fail(fault.Invalid, "a photo's file is not less than nothing")
	}
	return p, c.err
}

// checker keeps the first thing that was wrong.
type checker struct {
	op  string
	err error
}

func (c *checker) fail(kind fault.Kind, what string) {
	if c.err == nil {
		c.err = fault.New(c.op, kind, what)
	}
}

// text cleans a text: valid UTF-8 without control characters, but with its line
// breaks, and no spaces around it.
func (c *checker) text(s string, limit int, tooLong string) string {
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' || r == utf8.RuneError {
			return ' '
		}
		return r
	}, s))
	if utf8.RuneCountInString(s) > limit {
		c.fail(fault.TooLarge, tooLong)
	}
	return s
}

func (c *checker) name(s string) string {
	return strings.Join(strings.Fields(c.text(s, maxNameLength, "a name is over 100 characters")), " ")
}

// names cleans names and leaves out those without a letter and those that mean
// the same as one before.
func (c *checker) names(names []string, what string) []string {
	var kept []string
	seen := map[string]bool{}
	for _, s := range names {
		s = c.name(s)
		folded := strings.Join(tokens(s, false), " ")
		if folded != "" && !seen[folded] {
			seen[folded] = true
			kept = append(kept, s)
		}
	}
	if len(kept) > maxNames {
		c.fail(fault.TooLarge, "a photo has over 50 "+what)
	}
	return kept
}

func (c *checker) labels(labels []Label) []Label {
	var kept []Label
	for _, l := range labels {
		l.Name = c.name(l.Name)
		l.Parents = c.names(l.Parents, "parents of a label")
		if len(l.Parents) > maxParents {
			c.fail(fault.TooLarge, "a label has over 10 parents")
		}
		l.Aliases = c.names(l.Aliases, "aliases of a label")
		if len(l.Aliases) > maxAliases {
			c.fail(fault.TooLarge, "a label has over 10 aliases")
		}
		if !(l.Confidence >= 0 && l.Confidence <= 100) {
			c.fail(fault.Invalid, "a confidence is 0 to 100 percent")
		}
		l.Confidence = round(l.Confidence)
		if NewTerm(LabelTerm, l.Name).Value != "" {
			kept = append(kept, l)
		}
	}
	if len(kept) > maxLabels {
		c.fail(fault.TooLarge, "a photo has over 100 labels")
	}
	return kept
}

func (c *checker) place(p Place) Place {
	p.City, p.Region, p.Country = c.name(p.City), c.name(p.Region), c.name(p.Country)
	if !(math.Abs(p.Lat) <= 90) || !(math.Abs(p.Lon) <= 180) {
		c.fail(fault.Invalid, "a place is at most 90 degrees north and 180 degrees east")
	}
	p.Lat, p.Lon = round(p.Lat), round(p.Lon)
	return p
}

// round takes what is within a hair of zero for zero: a table holds no number that
// is smaller.
func round(f float64) float64 {
	if math.Abs(f) < 1e-9 {
		return 0
	}
	return f
}

// moment gives a time to the second in the zone's offset, to the minute.
func (c *checker) moment(t time.Time) time.Time {
	if t.IsZero() {
		c.fail(fault.Invalid, "it is not known when the photo was taken")
		return t
	}
	_, offset := t.Zone()
	t = inOffset(t.Truncate(time.Second), offset/60)
	if min(t.Year(), t.UTC().Year()) < 1 || max(t.Year(), t.UTC().Year()) > 9999 {
		c.fail(fault.Invalid, "a photo is taken in the years 1 to 9999")
	}
	return t
}

// inOffset gives a time in a zone that is so many minutes east of Greenwich.
func inOffset(t time.Time, minutes int) time.Time {
	if minutes == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", minutes*60))
}

func (c *checker) hash(s string) string {
	s = strings.ToLower(s)
	if s != "" && (len(s) != 64 || strings.Trim(s, "0123456789abcdef") != "") {
		c.fail(fault.Invalid, "a SHA-256 is 64 hexadecimal digits")
	}
	return s
}

// blurDigits are those of a blurhash, which counts to 83.
const blurDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"

// blurhash holds one to its form: the first digit tells how many components there are
// across and down, of which each but the first takes two.
func (c *checker) blurhash(s string) {
	if s == "" {
		return
	}
	count := strings.IndexByte(blurDigits, s[0])
	across, down := count%9+1, count/9+1
	if count < 0 || down > 9 || len(s) != 4+2*across*down || strings.Trim(s, blurDigits) != "" {
		c.fail(fault.Invalid, "that is no blurhash")
	}
}

func (c *checker) objects(o Objects) {
	for _, key := range o.Keys() {
		if len(key) > maxObjectKey || !utf8.ValidString(key) {
			c.fail(fault.Invalid, "an object's key is at most 1,000 bytes of UTF-8")
		}
	}
}
