package slackbot

import (
	"context"
	"errors"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/account"
	"shoebox/shared/fault"
)

// Saver puts a picture that lies in Slack into the gallery of who asks for it.
// bots/slackbot/save has one. It may be asked for the same file many times.
//
// Errors: Unauthenticated for nobody known, Denied for who may not add to the
// gallery, Conflict for what is there already, NotFound for what the app can't see,
// Invalid and TooLarge for what makes no photo, which the innermost fault's What says
// so that it goes on after "was not saved, because".
type Saver interface {
	Save(ctx context.Context, f SavedFile) error
}

// SavedFile is a picture to be saved. What it says of itself fills in what is empty.
type SavedFile struct {
	Workspace install.Workspace // whose token may read the file
	Who       account.Identity  // who wants it in their gallery
	FileID    string            // F…
	Title     string
	Tags      []string
	Album     string
	Permalink string // of the message, where it came from; "" is unknown
}

// fate is what became of a picture that was to be saved.
type fate struct {
	name string
	err  error // nil: it is in the gallery now
}

// saveOne saves a picture; once more where that may help.
func (b *Bot) saveOne(ctx context.Context, f SavedFile) error {
	err := b.Saver.Save(ctx, f)
	if err != nil && fault.Of(err).Temporary() && b.wait(ctx, retryAfter(err)) {
		err = b.Saver.Save(ctx, f)
	}
	if err != nil && !fault.Is(err, fault.Conflict) {
		b.Log.WarnContext(ctx, "slack: picture not saved", "kind", fault.Of(err).String(), "error", err.Error())
	}
	return err
}

// The sentences of who may not save at all.
const (
	saveNotYet  = "Pictures can't be saved from Slack here yet. Until they can, whoever looks after the gallery can import them."
	saveMayLook = "You may look at this gallery, but not add to it. Ask its owner to make you an editor, and try again."
	saveConnect = "I don't know yet which gallery is yours. Type " + Command + " connect, and try again."
)

// sentence says what became of a picture.
func (f fate) sentence() string {
	if f.err == nil {
		return "✅ " + f.name + " is in your gallery now."
	}
	switch kind := fault.Of(f.err); kind { //nolint:exhaustive // the others are failures of ours
	case fault.Conflict:
		return "✅ " + f.name + " was in your gallery already."
	case fault.Denied:
		return saveMayLook
	case fault.Unauthenticated:
		return saveConnect
	case fault.NotFound:
		return "⚠️ I can't see " + f.name + ". Invite me to the channel it is in, and try again."
	case fault.Invalid, fault.TooLarge:
		if why := because(f.err); why != "" {
			return "⚠️ " + f.name + " was not saved, because " + why + "."
		}
		return "⚠️ " + f.name + " can't be saved."
	}
	return "⚠️ " + f.name + " could not be saved just now. Please try again in a moment."
}

// sentencesOf say what became of pictures, each thing once: who may not save need not
// be told for every picture.
func sentencesOf(fates []fate) []string {
	var said []string
	seen := map[string]bool{}
	for _, f := range fates {
		if s := f.sentence(); !seen[s] {
			seen[s] = true
			said = append(said, s)
		}
	}
	return said
}

// because gives what the innermost fault says.
func because(err error) string {
	why := ""
	for f, ok := errors.AsType[*fault.Error](err); ok; f, ok = errors.AsType[*fault.Error](f.Err) {
		if f.What != "" {
			why = f.What
		}
	}
	return why
}
