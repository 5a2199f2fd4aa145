package intents

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"shoebox/shared/gallery"
)

// sure is the confidence from which a label is told to people, in percent.
const sure = 70

// ShownPhoto is a photo as replies and pages show it. One without a title is called by what
// is in it.
func ShownPhoto(id gallery.ID, p gallery.Photo) Shown {
	s := Shown{
		Gallery: id, ID: p.ID, Title: p.Title, Description: p.Description, Taken: p.Taken,
		Place: p.Place, People: p.People, Width: p.Width, Height: p.Height,
	}
	if s.Title == "" {
		s.Title = madeUpTitle(p)
	}
	s.Alt = alt(p, s.Title)
	return s
}

// shownHit is a photo as a list of hits knows it.
func shownHit(id gallery.ID, h gallery.Hit) Shown {
	s := Shown{Gallery: id, ID: h.ID, Title: h.Title, Taken: h.Taken}
	if s.Title == "" {
		s.Title = "Photo"
	}
	s.Alt = sentence(s.Title + ", " + h.Taken.Format("2 January 2006"))
	return s
}

// madeUpTitle names a photo after who, what or where is in it.
func madeUpTitle(p gallery.Photo) string {
	var title string
	switch labels := sureLabels(p, 1); {
	case len(p.People) > 0:
		title = list(p.People, "and")
	case len(labels) > 0:
		title = labels[0]
	default:
		title = "Photo"
	}
	if where := shortPlace(p.Place); where != "" {
		title += " in " + within(where)
	}
	return capital(title)
}

// alt says in a sentence what can be seen.
func alt(p gallery.Photo, title string) string {
	var b strings.Builder
	b.WriteString(title)
	if len(p.People) > 0 && p.Title != "" {
		b.WriteString(", with " + list(p.People, "and"))
	}
	if labels := sureLabels(p, 3); len(labels) > 0 {
		b.WriteString(": " + list(labels, "and"))
	}
	if where := shortPlace(p.Place); where != "" && !strings.Contains(title, where) {
		b.WriteString(", in " + within(where))
	}
	if !p.Taken.IsZero() {
		b.WriteString(", " + p.Taken.Format("2 January 2006"))
	}
	return sentence(b.String())
}

// sureLabels gives up to n labels that are likely right, the surest first, in
// lower case.
func sureLabels(p gallery.Photo, n int) []string {
	labels := slices.DeleteFunc(slices.Clone(p.Labels), func(l gallery.Label) bool { return l.Confidence < sure || l.Name == "" })
	slices.SortStableFunc(labels, func(a, b gallery.Label) int {
		switch {
		case a.Confidence > b.Confidence:
			return -1
		case a.Confidence < b.Confidence:
			return 1
		}
		return 0
	})
	var names []string
	for _, l := range labels[:min(n, len(labels))] {
		names = append(names, strings.ToLower(l.Name))
	}
	return names
}

// list joins names as people do: "Anna, Ben and Clara".
func list(names []string, conjunction string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " " + conjunction + " " + names[last]
}

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 || first == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

func sentence(s string) string {
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}
