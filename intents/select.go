package intents

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"shoebox/shared/gallery"
)

// furthest is the last photo of an answer that can be asked for by its number:
// to get there, all before it are read.
const furthest = 500

// lastOne stands for the last of the photos shown; -2 for the one before it.
const lastOne = -1

// choose looks at one photo: the one that was touched, or the one whose number was
// said.
func choose(ctx context.Context, t *turn) (*Reply, error) {
	if id := gallery.PhotoID(t.meaning.Slots[SlotPhoto].Text); id != "" {
		return t.chooseTouched(ctx, id)
	}
	n, ok := t.position()
	if selective(t.meaning.Query) && ok {
		return t.chooseOf(ctx, n)
	}
	if offers := len(t.before.Offers); ok && offers > 1 && n > 0 && n <= offers {
		return t.offered(ctx, n-1)
	}
	if !t.before.View.there() {
		return t.afresh(ctx)
	}
	switch {
	case ok:
		return t.chooseNumber(ctx, n)
	case slices.Contains(t.before.View.Shown, t.Screen.InFront):
		return t.chooseTouched(ctx, t.Screen.InFront) // "this one"
	}
	return t.askNumber(), nil
}

// chooseOf looks for photos and shows the nth: "the third photo of Anna". The first
// of all is the one that was taken first, and the last the newest.
func (t *turn) chooseOf(ctx context.Context, n int) (*Reply, error) {
	q := t.meaning.Query
	if n == 1 {
		q.Order = gallery.Oldest
	}
	if n == lastOne {
		n = 1
	}
	reply, err := t.find(ctx, q, t.meaning.Words)
	if err != nil || len(reply.Photos) == 0 {
		return reply, err
	}
	return t.chooseAmong(ctx, n, q, t.meaning.Words)
}

// chooseAmong shows the nth photo of the answer just found, and says of which.
func (t *turn) chooseAmong(ctx context.Context, n int, q gallery.Query, words []string) (*Reply, error) {
	t.before.View = t.after.View
	reply, err := t.chooseNumber(ctx, n)
	if err != nil || reply.Kind != Found || len(reply.Photos) != 1 || n > reply.Page.Total {
		return reply, err
	}
	vocabulary, err := t.vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	total := reply.Page.Total
	reply.Speech = t.say("Photo ", "Number ").Number(reply.Page.First).And(" of ").Plus(photosOf(total, reply.Page.Exact, t.wish(q, words, vocabulary, total)))
	if total == 1 && reply.Page.Exact {
		reply.Speech = Say("The only ").Plus(t.wish(q, words, vocabulary, 1))
	}
	if t.oneByOne() {
		reply.Speech = reply.Speech.And(".")
		return reply, nil
	}
	reply.Detail = nil
	reply.Speech = reply.Speech.And(": ").Plus(t.titled(reply.Photos[0]))
	return reply, nil
}

// position is the number that was said: as a position, or as a number.
func (t *turn) position() (int, bool) {
	if n, ok := ordinal(t.meaning.Slots[SlotPosition]); ok {
		return n, true
	}
	return wholeNumber(t.meaning.Slots[SlotCount])
}

// chooseTouched shows a photo of this gallery. One that is not in the view any
// more, since the screen is older than the conversation, is an answer by itself.
func (t *turn) chooseTouched(ctx context.Context, id gallery.PhotoID) (*Reply, error) {
	v := t.before.View
	v.Single = true
	if v.Focus = slices.Index(v.Shown, id); v.Focus < 0 {
		v = view{Intent: Select, First: 1, Shown: []gallery.PhotoID{id}, Single: true, Total: 1, Exact: true}
	}
	reply, err := t.show(ctx, v, nil)
	if err != nil {
		return nil, err
	}
	if len(reply.Photos) == 0 || reply.Photos[0].ID != id {
		t.after.View = t.before.View
		return apologyForPhoto(), nil
	}
	reply.Speech = t.place(reply)
	return reply, nil
}

// chooseNumber shows the nth photo: of those on the screen when several are, else
// of the whole answer.
func (t *turn) chooseNumber(ctx context.Context, n int) (*Reply, error) {
	v := t.before.View
	switch {
	case n < 0 && !v.Single && len(v.Shown)+n >= 0:
		v.Focus = len(v.Shown) + n
	case n < 0:
		n = v.Total + 1 + n
		fallthrough
	case n < v.First || n >= v.First+len(v.Shown):
		if !v.Single && n >= 1 && n <= len(v.Shown) {
			v.Focus = n - 1
			break
		}
		return t.jump(ctx, v, n)
	case !v.Single && n <= len(v.Shown):
		v.Focus = n - 1
	default:
		v.Focus = n - v.First
	}
	v.Single = true
	reply, err := t.show(ctx, v, nil)
	if err != nil {
		return nil, err
	}
	reply.Speech = t.place(reply)
	return reply, nil
}

// jump goes to the nth photo of an answer that is not in the window.
func (t *turn) jump(ctx context.Context, v view, n int) (*Reply, error) {
	if n < 1 || v.Exact && n > v.Total || n > furthest || v.Intent == Select {
		reply, err := t.again(ctx, v, nil)
		if err != nil {
			return nil, err
		}
		reply.Speech = Say("There is no number ").Number(n).And(" here. ").Plus(reply.Speech)
		if n > furthest && n <= v.Total {
			reply.Speech = Say("I can go to the first ").Number(furthest).And(" by number; a time brings you closer. ").Plus(t.place(reply))
		}
		return reply, nil
	}
	target := v
	var page gallery.Page
	for first, cursor := 1, gallery.Cursor(""); ; first += len(page.Hits) {
		// Read up to the window that holds it, and then that window.
		limit := min((n-1)/t.window()*t.window()-first+1, gallery.MaxLimit)
		if limit < 1 {
			limit = t.window()
		}
		var err error
		page, err = t.read(ctx, v, cursor, limit)
		if err != nil {
			return nil, err
		}
		if n < first+len(page.Hits) {
			target.First = first
			break
		}
		if cursor = page.Next; cursor == "" || len(page.Hits) == 0 {
			return t.atEnd(ctx, v)
		}
	}
	target = target.over(page)
	target.Focus, target.Single = n-target.First, true
	reply, err := t.show(ctx, target, nil)
	if err != nil {
		return nil, err
	}
	reply.Speech = t.place(reply)
	return reply, nil
}

// askNumber asks which photo is meant.
func (t *turn) askNumber() *Reply {
	r := &Reply{
		Kind: Asked, Focus: -1,
		Speech:   Say("I'm not sure which photo you mean."),
		Ask:      Say("Which one is it: the first, the second, or another?"),
		Reprompt: Say("Say, for example, the first one."),
	}
	for i, word := range []string{"first", "second", "third"} {
		if i < len(t.before.View.Shown) {
			r.Suggest = append(r.Suggest, Suggestion{Label: "The " + word + " one", Utterance: "the " + word + " one", Intent: Select})
		}
	}
	return r
}

// ordinal reads a position: "3", "3rd", "third", "last".
func ordinal(v Value) (int, bool) {
	words := strings.ToLower(strings.TrimSpace(v.Text))
	if words == "last" {
		return lastOne, true
	}
	if n, err := strconv.Atoi(words); err == nil && n < 0 && n >= -furthest {
		return n, true
	}
	for i, word := range [...]string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"} {
		if words == word {
			return i + 1, true
		}
	}
	for _, suffix := range [...]string{"st", "nd", "rd", "th"} {
		words = strings.TrimSuffix(words, suffix)
	}
	return wholeNumber(Value{Text: words})
}

// wholeNumber reads a number above 0: "3", "three".
func wholeNumber(v Value) (int, bool) {
	words := strings.ToLower(strings.TrimSpace(v.Text))
	for i, word := range [...]string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"} {
		if words == word {
			return i + 1, true
		}
	}
	n, err := strconv.Atoi(words)
	return n, err == nil && n > 0
}
