package slackbot

import (
	"strings"
	"time"

	"shoebox/shared/gallery"
)

// wish is what the search form asks for.
type wish struct {
	words        string
	people       []string
	place, album string
	since, until string // days as 2006-01-02, both inclusive; "" is open
	order        string // "" is the newest first
}

// wish reads the form. Every value in it may be anything.
func (f filled) wish() wish {
	w := wish{
		words: plainWords(f.of(inputWords).Value),
		place: f.of(inputPlace).Choice.Value, album: f.of(inputAlbum).Choice.Value,
		since: f.of(inputSince).Date, until: f.of(inputUntil).Date,
	}
	for _, c := range f.of(inputPeople).Choices {
		if len(w.people) < maxChosen {
			w.people = append(w.people, c.Value)
		}
	}
	if order := f.of(inputOrder).Choice.Value; order == "oldest" || order == "random" {
		w.order = order
	}
	return w
}

// objections are what is wrong with a wish, by the input it stands in.
func (w wish) objections(now time.Time) map[string]string {
	wrong := map[string]string{}
	since, until := w.day(inputSince, w.since, wrong), w.day(inputUntil, w.until, wrong)
	// A day begins up to 14 hours earlier elsewhere.
	if latest := now.Add(14 * time.Hour); since.After(latest) {
		wrong[inputSince] = "That day is still to come, and photos are of the past. Please choose an earlier one."
	}
	if !since.IsZero() && !until.IsZero() && until.Before(since) {
		wrong[inputUntil] = "That is before the first day. Please choose the same day or a later one."
	}
	if len(wrong) == 0 {
		return nil
	}
	return wrong
}

func (w wish) day(block, written string, wrong map[string]string) time.Time {
	if written == "" {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, written)
	if err != nil {
		wrong[block] = "That is no day of the calendar. Please choose one from it."
	}
	return day
}

// utterance is the wish as a person could type it: what was written, and a filter
// for each choice. "" is the newest photos.
func (w wish) utterance() string {
	var filters []string
	named := func(name string, kind gallery.Kind, value string) {
		// Folded, a name holds no quotes and nothing else that has a meaning.
		if folded := gallery.NewTerm(kind, value).Value; folded != "" {
			filters = append(filters, name+`:"`+folded+`"`)
		}
	}
	for _, person := range w.people {
		named("person", gallery.Person, person)
	}
	named("place", gallery.PlaceTerm, w.place)
	named("album", gallery.Album, w.album)
	if w.since != "" {
		filters = append(filters, `since:"`+w.since+`"`)
	}
	if last, err := time.Parse(time.DateOnly, w.until); err == nil {
		filters = append(filters, `before:"`+last.AddDate(0, 0, 1).Format(time.DateOnly)+`"`)
	}
	if w.order != "" {
		filters = append(filters, "order:"+w.order)
	}
	if len(filters) == 0 {
		return w.words
	}
	if w.words == "" {
		return strings.Join(filters, " ")
	}
	// What the filters say holds for all that the words say.
	return "(" + enclosed(w.words) + ") " + strings.Join(filters, " ")
}

// enclosed makes words that can stand between parentheses: those of its own that
// have no partner, and a quote that does not end, would reach beyond.
func enclosed(words string) string {
	if strings.Count(words, `"`)%2 == 1 {
		words = strings.ReplaceAll(words, `"`, " ")
	}
	depth := 0
	for _, r := range words {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth < 0 {
			break
		}
	}
	if depth != 0 {
		words = strings.NewReplacer("(", " ", ")", " ").Replace(words)
	}
	return strings.Join(strings.Fields(words), " ")
}
