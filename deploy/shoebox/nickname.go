package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

type nicknameCmd struct {
	album     `embed:""`
	Remove    bool     `help:"Remove the nicknames that are given, or all of the person's."`
	Person    string   `arg:"" optional:"" help:"A person's whole name, as it is on photos."`
	Nicknames []string `arg:"" optional:"" name:"nickname" help:"What else the person is called, in place of what was said before."`
}

// Help gives examples.
func (nicknameCmd) Help() string {
	return `People are found by their nicknames as by any part of their names. Without a
nickname it shows the person's, without a person those of everybody.

Examples:
  shoebox nickname "Robert Miller" Bob "Uncle Bob"
  shoebox nickname "Robert Miller"
  shoebox nickname --remove "Robert Miller" "Uncle Bob"
  shoebox nickname --remove "Robert Miller"
  shoebox nickname`
}

// Run gives, shows or removes nicknames.
func (c *nicknameCmd) Run(sh *shell) error {
	if c.Remove && c.Person == "" {
		return usage(`name whose nicknames to remove: shoebox nickname --remove "Robert Miller"`)
	}
	b, err := c.open(sh, opening{level: quiet})
	if err != nil {
		return err
	}
	defer b.Close() //nolint:errcheck // every write was made or failed by now
	g := b.gallery()
	v, err := g.Vocabulary(sh.ctx)
	if err != nil {
		return err
	}
	if c.Person == "" {
		return listNicknames(sh.stdout, v)
	}
	who, known := personNamed(v, c.Person)
	if !known {
		return c.nobody(v)
	}
	if c.Remove || len(c.Nicknames) > 0 {
		if err := g.Nickname(sh.ctx, who.Display, c.wanted(who)); err != nil {
			return c.refused(err)
		}
		if v, err = g.Vocabulary(sh.ctx); err != nil {
			return err
		}
		who, _ = v.Entry(who.Term)
	}
	return printNicknames(sh.stdout, who)
}

// wanted is what the person is to be called from now on.
func (c *nicknameCmd) wanted(who gallery.Entry) []string {
	unwanted := c.Nicknames
	switch {
	case !c.Remove:
		return c.Nicknames
	case len(unwanted) == 0 && gallery.NewTerm(gallery.Person, c.Person) == who.Term:
		return nil
	case len(unwanted) == 0: // the person is named by the nickname itself
		unwanted = []string{c.Person}
	}
	return slices.DeleteFunc(slices.Clone(who.Nicknames), func(nickname string) bool {
		return slices.ContainsFunc(unwanted, func(other string) bool {
			return gallery.NewTerm(gallery.Person, other) == gallery.NewTerm(gallery.Person, nickname)
		})
	})
}

// refused says what is wrong with nicknames.
func (c *nicknameCmd) refused(err error) error {
	switch {
	case fault.Is(err, fault.TooLarge), fault.Is(err, fault.Invalid):
		return failure{sentence(err) + ": give up to 10 of at most 60 bytes, each with a letter or digit.", err}
	case fault.Is(err, fault.NotFound):
		return failure{fmt.Sprintf("no photo has %.100q any more.", c.Person), err}
	}
	return err
}

// nobody says that no photo has the person, and whom it may have meant.
func (c *nicknameCmd) nobody(v *gallery.Vocabulary) error {
	var like []string
	for word := range strings.FieldsSeq(c.Person) {
		found := v.People(word)
		if guesses, _ := v.Guess(word); len(found) == 0 && len(guesses) > 0 {
			found = v.People(guesses[0].Word)
		}
		for _, e := range found {
			if name := fmt.Sprintf("%q", e.Display); !slices.Contains(like, name) && len(like) < 3 {
				like = append(like, name)
			}
		}
	}
	if len(like) > 0 {
		return failure{fmt.Sprintf("no photo has a person named %.100q: did you mean %s?", c.Person, strings.Join(like, " or ")), nil}
	}
	return failure{fmt.Sprintf("no photo has a person named %.100q: give a whole name as it is on photos.", c.Person), nil}
}

// personNamed gives the person of a whole name, else of a nickname that is one
// person's alone.
func personNamed(v *gallery.Vocabulary, name string) (gallery.Entry, bool) {
	found := v.Named(name, gallery.Person)
	if len(found) > 0 && (len(found) == 1 || found[0].Term == gallery.NewTerm(gallery.Person, name)) {
		return found[0], true
	}
	return gallery.Entry{}, false
}

// listNicknames writes a line for everybody who has one.
func listNicknames(w io.Writer, v *gallery.Vocabulary) error {
	people := v.Top(gallery.Person, v.Len())
	people = slices.DeleteFunc(people, func(e gallery.Entry) bool { return len(e.Nicknames) == 0 })
	slices.SortFunc(people, func(a, b gallery.Entry) int { return strings.Compare(a.Term.Value, b.Term.Value) })
	if len(people) == 0 {
		_, err := fmt.Fprintln(w, `Nobody has a nickname yet. Give one: shoebox nickname "Robert Miller" Bob`)
		return err
	}
	for _, e := range people {
		if err := printNicknames(w, e); err != nil {
			return err
		}
	}
	return nil
}

func printNicknames(w io.Writer, who gallery.Entry) error {
	if len(who.Nicknames) == 0 {
		_, err := fmt.Fprintf(w, "%s has no nickname.\n", who.Display)
		return err
	}
	_, err := fmt.Fprintf(w, "%s: %s\n", who.Display, strings.Join(who.Nicknames, ", "))
	return err
}
