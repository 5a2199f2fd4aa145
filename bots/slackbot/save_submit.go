package slackbot

import (
	"context"
	"strings"

	"shoebox/shared/account"
	"shoebox/shared/fault"
)

// save takes the form: the worker fetches and saves what was chosen.
func (b *Bot) save(ctx context.Context, in interaction) (ack, error) {
	wanted, err := b.wanted(in)
	switch {
	case fault.Is(err, fault.Stale) || err == nil && !b.saves():
		return become("update", told("This form is too old. Choose the message again, and save from there."))
	case err != nil:
		return ack{}, err
	case len(wanted.files) == 0:
		return objections(map[string]string{inputPick: "Choose at least one picture."}), nil
	}
	if err := b.leave(ctx, in); err != nil {
		b.logView(ctx, err)
		return objections(map[string]string{inputTags: "That takes too long just now. Please try again in a moment."}), nil
	}
	waiting := waitingView(titleSave, "Saving "+count(len(wanted.files), "picture", "pictures")+"… You may close this.")
	waiting.ExternalID = external(wanted.call)
	return become("update", waiting)
}

// saveLate saves what was chosen, and says what became of it: in the view, or, where
// that was closed, in the channel, for nobody else to see.
func (b *Bot) saveLate(ctx context.Context, in interaction) error {
	const op = "slackbot.saveLate"
	wanted, err := b.wanted(in)
	if err != nil || b.Saver == nil {
		return err
	}
	lines := sentencesOf(b.saveAll(ctx, wanted.files))
	err = b.showLate(ctx, wanted.call.Installed, viewPlace{external: external(wanted.call)}, told(lines...))
	if fault.Is(err, fault.NotFound) && wanted.call.Channel != "" {
		return b.receipt(ctx, wanted.call, lines)
	}
	return fault.Wrap(op, err)
}

// receipt says something to one person in a channel. It is no loss where the app may
// not speak there.
func (b *Bot) receipt(ctx context.Context, c call, lines []string) error {
	var s stack
	for _, line := range lines {
		s.add(paragraph(line))
	}
	for _, m := range b.finish(Message{ResponseType: Ephemeral, Text: Escape(strings.Join(lines, " "))}, s) {
		err := b.say(ctx, c, m)
		if err != nil && fault.Of(err).Temporary() {
			return err
		}
		if err != nil {
			b.logPost(ctx, err)
		}
	}
	return nil
}

// wanted is what a filled-in form asks for.
type wanted struct {
	call  call
	files []namedFile
}

type namedFile struct {
	SavedFile
	name string
}

// wanted reads a form. Stale for one whose state is not ours or not theirs.
func (b *Bot) wanted(in interaction) (wanted, error) {
	const op = "slackbot.wanted"
	view, err := in.view()
	if err != nil {
		return wanted{}, err
	}
	w := wanted{call: in.viewCall()}
	if w.call.User == "" {
		return wanted{}, fault.New(op, fault.Invalid, "nobody who asks")
	}
	state, err := b.openSave(view.Metadata, w.call)
	if err != nil {
		return wanted{}, fault.Wrap(op, err)
	}
	w.call.ID = "save." + fingerprint(w.call.Team, w.call.User, view.ID, view.Hash)
	w.call.Channel, w.call.Direct = state.Channel, false
	values := view.State.Values
	picked := map[string]bool{}
	for _, c := range values.of(inputPick).Choices {
		picked[c.Value] = true
	}
	for _, f := range state.Files {
		if len(state.Files) > 1 && !picked[f.ID] {
			continue
		}
		w.files = append(w.files, namedFile{name: f.Name, SavedFile: SavedFile{
			Workspace: w.call.Installed,
			Who:       account.Identity{Channel: account.Slack, User: w.call.User, Team: w.call.Team, Enterprise: w.call.Enterprise},
			At:        w.call.Received,
			FileID:    f.ID,
			Title:     strings.TrimSpace(values.of(inputTitle + f.ID).Value),
			Tags:      tagsOf(values.of(inputTags).Value),
			Album:     plainWords(values.of(inputKeep).Choice.Value),
		}})
	}
	return w, nil
}
