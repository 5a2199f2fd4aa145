package ingest

import (
	"cmp"
	"path"
	"regexp"
	"strings"
	"sync"
	"time"

	"shoebox/shared/gallery"
)

// complete fills in what the record left open from the picture, and when nobody
// says when it was taken, from its file.
func complete(p *gallery.Photo, m metadata, i input, changed time.Time) {
	if p.Taken.IsZero() {
		p.Taken = m.taken
	}
	if p.Taken.IsZero() {
		p.Taken = byFile(i.record.File, changed)
	}
	p.Title = cmp.Or(p.Title, m.title)
	if p.Title == "" && i.line == 0 {
		p.Title = titleOf(i.record.File)
	}
	p.Description = cmp.Or(p.Description, m.description)
	if len(p.Tags) == 0 {
		p.Tags = m.keywords
	}
	if len(p.People) == 0 {
		p.People = m.people
	}
	p.Camera, p.Rating, p.Place = m.camera, cmp.Or(p.Rating, m.rating), merged(p.Place, m.place)
}

// byMachine matches names that cameras and programs give: a run of digits or
// hexadecimals says nothing.
var byMachine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\d{3}|^(img|dsc|dscn|image|photo|picture|scan|screenshot|untitled)[-_ ]*\d*$|[0-9a-f]{8}`)
})

// titleOf makes a title of a file's name, if a person gave it: "beach_at_dusk.jpg".
func titleOf(file string) string {
	name := strings.TrimSuffix(path.Base(file), path.Ext(file))
	if byMachine().MatchString(name) {
		return ""
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return r == '_' || r == '-' || r == ' ' })
	return shortened(oneLine(strings.Join(words, " ")), keptTitle)
}
