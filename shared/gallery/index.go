package gallery

import (
	"slices"
	"strings"
)

// The index is covering postings. Every live photo stands in one list for each of
// its index terms, in the order of the time it was taken, and each posting carries
// the numbers of all the photo's terms: a search reads the rarest of the lists it
// could read and tests the rest in place. Lists there are beside the terms of a
// photo: the timeline (every live photo), the month and day, and the trash, which
// is the only list of a trashed photo, so that no search must leave anything out.
//
//	key                      what
//	P#gallery#photo  M       the photo, with the terms it is indexed under
//	H#gallery#sha256 M       which photo has this file
//	X#gallery#term   T#photo a posting; T is the UTC time taken, 20230714T160300
//	X#gallery#term   ~       how many postings the list has; read along with the newest.
//	                         Of the timeline and the trash, how many bytes their originals take
//	V#gallery        term    the term's number, name, count, first and last taken; a person's nicknames
//	G#gallery        terms   the next number of a term
//	J#gallery        ULID    a change that took more than one transaction and is not done yet
//	J#gallery        !       the gallery is being destroyed, and takes no changes
//	L#gallery#band   B#photo a photo among those that may look alike (see similar.go)
//	N#gallery        photo   the objects of one that was deleted, until they are gone (see removal.go)
//	D#shard          day#gallery  the gallery is to be swept that day (see due.go)
//	C#gallery        what#month   how often something that costs was done (see charge.go)
//
// and, of a change that met others, the same counts set aside (see aside.go):
//
//	X#gallery#term   ~ULID   postings more or less than the head says
//	V#gallery  term \0 ULID  the same for the vocabulary
//
// A change that fits one transaction is one transaction: photo, postings and
// counts agree at every moment. A larger one (a photo with more than about 30 terms;
// many photos at once) writes a journal item along with the photos, and
// then goes on in transactions that each move the journal one step: none is made
// twice, and whoever finds the journal can go on with it.

// MaxTerms is the most index terms of one photo. Names come first, of which labels are
// last, then the title, other names of labels, and the description; see
// [Photo.Unindexed].
const MaxTerms = 400

// described are the index terms of a photo, each with the name people wrote, and
// the number of names and words there was no room for.
type described struct {
	names     map[string]string // index term -> as it is written
	unindexed int
}

// terms gives the index terms, sorted.
func (d described) terms() []string {
	terms := make([]string, 0, len(d.names))
	for t := range d.names {
		terms = append(terms, t)
	}
	slices.Sort(terms)
	return terms
}

// describe gives the terms a photo is found by.
func describe(p Photo) described {
	d := described{names: map[string]string{timeline: "", dayTerm(p): ""}}
	d.add(Tag, p.Tags...)
	d.add(Person, p.People...)
	d.add(PlaceTerm, p.Place.City, p.Place.Region, p.Place.Country)
	for _, a := range p.Albums { // an album is asked for as one: its name says little of each photo
		d.addName(Album, a)
	}
	d.addName(Camera, p.Camera)
	if p.Favourite {
		d.addName(Favourite, "yes")
	}
	for _, l := range p.Labels {
		d.add(LabelTerm, l.Name)
		d.add(LabelTerm, l.Parents...)
	}
	d.addWords(p.Title)
	for _, l := range p.Labels {
		d.add(LabelTerm, l.Aliases...)
	}
	d.addWords(p.Description)
	return d
}

// add adds names and the words they are made of.
func (d *described) add(kind Kind, names ...string) {
	for _, name := range names {
		d.addName(kind, name)
		d.addWords(name)
	}
}

func (d *described) addName(kind Kind, name string) {
	value := NewTerm(kind, name).Value
	if value == "" {
		return
	}
	t := indexTerm(kind, value)
	switch display, there := d.names[t]; {
	case !there && len(d.names) >= MaxTerms:
		d.unindexed++
	case display == "":
		d.names[t] = name
	}
}

func (d *described) addWords(text string) {
	for _, w := range said(text) {
		t := indexTerm(Word, w)
		if _, there := d.names[t]; there {
			continue
		}
		if len(d.names) >= MaxTerms {
			d.unindexed++
			continue
		}
		d.names[t] = w
	}
}

// dayTerm gives the index term of the month and day a photo was taken, by the
// calendar where it was taken.
func dayTerm(p Photo) string { return dayPrefix + p.Taken.Format("0102") }

// counted reports whether the vocabulary counts the photos of an index term.
func counted(term string) bool {
	return term != trash && !strings.HasPrefix(term, dayPrefix)
}

// numbered reports whether an index term has a number in postings.
func numbered(term string) bool { return counted(term) && term != timeline }
