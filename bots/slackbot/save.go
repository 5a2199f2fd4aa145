package slackbot

import (
	"context"
	"time"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/account"
	"shoebox/shared/fault"
)

// Saver puts a picture that lies in Slack into the gallery of who asks for it.
// bots/slackbot/save has one. It may be asked for the same file many times.
//
// Errors, of Save and of what it gives: Unauthenticated for nobody known, Denied for who
// may not add to the gallery, Conflict for what is there already, with all they say of it,
// or went to the trash after they asked, NotFound for what the app can't see, Invalid and
// TooLarge for what makes no photo, which the innermost fault's What says so that it goes
// on after "was not saved, because".
type Saver interface {
	// Save brings a picture on its way into the gallery.
	Save(ctx context.Context, f SavedFile) (Saving, error)
}

// Saving waits until a picture that is on its way is in the gallery, as long as its
// context lasts: that it ends is no error.
type Saving func(ctx context.Context) (Saved, error)

// Saved is what became of a picture that was brought on its way.
type Saved struct {
	Later bool // it is on its way still
	Alike bool // it looks like another photo of the gallery
	Back  bool // it was in the gallery's trash, and was taken out of it

	// Of a picture that was in the gallery before:
	Added    bool // it has got what they say of it
	OwnTitle bool // it keeps its title, which is another than they gave
}

// SavedFile is a picture to be saved. What it says of itself fills in what is empty.
type SavedFile struct {
	Workspace install.Workspace // whose token may read the file
	Who       account.Identity  // who wants it in their gallery
	At        time.Time         // when they asked for it: what went to the trash since stays there; zero is now
	FileID    string            // F…
	Title     string
	Tags      []string
	Album     string
}

// fate is what became of a picture that was to be saved.
type fate struct {
	name  string
	saved Saved
	err   error // nil: it is in the gallery now, or on its way
}

const (
	// savePatience is how long one picture may take until it is on its way.
	savePatience = 40 * time.Second
	// waitPatience is how long is waited for all that are, if there is so much time.
	waitPatience = time.Minute
	// saveReserve is what is left of the time to say what became of them.
	saveReserve = 5 * time.Second
)

// saveAll brings all pictures on their way before it waits for the first of them.
func (b *Bot) saveAll(ctx context.Context, files []namedFile) []fate {
	fates, under := make([]fate, len(files)), make([]Saving, len(files))
	for i, f := range files {
		one, cancel := context.WithTimeout(ctx, savePatience)
		fates[i].name = f.name
		under[i], fates[i].err = b.saveOne(one, f.SavedFile)
		cancel()
	}
	waiting, cancel := b.patient(ctx)
	defer cancel()
	for i, arrive := range under {
		if fates[i].err == nil {
			fates[i].saved, fates[i].err = arrive(waiting)
		}
		if fates[i].err != nil && fault.Of(fates[i].err).Temporary() && under[i] != nil {
			fates[i].saved, fates[i].err = Saved{Later: true}, nil // nobody can say now, and it is tried again
		}
		b.logSave(ctx, fates[i].err)
	}
	return fates
}

// patient is the time to wait for pictures.
func (b *Bot) patient(ctx context.Context) (context.Context, context.CancelFunc) {
	limited, cancel := context.WithTimeout(ctx, waitPatience)
	end, bound := ctx.Deadline()
	if !bound {
		return limited, cancel
	}
	sooner, stop := context.WithDeadline(limited, end.Add(-saveReserve))
	return sooner, func() { stop(); cancel() }
}

// saveOne brings a picture on its way; once more where that may help.
func (b *Bot) saveOne(ctx context.Context, f SavedFile) (Saving, error) {
	arrive, err := b.Saver.Save(ctx, f)
	if err != nil && fault.Of(err).Temporary() && b.wait(ctx, retryAfter(err)) {
		arrive, err = b.Saver.Save(ctx, f)
	}
	if err != nil {
		return nil, err
	}
	return arrive, nil
}

// logSave notes a picture that was not saved.
func (b *Bot) logSave(ctx context.Context, err error) {
	if err != nil && !fault.Is(err, fault.Conflict) {
		b.Log.WarnContext(ctx, "slack: picture not saved", "kind", fault.Of(err).String(), "error", err.Error())
	}
}

// saves reports whether pictures can be saved, here or by the worker.
func (b *Bot) saves() bool { return b.Saver != nil || b.WorkerSaves }

// The sentences of who may not save at all.
const (
	saveNotYet  = "Pictures can't be saved from Slack here yet. Until they can, whoever looks after the gallery can import them."
	saveMayLook = "You may look at this gallery, but not add to it. Ask its owner to make you an editor, and try again."
	saveConnect = "I don't know yet which gallery is yours. Type " + Command + " connect, and try again."
)

// sentence says what became of a picture.
func (f fate) sentence() string {
	switch {
	case f.err != nil:
	case f.saved.Later:
		return "⏳ " + f.name + " is on its way into your gallery."
	case f.saved.Back:
		return "✅ " + f.name + " was in your gallery's trash, and is back in the gallery now."
	case f.saved.Added && f.saved.OwnTitle:
		return "✅ " + f.name + " was in your gallery already. It keeps its title, and has got the rest of what you say of it."
	case f.saved.Added:
		return "✅ " + f.name + " was in your gallery already, and has got what you say of it now."
	case f.saved.OwnTitle:
		return "✅ " + f.name + " was in your gallery already, and keeps its own title."
	case f.saved.Alike:
		return "✅ " + f.name + " is in your gallery now. It looks like a photo you have."
	default:
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
		if why := fault.Why(f.err); why != "" {
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
