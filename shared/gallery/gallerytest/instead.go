package gallerytest

import (
	"math/rand/v2"
	"slices"
	"testing"

	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// Wishes gives n queries that find nothing, the same ones for the same seed: things
// of different photos, things nobody has, times without photos.
func Wishes(seed uint64, o *Oracle, photos []gallery.Photo, n int) []gallery.Query {
	m := mix{album{rand.New(rand.NewPCG(seed, 0x11ea))}, photos}
	var wishes []gallery.Query
	for len(wishes) < n {
		if q := m.wish(); len(o.Find(q)) == 0 {
			wishes = append(wishes, q)
		}
	}
	return wishes
}

// wish gives a query that may well find nothing.
func (m mix) wish() gallery.Query {
	if m.IntN(6) == 0 {
		return m.query()
	}
	q := gallery.Query{Trash: m.IntN(15) == 0}
	for range m.IntN(4) {
		q.All = append(q.All, m.subject(pick(m.album, m.photos)))
	}
	if m.IntN(8) == 0 {
		q.All = append(q.All, gallery.NewTerm(pick(m.album, []gallery.Kind{gallery.Word, gallery.Person, gallery.PlaceTerm}), "unicorn"))
	}
	if m.IntN(4) == 0 {
		q.Any = append(q.Any, gallery.Either(m.subject(pick(m.album, m.photos)), m.subject(pick(m.album, m.photos))))
	}
	if m.IntN(5) == 0 {
		q.Any = append(q.Any, m.group(pick(m.album, m.photos)))
	}
	if m.IntN(4) == 0 {
		q.None = append(q.None, m.subject(pick(m.album, m.photos)))
	}
	for range m.IntN(3) {
		from := pick(m.album, m.photos).Taken.AddDate(0, 0, -m.IntN(40))
		q.Times = append(q.Times, gallery.Span{From: from, To: from.AddDate(0, 0, 1+m.IntN(40))})
	}
	return q
}

// Inquire asks what there is instead of a query, and holds every answer to what it
// says: the oracle finds as many photos, at the price of at most 2 requests. It
// gives the answers.
func (b *Bench) Inquire(tb testing.TB, q gallery.Query) []gallery.Instead {
	tb.Helper()
	ctx, tracker := table.Track(tb.Context())
	all, err := b.Instead(ctx, q)
	if err != nil {
		tb.Fatalf("%+v: %v", q, err)
	}
	if cost := tracker.Usage(); cost.Requests > 2 || cost.ReadUnits > 100 {
		tb.Errorf("%+v: %d requests and %.0f read units", q, cost.Requests, cost.ReadUnits)
	}
	if len(all) > 5 {
		tb.Errorf("%+v: %d are offered", q, len(all))
	}
	for n, in := range all {
		total := len(b.Oracle.Find(in.Query))
		if in.Total < 1 || in.Total > total || in.Exact && in.Total != total {
			tb.Errorf("%+v: %+v: it finds %d", q, in, total)
		}
		if in.Query.Trash != q.Trash || in.Query.Order != q.Order || in.Query.Limit != q.Limit || in.AnyTime && in.Query.Times != nil {
			tb.Errorf("%+v: %+v is another wish", q, in)
		}
		if same := in; slices.ContainsFunc(all[:n], func(other gallery.Instead) bool { return equal(other.Query, same.Query) }) {
			tb.Errorf("%+v: %+v is offered twice", q, in)
		}
	}
	return all
}

// Knowing gives the same bench with a process that has the vocabulary.
func (b *Bench) Knowing(tb testing.TB) *Bench {
	tb.Helper()
	knowing := *b
	knowing.Reopen()
	if _, err := knowing.Vocabulary(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	return &knowing
}

// instead asks for what is not there, by a process that has just started, by one
// that has found nothing, and by one that knows the vocabulary.
func instead(t *testing.T, b *Bench) {
	t.Helper()
	photos := Album(15, 700)
	b.Fill(t, photos)
	for _, p := range photos[:60] {
		p, err := b.Trash(t.Context(), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		b.Oracle.Put(p)
	}
	knowing := b.Knowing(t)
	helped, wishes := 0, Wishes(16, b.Oracle, photos, 160)
	for _, q := range wishes {
		b.Reopen()
		cold := b.Inquire(t, q)
		if _, err := b.Find(t.Context(), q); err != nil {
			t.Fatal(err)
		}
		b.Inquire(t, q)
		all := knowing.Inquire(t, q)
		if len(all) > 0 {
			helped++
		}
		if len(cold) > 0 && len(all) == 0 {
			t.Errorf("%+v: who knows more has nothing to offer, but %+v", q, cold)
		}
		for _, in := range all {
			if !in.Exact && len(q.Any) == 0 && len(q.All) > 0 {
				t.Errorf("%+v: %+v is not exact among 700 photos", q, in)
			}
		}
	}
	t.Logf("of %d wishes that find nothing %d have something instead", len(wishes), helped)
	if helped < len(wishes)*2/3 {
		t.Errorf("only %d of %d wishes have something instead", helped, len(wishes))
	}
}

func equal(a, b gallery.Query) bool {
	same := func(a, b []gallery.Term) bool { return slices.Equal(a, b) }
	return same(a.All, b.All) && same(a.None, b.None) && slices.EqualFunc(a.Times, b.Times, equalSpans) && (a.Times == nil) == (b.Times == nil) &&
		slices.EqualFunc(a.Any, b.Any, func(a, b gallery.Group) bool {
			return slices.EqualFunc(a, b, func(a, b gallery.Choice) bool {
				return same(a.All, b.All) && same(a.None, b.None) && slices.EqualFunc(a.Times, b.Times, equalSpans)
			})
		})
}

func equalSpans(a, b gallery.Span) bool { return a.From.Equal(b.From) && a.To.Equal(b.To) }
