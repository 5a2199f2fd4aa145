package gallery_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
)

// TestGroupsAreWhatTheySay holds queries with groups to queries without any that
// mean the same, put together by hand.
func TestGroupsAreWhatTheySay(t *testing.T) {
	t.Parallel()
	b := gallerytest.NewBench(t, open(t))
	photos := gallerytest.Album(40, 300)
	b.Fill(t, photos)
	for _, p := range photos[:40] {
		if _, err := b.Trash(t.Context(), p.ID); err != nil {
			t.Fatal(err)
		}
	}
	word := func(v string) gallery.Term { return gallery.NewTerm(gallery.Word, v) }
	person, sky, beach, dog, unicorn := word("person"), word("sky"), word("nature"), word("pet"), word("unicorn")
	first, last := photos[100].Taken, photos[100].Taken.AddDate(3, 0, 0)
	early, late := gallery.Times{{To: first}}, gallery.Times{{From: first, To: last}}
	all := func(terms ...gallery.Term) gallery.Query { return gallery.Query{All: terms} }
	group := func(groups ...gallery.Group) gallery.Query { return gallery.Query{Any: groups} }
	type queries = []gallery.Query
	for _, tt := range []struct {
		name    string
		grouped gallery.Query
		either  queries // the union of what these find
	}{
		{"a or b", group(gallery.Either(person, sky)), queries{all(person), all(sky)}},
		{"(a or b) and (c or d)", group(gallery.Either(person, sky), gallery.Either(beach, dog)), queries{
			all(person, beach), all(person, dog), all(sky, beach), all(sky, dog),
		}},
		{"(a and b) or (c and d)", group(gallery.Group{{All: []gallery.Term{person, beach}}, {All: []gallery.Term{sky, dog}}}), queries{
			all(person, beach), all(sky, dog),
		}},
		{"a and (b or c)", gallery.Query{All: []gallery.Term{sky}, Any: []gallery.Group{gallery.Either(person, beach)}}, queries{
			all(sky, person), all(sky, beach),
		}},
		{"(a but not b) or c", group(gallery.Group{{All: []gallery.Term{sky}, None: []gallery.Term{person}}, {All: []gallery.Term{dog}}}), queries{
			{All: []gallery.Term{sky}, None: []gallery.Term{person}}, all(dog),
		}},
		{"not a, or b", group(gallery.Group{{None: []gallery.Term{sky}}, {All: []gallery.Term{dog}}}), queries{
			{None: []gallery.Term{sky}}, all(dog),
		}},
		{"(a then) or (b at another time)", group(gallery.Group{{All: []gallery.Term{sky}, Times: early}, {All: []gallery.Term{person}, Times: late}}), queries{
			{All: []gallery.Term{sky}, Times: early}, {All: []gallery.Term{person}, Times: late},
		}},
		{"one time or another", group(gallery.Group{{Times: early}, {Times: late}}), queries{{Times: early.Or(late)}}},
		{"a time or a thing", group(gallery.Group{{Times: early}, {All: []gallery.Term{dog}}}), queries{{Times: early}, all(dog)}},
		{"one time and another", group(gallery.Group{{Times: early}}, gallery.Group{{Times: late}}), nil},
		{"a group of one choice", group(gallery.Group{{All: []gallery.Term{sky}, None: []gallery.Term{person}, Times: late}}), queries{
			{All: []gallery.Term{sky}, None: []gallery.Term{person}, Times: late},
		}},
		{"a choice of nothing is passed over", group(gallery.Group{{}, {All: []gallery.Term{sky}}, {All: []gallery.Term{word("the")}}}), queries{all(sky)}},
		{"a group of nothing is passed over", group(gallery.Group{{}}, nil), queries{{}}},
		{"a choice nobody has", group(gallery.Either(unicorn, sky)), queries{all(sky)}},
		{"a group nobody has", group(gallery.Either(unicorn), gallery.Either(sky)), nil},
		{"without what nobody has", group(gallery.Group{{None: []gallery.Term{unicorn}}, {All: []gallery.Term{sky}}}), queries{{}}},
		{"never is no choice", group(gallery.Group{{All: []gallery.Term{sky}, Times: gallery.Never()}, {All: []gallery.Term{dog}}}), queries{all(dog)}},
		{"nothing but never", group(gallery.Group{{Times: gallery.Never()}}), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, trash := range []bool{false, true} {
				tt.grouped.Trash = trash
				union := map[gallery.PhotoID]bool{}
				for _, q := range tt.either {
					q.Trash = trash
					for _, id := range found(t, b, q) {
						union[id] = true
					}
				}
				got := found(t, b, tt.grouped)
				want := []gallery.PhotoID{}
				for id := range union {
					want = append(want, id)
				}
				slices.Sort(want)
				if diff := cmp.Diff(got, want); diff != "" {
					t.Errorf("trash: %v: got -, want +:\n%s", trash, diff)
				}
				if len(want) == 0 && len(tt.either) > 0 && !trash {
					t.Error("nothing to be found: this shows nothing")
				}
			}
		})
	}
}

// found gives the ids of all photos of a query, sorted.
func found(t *testing.T, b *gallerytest.Bench, q gallery.Query) []gallery.PhotoID {
	t.Helper()
	q.Limit = gallery.MaxLimit
	hits, _ := b.Walk(t, q)
	ids := []gallery.PhotoID{}
	for _, h := range hits {
		ids = append(ids, h.ID)
	}
	slices.Sort(ids)
	return ids
}

func TestGroupsHoldSoMuchAndNoMore(t *testing.T) {
	g := newGallery(t)
	terms := func(n int) (all []gallery.Term) {
		for i := range n {
			all = append(all, gallery.NewTerm(gallery.Word, fmt.Sprint("word", i)))
		}
		return all
	}
	spans := func(n int) (ts gallery.Times) {
		for i := range n {
			from := time.Date(1900+i, 1, 1, 0, 0, 0, 0, time.UTC)
			ts = append(ts, gallery.Span{From: from, To: from.AddDate(0, 1, 0)})
		}
		return ts
	}
	for _, tt := range []struct {
		name string
		q    gallery.Query
		want bool // it is refused
	}{
		{"64 terms in all places", gallery.Query{All: terms(20), None: terms(20), Any: []gallery.Group{gallery.Either(terms(20)...), {{None: terms(4)}}}}, false},
		{"65 terms in all places", gallery.Query{All: terms(20), None: terms(20), Any: []gallery.Group{gallery.Either(terms(20)...), {{None: terms(5)}}}}, true},
		{"65 words in one term", gallery.Query{All: []gallery.Term{gallery.NewTerm(gallery.Word, fmt.Sprint(terms(65)))}}, true},
		{"128 spans", gallery.Query{Times: spans(128)}, false},
		{"129 spans", gallery.Query{Times: spans(129)}, true},
		{"128 spans in groups, and as many outside", gallery.Query{Times: spans(128), Any: []gallery.Group{{{Times: spans(64)}}, {{Times: spans(64)}}}}, false},
		{"129 spans in groups", gallery.Query{Any: []gallery.Group{{{Times: spans(64)}}, {{Times: spans(65)}}}}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, found := g.Find(t.Context(), tt.q)
			_, counted := g.Count(t.Context(), tt.q)
			_, instead := g.Instead(t.Context(), tt.q)
			for what, err := range map[string]error{"Find": found, "Count": counted, "Instead": instead} {
				if got := fault.Is(err, fault.TooLarge); got != tt.want || err != nil && !got {
					t.Errorf("%s: too large: %v, want %v (%v)", what, got, tt.want, err)
				}
			}
		})
	}
}

// groupsReadTheShortest asks for groups that must not read what needs not be read.
func groupsReadTheShortest(t *testing.T, b *gallerytest.Bench, _ []gallery.Photo) {
	t.Helper()
	word := func(v string) gallery.Term { return gallery.NewTerm(gallery.Word, v) }
	rare, seldom := gallery.NewTerm(gallery.Album, "Lisbon 2012"), word("aurora")
	year := func(y int) gallery.Times {
		from := time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
		return gallery.Times{{From: from, To: from.AddDate(0, 1, 0)}}
	}
	for _, tt := range []struct {
		name     string
		q        gallery.Query
		requests int
		units    float64
	}{
		{"a rare group beside a common term", gallery.Query{All: []gallery.Term{word("portugal")}, Any: []gallery.Group{gallery.Either(rare, seldom)}}, 3, 8},
		{"a rare term beside a common group", gallery.Query{All: []gallery.Term{rare}, Any: []gallery.Group{gallery.Either(word("portugal"), word("sky"))}}, 2, 6},
		{"the rarer of two groups", gallery.Query{Any: []gallery.Group{gallery.Either(word("portugal"), word("sky")), gallery.Either(rare, seldom)}}, 3, 8},
		{"the rarest term of each choice", gallery.Query{Any: []gallery.Group{{{All: []gallery.Term{word("portugal"), rare}}, {All: []gallery.Term{seldom, word("sky")}}}}}, 3, 8},
		{"times in every choice", gallery.Query{Any: []gallery.Group{{{Times: year(2010)}, {Times: year(2020), None: []gallery.Term{rare}}}}}, 3, 4},
		{"groups of times that meet in a month", gallery.Query{Any: []gallery.Group{{{Times: year(2010)}, {Times: year(2012)}}, {{Times: year(2012)}, {Times: year(2014)}}}}, 2, 4},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := gallery.New(b.Table, gallery.Keys{gallerytest.Key()}, gallerytest.Now).As(gallery.Membership{Gallery: b.ID, Role: gallery.Viewer})
			ctx, tracker := table.Track(t.Context())
			if _, err := g.Find(ctx, tt.q); err != nil {
				t.Fatal(err)
			}
			cost := tracker.Usage()
			t.Logf("%d requests, %.1f read units", cost.Requests, cost.ReadUnits)
			if cost.Requests > tt.requests || cost.ReadUnits > tt.units {
				t.Errorf("%d requests and %.1f read units, want at most %d and %.1f", cost.Requests, cost.ReadUnits, tt.requests, tt.units)
			}
			tt.q.Limit = 100
			b.Check(t, tt.q)
		})
	}
}
