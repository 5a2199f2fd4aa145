package slackbot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	"shoebox/shared/fault"
)

// postError says what became of a post that was not taken.
type postError struct {
	status int           // 0: no answer came
	after  time.Duration // when Slack wants the next attempt; 0 is not said
	blocks bool          // Slack said invalid_blocks
	kind   fault.Kind
}

func (e *postError) Error() string { return fmt.Sprintf("slack answered with status %d", e.status) }

// post sends messages to where a call is answered, in their order. It gives back
// those to be tried again later, from the first one that failed; what can never
// succeed is dropped with its error.
func (b *Bot) post(ctx context.Context, c call, messages []Message) (left []Message, err error) {
	for i, m := range messages {
		err := b.postWhole(ctx, c, m)
		if err == nil {
			continue
		}
		if fault.Of(err).Temporary() {
			return messages[i:], err
		}
		// What follows depends on this: a preview is not taken away when it
		// was not shared.
		return nil, err
	}
	return nil, nil
}

// postWhole sends a message with its picture, or if need be without.
func (b *Bot) postWhole(ctx context.Context, c call, m Message) error {
	return b.illustrate(ctx, c.Installed, m.Blocks, func(blocks json.RawMessage) error {
		m.Blocks = blocks
		return b.postOne(ctx, c, m)
	})
}

// postOne sends a message through the response_url, while there is one that can be
// used, else as the app.
func (b *Bot) postOne(ctx context.Context, c call, m Message) error {
	if c.URL == "" || b.Tokens != nil && b.Now().Sub(c.Received) > urlLife {
		return b.say(ctx, c, m)
	}
	m.Thread = c.Thread
	err := b.respond(ctx, c.URL, m)
	if fault.Is(err, fault.Stale) && b.Tokens != nil {
		return b.say(ctx, c, m)
	}
	return err
}

// respond posts to a response_url.
func (b *Bot) respond(ctx context.Context, to string, m Message) error {
	const op = "slackbot.respond"
	if !goodResponseURL(to) {
		return fault.New(op, fault.Denied, "not a response_url of Slack")
	}
	if b.hurried(ctx, m) {
		return fault.New(op, fault.Throttled, "too little time left to share")
	}
	body, err := encode(m)
	if err != nil {
		return fault.Wrap(op, err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(body))
	if err != nil {
		return fault.As(op, fault.Invalid, err)
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	resp, err := b.Client.Do(req)
	if err != nil {
		return b.unsent(op, m, err)
	}
	defer resp.Body.Close() //nolint:errcheck // read to the end below
	const enough = 1 << 10
	said, err := io.ReadAll(io.LimitReader(resp.Body, enough))
	if err != nil {
		b.Log.DebugContext(ctx, "slack: the rest of an answer was lost")
	}
	if resp.StatusCode/100 == 2 {
		return nil
	}
	seconds, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	if err != nil {
		seconds = 0
	}
	e := &postError{status: resp.StatusCode, blocks: bytes.Contains(said, []byte("invalid_blocks")), after: time.Duration(seconds) * time.Second, kind: fault.Invalid}
	switch {
	case resp.StatusCode == http.StatusTooManyRequests:
		e.kind = fault.Throttled
	case resp.StatusCode == http.StatusNotFound || resp.StatusCode == http.StatusGone:
		e.kind = fault.Stale // expired, or used five times
	case resp.StatusCode >= http.StatusInternalServerError:
		e.kind = fault.Unavailable
	}
	return fault.As(op, e.kind, e)
}

// hurried reports whether there is too little time to share a message: cut short,
// nobody would know whether the others saw it. The worker has the time.
func (b *Bot) hurried(ctx context.Context, m Message) bool {
	deadline, ok := ctx.Deadline()
	return ok && m.public() && time.Until(deadline) < b.Budget/2
}

// unsent says what a post without an answer means. A private message may be sent
// twice; one that others see may have arrived, and is only sent again when it
// can't have left.
func (b *Bot) unsent(op string, m Message, err error) error {
	var dial *net.OpError
	if m.public() && (!errors.As(err, &dial) || dial.Op != "dial") {
		return fault.New(op, fault.Internal, "no answer to a shared message, which may have arrived")
	}
	// The error of net/http holds the URL, which is a secret for half an hour.
	if errors.Is(err, context.DeadlineExceeded) {
		return fault.New(op, fault.Timeout, "no answer in time")
	}
	return fault.New(op, fault.Unavailable, "no connection")
}

// logPost notes a failed post, without its URL.
func (b *Bot) logPost(ctx context.Context, err error) {
	b.Log.WarnContext(ctx, "slack: not posted", "kind", fault.Of(err).String(), "error", err.Error())
}

// retryAfter is how long Slack asked to wait; 0 when it did not say.
func retryAfter(err error) time.Duration {
	if e, ok := errors.AsType[*postError](err); ok {
		return e.after
	}
	if e, ok := errors.AsType[*apiError](err); ok {
		return e.after
	}
	return 0
}
