package digest_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/bots/slackbot/digest"
)

// TestARunThatIsOvertakenTurnsNothingBack has a later run go through while an earlier one
// hands on a digest.
func TestARunThatIsOvertakenTurnsNothingBack(t *testing.T) {
	d := newDesk(t, "2026-11-22T12:00:00Z")
	d.keep(t, lisbon(morning))
	d.tick(t, at(t, "2026-11-23T07:45:00Z"))
	var once sync.Once
	overtaken := func(ctx context.Context, due digest.Due) error {
		once.Do(func() { d.tick(t, at(t, "2026-11-23T08:30:00Z")) })
		return d.hand(ctx, due)
	}
	must(d.Tick(t.Context(), at(t, "2026-11-23T08:00:00Z"), overtaken))(t)
	d.days()
	if run := d.tick(t, at(t, "2026-11-23T08:45:00Z")); run != (digest.Run{Slots: 1}) {
		t.Errorf("then got %+v, want it to begin behind the later one", run)
	}
}

// TestWhatIsSetAnewWhileARunIsAtItStays has a digest be set anew after it was handed on,
// and before the run says when it is due next.
func TestWhatIsSetAnewWhileARunIsAtItStays(t *testing.T) {
	tests := []struct {
		name     string
		old, new digest.Rule
		due      string // by the old rule, and when it is set anew
		runs     []string
		want     [][]string // of each run, the days that were handed on
	}{
		{
			"on the weekend, too, in the slot it was in",
			digest.Rule{At: morning, Zone: "Europe/Lisbon", Weekdays: true}, lisbon(morning), "2026-11-20T08:00:00Z", // a Friday
			[]string{"2026-11-21T08:00:00Z", "2026-11-22T08:00:00Z"}, [][]string{{"2026-11-21"}, {"2026-11-22"}},
		},
		{
			"at the same time of another zone, whose clock does not change that night",
			lisbon(morning), digest.Rule{At: morning, Zone: "Etc/UTC"}, "2026-03-28T08:00:00Z",
			[]string{"2026-03-29T07:00:00Z", "2026-03-29T08:00:00Z"}, [][]string{nil, {"2026-03-29"}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			now := at(t, tt.due)
			d := newDesk(t, now.Add(-12*time.Hour).Format(time.RFC3339))
			d.keep(t, tt.old)
			d.set(now)
			must(d.Tick(t.Context(), now, func(context.Context, digest.Due) error { d.keep(t, tt.new); return nil }))(t)
			var got [][]string
			for _, run := range tt.runs {
				d.tick(t, at(t, run))
				got = append(got, d.days())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("handed on (-want +got):\n%s", diff)
			}
			if left := d.left(t); len(left) != 2 {
				t.Errorf("got %q left, want the subscription and its place in a slot", left)
			}
		})
	}
}
