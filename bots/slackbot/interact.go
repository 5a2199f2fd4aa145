package slackbot

import (
	"context"

	"shoebox/shared/fault"
)

// interaction answers what people do with our messages, views and shortcuts.
func (b *Bot) interaction(ctx context.Context, body []byte) (ack, error) {
	in, err := b.decodeInteraction(body)
	if err != nil {
		return ack{}, err
	}
	h, ok := b.interactionHandler(in)
	if !ok {
		b.Log.InfoContext(ctx, "slack: interaction that is not handled", "type", brief(in.Type))
		return done(), nil
	}
	ctx, cancel := context.WithTimeout(ctx, b.Budget)
	defer cancel()
	return h.front(b, ctx, in)
}

// later leaves an interaction to the worker and acknowledges it with nothing.
func (b *Bot) later(ctx context.Context, in interaction) (ack, error) {
	return b.handOver(ctx, job{Interaction: in.payload, Received: in.received, Call: call{Click: true}}), nil
}

// workInteraction does what a handler left to the worker.
func (b *Bot) workInteraction(ctx context.Context, j job) error {
	const op = "slackbot.workInteraction"
	in, err := readInteraction(j.Interaction, j.Received)
	if err != nil {
		return b.settled(ctx, err)
	}
	h, ok := b.interactionHandler(in)
	if !ok || h.work == nil {
		b.Log.WarnContext(ctx, "slack: nobody does the rest of an interaction", "type", brief(in.Type))
		return nil
	}
	return b.settled(ctx, fault.Wrap(op, h.work(b, ctx, in)))
}

// clickInteractions are the buttons under our messages.
func clickInteractions() []InteractionHandler {
	return []InteractionHandler{
		{Type: "block_actions", ID: actionPrefix, front: (*Bot).pressed},
		{Type: "block_actions", ID: actionDoor, front: (*Bot).opened},
	}
}

// opened acknowledges that somebody follows a link, which Slack opens by itself.
func (b *Bot) opened(context.Context, interaction) (ack, error) { return done(), nil }

// pressed answers a press of a button through its response_url.
func (b *Bot) pressed(ctx context.Context, in interaction) (ack, error) {
	c, err := in.click(in.received)
	if err != nil {
		return ack{}, err
	}
	ctx = named(ctx, c.ID)
	messages, late := b.answer(ctx, c)
	if late {
		return b.handOver(ctx, job{Call: c.later()}), nil
	}
	return b.postNow(ctx, c, messages), nil
}

// postNow posts, and leaves to the worker what can't be posted yet.
func (b *Bot) postNow(ctx context.Context, c call, messages []Message) ack {
	left, err := b.post(ctx, c, messages)
	if err != nil {
		b.logPost(ctx, err)
	}
	if len(left) > 0 {
		return b.handOver(ctx, rest(c, left, retryAfter(err)))
	}
	return done()
}
