package slackbot

import (
	"context"

	"shoebox/shared/fault"
)

// saveInteractions save the pictures of a message: its shortcut, and the form.
func saveInteractions() []InteractionHandler {
	scopes := []string{"commands", "files:read", "chat:write"}
	return []InteractionHandler{
		{
			Type: "message_action", ID: callSave, Token: true, Scopes: scopes,
			Shortcut: &Shortcut{Name: titleSave, Description: "Save the pictures of this message to your gallery"},
			front:    (*Bot).offerSave, work: (*Bot).offerSaveLate,
		},
		{Type: "view_submission", ID: callSave, Token: true, Scopes: scopes, front: (*Bot).save, work: (*Bot).saveLate},
	}
}

// offerSave opens the form for the pictures of a message. Where Slack must be asked
// what its files are, words stand there until the worker knows: the trigger does not
// wait.
func (b *Bot) offerSave(ctx context.Context, in interaction) (ack, error) {
	m, err := in.message()
	if err != nil {
		return ack{}, err
	}
	hidden := false
	for _, f := range m.Files {
		hidden = hidden || f.hidden()
	}
	view := told(saveNotYet)
	switch {
	case !b.saves():
	case hidden:
		view = waitingView(titleSave, "Looking at the pictures of this message…")
		view.ExternalID = external(in.offered(m))
	default:
		if view, err = b.offer(in, m); err != nil {
			return ack{}, err
		}
	}
	if err := b.openView(ctx, in, view); err != nil {
		b.logView(ctx, err)
		return done(), nil
	}
	if b.saves() && hidden {
		return b.later(ctx, in)
	}
	return done(), nil
}

// offer is the form for the pictures of a message, or says that it has none.
func (b *Bot) offer(in interaction, m offeredMessage) (slackModal, error) {
	files := m.pictures()
	if len(files) == 0 {
		return told("There is no picture in this message that I could save. Choose a message with photos in it."), nil
	}
	offered := files[:min(len(files), maxPictures)]
	state := saveState{Channel: in.Channel.ID}
	for _, f := range offered {
		state.Files = append(state.Files, savedName{f.ID, f.shownName()})
	}
	sealed, err := b.sealSave(state, in.viewCall())
	return saveForm(offered, len(files)-len(offered), sealed), err
}

// offered names the use of the shortcut.
func (in interaction) offered(m offeredMessage) call {
	c := in.viewCall()
	c.ID = "save." + fingerprint(c.Team, c.User, in.Channel.ID, m.TS, in.TriggerID)
	return c
}

// offerSaveLate asks Slack what the files of a message are, and puts the form where
// the front said that it is looking.
func (b *Bot) offerSaveLate(ctx context.Context, in interaction) error {
	const op = "slackbot.offerSaveLate"
	m, err := in.message()
	if err != nil {
		return err
	}
	client, err := b.api(ctx, in.workspace())
	if err != nil {
		return fault.Wrap(op, err)
	}
	for i, f := range m.Files {
		if !f.hidden() {
			continue
		}
		info, _, _, err := client.GetFileInfoContext(ctx, f.ID, 0, 0)
		switch err := apiFault(op, err); {
		case err == nil:
			m.Files[i] = offeredFile{ID: info.ID, Name: info.Name, Title: info.Title, Mimetype: info.Mimetype, Mode: info.Mode, External: info.IsExternal}
		case fault.Of(err).Temporary():
			return err
		}
	}
	view, err := b.offer(in, m)
	if err != nil {
		return fault.Wrap(op, err)
	}
	return fault.Wrap(op, b.showLate(ctx, in.workspace(), viewPlace{external: external(in.offered(m))}, view))
}
