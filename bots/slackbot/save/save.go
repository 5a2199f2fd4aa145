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
func New(c Config) *Saver { return &Saver{Config: c, notes: notes{c.Table, c.Inbox.Now}} }

// Save brings a picture on its way into the gallery of who wants it. A file that was
// saved before is not fetched again while its photo is there, which gets what they say of
// it; one whose photo lies in the trash is, and takes it out.
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
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	if sum != "" {
		arrive, err := known(ctx, g, f, sum)
		if !fault.Is(err, fault.NotFound) {
			return arrive, fault.Wrap(op, err)
		}
	}
	d, err := s.Downloads.Fetch(ctx, f.Workspace, f.FileID)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	arrive, err := s.put(ctx, g, actor, f, d)
	return arrive, fault.Wrap(op, err)
}

// put announces a picture and puts it, unless the gallery has it.
func (s *Saver) put(ctx context.Context, g *gallery.Gallery, actor account.Actor, f slackbot.SavedFile, d slackbot.Download) (slackbot.Saving, error) {
	digest := sha256.Sum256(d.Data)
	sum := hex.EncodeToString(digest[:])
	arrive, err := known(ctx, g, f, sum)
	if err == nil || fault.Is(err, fault.Conflict) {
		if err := s.notes.write(ctx, g.ID(), f.FileID, sum); err != nil {
			return nil, err
		}
		return arrive, err
	}
	if !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	u, err := s.Inbox.Announce(ctx, g, inbox.Announcement{
		User: actor.User, Name: d.Name, Size: int64(len(d.Data)), SHA256: sum, Modified: d.Created, Zone: actor.Zone,
	})
	if fault.Is(err, fault.Conflict) { // so many are under way that this one has to wait
		return nil, fault.As("save.put", fault.Throttled, err)
	}
	if err != nil {
		return nil, err
	}
	if u, err = s.Inbox.Say(ctx, g, u, saysOf(f)); err != nil {
		return nil, err
	}
	if err := s.Inbox.Put(ctx, u, d.Data); err != nil {
		return nil, err
	}
	arrive = func(ctx context.Context) (slackbot.Saved, error) { return s.wait(ctx, g, u, f) }
	return arrive, s.notes.write(ctx, g.ID(), f.FileID, sum)
}

// saysOf is what somebody says of a picture they save.
func saysOf(f slackbot.SavedFile) inbox.Says {
	says := inbox.Says{Title: f.Title, Tags: f.Tags}
	if f.Album != "" {
		says.Albums = []string{f.Album}
	}
	return says
}

// longest is how long is waited for a picture at most: its context ends before.
const longest = time.Hour

// wait gives what becomes of an upload.
func (s *Saver) wait(ctx context.Context, g *gallery.Gallery, u inbox.Upload, f slackbot.SavedFile) (slackbot.Saved, error) {
	const op = "save.wait"
	u, err := s.Inbox.Wait(ctx, u, longest)
	switch {
	case err != nil:
		return slackbot.Saved{}, fault.Wrap(op, err)
	case u.State == inbox.Refused:
		return slackbot.Saved{}, fault.New(op, u.Why, u.Reason)
	case u.State != inbox.Ready:
		return slackbot.Saved{Later: true}, nil
	case u.Back, u.There: // what is said of an upload is for the photo that is made of it
		saved, err := addTo(ctx, g, u.Photo, f)
		if saved.Back = u.Back; u.Back && fault.Is(err, fault.Conflict) {
			err = nil
		}
		return saved, fault.Wrap(op, err)
	}
	return slackbot.Saved{Alike: u.Similar != ""}, nil
}
