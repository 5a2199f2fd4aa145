package intents

import "context"

// repeat gives the last answer once more, in the same words.
func repeat(ctx context.Context, t *turn) (*Reply, error) {
	t.after.Aspect = t.before.Aspect
	t.after.Ask, t.after.Offers = t.before.Ask, t.before.Offers
	t.meaning.Intent = t.before.Last
	switch last := t.before.Last; {
	case last == Describe:
		return t.describe(ctx, t.before.View, t.before.Aspect)
	case last == Overview:
		return overview(ctx, t)
	case last == Help:
		return help(ctx, t)
	case last == HelpSearch:
		return helpSearch(ctx, t)
	case last == Launch:
		return launch(ctx, t)
	case last == Yes:
		return t.whatElse("Gladly."), nil
	case last == No:
		return t.whatElse("All right."), nil
	case last == Fallback && t.before.Missed > 0:
		t.before.Missed-- // it is not missed once more
		return fallback(ctx, t)
	case last == Count && len(t.before.Offers) > 0:
		counted := t.before.Offers[0]
		t.meaning.Query, t.meaning.Words = counted.query(t.now.Location()), counted.Words
		return count(ctx, t)
	case t.before.Sought != nil:
		return t.find(ctx, t.before.Sought.query(t.now.Location()), t.before.Sought.Words)
	case t.beginning(last):
		return t.beginAgain(ctx, last)
	}
	t.meaning.Intent = Repeat
	if !t.before.View.there() {
		return t.afresh(ctx)
	}
	return t.again(ctx, t.before.View, nil)
}

// beginning reports whether the last answer was the beginning of one, as a search
// gives it: several photos, from the first.
func (t *turn) beginning(last Name) bool {
	v := t.before.View
	return (last == Find || last == Latest || last == OnThisDay) && v.Intent == last && v.First == 1 && !v.Single
}

// beginAgain gives the beginning of an answer as it was given before.
func (t *turn) beginAgain(ctx context.Context, last Name) (*Reply, error) {
	v := t.before.View
	t.meaning.Query, t.meaning.Words = v.Wish.query(t.now.Location()), v.Wish.Words
	if len(v.Shown) < min(t.window(), v.Total) {
		t.meaning.Query.Limit = len(v.Shown) // so many were asked for
	}
	return t.rt.answers[last](ctx, t)
}
