package slackbot

import (
	"context"
	"time"

	"shoebox/bots/slackbot/install"
	"shoebox/intents"
	"shoebox/shared/fault"
)

// openSearch opens the search form, from Slack's menu of shortcuts or by a button.
// A trigger that is too old opens nothing, and there is nowhere to say so.
func (b *Bot) openSearch(ctx context.Context, in interaction) (ack, error) {
	if err := b.openView(ctx, in, searchForm()); err != nil {
		b.logView(ctx, err)
	}
	return done(), nil
}

// search answers the search form: by what is wrong with it, else by the photos, in a
// view over it, from which one comes back to the form.
func (b *Bot) search(ctx context.Context, in interaction) (ack, error) {
	c, wrong, err := in.searched()
	switch {
	case err != nil:
		return ack{}, err
	case len(wrong) > 0:
		return objections(wrong), nil
	}
	reply, late := b.ask(ctx, c)
	if !late {
		return become("push", b.results(c, reply))
	}
	if err := b.leave(ctx, in); err != nil {
		b.logView(ctx, err)
		return objections(map[string]string{inputWords: "That takes too long just now. Please try again in a moment."}), nil
	}
	waiting := waitingView("Photos", "Looking through your photos…")
	waiting.CallbackID, waiting.ExternalID = callResults, external(c)
	return become("push", waiting)
}

// searchLate does a search that took too long for the front, and shows what it found
// where the front said that it is looking.
func (b *Bot) searchLate(ctx context.Context, in interaction) error {
	const op = "slackbot.searchLate"
	c, _, err := in.searched()
	if err != nil {
		return err
	}
	reply, late := b.ask(ctx, c.later())
	if late {
		return fault.New(op, fault.Timeout, "the worker ran out of time")
	}
	return fault.Wrap(op, b.showLate(ctx, c.Installed, viewPlace{external: external(c)}, b.results(c, reply)))
}

// searched is the call that a filled-in search form makes, or what is wrong with it.
func (in interaction) searched() (c call, wrong map[string]string, err error) {
	view, err := in.view()
	if err != nil {
		return call{}, nil, err
	}
	c = in.viewCall()
	if c.User == "" {
		return call{}, nil, fault.New("slackbot.searched", fault.Invalid, "nobody who asks")
	}
	w := view.State.Values.wish()
	c.Utterance = w.utterance()
	if c.Utterance == "" {
		c.Intent = intents.Latest
	}
	c.ID = "view." + fingerprint(c.Team, c.User, view.ID, view.Hash, in.TriggerID, c.Utterance)
	return c, w.objections(in.received), nil
}

// viewCall is who does something in a view: there the app and the person are alone.
func (in interaction) viewCall() call {
	c := in.caller(in.received)
	c.Direct, c.URL = true, ""
	return c
}

// external names the view that shows the answer to a call, before Slack has given it
// an id.
func external(c call) string { return "shoebox." + fingerprint(c.ID) }

// leave leaves an interaction to the worker, in what is left of Slack's three
// seconds once the budget is used up.
func (b *Bot) leave(ctx context.Context, in interaction) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), b.Budget/4)
	defer cancel()
	return b.send(ctx, job{Interaction: in.payload, Received: in.received})
}

// showLate puts a view in the place of one that Slack may not have shown yet: the
// acknowledgement that brings it may still be on its way.
func (b *Bot) showLate(ctx context.Context, w install.Workspace, at viewPlace, view slackModal) error {
	err := b.replaceView(ctx, w, at, view)
	for _, pause := range []time.Duration{300 * time.Millisecond, 700 * time.Millisecond} {
		if !fault.Is(err, fault.NotFound) || !b.wait(ctx, pause) {
			return err
		}
		err = b.replaceView(ctx, w, at, view)
	}
	return err
}

// logView notes that a view was not shown.
func (b *Bot) logView(ctx context.Context, err error) {
	b.Log.WarnContext(ctx, "slack: view not shown", "kind", fault.Of(err).String(), "error", err.Error())
}
