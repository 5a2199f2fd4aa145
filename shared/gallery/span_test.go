package gallery_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
)

// at is a moment some seconds into the year 2020; 0 is open.
func at(seconds float64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(seconds * float64(time.Second)))
}

// spans gives times of bounds in pairs.
func spans(bounds ...float64) gallery.Times {
	ts := gallery.Times{}
	for n := 0; n < len(bounds); n += 2 {
		ts = append(ts, gallery.Span{From: at(bounds[n]), To: at(bounds[n+1])})
	}
	return ts
}

func TestTimesAreSetsOfMoments(t *testing.T) {
	for _, tt := range []struct {
		name      string
		got, want gallery.Times
	}{
		{"spans come in order", spans(50, 60, 10, 20).Tidy(), spans(10, 20, 50, 60)},
		{"spans that overlap are one", spans(10, 30, 20, 40).Tidy(), spans(10, 40)},
		{"spans that touch are one", spans(20, 40, 10, 20).Tidy(), spans(10, 40)},
		{"a span within another goes", spans(10, 40, 20, 30).Tidy(), spans(10, 40)},
		{"a span with nothing in it goes", spans(10, 20, 40, 40, 60, 50).Tidy(), spans(10, 20)},
		{"nothing but empty spans is never", spans(40, 40).Tidy(), gallery.Never()},
		{"no spans at all are never", gallery.Times{}.Tidy(), gallery.Never()},
		{"every moment is every moment", gallery.Times(nil).Tidy(), nil},
		{"a span open on both sides is every moment", spans(10, 20, 0, 0).Tidy(), nil},
		{"what is open takes in all after it", spans(10, 0, 30, 40).Tidy(), spans(10, 0)},
		{"open sides that meet are every moment", spans(0, 30, 20, 0).Tidy(), nil},
		{"a part of a second is rounded up", spans(10.2, 20.7).Tidy(), spans(11, 21)},
		{"a span within a second is none", spans(10.2, 10.7).Tidy(), gallery.Never()},
		{"a span over the beginning of a second is that second", spans(9.9, 10.1).Tidy(), spans(10, 11)},
		{"both of two", spans(10, 30, 50, 70).And(spans(20, 60)), spans(20, 30, 50, 60)},
		{"both of two apart is never", spans(10, 20).And(spans(20, 30)), gallery.Never()},
		{"both of open spans", spans(0, 30).And(spans(20, 0)), spans(20, 30)},
		{"both with every moment", gallery.Times(nil).And(spans(20, 30, 10, 20)), spans(10, 30)},
		{"both with never", spans(10, 20).And(gallery.Never()), gallery.Never()},
		{"either of two", spans(10, 20).Or(spans(15, 30)), spans(10, 30)},
		{"either with never", spans(10, 20).Or(gallery.Never()), spans(10, 20)},
		{"either with every moment", spans(10, 20).Or(nil), nil},
		{"what a span leaves", spans(10, 20).Not(), spans(0, 10, 20, 0)},
		{"what spans leave", spans(10, 20, 30, 0).Not(), spans(0, 10, 20, 30)},
		{"what is open at the beginning leaves", spans(0, 10).Not(), spans(10, 0)},
		{"every moment leaves none", gallery.Times(nil).Not(), gallery.Never()},
		{"never leaves every moment", gallery.Never().Not(), nil},
		{"the hull of spans", gallery.Times{spans(50, 60, 10, 20).Hull()}, spans(10, 60)},
		{"the hull of an open span", gallery.Times{spans(50, 0, 10, 20).Hull()}, spans(10, 0)},
		{"the hull of every moment", gallery.Times{gallery.Times(nil).Hull()}, spans(0, 0)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.got, tt.want); diff != "" {
				t.Errorf("got -, want +:\n%s", diff)
			}
		})
	}
}

func TestTimesKnowWhenThereAreNone(t *testing.T) {
	for _, tt := range []struct {
		name string
		ts   gallery.Times
		want bool
	}{
		{"never", gallery.Never(), true},
		{"no spans", gallery.Times{}, true},
		{"spans that end before they begin", spans(30, 20, 10, 10), true},
		{"a span within a second", spans(10.2, 10.7), true},
		{"every moment", nil, false},
		{"one second", spans(10, 11), false},
		{"an open end", spans(10, 0), false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.ts.Never(); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// TestTimesAgreeWithTheirMoments holds what the methods make of random times to what
// is true of each second of a minute, and of moments within it.
func TestTimesAgreeWithTheirMoments(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	bound := func() float64 {
		switch n := rnd.IntN(60); {
		case n < 4:
			return 0
		case n < 20:
			return float64(n) + rnd.Float64()
		default:
			return float64(n)
		}
	}
	random := func() gallery.Times {
		if rnd.IntN(20) == 0 {
			return nil
		}
		ts := gallery.Times{}
		for range rnd.IntN(5) {
			ts = append(ts, gallery.Span{From: at(bound()), To: at(bound())})
		}
		return ts
	}
	for range 600 {
		a, b := random(), random()
		and, or, not, tidy := a.And(b), a.Or(b), a.Not(), a.Tidy()
		hull := gallery.Times{a.Hull()}
		some := false
		for second := -2.0; second < 64; second += 0.5 {
			m := at(second + 0.25)
			in := a.Has(m)
			some = some || in
			for name, agrees := range map[string]bool{
				"And":  and.Has(m) == (in && b.Has(m)),
				"Or":   or.Has(m) == (in || b.Has(m)),
				"Not":  not.Has(m) != in,
				"Tidy": tidy.Has(m) == in,
				"Hull": hull.Has(m) || !in,
			} {
				if !agrees {
					t.Fatalf("%s of %v and %v is wrong at %s", name, a, b, m)
				}
			}
		}
		if a.Never() == some {
			t.Fatalf("%v is never: %v", a, a.Never())
		}
		for name, laws := range map[string][2]gallery.Times{
			"tidied twice":                 {tidy.Tidy(), tidy},
			"not twice":                    {not.Not(), tidy},
			"not either is neither":        {or.Not(), not.And(b.Not())},
			"not both is not one of them":  {and.Not(), not.Or(b.Not())},
			"both are the same round":      {and, b.And(a)},
			"either is the same round":     {or, b.Or(a)},
			"with what is left it is all":  {a.Or(not), nil},
			"and what is left, it is none": {a.And(not), gallery.Never()},
		} {
			if diff := cmp.Diff(laws[0], laws[1]); diff != "" {
				t.Fatalf("%s, %v and %v: got -, want +:\n%s", name, a, b, diff)
			}
		}
		for n, s := range tidy {
			if n > 0 && !tidy[n-1].To.Before(s.From) {
				t.Fatalf("%v is not tidy", tidy)
			}
		}
	}
}
