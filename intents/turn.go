package intents

import (
	"context"
	"time"

	"shoebox/intents/when"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// turn is what an answer is made of: the request as it was understood, the
// asker's gallery, and the conversation so far.
type turn struct {
	*Request
	rt      *Router
	meaning Meaning
	now     time.Time // At, on the asker's clock
	times   *when.Reader
	gallery *gallery.Gallery

	before state // what the last turn left; zero when there is none, or none of use
	asked  state // the same for a wish that begins anew: it may answer a question
	lost   bool  // there was one, but it is stale, foreign or forged
	after  state // what this turn leaves; an answer fills it in
}

// answer is the handler of one intent.
type answer func(context.Context, *turn) (*Reply, error)

// serve understands a request of a known asker, and answers it.
func (rt *Router) serve(ctx context.Context, r *Request) (*Reply, error) {
	const op = "intents.serve"
	t := &turn{Request: r, rt: rt, now: localNow(r), times: rt.understander.speaker(r.Locale)}
	t.gallery = rt.Galleries.As(r.Actor.Membership)
	if err := t.understand(ctx); err != nil {
		return nil, fault.Wrap(op, err)
	}
	if err := t.recall(ctx); err != nil {
		return nil, fault.Wrap(op, err)
	}
	if r.Actor.Membership.Gallery != "" {
		if err := t.change(ctx); err != nil {
			return nil, fault.Wrap(op, err)
		}
	}
	t.after = state{Version: stateVersion, ID: turnID(r), Issued: r.At.Unix(), View: t.before.View}
	reply, err := rt.answer(ctx, t)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	if reply.Intent == "" {
		reply.Intent = t.meaning.Intent
	}
	t.noted(reply)
	t.inviteGuest(reply)
	t.names(ctx, reply)
	t.after.Last = t.meaning.Intent
	t.remember(ctx, reply)
	return reply, nil
}

// answer calls the handler of the intent, unless there is something to ask first.
func (rt *Router) answer(ctx context.Context, t *turn) (*Reply, error) {
	if reply, err := t.resume(ctx); reply != nil || err != nil {
		return reply, err
	}
	if len(t.meaning.Doubts) > 0 && t.Actor.Membership.Gallery != "" {
		if reply, err := t.doubt(ctx, t.meaning.Doubts[0]); reply != nil || err != nil {
			return reply, err
		}
	}
	if reply, err := t.refuse(ctx); reply != nil || err != nil {
		return reply, err
	}
	handler, ok := rt.answers[t.meaning.Intent]
	if !ok { // a channel knows an intent that the catalogue does not
		t.meaning.Intent = Fallback
		handler = rt.answers[Fallback]
	}
	return handler(ctx, t)
}

// understand reads the gallery's words only where words are to be understood.
func (t *turn) understand(ctx context.Context) error {
	if t.Intent != "" && len(t.Slots) == 0 {
		t.meaning = Meaning{Intent: t.Intent}.ordered()
		return nil
	}
	words, err := t.vocabulary(ctx)
	if err != nil {
		return err
	}
	t.meaning, err = t.rt.understander.Understand(t.Request, words)
	return err
}

// vocabulary is the gallery's words; none where there is no gallery.
func (t *turn) vocabulary(ctx context.Context) (*gallery.Vocabulary, error) {
	if t.Actor.Membership.Gallery == "" {
		return gallery.NewVocabulary(gallery.Entry{}, nil), nil
	}
	return t.rt.vocabularies.of(ctx, t.Actor.Membership.Gallery, t.gallery)
}

// recall finds out what was before. A state that is stale, foreign or forged is as
// none, but for being lost; a store that fails is an error only where the answer
// hangs on it.
func (t *turn) recall(ctx context.Context) error {
	if t.State == "" && !kept(t.Channel) || t.Actor.User == "" {
		return nil
	}
	begins := startsAnswer(t.meaning.Intent)
	if begins && !t.mayGoOn() {
		return nil
	}
	s, err := t.rt.conversations.recall(ctx, t.Request)
	switch {
	case begins && err == nil:
		t.goOn(s)
	case begins:
	case err == nil:
		s.View = s.View.lookedAt(t.Screen.InFront)
		t.before, t.asked = s, s
	case fault.Is(err, fault.NotFound):
		t.lost = t.State != ""
	case fault.Is(err, fault.Stale), fault.Is(err, fault.Denied):
		t.lost = true
	default:
		return err
	}
	return nil
}

// remember seals what the turn leaves into the reply. A conversation that can't be
// stored costs the follow-up, not the answer.
func (t *turn) remember(ctx context.Context, reply *Reply) {
	if reply.Kind == Silence || reply.End && t.Channel != account.Slack || t.Actor.User == "" {
		return
	}
	sealed, err := t.rt.conversations.remember(ctx, t.Request, t.after)
	if err != nil {
		t.rt.Log.WarnContext(ctx, "conversation not kept", "fault", fault.Of(err).String())
	}
	reply.State = sealed
}
