package phrase

import (
	"slices"
	"strings"
	"unicode"

	"shoebox/shared/gallery"
)

// longName reads the longest name of two words or more that the gallery knows and
// that begins at token i. It comes before a time, unless the time is longer.
func (r *request) longName(i int) (int, bool) {
	for end := min(len(r.tokens), i+r.longest()); end > i+1; end-- {
		if m, ok := r.timeAt[i]; ok && m.end > end {
			return 0, false
		}
		if !r.run(i, end) {
			continue
		}
		name := r.between(i, end)
		entries := r.vocabulary.Named(name)
		if len(entries) == 0 {
			continue
		}
		if end < len(r.tokens) && r.words.album[r.tokens[end].fold] {
			if album, ok := only(entries, gallery.Album); ok {
				r.add(album, i, end+1)
				return end + 1, true
			}
		}
		if m, ok := r.timeAt[i]; ok && m.end == end && !slices.ContainsFunc(entries, isName) {
			return 0, false
		}
		r.known(name, entries, i, end)
		return end, true
	}
	return r.longNickname(i)
}

// isName says whether an entry is one that a time can't be meant by.
func isName(e gallery.Entry) bool {
	return e.Term.Kind == gallery.Person || e.Term.Kind == gallery.PlaceTerm
}

func only(entries []gallery.Entry, kind gallery.Kind) (gallery.Term, bool) {
	for _, e := range entries {
		if e.Term.Kind == kind {
			return e.Term, true
		}
	}
	return gallery.Term{}, false
}

// known adds a name of several words as what it is: a person or a place, a thing
// as words, an album, a camera.
func (r *request) known(name string, entries []gallery.Entry, i, end int) {
	order := []gallery.Kind{gallery.Person, gallery.PlaceTerm}
	if r.want == place {
		slices.Reverse(order)
	}
	for _, kind := range order {
		if term, ok := only(entries, kind); ok {
			r.add(term, i, end)
			return
		}
	}
	thing := slices.ContainsFunc(entries, isThing)
	for _, kind := range []gallery.Kind{gallery.Album, gallery.Camera} {
		if term, ok := only(entries, kind); ok && !thing {
			r.add(term, i, end)
			return
		}
	}
	r.plains = append(r.plains, name)
	r.add(gallery.NewTerm(gallery.Word, name), i, end)
}

func isThing(e gallery.Entry) bool {
	return e.Term.Kind == gallery.LabelTerm || e.Term.Kind == gallery.Tag
}

// name reads one word: a person, a place, a camera where the gallery knows one and
// no thing of that name, else a word.
//
// A person may be called by any part of the name, as long as one person alone has
// it. A place is one after a preposition of place, or when nothing else has its
// name. A word that fits several people stays a word, which finds them all.
func (r *request) name(i int) int {
	t := &r.tokens[i]
	if term, end, ok := r.cameraAt(i); ok {
		r.add(term, i, end)
		return end
	}
	entries := r.vocabulary.Named(t.text)
	thing := slices.ContainsFunc(entries, isThing)
	placed, isPlace := only(entries, gallery.PlaceTerm)
	if isPlace && r.want == place {
		r.add(placed, i, i+1)
		return i + 1
	}
	if term, ok := r.somebody(t.text, entries); ok && (!thing || r.want == person) {
		if isPlace {
			r.namesakes(i, entries, gallery.Person)
		}
		r.add(term, i, i+1)
		return i + 1
	}
	if isPlace && !thing {
		r.add(placed, i, i+1)
		return i + 1
	}
	if term, ok := only(entries, gallery.Camera); ok && !thing {
		r.add(term, i, i+1)
		return i + 1
	}
	if len(entries) == 0 {
		if term, ok := r.camera(t.fold); ok && (r.want == person || r.sureCamera(t)) {
			r.add(term, i, i+1)
			return i + 1
		}
		if term, ok := r.placeForShort(t); ok {
			r.add(term, i, i+1)
			return i + 1
		}
		if r.nickname(i) {
			return i + 1
		}
	}
	if album, ok := only(entries, gallery.Album); ok && !thing && !r.isWord(t.text) {
		r.add(album, i, i+1)
		return i + 1
	}
	if isPlace {
		r.namesakes(i, entries, gallery.Word)
	}
	return r.plain(i)
}

// isWord says whether a photo has a word.
func (r *request) isWord(text string) bool {
	_, ok := r.vocabulary.Entry(gallery.NewTerm(gallery.Word, text))
	return ok
}

// cameraAt reads a camera at token i, where one is asked for, and gives the token
// after it.
func (r *request) cameraAt(i int) (gallery.Term, int, bool) {
	end := i + 1
	tool := end < len(r.tokens) && r.words.tool[r.tokens[end].fold]
	if r.want != camera && !tool {
		return gallery.Term{}, 0, false
	}
	if tool {
		end++
	}
	term, ok := r.camera(r.tokens[i].fold)
	return term, end, ok
}

// sureCamera says whether a word that is part of a camera's name means the camera
// where nothing says so: "iphone photos", but not "apple pie".
func (r *request) sureCamera(t *token) bool {
	const shortest = 4
	return len(t.fold) >= shortest && !r.words.things[t.fold] && !r.isWord(t.text) && len(r.vocabulary.People(t.text)) == 0
}

// somebody gives the person a word names: by the whole name, or by a part of it
// that nobody and nothing else has.
func (r *request) somebody(word string, entries []gallery.Entry) (gallery.Term, bool) {
	if term, ok := only(entries, gallery.Person); ok {
		return term, true
	}
	people := r.vocabulary.People(word)
	_, placed := only(entries, gallery.PlaceTerm)
	if len(people) != 1 || placed && r.want != person {
		return gallery.Term{}, false
	}
	return people[0].Term, true
}

// plain reads a word as a word. Behind "without" the words that stand together
// belong together: "without red cars".
func (r *request) plain(i int) int {
	end := i + 1
	isWord := r.tokens[i].kind == word
	if (r.negate == explicit || r.negate == eitherWay) && !r.tokens[i].minus && isWord {
		for end < len(r.tokens) && end < i+3 && r.plainAt(end) {
			end++
		}
	}
	words := r.tokens[i].text
	if isWord {
		words = r.between(i, end)
		for n := i; n < end; n++ {
			r.wonder(n, "")
		}
	}
	term := gallery.NewTerm(gallery.Word, words)
	if term.Value == "" {
		r.done(false)
		return end
	}
	if isWord && decorative(words) && !r.vocabulary.Knows(words) {
		r.decoration = append(r.decoration, term)
		r.done(r.negate != wanted)
		return end
	}
	r.plains = append(r.plains, words)
	r.put(part{sense: sense{all: []gallery.Term{term}}, sort: r.sort(gallery.Word), at: i, end: end, loose: isWord})
	return end
}

// decorative says whether a word is made of pictographs alone.
func decorative(text string) bool {
	return !strings.ContainsFunc(text, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) })
}

// plainAt says whether token i is a word that nothing is known of.
func (r *request) plainAt(i int) bool {
	t := &r.tokens[i]
	return r.content(i) && !t.hash && len(r.vocabulary.People(t.text)) == 0 &&
		!slices.ContainsFunc(r.vocabulary.Named(t.text), isName) && !r.words.taken[t.fold] && !r.words.favourite[t.fold]
}

// tag reads #beach: a tag where there is one, else a word.
func (r *request) tag(i int) int {
	if named := r.vocabulary.Named(r.tokens[i].text, gallery.Tag); len(named) > 0 {
		r.add(named[0].Term, i, i+1)
		return i + 1
	}
	return r.plain(i)
}

// albumAt reads "wedding album" and "the album wedding".
func (r *request) albumAt(i int) (int, bool) {
	if !r.words.album[r.tokens[i].fold] {
		if i+1 >= len(r.tokens) || !r.words.album[r.tokens[i+1].fold] {
			return 0, false
		}
		albums := r.vocabulary.Named(r.tokens[i].text, gallery.Album)
		if len(albums) == 0 {
			return 0, false
		}
		r.add(albums[0].Term, i, i+2)
		return i + 2, true
	}
	if i+2 < len(r.tokens) && r.words.called[r.tokens[i+1].fold] {
		i++
	}
	if i+1 < len(r.tokens) && r.tokens[i+1].kind == quoted {
		r.add(gallery.NewTerm(gallery.Album, r.tokens[i+1].text), i, i+2)
		return i + 2, true
	}
	for end := min(len(r.tokens), i+1+r.longest()); end > i+1; end-- {
		if !r.run(i+1, end) {
			continue
		}
		if albums := r.vocabulary.Named(r.between(i+1, end), gallery.Album); len(albums) > 0 {
			r.add(albums[0].Term, i, end)
			return end, true
		}
	}
	if len(r.vocabulary.Named(r.tokens[i].text)) > 0 {
		return 0, false
	}
	r.carried = true
	return i + 1, true
}
