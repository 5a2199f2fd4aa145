package save

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
	"shoebox/shared/table"
)

// Config is what a Saver is made of. All fields are needed.
type Config struct {
	Downloads slackbot.Downloads
	Accounts  account.Accounts
	Galleries *gallery.Galleries
	Inbox     *inbox.Inbox
	Table     *table.Table // notes which files were saved
}

// Saver implements slackbot.Saver. It is safe for concurrent use.
type Saver struct {
	Config
	notes notes
}

// New makes a Saver.
func New(c Config) *Saver { return &Saver{Config: c, notes: notes{c.Table}} }

// Save brings a picture on its way into the gallery of who wants it. A file that was
// saved before is not fetched again while its photo is there; one whose photo lies in
// the trash is, and takes it out.
func (s *Saver) Save(ctx context.Context, f slackbot.SavedFile) (slackbot.Saving, error) {
	const op = "save.Save"
	actor, err := s.Accounts.Identify(ctx, f.Who)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	if actor.Guest {
		return nil, fault.New(op, fault.Unauthenticated, "a guest, who may only look")
	}
	g := s.Galleries.As(actor.Membership)
	if err := g.MayChange(); err != nil { // before anything is fetched or written
		return nil, fault.Wrap(op, err)
	}
	sum, err := s.notes.read(ctx, g.ID(), f.FileID)
	if err == nil && sum != "" {
		err = absent(ctx, g, sum, f.At)
	}
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	d, err := s.Downloads.Fetch(ctx, f.Workspace, f.FileID)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	if f.Permalink == "" {
		f.Permalink = d.Permalink
	}
	u, err := s.put(ctx, g, actor, f, d)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	return func(ctx context.Context) (slackbot.Saved, error) { return s.wait(ctx, u) }, nil
}

// absent is a Conflict where the gallery has the photo of a file, unless it lies in the
// trash since before somebody asked for it: then it comes back with the file.
func absent(ctx context.Context, g *gallery.Gallery, sum string, asked time.Time) error {
	p, err := g.Standing(ctx, "", sum)
	switch {
	case err == nil && p.State == gallery.Trashed && (asked.IsZero() || !p.TrashedAt.After(asked)):
		return nil
	case err == nil:
		return fault.New("save.absent", fault.Conflict, "the photo is there already")
	case fault.Is(err, fault.NotFound):
		return nil
	}
	return err
}

// put announces a picture and puts it, unless the gallery has it.
func (s *Saver) put(ctx context.Context, g *gallery.Gallery, actor account.Actor, f slackbot.SavedFile, d slackbot.Download) (inbox.Upload, error) {
	digest := sha256.Sum256(d.Data)
	sum := hex.EncodeToString(digest[:])
	there := absent(ctx, g, sum, f.At)
	if fault.Is(there, fault.Conflict) {
		if err := s.notes.write(ctx, g.ID(), f, sum); err != nil {
			return inbox.Upload{}, err
		}
	}
	if there != nil {
		return inbox.Upload{}, there
	}
	u, err := s.Inbox.Announce(ctx, g, inbox.Announcement{
		User: actor.User, Name: d.Name, Size: int64(len(d.Data)), SHA256: sum, Modified: d.Created, Zone: actor.Zone,
	})
	if fault.Is(err, fault.Conflict) { // so many are under way that this one has to wait
		return u, fault.As("save.put", fault.Throttled, err)
	}
	if err != nil {
		return u, err
	}
	says := inbox.Says{Title: f.Title, Tags: f.Tags}
	if f.Album != "" {
		says.Albums = []string{f.Album}
	}
	if u, err = s.Inbox.Say(ctx, g, u, says); err != nil {
		return u, err
	}
	if err := s.Inbox.Put(ctx, u, d.Data); err != nil {
		return u, err
	}
	return u, s.notes.write(ctx, g.ID(), f, sum)
}

// longest is how long is waited for a picture at most: its context ends before.
const longest = time.Hour

// wait gives what becomes of an upload.
func (s *Saver) wait(ctx context.Context, u inbox.Upload) (slackbot.Saved, error) {
	const op = "save.wait"
	u, err := s.Inbox.Wait(ctx, u, longest)
	switch {
	case err != nil:
		return slackbot.Saved{}, fault.Wrap(op, err)
	case u.State == inbox.Refused:
		return slackbot.Saved{}, fault.New(op, u.Why, u.Reason)
	case u.State != inbox.Ready:
		return slackbot.Saved{Later: true}, nil
	case u.Back:
		return slackbot.Saved{Back: true}, nil
	case u.There:
		return slackbot.Saved{}, fault.New(op, fault.Conflict, "the photo is there already")
	}
	return slackbot.Saved{Alike: u.Similar != ""}, nil
}
