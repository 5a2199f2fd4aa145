package slackbot

import (
	"context"
	"net/http"

	"shoebox/shared/fault"
)

// event takes a delivery of the Events API: it leaves the work to the worker and
// acknowledges. What is not handled gets its 200 too, since Slack would only send
// it again.
func (b *Bot) event(ctx context.Context, body []byte) (ack, error) {
	e, err := b.decodeEvent(body)
	if err != nil {
		return ack{}, err
	}
	if e.Type == urlVerification {
		return ack{status: http.StatusOK, header: map[string]string{"Content-Type": "text/plain; charset=utf-8"}, body: []byte(e.Challenge)}, nil
	}
	if e.Type == rateLimited {
		b.Log.WarnContext(ctx, "slack: events are held back, there were too many")
		return done(), nil
	}
	d := e.delivery(b.Now())
	if _, ok := b.eventHandler(d.Type); !ok || e.Type != eventCallback || d.ID == "" {
		b.Log.InfoContext(ctx, "slack: event of a type that is not handled", "type", brief(e.Type), "event", brief(d.Type))
		return done(), nil
	}
	ctx, cancel := context.WithTimeout(ctx, b.Budget)
	defer cancel()
	// What can't be queued is not acknowledged: Slack brings it again.
	return done(), fault.As("slackbot.event", fault.Unavailable, b.send(ctx, job{Event: &d}))
}

// workEvent does what an event asks for.
func (b *Bot) workEvent(ctx context.Context, d delivery, again bool) error {
	h, ok := b.eventHandler(d.Type)
	if !ok {
		b.Log.WarnContext(ctx, "slack: nobody handles an event any more", "event", brief(d.Type))
		return nil
	}
	d.again = again
	return b.settled(ctx, fault.Wrap("slackbot.workEvent", h.work(b, ctx, d)))
}

// settled is the error that has work done again; what would fail again is logged
// and done with.
func (b *Bot) settled(ctx context.Context, err error) error {
	if err == nil || fault.Of(err).Temporary() {
		return err
	}
	b.Log.WarnContext(ctx, "slack: given up", "kind", fault.Of(err).String(), "error", err.Error())
	return nil
}
