package intents

import (
	"context"

	"shoebox/shared/gallery"
)

// launch says hello and shows the newest photos.
func launch(ctx context.Context, t *turn) (*Reply, error) {
	reply, err := latest(ctx, t)
	if err != nil {
		return nil, err
	}
	hello := Say("Welcome to your shoebox. ")
	if name := t.Actor.Name; name != "" {
		hello = Say("Hello ").Quote(name).And(". ")
	}
	if len(reply.Photos) > 0 {
		reply.Speech = t.greeting(reply)
	}
	reply.Speech = hello.Plus(reply.Speech)
	reply.Detail = nil // the question comes first
	t.after.Ask = Next
	reply.Ask = t.askWhat("")
	reply.Reprompt = Say("Say, for example, beach last summer. Or say help.")
	return reply, nil
}

// greeting says what there is: the newest photos, on a screen, or how many.
func (t *turn) greeting(r *Reply) Text {
	newest, one := r.Photos[0].Taken, r.Page.Total == 1
	switch {
	case !t.voiceOnly() && one:
		return Say("Here is your newest photo. It is the only one.")
	case !t.voiceOnly():
		return Say("Here are your newest photos, of ").Plus(howMany(r.Page.Total, r.Page.Exact)).And(" in all.")
	case one || newest.IsZero():
		return Say("You have ").Plus(photosOf(r.Page.Total, r.Page.Exact, t.wish(gallery.Query{}, nil, nil, r.Page.Total))).And(".")
	}
	return Say("You have ").Plus(photosOf(r.Page.Total, r.Page.Exact, Say("photos"))).And(", the newest from ").Date(newest).And(".")
}

// stop ends the conversation.
func stop(_ context.Context, _ *turn) (*Reply, error) { return goodbye(Stop), nil }

// cancel leaves what was begun.
func cancel(_ context.Context, _ *turn) (*Reply, error) {
	r := goodbye(Cancel)
	r.Speech = Say("All right.")
	return r, nil
}

// fallback says that it did not understand, in other words when it happens again.
func fallback(_ context.Context, t *turn) (*Reply, error) {
	t.after.Missed = t.before.Missed + 1
	r := &Reply{
		Kind: NotHeard, Focus: -1,
		Speech:   Say("Sorry, I did not get that."),
		Ask:      t.say("Which photos would you like to see?", "Which photos shall I look for?"),
		Reprompt: Say("You can name a person, a place, a thing or a time."),
		Suggest:  []Suggestion{suggest(Find), suggest(Latest), suggest(Overview), suggest(Help)},
	}
	if t.after.Missed > 1 {
		r.Speech = Say("I still don't understand, sorry. Try a few words, like: beach last summer.")
		r.Reprompt = Say("You can also say: what is there.")
	}
	return r, nil
}

// yes does what our last question offered.
func yes(ctx context.Context, t *turn) (*Reply, error) {
	switch {
	case t.before.Ask == Find && len(t.before.Offers) > 0:
		return t.offered(ctx, 0)
	case t.before.Ask != "" && t.before.Ask != Find:
		if handler, ok := t.rt.answers[t.before.Ask]; ok {
			t.meaning = Meaning{Intent: t.before.Ask}
			return handler(ctx, t)
		}
	}
	if t.lost {
		return t.afresh(ctx)
	}
	return t.whatElse("Gladly."), nil
}

// no to an offer asks for something else; no to that is goodbye.
func no(_ context.Context, t *turn) (*Reply, error) {
	if t.before.Last == No {
		return goodbye(No), nil
	}
	return t.whatElse("All right."), nil
}

func (t *turn) whatElse(words string) *Reply {
	return &Reply{
		Kind: Asked, Focus: -1,
		Speech:   Say(words),
		Ask:      t.askWhat(""),
		Reprompt: Say("Name a person, a place or a time. Or say stop."),
		Suggest:  []Suggestion{suggest(Latest), suggest(OnThisDay), suggest(Random), suggest(Overview)},
	}
}

// apologyForPhoto is for a photo that this gallery does not have, or not any more.
func apologyForPhoto() *Reply {
	return &Reply{
		Kind: Nothing, Focus: -1,
		Speech:   Say("That photo is not here any more."),
		Ask:      Say("What shall I look for instead?"),
		Reprompt: Say("Say, for example, latest photos."),
		Suggest:  []Suggestion{suggest(Latest), suggest(Repeat)},
	}
}
