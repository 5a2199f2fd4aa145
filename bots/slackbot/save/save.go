package save

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
	"shoebox/shared/table"
)

// Config is what a Saver is made of. All fields are needed.
type Config struct {
	Downloads slackbot.Downloads
	Accounts  account.Accounts
	Galleries *gallery.Galleries
	Bucket    ingest.Bucket // of the photos' objects
	Table     *table.Table  // notes which files were saved
	Now       func() time.Time
}

// Saver implements slackbot.Saver. It is safe for concurrent use.
type Saver struct {
	Config
	notes notes
}

// New makes a Saver.
func New(c Config) *Saver { return &Saver{Config: c, notes: notes{c.Table}} }

// Save puts a picture into the gallery of who wants it. A file that was saved before
// is not fetched again while its photo is there.
func (s *Saver) Save(ctx context.Context, f slackbot.SavedFile) error {
	const op = "save.Save"
	actor, err := s.Accounts.Identify(ctx, f.Who)
	if err != nil {
		return fault.Wrap(op, err)
	}
	if actor.Guest {
		return fault.New(op, fault.Unauthenticated, "a guest, who may only look")
	}
	g := s.Galleries.As(actor.Membership)
	if err := g.MayChange(); err != nil { // before anything is fetched or written
		return fault.Wrap(op, err)
	}
	switch there, err := s.there(ctx, g, f.FileID); {
	case err != nil:
		return fault.Wrap(op, err)
	case there:
		return fault.New(op, fault.Conflict, "the file was saved before")
	}
	d, err := s.Downloads.Fetch(ctx, f.Workspace, f.FileID)
	if err != nil {
		return fault.Wrap(op, err)
	}
	if f.Permalink == "" {
		f.Permalink = d.Permalink
	}
	added := s.add(ctx, g, actor, f, d)
	if added != nil && !fault.Is(added, fault.Conflict) {
		return fault.Wrap(op, added)
	}
	if err := s.notes.write(ctx, g.ID(), f, d.Data); err != nil {
		return fault.Wrap(op, err)
	}
	return fault.Wrap(op, added)
}

// there reports whether a file's photo is in the gallery.
func (s *Saver) there(ctx context.Context, g *gallery.Gallery, file string) (bool, error) {
	sum, err := s.notes.read(ctx, g.ID(), file)
	if sum == "" || err != nil {
		return false, err
	}
	_, err = g.WithFile(ctx, sum)
	if fault.Is(err, fault.NotFound) {
		return false, nil
	}
	return err == nil, err
}

// add hands a picture to ingest.
func (s *Saver) add(ctx context.Context, g *gallery.Gallery, actor account.Actor, f slackbot.SavedFile, d slackbot.Download) error {
	const op = "save.add"
	record := ingest.Record{File: pictureName, Title: f.Title, Tags: f.Tags}
	if f.Album != "" {
		record.Albums = []string{f.Album}
	}
	line, err := json.Marshal(record)
	if err != nil {
		return fault.Wrap(op, err)
	}
	report, err := ingest.New(ingest.Config{Gallery: g, Bucket: s.Bucket, Now: s.clock(actor)}).Records(ctx, bytes.NewReader(line), picture{d.Data, d.Created}, nil)
	switch {
	case err != nil:
		return fault.Wrap(op, err)
	case len(report.Skipped) > 0:
		return fault.New(op, fault.Invalid, report.Skipped[0].Reason)
	case report.There > 0:
		return fault.New(op, fault.Conflict, "the photo is there already")
	}
	return nil
}

// clock is ours, in the zone of the person: a picture that does not say where its
// time is means theirs.
func (s *Saver) clock(actor account.Actor) func() time.Time {
	zone, err := time.LoadLocation(actor.Zone)
	if err != nil || actor.Zone == "" {
		return s.Now
	}
	return func() time.Time { return s.Now().In(zone) }
}
