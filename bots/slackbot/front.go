package slackbot

import (
	"context"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"shoebox/intents"
	"shoebox/shared/fault"
	"shoebox/shared/telemetry"
)

// The paths the front answers, at the end of a request's path: a stage or a mount
// point may stand before them.
const (
	PathCommands     = "/slack/commands"
	PathInteractions = "/slack/interactions"
	PathEvents       = "/slack/events"
)

// MaxBody is the longest body that is read, in bytes. Slack's are far smaller.
const MaxBody = 1 << 20

// hit is a request as it came over any gateway.
type hit struct {
	id     string // the gateway's; it names the hit until we know what it is
	method string
	path   string
	query  url.Values
	header http.Header
	body   []byte // raw: as it was signed
}

// ack answers a hit.
type ack struct {
	status int
	header map[string]string
	body   []byte
}

// done is the acknowledgement that shows nothing.
func done() ack { return ack{status: http.StatusOK} }

// show is the acknowledgement that holds something: of a command a message, of a
// view_submission what becomes of the view, of a block_suggestion the options.
func show(v any) ack {
	body, err := encode(v)
	if err != nil {
		return ack{status: http.StatusInternalServerError}
	}
	return ack{status: http.StatusOK, header: map[string]string{"Content-Type": "application/json"}, body: body}
}

// refusal answers what is not worked on, with a word why and without telling
// secrets. Slack need not try again: it would be the same.
func refusal(status int, words string) ack {
	return ack{
		status: status,
		header: map[string]string{"Content-Type": "text/plain; charset=utf-8", "X-Slack-No-Retry": "1"},
		body:   []byte(words + "\n"),
	}
}

// serve is the front: verify, then decode, then answer.
func (b *Bot) serve(ctx context.Context, h hit) (a ack) {
	ctx = named(ctx, brief(h.id))
	defer func() {
		if p := recover(); p != nil {
			telemetry.Panic(ctx, b.Log, p)
			a = ack{status: http.StatusInternalServerError}
		}
	}()
	a, err := b.admit(ctx, h)
	if err == nil {
		return a
	}
	kind := fault.Of(err)
	b.logRefused(ctx, err)
	//exhaustive:ignore
	switch kind {
	case fault.Unauthenticated:
		return refusal(http.StatusUnauthorized, "bad signature")
	case fault.Denied:
		return refusal(http.StatusForbidden, "not for this app")
	case fault.Invalid:
		return refusal(http.StatusBadRequest, "not understood")
	default: // what else can go wrong is our own failure
		return ack{status: http.StatusInternalServerError}
	}
}

// admit lets in what is well-formed and signed.
func (b *Bot) admit(ctx context.Context, h hit) (ack, error) {
	if page, ok := b.isInstall(h.path); ok {
		return b.page(ctx, page, h)
	}
	path, handle := b.route(h.path)
	switch {
	case handle == nil:
		return refusal(http.StatusNotFound, "nothing here"), nil
	case path == PathCommands && h.method == http.MethodGet && isSSLCheck(h.query):
		return done(), nil
	case h.method != http.MethodPost:
		a := refusal(http.StatusMethodNotAllowed, "POST only")
		a.header["Allow"] = http.MethodPost
		return a, nil
	case len(h.body) > MaxBody:
		return refusal(http.StatusRequestEntityTooLarge, "too large"), nil
	}
	if retry := h.header.Get("X-Slack-Retry-Num"); retry != "" {
		b.Log.InfoContext(ctx, "slack: sent again", "retry", brief(retry), "reason", brief(h.header.Get("X-Slack-Retry-Reason")))
	}
	if err := Verify(b.Secrets, h.header, h.body, b.Now()); err != nil {
		if path == PathCommands && len(h.body) <= maxSSLCheck {
			if form, bad := url.ParseQuery(string(h.body)); bad == nil && isSSLCheck(form) {
				return done(), nil
			}
		}
		return ack{}, err
	}
	want := "application/x-www-form-urlencoded"
	if path == PathEvents {
		want = "application/json"
	}
	// A header that can't be read gives "", which is refused too.
	if got, _, _ := mime.ParseMediaType(h.header.Get("Content-Type")); got != want {
		return refusal(http.StatusUnsupportedMediaType, "want "+want), nil
	}
	return handle(ctx, h.body)
}

func (b *Bot) route(path string) (string, func(context.Context, []byte) (ack, error)) {
	path = strings.TrimSuffix(path, "/")
	switch {
	case strings.HasSuffix(path, PathCommands):
		return PathCommands, b.command
	case strings.HasSuffix(path, PathInteractions):
		return PathInteractions, b.interaction
	case strings.HasSuffix(path, PathEvents):
		return PathEvents, b.event
	}
	return "", nil
}

// command answers a slash command, in the acknowledgement if there is time.
func (b *Bot) command(ctx context.Context, body []byte) (ack, error) {
	if form, err := url.ParseQuery(string(body)); err == nil && isSSLCheck(form) {
		return done(), nil
	}
	c, err := b.decodeCommand(body, b.Now())
	if err != nil {
		return ack{}, err
	}
	ctx, cancel := context.WithTimeout(named(ctx, c.ID), b.Budget)
	defer cancel()
	b.host(ctx, c)
	messages, late := b.answer(ctx, c)
	if late {
		return b.handOver(ctx, job{Call: c.later()}), nil
	}
	if len(messages) == 0 {
		return done(), nil
	}
	// A command shows one private answer; more comes of clicks alone.
	if b.files(c.Installed) != nil {
		// A file that Slack does not take would be refused unseen here.
		return b.postNow(ctx, c, messages[:1]), nil
	}
	return show(messages[0]), nil
}

// answer asks the handler, and renders. late says that the time was up first: then
// nothing was answered.
func (b *Bot) answer(ctx context.Context, c call) (messages []Message, late bool) {
	if c.Click && c.Intent == intents.Cancel {
		return []Message{deletion()}, false
	}
	reply, late := b.ask(ctx, c)
	if late {
		return nil, true
	}
	return b.render(c, reply), false
}

// ask asks the handler. late says that the time was up first, or at the front that it
// would have been.
func (b *Bot) ask(ctx context.Context, c call) (reply *intents.Reply, late bool) {
	reply, err := b.handler.ServeIntent(ctx, b.request(c))
	if ctx.Err() != nil && (err != nil || reply == nil || reply.Kind == intents.Apology) {
		return nil, true
	}
	if !working(ctx) && err == nil && reply != nil && reply.Kind == intents.Apology && reply.Fault == fault.Timeout.String() {
		return nil, true
	}
	if err != nil || reply == nil {
		b.Log.ErrorContext(ctx, "slack: the handler failed", "kind", fault.Of(err).String())
		reply = &intents.Reply{
			Kind: intents.Apology, Focus: -1,
			Speech: intents.Say("Something went wrong on our side. Please try again in a moment."),
		}
	}
	return reply, false
}

// handOver gives work to the worker and acknowledges with nothing. The budget is
// used up by then; sending takes what is left of Slack's three seconds.
func (b *Bot) handOver(ctx context.Context, j job) ack {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), b.Budget/4)
	defer cancel()
	if err := b.send(ctx, j); err != nil {
		b.Log.ErrorContext(ctx, "slack: could not queue", "kind", fault.Of(err).String())
		if j.Call.Click {
			return done() // its acknowledgement can't show words
		}
		return show(Message{ResponseType: Ephemeral, Text: "That takes too long just now. Please try again in a moment."})
	}
	return done()
}

// brief makes a stranger's word fit for a log.
func brief(s string) string {
	const most = 40
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, s)
	return s[:min(len(s), most)]
}
