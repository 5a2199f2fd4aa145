package alexa

import (
	"context"
	"hash/fnv"
	"log/slog"
	"time"

	"shoebox/intents"
	"shoebox/shared/fault"
)

// Whoever waits for an answer longer than patience is told that it is being looked
// for (P10). To say so may take sayingSo, and no longer.
const (
	patience    = 1500 * time.Millisecond
	sayingSo    = time.Second
	maxMeantime = 600 // characters of what is said meanwhile
)

// directive is what Alexa is to do before there is an answer.
type directive struct {
	Header struct {
		RequestID string `json:"requestId"`
	} `json:"header"`
	Directive struct {
		Type   string `json:"type"`
		Speech string `json:"speech"`
	} `json:"directive"`
}

// reassuring has a handler that takes its time say so meanwhile, once, and never
// after its answer: what is being said then is called off, and over before the
// answer goes. That it could not be said is no failure of the request (P10).
func (t *turn) reassuring(h intents.Handler) intents.Handler {
	if t.envelope.header.Type != intentRequest || !t.skill.service.serves(t.envelope.access()) {
		return h
	}
	return intents.HandlerFunc(func(ctx context.Context, r *intents.Request) (*intents.Reply, error) {
		if !looks(r.Intent) {
			return h.ServeIntent(ctx, r)
		}
		waiting, answered := context.WithCancel(ctx)
		silent := make(chan struct{})
		go func() {
			defer close(silent)
			t.reassure(waiting)
		}()
		defer func() {
			answered()
			<-silent
		}()
		return h.ServeIntent(ctx, r)
	})
}

// reassure waits, and then speaks.
func (t *turn) reassure(ctx context.Context) {
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case <-ctx.Done():
		return
	case <-wait.C:
	}
	ctx, cancel := context.WithTimeout(ctx, sayingSo)
	defer cancel()
	id := t.envelope.header.RequestID
	var d directive
	d.Header.RequestID = id
	d.Directive.Type = "VoicePlayer.Speak"
	d.Directive.Speech = speak(within(intents.Say(meantime(id)), maxMeantime-length(speak(""))))
	if err := t.skill.service.send(ctx, t.envelope.access(), "/v1/directives", d); err != nil && !fault.Is(err, fault.Canceled) {
		t.skill.log.InfoContext(ctx, "nothing said while searching", slog.String("error", err.Error()))
	}
}

// meantime is one of the things to say, the same for the same request.
func meantime(id string) string {
	words := [...]string{
		"Let me look through your photos.",
		"One moment, I'm looking through your photos.",
		"Let me see what I can find.",
		"Just a moment, I'm still looking.",
	}
	dice := fnv.New32a()
	_, _ = dice.Write([]byte(id)) // a hash takes everything
	return words[dice.Sum32()%uint32(len(words))]
}

// looks reports whether an intent looks through photos. The others are quick, or
// have nothing to look for.
func looks(name intents.Name) bool {
	switch name {
	case intents.Stop, intents.Cancel, intents.Fallback, intents.Help, intents.HelpSearch, intents.No, intents.Send:
		return false
	default:
		return true
	}
}
