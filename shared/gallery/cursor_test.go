package gallery_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

// keyed gives a gallery whose cursors have the keys.
func keyed(tbl *table.Table, keys ...byte) *gallery.Gallery {
	var all gallery.Keys
	for _, k := range keys {
		all = append(all, bytes.Repeat([]byte{k}, 32))
	}
	return gallery.New(tbl, all, gallerytest.Now).As(gallery.Membership{Gallery: "family", Role: gallery.Owner})
}

func TestACursorIsGoodForItsQueryAlone(t *testing.T) {
	tbl := tabletest.Open(t)
	g := keyed(tbl, 1)
	if _, err := g.AddAll(t.Context(), gallerytest.Album(30, 30)); err != nil {
		t.Fatal(err)
	}
	beach, sky := gallery.NewTerm(gallery.Word, "person"), gallery.NewTerm(gallery.Word, "sky")
	from := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	tree := gallery.NewTerm(gallery.Word, "tree")
	q := gallery.Query{Any: []gallery.Group{gallery.Either(beach, sky, tree)}, Times: gallery.Times{{From: from}}, Limit: 2}
	page, err := g.Find(t.Context(), q)
	if err != nil || page.Next == "" {
		t.Fatalf("no cursor to try: %v", err)
	}
	for _, tt := range []struct {
		name   string
		change func(*gallery.Query)
		stale  bool
	}{
		{"itself", func(*gallery.Query) {}, false},
		{"another limit", func(q *gallery.Query) { q.Limit = 5 }, false},
		{"terms in another order, one of them twice", func(q *gallery.Query) {
			q.Any = []gallery.Group{gallery.Either(sky, tree, beach, sky)}
		}, false},
		{"the same times in other spans", func(q *gallery.Query) {
			later := from.AddDate(1, 0, 0)
			q.Times = gallery.Times{{From: later}, {From: from, To: later}}
		}, false},
		{"another term", func(q *gallery.Query) { q.Any = []gallery.Group{gallery.Either(sky, tree)} }, true},
		{"another group", func(q *gallery.Query) { q.Any = append(q.Any[:1:1], gallery.Either(sky, tree)) }, true},
		{"terms elsewhere", func(q *gallery.Query) { q.All, q.Any = []gallery.Term{beach, sky, tree}, nil }, true},
		{"another range", func(q *gallery.Query) { q.Times = gallery.Times{{From: from.Add(time.Second)}} }, true},
		{"another order", func(q *gallery.Query) { q.Order = gallery.Oldest }, true},
		{"a shuffle", func(q *gallery.Query) { q.Order = gallery.Random }, true},
		{"the trash", func(q *gallery.Query) { q.Trash = true }, true},
		{"a cursor cut short", func(q *gallery.Query) { q.Cursor = q.Cursor[:len(q.Cursor)-1] }, true},
		{"a cursor that is too long", func(q *gallery.Query) { q.Cursor += gallery.Cursor(strings.Repeat("A", 700)) }, true},
		{"a cursor with one bit wrong", func(q *gallery.Query) {
			b := []byte(q.Cursor)
			b[3] ^= 1
			q.Cursor = gallery.Cursor(b)
		}, true},
		{"a line break in it", func(q *gallery.Query) { q.Cursor = q.Cursor[:5] + "\n" + q.Cursor[5:] }, true},
		{"no cursor at all", func(q *gallery.Query) { q.Cursor = "next please" }, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			changed := q
			changed.Cursor = page.Next
			tt.change(&changed)
			_, err := g.Find(t.Context(), changed)
			if got := fault.Is(err, fault.Stale); got != tt.stale || err != nil && !got {
				t.Errorf("stale: %v, want %v (%v)", got, tt.stale, err)
			}
		})
	}
	if _, err := g.OnThisDay(t.Context(), gallerytest.Now(), 3, page.Next); !fault.Is(err, fault.Stale) {
		t.Errorf("a search's cursor for a day: %v, want stale", err)
	}
}

func TestCursorsOutliveTheChangeOfAKey(t *testing.T) {
	tbl := tabletest.Open(t)
	if _, err := keyed(tbl, 1).AddAll(t.Context(), gallerytest.Album(31, 30)); err != nil {
		t.Fatal(err)
	}
	q := gallery.Query{Limit: 3}
	page, err := keyed(tbl, 1).Find(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	q.Cursor = page.Next
	if _, err := keyed(tbl, 2, 1).Find(t.Context(), q); err != nil {
		t.Errorf("with a new key beside the old: %v", err)
	}
	if _, err := keyed(tbl, 2).Find(t.Context(), q); !fault.Is(err, fault.Stale) {
		t.Errorf("without the old key: %v, want stale", err)
	}
}

func TestNewRefusesKeysThatSignNothing(t *testing.T) {
	for name, keys := range map[string]gallery.Keys{"no key": nil, "a short key": {make([]byte, 31)}} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("New takes it")
				}
			}()
			gallery.New(nil, keys, gallerytest.Now)
		})
	}
}

func FuzzCursor(f *testing.F) {
	tbl := tabletest.Open(f)
	g := keyed(tbl, 1)
	if _, err := g.AddAll(f.Context(), gallerytest.Album(32, 30)); err != nil {
		f.Fatal(err)
	}
	page, err := g.Find(f.Context(), gallery.Query{Limit: 3})
	if err != nil {
		f.Fatal(err)
	}
	good := string(page.Next)
	for _, seed := range []string{good, good[1:], good + "A", good + "\n", good[:9] + "\r" + good[9:], "", "AAAA", strings.Repeat("_", 599), "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cursor string) {
		_, err := g.Find(t.Context(), gallery.Query{Limit: 3, Cursor: gallery.Cursor(cursor)})
		if cursor != "" && cursor != good && !fault.Is(err, fault.Stale) {
			t.Errorf("%q: %v, want stale", cursor, err)
		}
	})
}

func FuzzPosition(f *testing.F) {
	for _, seed := range []string{"", "\x00", "\x04\x05\x03abc", "\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", "\x00\x01\xff\xff\x03", "\x08\x01\x00\x02\x04"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if total, ok := gallery.DecodePosition(b); ok && total < 0 {
			t.Errorf("%q has a total of %d", b, total)
		}
	})
}
