package intents

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"shoebox/shared/gallery"
)

// stateVersion is the shape of state. Another one is not read.
const stateVersion = 3

// stateLife is how long a conversation can be taken up again.
const stateLife = 24 * time.Hour

// state is what is kept from one turn to the next. It is sealed, so its names are
// short.
type state struct {
	Version int    `json:"v"`
	ID      string `json:"i"`            // of the turn it was made in
	Issued  int64  `json:"t"`            // Unix seconds, by Request.At
	View    view   `json:"w,omitzero"`   // the answer at hand
	Last    Name   `json:"l,omitempty"`  // the intent answered last
	Aspect  string `json:"as,omitempty"` // of the last description
	Ask     Name   `json:"q,omitempty"`  // what a yes to our last question does
	// Offers are the searches our last answer spoke of, when Ask is Find: a yes
	// shows the first, and "the second one" the second.
	Offers  []keptWish `json:"o,omitempty"`
	Options []option   `json:"c,omitempty"` // what our last question named
	Sought  *keptWish  `json:"s,omitempty"` // what nothing was found of
	Missed  int        `json:"m,omitempty"` // turns in a row not understood
}

// view is an answer and where in it the conversation is: a window of photos, and
// in single view the one in focus.
type view struct {
	Intent   Name              `json:"n,omitempty"` // that gave the answer; "" is no answer
	Wish     keptWish          `json:"q,omitzero"`
	Day      string            `json:"d,omitempty"` // of OnThisDay: 2006-01-02
	First    int               `json:"f,omitempty"` // place of the window's first photo, from 1
	Shown    []gallery.PhotoID `json:"s,omitempty"`
	Focus    int               `json:"c,omitempty"` // index into Shown; -1 is none
	Single   bool              `json:"1,omitempty"` // one photo at a time
	Total    int               `json:"a,omitempty"`
	Exact    bool              `json:"e,omitempty"`
	Next     gallery.Cursor    `json:"x,omitempty"`
	Previous gallery.Cursor    `json:"p,omitempty"`
}

// keptWish is a query as state keeps it, without cursor and limit.
type keptWish struct {
	All   []keptTerm        `json:"a,omitempty"`
	Any   [][]keptChoice    `json:"o,omitempty"`
	None  []keptTerm        `json:"n,omitempty"`
	Times []keptSpan        `json:"t,omitempty"`
	Order gallery.Direction `json:"r,omitempty"`
	Seed  uint64            `json:"s,omitempty"`
	Words []string          `json:"w,omitempty"` // as they were heard, to say them back
}

type keptTerm [2]string // kind, value

type keptChoice struct {
	All   []keptTerm `json:"a,omitempty"`
	None  []keptTerm `json:"n,omitempty"`
	Times []keptSpan `json:"t,omitempty"`
}

type keptSpan [2]int64 // from, to: Unix seconds; 0 is open

// there reports whether an answer is at hand.
func (v view) there() bool { return v.Intent != "" }

// hasNext reports whether anything follows what is shown.
func (v view) hasNext() bool {
	return v.Next != "" || v.Single && v.Focus+1 < len(v.Shown)
}

// hasPrevious reports whether anything comes before what is shown.
func (v view) hasPrevious() bool { return v.Previous != "" || v.Single && v.Focus > 0 }

// inFocus is the photo the conversation is about; "" when it is about several.
func (v view) inFocus() gallery.PhotoID {
	switch {
	case v.Focus >= 0 && v.Focus < len(v.Shown) && (v.Single || len(v.Shown) == 1):
		return v.Shown[v.Focus]
	case len(v.Shown) == 1:
		return v.Shown[0]
	}
	return ""
}

// lookedAt has a view of single photos at the one that a screen says is in front,
// if it is one of them.
func (v view) lookedAt(id gallery.PhotoID) view {
	if i := slices.Index(v.Shown, id); i >= 0 && v.Single {
		v.Focus = i
	}
	return v
}

// keep makes a query fit to be kept.
func keep(q gallery.Query, words []string) keptWish {
	k := keptWish{
		All: keepTerms(q.All), None: keepTerms(q.None), Times: keepTimes(q.Times),
		Order: q.Order, Seed: q.Seed, Words: words,
	}
	for _, group := range q.Any {
		var choices []keptChoice
		for _, c := range group {
			choices = append(choices, keptChoice{keepTerms(c.All), keepTerms(c.None), keepTimes(c.Times)})
		}
		k.Any = append(k.Any, choices)
	}
	return k
}

// query gives the query back, its times in the zone of the asker.
func (k keptWish) query(zone *time.Location) gallery.Query {
	q := gallery.Query{
		All: terms(k.All), None: terms(k.None), Times: times(k.Times, zone),
		Order: k.Order, Seed: k.Seed,
	}
	for _, choices := range k.Any {
		var group gallery.Group
		for _, c := range choices {
			group = append(group, gallery.Choice{All: terms(c.All), None: terms(c.None), Times: times(c.Times, zone)})
		}
		q.Any = append(q.Any, group)
	}
	return q
}

func keepTerms(terms []gallery.Term) []keptTerm {
	var kept []keptTerm
	for _, t := range terms {
		kept = append(kept, keptTerm{string(t.Kind), t.Value})
	}
	return kept
}

func terms(kept []keptTerm) []gallery.Term {
	var all []gallery.Term
	for _, k := range kept {
		all = append(all, gallery.Term{Kind: gallery.Kind(k[0]), Value: k[1]})
	}
	return all
}

func keepTimes(times gallery.Times) []keptSpan {
	var kept []keptSpan
	for _, s := range times {
		kept = append(kept, keptSpan{keepTime(s.From), keepTime(s.To)})
	}
	return kept
}

func times(kept []keptSpan, zone *time.Location) gallery.Times {
	var all gallery.Times
	for _, k := range kept {
		all = append(all, gallery.Span{From: keptTime(k[0], zone), To: keptTime(k[1], zone)})
	}
	return all
}

// keepTime has second 0 of 1970 for open: no span begins there but by accident,
// and then it is one second longer.
func keepTime(t time.Time) int64 {
	switch {
	case t.IsZero():
		return 0
	case t.Unix() == 0:
		return -1
	}
	return t.Unix()
}

func keptTime(unix int64, zone *time.Location) time.Time {
	if unix == 0 {
		return time.Time{}
	}
	return time.Unix(unix, 0).In(zone)
}

// without takes a photo out of the window that is not there any more.
func (v view) without(id gallery.PhotoID) view {
	i := slices.Index(v.Shown, id)
	if i < 0 {
		return v
	}
	v.Shown = slices.Delete(slices.Clone(v.Shown), i, i+1)
	v.Total = max(v.Total-1, len(v.Shown))
	if i < v.Focus {
		v.Focus--
	}
	v.Focus = min(v.Focus, len(v.Shown)-1)
	return v
}

// turnID names a turn after its request, so that a repeated request makes the
// same state and the same dice.
func turnID(r *Request) string {
	sum := sha256.Sum256([]byte(string(r.Channel) + "\x00" + r.Identity.Team + "\x00" + r.Identity.User + "\x00" + r.ID))
	return hex.EncodeToString(sum[:6])
}
