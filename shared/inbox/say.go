package inbox

import (
	"context"
	"encoding/json"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// Says is what a person says of a photo that they send.
type Says struct {
	Title       string   `json:"title,omitempty"`
	Description string   `json:"description,omitempty"`
	Tags        []string `json:"tags,omitempty"`
	People      []string `json:"people,omitempty"`
	Albums      []string `json:"albums,omitempty"`
}

// Empty reports whether nothing is said.
func (s Says) Empty() bool {
	return s.Title == "" && s.Description == "" && len(s.Tags) == 0 && len(s.People) == 0 && len(s.Albums) == 0
}

func (s Says) encode() string {
	if s.Empty() {
		return ""
	}
	raw, _ := json.Marshal(s) // texts always have a form
	return string(raw)
}

// without is what is said of other fields.
func (s Says) without(fields []gallery.Field) Says {
	for _, f := range fields {
		switch f { //nolint:exhaustive // nothing is said of the others
		case gallery.FieldTitle:
			s.Title = ""
		case gallery.FieldDescription:
			s.Description = ""
		case gallery.FieldTags:
			s.Tags = nil
		case gallery.FieldPeople:
			s.People = nil
		case gallery.FieldAlbums:
			s.Albums = nil
		}
	}
	return s
}

// edit is what is said, as a change to a photo.
func (s Says) edit() gallery.Edit {
	var e gallery.Edit
	for from, to := range map[*string]**string{&s.Title: &e.Title, &s.Description: &e.Description} {
		if *from != "" {
			*to = from
		}
	}
	for from, to := range map[*[]string]**[]string{&s.Tags: &e.Tags, &s.People: &e.People, &s.Albums: &e.Albums} {
		if len(*from) > 0 {
			*to = from
		}
	}
	return e
}

// Say notes what a person says of an upload of theirs, and gives the upload as it then
// is. Before the photo is made it takes the place of what was said before; after, it is
// applied to the photo, once, unless the gallery had the photo before. g is the upload's
// gallery as the person may use it; errors of its Edit keep their kind.
func (in *Inbox) Say(ctx context.Context, g *gallery.Gallery, u Upload, s Says) (Upload, error) {
	const op = "inbox.Say"
	if s.Empty() {
		return u, nil
	}
	for range attempts {
		var err error
		switch {
		case u.State == Refused || u.State == Ready && (u.There || u.heard()):
			return u, nil
		case u.State == Ready:
			err = in.apply(ctx, g, u, s)
		default:
			change := table.Change{Set: table.Attributes{attrSays: s.encode()}}
			err = in.Table.Write(ctx, table.Update(u.underWay(), change, table.Present(), table.NotEqual(attrState, string(Ready))))
		}
		if err == nil {
			u.Says = s
			return u, nil
		}
		if !fault.Is(err, fault.Conflict) {
			return u, fault.Wrap(op, err)
		}
		if u, err = in.Find(ctx, u.Gallery, u.User, u.ID); err != nil { // it has gone on meanwhile
			return u, fault.Wrap(op, err)
		}
	}
	return u, fault.New(op, fault.Unavailable, "the upload goes on all the time")
}

// attempts is how often what met another's change is tried.
const attempts = 5

// heard reports whether what was said of an upload is on its photo.
func (u Upload) heard() bool { return u.said || !u.Says.Empty() }

// apply changes the photo that was made of an upload, and notes that. Conflict is a
// record that has gone on; a photo that is gone needs nothing.
func (in *Inbox) apply(ctx context.Context, g *gallery.Gallery, u Upload, s Says) error {
	if _, err := g.Edit(ctx, u.Photo, s.edit()); err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	at, change := u.underWay(), table.Change{Set: table.Attributes{attrSays: s.encode()}}
	err := in.Table.Write(ctx, table.Update(at, change, table.Equal(attrState, string(Ready))))
	if fault.Is(err, fault.Conflict) {
		at, change = doneKey(u.Gallery, u.User, u.ID), table.Change{Set: table.Attributes{attrSaid: true}}
		err = in.Table.Write(ctx, table.Update(at, change, table.Present()))
	}
	return err
}
