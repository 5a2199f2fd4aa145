package intents

import (
	"context"
	"hash/fnv"

	"shoebox/shared/gallery"
)

// random shows photos by chance, one at a time: of everything, or of a wish.
func random(ctx context.Context, t *turn) (*Reply, error) {
	return t.shuffled(ctx, t.meaning.Query, t.meaning.Words)
}

// shuffle mixes the answer at hand.
func shuffle(ctx context.Context, t *turn) (*Reply, error) {
	before := t.before.View
	if !before.there() || before.Intent == OnThisDay || before.Intent == Select {
		return t.shuffled(ctx, gallery.Query{}, nil) // no query to mix: everything
	}
	return t.shuffled(ctx, before.Wish.query(t.now.Location()), before.Wish.Words)
}

// shuffled opens an answer in an order that the request decides: a repeated
// request throws the same dice.
func (t *turn) shuffled(ctx context.Context, q gallery.Query, words []string) (*Reply, error) {
	dice := fnv.New64a()
	dice.Write([]byte(turnID(t.Request)))
	q.Order, q.Seed = gallery.Random, dice.Sum64()
	several := q.Limit > 1 && !t.oneByOne()
	v, page, err := t.open(ctx, view{Intent: Random, Wish: keep(q, words), Single: !several}, q.Limit)
	if err != nil {
		return nil, err
	}
	if len(page.Hits) == 0 {
		return t.nothing(ctx, q, words, v, page)
	}
	reply, err := t.show(ctx, v, page.Hits)
	if err != nil {
		return nil, err
	}
	vocabulary, err := t.vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	all := photosOf(v.Total, v.Exact, t.wish(q, words, vocabulary, v.Total))
	switch n := len(reply.Photos); {
	case v.Total == 1 && v.Exact:
		reply.Speech = begin(all).And(". There is no other.")
	case n > 1:
		reply.Speech = Text{}.Number(n).And(" by chance, of ").Plus(all).And(".")
	default:
		reply.Speech = Say("One by chance, of ").Plus(all).And(".")
	}
	if reply.Page.HasNext && !t.leftToLook(reply) {
		reply.Ask = t.say("Shall I show another?", "Would you like another?")
		reply.Reprompt = Say("Say next for another, or ask for something else.")
	}
	return reply, nil
}
