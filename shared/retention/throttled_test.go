package retention_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/retention"
	"shoebox/shared/table/tabletest"
)

// A table of the free size takes some photos a minute, and a sweep has minutes.
func TestASweepWaitsForATableThatThrottles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // where pauses take no time
		p := newPlace(t)
		ids := p.fill(t, "ours", 70)
		p.trash(t, "ours", ids[:65]...)
		p.later(month + 24*time.Hour)
		p.table.Faulty.FailWrites(
			tabletest.Fault{Nth: 4, Times: 40, Kind: fault.Throttled}, tabletest.Fault{Nth: 48, Times: 100, Kind: fault.Throttled},
		)
		ctx, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
		defer cancel()
		got, err := p.sweep(ctx)
		if want := (retention.Report{Galleries: 1, Photos: 65}); got != want || err != nil {
			t.Errorf("swept %+v (%v), want %+v", got, err, want)
		}
		p.later(2 * 24 * time.Hour) // an object whose note could not be dropped is looked after then
		p.mustSweep(t)
		p.finish(t, "throttled writes", ids[65:]...)
	})
}

// Nothing is wrong with a sweep that has more to do than there is time: the next goes on.
func TestASweepThatATableThrottlesAllTheTimeEndsInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlace(t)
		var left []gallery.ID
		for n := range 20 {
			id := gallery.ID(fmt.Sprintf("gallery%d", n))
			p.trash(t, id, p.fill(t, id, 1)...)
			left = append(left, id)
		}
		p.later(month + 24*time.Hour)
		p.table.Faulty.FailWrites(tabletest.Fault{Times: -1, Kind: fault.Throttled})
		ctx, cancel := context.WithTimeout(t.Context(), 15*time.Minute)
		defer cancel()
		if got, err := p.sweep(ctx); got != (retention.Report{Unfinished: true}) || err != nil || ctx.Err() != nil {
			t.Errorf("swept %+v (%v), want it unfinished before its time is over (%v)", got, err, ctx.Err() == nil)
		}
		p.table.Faulty.FailWrites()
		p.mustSweep(t)
		for _, id := range left {
			p.wantLeft(t, id)
		}
	})
}
