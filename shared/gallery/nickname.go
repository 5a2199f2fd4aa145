package gallery

import (
	"context"
	"slices"
	"strings"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// What nicknames one person may have. More is TooLarge.
const (
	maxNicknames      = 10
	maxNicknameLength = 60 // bytes
)

// Nickname says what else a person is called in this gallery, in place of what was
// said before: [Vocabulary.People] and [Vocabulary.Named] find them by it, as
// [Entry] tells. person is a whole name. Nicknames that mean the same are kept
// once, and one that is the name itself is not needed. An empty list removes what
// there is.
//
// Nicknames are the name's and stay with it: they rest while no live photo has
// the person, and are not taken along where photos get another name. This process
// knows of them at once, others within a minute.
//
// NotFound where no photo has the person, TooLarge for more than 10 nicknames or
// one of more than 60 bytes, Invalid for one without a letter or digit.
func (g *Gallery) Nickname(ctx context.Context, person string, nicknames []string) error {
	const op = "gallery.Nickname"
	if err := g.mayChange(op); err != nil {
		return err
	}
	term := NewTerm(Person, person)
	if term.Value == "" || len(term.Value) > maxName {
		return fault.New(op, fault.NotFound, "no photo has the person")
	}
	nicknames, err := checkedNicknames(op, term.Value, nicknames)
	if err != nil {
		return err
	}
	return fault.Wrap(op, g.nickname(ctx, indexTerm(Person, term.Value), nicknames))
}

// nickname writes the nicknames beside what is counted of the person's photos.
func (g *Gallery) nickname(ctx context.Context, term string, nicknames []string) error {
	const op = "gallery.Nickname"
	change, there := table.Change{Set: table.Attributes{"nicknames": nicknames}}, table.AtLeast("count", int64(1))
	if len(nicknames) == 0 {
		change, there = table.Change{Remove: []string{"nicknames"}}, table.Present()
	}
	for attempt := range attempts {
		err := g.all.table.Write(ctx, table.Update(termKey(g.id, term), change, there))
		if err == nil {
			g.words.changed(nil)
			return nil
		}
		if !fault.Is(err, fault.Conflict) {
			return err
		}
		// Either nobody has the name, or photos of the person are just being changed.
		item, err := g.all.table.GetConsistent(ctx, termKey(g.id, term))
		switch {
		case err == nil && item.Int("count") < 1 && len(nicknames) > 0:
			// Photos may have been counted aside.
			if n, err := g.repair(ctx, "", allAsides); n > 0 || err != nil {
				if err != nil {
					return err
				}
				continue
			}
			return fault.New(op, fault.NotFound, "no photo has the person")
		case fault.Is(err, fault.NotFound):
			return fault.New(op, fault.NotFound, "no photo has the person")
		case err != nil:
			return err
		}
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
	return fault.New(op, fault.Conflict, "too many changes at once")
}

// checkedNicknames gives nicknames as they are kept: cleaned, each once, and not
// the folded name itself.
func checkedNicknames(op, name string, nicknames []string) ([]string, error) {
	c := checker{op: op}
	var kept []string
	seen := []string{name}
	for _, s := range nicknames {
		s = c.name(s)
		folded := strings.Join(tokens(s, false), " ")
		switch {
		case folded == "":
			c.fail(fault.Invalid, "a nickname has a letter or a digit")
		case len(s) > maxNicknameLength:
			c.fail(fault.TooLarge, "a nickname is over 60 bytes")
		case !slices.Contains(seen, folded):
			seen = append(seen, folded)
			kept = append(kept, s)
		}
	}
	if len(kept) > maxNicknames {
		c.fail(fault.TooLarge, "a person has over 10 nicknames")
	}
	return kept, c.err
}
