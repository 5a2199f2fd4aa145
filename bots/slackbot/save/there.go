package save

import (
	"context"

	"shoebox/bots/slackbot"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// errThere is what somebody hears of whose wish nothing is left to do.
func errThere() error {
	return fault.New("save.there", fault.Conflict, "the photo is there already")
}

// known has the photo that a gallery has of a file get what somebody says of it: NotFound
// where it has none, or one that lay in the trash when they asked for it, which comes back
// with the file. One that went there since stays as it is, which is a Conflict.
func known(ctx context.Context, g *gallery.Gallery, f slackbot.SavedFile, sum string) (slackbot.Saving, error) {
	p, err := g.Standing(ctx, "", sum)
	switch {
	case err != nil:
		return nil, err
	case p.State == gallery.Trashed && f.At.IsZero(), p.WantedBack(f.At):
		return nil, fault.New("save.known", fault.NotFound, "the photo is in the trash")
	case p.State == gallery.Trashed:
		return nil, errThere()
	}
	saved, err := add(ctx, g, p, f)
	if err != nil {
		return nil, err
	}
	return func(context.Context) (slackbot.Saved, error) { return saved, nil }, nil
}

// addTo is add for a photo's id.
func addTo(ctx context.Context, g *gallery.Gallery, id gallery.PhotoID, f slackbot.SavedFile) (slackbot.Saved, error) {
	p, err := g.Standing(ctx, id, "")
	if err != nil {
		return slackbot.Saved{}, err
	}
	return add(ctx, g, p, f)
}

// add has a photo that was there before get what somebody says of it who saves it anew:
// beside what it has, since they don't see that. Conflict is nothing to add.
func add(ctx context.Context, g *gallery.Gallery, p gallery.Photo, f slackbot.SavedFile) (slackbot.Saved, error) {
	says := saysOf(f)
	e := gallery.Edit{Title: &says.Title, Tags: &says.Tags, Albums: &says.Albums, Beside: true}
	is, err := g.Edit(ctx, p.ID, e)
	if err != nil {
		return slackbot.Saved{}, err
	}
	saved := slackbot.Saved{Added: is.Version != p.Version, OwnTitle: says.Title != "" && is.Title != says.Title}
	if saved == (slackbot.Saved{}) {
		return saved, errThere()
	}
	return saved, nil
}
