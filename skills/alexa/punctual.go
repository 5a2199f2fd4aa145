package alexa

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"time"

	"shoebox/intents"
	"shoebox/shared/fault"
	"shoebox/shared/telemetry"
)

// Alexa waits 8 s for a whole response (P9). The handler is told to be done after
// budget; one that does not listen is left behind after budget and grace.
const (
	budget = 6500 * time.Millisecond
	grace  = 500 * time.Millisecond
)

// punctual answers in time, with an apology if it must. The handler works on a
// copy of the request, so that one left behind shares nothing with the answer.
func (s *Skill) punctual(h intents.Handler) intents.Handler {
	type answer struct {
		reply *intents.Reply
		err   error
	}
	return intents.HandlerFunc(func(ctx context.Context, r *intents.Request) (*intents.Reply, error) {
		ctx, cancel := context.WithTimeout(ctx, budget)
		defer cancel()
		own := *r
		own.Slots = maps.Clone(r.Slots)
		answered := make(chan answer, 1)
		go func() {
			defer func() {
				if p := recover(); p != nil { // a panic here would end the whole process
					telemetry.Panic(ctx, s.log, p)
					answered <- answer{err: fault.New("alexa.Serve", fault.Internal, fmt.Sprintf("handler panicked with a %T", p))}
				}
			}()
			reply, err := h.ServeIntent(ctx, &own)
			answered <- answer{reply, err}
		}()
		late := time.NewTimer(budget + grace)
		defer late.Stop()
		select {
		case a := <-answered:
			if fault.Is(a.err, fault.Timeout) {
				return tooSlow(r), nil
			}
			return a.reply, a.err
		case <-late.C:
			s.logLate(ctx, r)
			return tooSlow(r), nil
		}
	})
}

// logLate writes the line of a request whose handler is left behind: that one writes
// none, or not before the function is thawed.
func (s *Skill) logLate(ctx context.Context, r *intents.Request) {
	line := telemetry.Request{At: s.now(), Outcome: telemetry.Apologized, Took: budget + grace}
	if _, known := intents.Lookup(r.Intent); known {
		line.Intent = string(r.Intent)
	}
	line.Log(ctx, s.log, slog.String("kind", string(intents.Apology)), slog.String("fault", fault.Timeout.String()), slog.String("cause", "the handler does not stop"))
}

// tooSlow is the reply when time ran out. The conversation goes on where it was.
func tooSlow(r *intents.Request) *intents.Reply {
	return &intents.Reply{
		Kind:     intents.Apology,
		Intent:   r.Intent,
		Speech:   intents.Say("Sorry, that took me too long."),
		Ask:      intents.Say("Would you ask me once more?"),
		Reprompt: intents.Say("Please ask again, or ask for something else."),
		Focus:    -1,
		State:    r.State,
		Fault:    fault.Timeout.String(),
	}
}
