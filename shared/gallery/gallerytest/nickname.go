package gallerytest

import (
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// nicknames gives people nicknames while their photos come and go.
func nicknames(t *testing.T, b *Bench) {
	t.Helper()
	n := namer{b, t}
	photos := Album(21, 30)
	for i := range photos {
		photos[i].People = []string{[]string{"Robert Miller", "Bob", "Anna Berg"}[i%3]}
	}
	b.Fill(t, photos)

	n.name("robert  MILLER", "Bob", " Bobby ", "bob", "Uncle  Bob", "Robert Miller")
	n.want("Robert Miller", "Bob", "Bobby", "Uncle Bob")
	b.Reopen() // another process
	n.want("Robert Miller", "Bob", "Bobby", "Uncle Bob")
	n.want("Anna Berg")

	n.edit(photos[0].ID, "Robert Miller", "Anna Berg")
	n.journal(photos[3].ID)
	if _, err := b.Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	b.Reopen()
	n.want("Robert Miller", "Bob", "Bobby", "Uncle Bob")

	for i := 0; i < len(photos); i += 3 { // the last one takes the name out of the vocabulary
		n.edit(photos[i].ID, "Rob Miller")
	}
	n.want("Rob Miller")
	if err := b.Nickname(t.Context(), "Robert Miller", []string{"Bobby"}); !fault.Is(err, fault.NotFound) {
		t.Errorf("a nickname for who is on no photo any more: %v, want not found", err)
	}
	n.edit(photos[0].ID, "Robert Miller")
	n.want("Robert Miller", "Bob", "Bobby", "Uncle Bob")
	n.name("Robert Miller", "Robbie")
	n.want("Robert Miller", "Robbie")
	n.edit(photos[0].ID, "Rob Miller")
	n.name("Robert Miller") // removed while nobody has the name
	n.edit(photos[0].ID, "Robert Miller")
	n.want("Robert Miller")

	theirs := b.as("01JGALLERY0000000000000002", gallery.Owner)
	if err := theirs.Nickname(t.Context(), "Robert Miller", []string{"Bobby"}); !fault.Is(err, fault.NotFound) {
		t.Errorf("a nickname for another gallery's person: %v, want not found", err)
	}
	n.atOnce(photos)
}

// namer gives nicknames, and says what it wants to read.
type namer struct {
	*Bench
	t *testing.T
}

// name gives nicknames, with a write that is made twice.
func (n namer) name(person string, nicknames ...string) {
	n.t.Helper()
	n.repeating.countdown.Store(1)
	if err := n.Nickname(n.t.Context(), person, nicknames); err != nil {
		n.t.Fatal(err)
	}
	n.repeating.countdown.Store(0)
}

func (n namer) want(person string, want ...string) {
	n.t.Helper()
	v, err := n.Vocabulary(n.t.Context())
	if err != nil {
		n.t.Fatal(err)
	}
	term := gallery.NewTerm(gallery.Person, person)
	e, ok := v.Entry(term)
	if diff := cmp.Diff(e.Nicknames, want, cmpopts.EquateEmpty()); diff != "" || !ok {
		n.t.Errorf("%s (known: %v): got -, want +:\n%s", person, ok, diff)
	}
	for _, nickname := range want {
		found := v.Named(nickname, gallery.Person)
		if !slices.ContainsFunc(found, func(e gallery.Entry) bool { return e.Term == term }) {
			n.t.Errorf("%s finds %v, want %s", nickname, found, person)
		}
	}
}

// edit says who is on a photo.
func (n namer) edit(id gallery.PhotoID, people ...string) {
	n.t.Helper()
	if _, err := n.Edit(n.t.Context(), id, gallery.Edit{People: &people}); err != nil {
		n.t.Fatal(err)
	}
}

// journal changes a photo in more than one transaction.
func (n namer) journal(id gallery.PhotoID) {
	n.t.Helper()
	text := ""
	for i := range 80 {
		text += string(rune('a'+i/26)) + string(rune('a'+i%26)) + "word "
	}
	if _, err := n.Edit(n.t.Context(), id, gallery.Edit{Description: &text}); err != nil {
		n.t.Fatal(err)
	}
}

// atOnce has processes give nicknames to who is being put on photos.
func (n namer) atOnce(photos []gallery.Photo) {
	n.t.Helper()
	var all sync.WaitGroup
	for i := range 4 {
		g := n.as(n.ID, gallery.Editor)
		all.Go(func() {
			people := []string{"Anna Berg", "Robert Miller"}
			for _, p := range photos[i*5 : i*5+5] {
				if err := g.Nickname(n.t.Context(), "Anna Berg", []string{"Annie"}); err != nil {
					n.t.Error(err)
				}
				if _, err := g.Edit(n.t.Context(), p.ID, gallery.Edit{People: &people}); err != nil {
					n.t.Error(err)
				}
			}
		})
	}
	all.Wait()
	n.Reopen()
	n.want("Anna Berg", "Annie")
	for _, p := range photos {
		p, err := n.Photo(n.t.Context(), p.ID)
		if err != nil {
			n.t.Fatal(err)
		}
		n.Oracle.Put(p)
	}
	CheckVocabulary(n.t, n.Bench)
}
