package slackbot

import (
	"context"
	"encoding/json"
	"strings"

	"shoebox/intents"
	"shoebox/shared/fault"
)

// browse answers a button in the results, by replacing the view.
func (b *Bot) browse(ctx context.Context, in interaction) (ack, error) {
	c, at, ok, err := in.browsed()
	if err != nil || !ok {
		return done(), err
	}
	reply, late := b.ask(ctx, c)
	if !late {
		err = b.replaceView(ctx, c.Installed, at, b.results(c, reply))
	}
	if late || fault.Of(err).Temporary() && err != nil {
		err = b.leave(ctx, in)
	}
	if err != nil {
		b.logView(ctx, err)
	}
	return done(), nil
}

// browseLate does what browse had no time for.
func (b *Bot) browseLate(ctx context.Context, in interaction) error {
	const op = "slackbot.browseLate"
	c, at, ok, err := in.browsed()
	if err != nil || !ok {
		return err
	}
	c = c.later()
	reply, late := b.ask(ctx, c)
	if late {
		return fault.New(op, fault.Timeout, "the worker ran out of time")
	}
	return fault.Wrap(op, b.replaceView(ctx, c.Installed, at, b.results(c, reply)))
}

// browsed is the call that a button in the results makes, and the view it stands in;
// false for the link, which Slack opens by itself.
func (in interaction) browsed() (c call, at viewPlace, ok bool, err error) {
	const op = "slackbot.browsed"
	view, err := in.view()
	if err != nil {
		return call{}, viewPlace{}, false, err
	}
	c = in.viewCall()
	if c.User == "" || view.ID == "" {
		return call{}, viewPlace{}, false, fault.New(op, fault.Invalid, "nobody who asks, or no view")
	}
	for _, a := range in.Actions {
		name, ours := strings.CutPrefix(a.ActionID, actionPrefix)
		if !ours || a.ActionID == actionOpen {
			continue
		}
		name, _, _ = strings.Cut(name, ".")
		c.Intent = intents.Name(name)
		var p press
		if json.Unmarshal([]byte(a.Value), &p) == nil && p.Version == pressVersion {
			c.State, c.Utterance = p.State, p.Utterance
		}
		if c.Utterance != "" {
			c.Intent = ""
		}
		// The button of one view is one request, however often it is pressed.
		c.ID = "view." + fingerprint(c.Team, c.User, view.ID, view.Hash, a.ActionID, a.Value)
		return c, viewPlace{id: view.ID, hash: view.Hash}, true, nil
	}
	return call{}, viewPlace{}, false, nil
}

// shareResult shares the photo of the results where the person chose, as Send does
// under a message, and closes the views.
func (b *Bot) shareResult(ctx context.Context, in interaction) (ack, error) {
	const op = "slackbot.shareResult"
	view, err := in.view()
	if err != nil {
		return ack{}, err
	}
	var to struct {
		URLs []struct {
			URL     string `json:"response_url"`
			Channel string `json:"channel_id"`
		} `json:"response_urls"`
	}
	if err := in.read(&to); err != nil {
		return ack{}, err
	}
	c := in.viewCall()
	c.State, c.Intent, c.Click, c.Direct = kept(view.Metadata).State, intents.Send, false, false
	if len(to.URLs) == 0 {
		return objections(map[string]string{inputShare: "Choose where the photo goes first."}), nil
	}
	c.URL, c.Channel = to.URLs[0].URL, to.URLs[0].Channel
	if c.User == "" || !goodResponseURL(c.URL) {
		return ack{}, fault.New(op, fault.Invalid, "nobody who asks, or nowhere to answer")
	}
	c.ID = "share." + fingerprint(c.Team, c.User, view.ID, view.Hash, c.Channel, in.TriggerID)
	reply, late := b.ask(ctx, c)
	switch {
	case late:
		return objections(map[string]string{inputShare: "That takes too long just now. Please try again in a moment."}), nil
	case reply.Kind != intents.SharedWith && reply.Kind != intents.Silence:
		return objections(map[string]string{inputShare: Shorten(reply.Speech.String(), maxFact)}), nil
	}
	left, err := b.post(ctx, c, b.render(c, reply))
	if err != nil {
		b.logPost(ctx, err)
	}
	if len(left) > 0 {
		b.handOver(ctx, job{Call: c, Posts: left})
	}
	return show(viewAnswer{Action: "clear"}), nil
}
