package intents

import (
	"context"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// How many photos are taken from an answer at a time: what a screen shows well in
// a grid, what a listener can keep in mind, and what one-by-one browsing reads
// ahead.
const (
	gridWindow   = 10
	voiceWindow  = 3
	singleWindow = 8
)

// oneByOne reports whether the channel shows one large photo at a time.
func (t *turn) oneByOne() bool { return t.Channel == account.Slack }

// voiceOnly reports whether nothing can be seen.
func (t *turn) voiceOnly() bool { return !t.Screen.Shows && t.Channel == account.Alexa }

// window is how many photos to take from an answer at a time.
func (t *turn) window() int {
	switch {
	case t.oneByOne():
		return singleWindow
	case t.voiceOnly():
		return voiceWindow
	}
	return gridWindow
}

// day names a date in state.
const day = time.DateOnly

// read gives the photos of a view from a cursor on.
func (t *turn) read(ctx context.Context, v view, c gallery.Cursor, limit int) (gallery.Page, error) {
	if v.Intent == OnThisDay {
		on, err := time.ParseInLocation(day, v.Day, t.now.Location())
		if err != nil {
			return gallery.Page{}, fault.As("intents.read", fault.Stale, err)
		}
		return t.gallery.OnThisDay(ctx, on, limit, c)
	}
	q := v.Wish.query(t.now.Location())
	q.Limit, q.Cursor = limit, c
	return t.gallery.Find(ctx, q)
}

// open starts an answer: its first window, or as many photos as were asked for if
// that is less; 0 is not said.
func (t *turn) open(ctx context.Context, v view, asked int) (view, gallery.Page, error) {
	limit := t.window()
	if asked > 1 {
		limit = min(limit, asked)
	}
	page, err := t.read(ctx, v, "", limit)
	if err != nil {
		return view{}, gallery.Page{}, err
	}
	v.First, v.Focus = 1, -1
	if t.oneByOne() {
		v.Single = true
	}
	if v.Single {
		v.Focus = 0
	}
	return v.over(page), page, nil
}

// over puts a page into the window.
func (v view) over(p gallery.Page) view {
	v.Shown = make([]gallery.PhotoID, len(p.Hits))
	for i, h := range p.Hits {
		v.Shown[i] = h.ID
	}
	v.Total, v.Exact = p.Total, p.Exact
	v.Next, v.Previous = p.Next, p.Previous
	// A bound can be below what was browsed already.
	v.Total = max(v.Total, v.First-1+len(v.Shown))
	return v
}

// forward moves on: to the next photo in single view, else to the next window. It
// gives the page when one was read. At the end it gives v as it is.
func (t *turn) forward(ctx context.Context, v view) (view, *gallery.Page, error) {
	if v.Single && v.Focus+1 < len(v.Shown) {
		v.Focus++
		return v, nil, nil
	}
	if v.Next == "" {
		return v, nil, nil
	}
	page, err := t.read(ctx, v, v.Next, t.window())
	if err != nil {
		return v, nil, err
	}
	v.First += len(v.Shown)
	if v.Focus = -1; v.Single {
		v.Focus = 0
	}
	return v.over(page), &page, nil
}

// backward moves back, as forward moves on.
func (t *turn) backward(ctx context.Context, v view) (view, *gallery.Page, error) {
	if v.Single && v.Focus > 0 {
		v.Focus--
		return v, nil, nil
	}
	if v.Previous == "" {
		return v, nil, nil
	}
	page, err := t.read(ctx, v, v.Previous, t.window())
	if err != nil {
		return v, nil, err
	}
	// What was added or removed meanwhile shifts the count: the beginning is 1.
	if v.First = max(v.First-len(page.Hits), 1); page.Previous == "" {
		v.First = 1
	}
	if v.Focus = -1; v.Single {
		v.Focus = len(page.Hits) - 1
	}
	return v.over(page), &page, nil
}
