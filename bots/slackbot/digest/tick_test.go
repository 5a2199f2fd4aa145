package digest_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/bots/slackbot/digest"
	"shoebox/shared/fault"
	"shoebox/shared/table/tabletest"
)

// TestEachDayOnceAcrossTheYear runs every quarter of an hour around the days on which
// clocks change: each day's digest is handed on at its time on that clock, once.
func TestEachDayOnceAcrossTheYear(t *testing.T) {
	tests := []struct {
		name string
		rule digest.Rule
		from string
		days int
	}{
		{"Lisbon, forward", lisbon(morning), "2026-03-27T12:00:00Z", 2},
		{"Lisbon, back", lisbon(morning), "2026-10-23T12:00:00Z", 2},
		{"New York, forward", digest.Rule{At: morning, Zone: "America/New_York"}, "2026-03-06T18:00:00Z", 2},
		{"New York, back", digest.Rule{At: morning, Zone: "America/New_York"}, "2026-10-30T18:00:00Z", 2},
		{"within the hour that is skipped", digest.Rule{At: 150 * time.Minute, Zone: "America/New_York"}, "2026-03-06T18:00:00Z", 2},
		{"within the hour that comes twice", digest.Rule{At: 90 * time.Minute, Zone: "America/New_York"}, "2026-10-30T18:00:00Z", 2},
		{"India", digest.Rule{At: morning, Zone: "Asia/Kolkata"}, "2026-03-26T00:00:00Z", 2},
		{"Nepal", digest.Rule{At: 18*time.Hour + 30*time.Minute, Zone: "Asia/Kathmandu"}, "2026-03-26T00:00:00Z", 2},
		{"half an hour forward", digest.Rule{At: morning, Zone: "Australia/Lord_Howe"}, "2026-10-02T12:00:00Z", 2},
		{"weekdays", digest.Rule{At: morning, Zone: "Europe/Lisbon", Weekdays: true}, "2026-10-23T00:00:00Z", 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, tt.from)
			s := d.keep(t, tt.rule)
			zone := must(time.LoadLocation(tt.rule.Zone))(t)
			begin := at(t, tt.from)
			var want []time.Time
			for next := begin; ; want = append(want, next) {
				if next = must(tt.rule.Next(next))(t); next.After(begin.AddDate(0, 0, tt.days)) {
					break
				}
			}
			var got []time.Time
			for now := begin; !now.After(begin.AddDate(0, 0, tt.days)); now = now.Add(digest.Quarter) {
				d.tick(t, now.Add(20*time.Second)) // as late as schedules are
				d.mu.Lock()
				for _, due := range d.handed {
					got = append(got, now)
					if due.Place != s.Place || !due.At.Equal(now) || due.Day != now.In(zone).Format(time.DateOnly) {
						t.Errorf("at %v: got %+v", now, due)
					}
				}
				d.handed = nil
				d.mu.Unlock()
			}
			if diff := cmp.Diff(want, got, cmp.Comparer(time.Time.Equal)); diff != "" {
				t.Errorf("times (-want +got):\n%s", diff)
			}
			if left := d.left(t); len(left) != 2 {
				t.Errorf("got items %q, want the subscription and its place in a slot", left)
			}
		})
	}
}

func TestRunsThatAreLateMissedOrRepeated(t *testing.T) {
	const eve = "2026-11-22T12:00:00Z"
	day := func(clock string) string { return "2026-11-23T" + clock + ":10Z" }
	tests := []struct {
		name string
		runs []string
		want []string
	}{
		{"on time", []string{day("07:45"), day("08:00"), day("08:15")}, []string{"2026-11-23"}},
		{"the same run twice", []string{day("08:00"), day("08:00"), day("08:00")}, []string{"2026-11-23"}},
		{"a run that is missed is made up for", []string{day("07:45"), day("08:15")}, []string{"2026-11-23"}},
		{"within the hour", []string{day("07:45"), "2026-11-23T09:00:00Z"}, []string{"2026-11-23"}},
		{"and not after it", []string{day("07:45"), day("09:15"), day("09:30")}, nil},
		{"the next day then", []string{day("07:45"), day("12:00"), "2026-11-24T08:00:05Z"}, []string{"2026-11-24"}},
		{"after days without any run", []string{day("08:00"), "2026-11-27T08:00:05Z"}, []string{"2026-11-23", "2026-11-27"}},
		{"after days without any run, at another time", []string{day("08:00"), "2026-11-27T10:00:05Z", "2026-11-28T08:00:05Z"}, []string{"2026-11-23", "2026-11-28"}},
		{"an old run that comes late changes nothing", []string{day("08:15"), day("08:00"), day("08:30")}, []string{"2026-11-23"}},
		{"the first run ever", []string{day("08:30")}, []string{"2026-11-23"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, eve)
			d.keep(t, lisbon(morning))
			for _, run := range tt.runs {
				d.tick(t, at(t, run))
			}
			if diff := cmp.Diff(tt.want, d.days()); diff != "" {
				t.Errorf("days (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnOutageOverTheDayThatClocksChange(t *testing.T) {
	tests := []struct {
		name, eve string
		runs      []string
		want      []string
	}{
		{"forward", "2026-03-27T12:00:00Z", []string{"2026-03-28T08:00:00Z", "2026-03-31T06:45:00Z", "2026-03-31T07:00:00Z", "2026-03-31T08:00:00Z", "2026-04-01T07:00:00Z"}, []string{"2026-03-28", "2026-03-31", "2026-04-01"}},
		{"back", "2026-10-23T12:00:00Z", []string{"2026-10-24T07:00:00Z", "2026-10-27T07:00:00Z", "2026-10-27T08:00:00Z", "2026-10-28T08:00:00Z"}, []string{"2026-10-24", "2026-10-27", "2026-10-28"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, tt.eve)
			d.keep(t, lisbon(morning))
			for _, run := range tt.runs {
				d.tick(t, at(t, run))
			}
			if diff := cmp.Diff(tt.want, d.days()); diff != "" {
				t.Errorf("days (-want +got):\n%s", diff)
			}
		})
	}
}

// TestFaultsOfARun has each request of a run go wrong, before and after its effect:
// the next runs hand on what was left, and of what is handed on twice the id is the
// same.
func TestFaultsOfARun(t *testing.T) {
	for _, when := range []tabletest.When{tabletest.Before, tabletest.After} {
		for nth := 1; nth <= 20; nth++ { // 17 reads and 5 writes
			for name, plan := range map[string]func(*tabletest.Faulty){
				"write": func(f *tabletest.Faulty) { f.FailWrites(tabletest.Fault{Nth: nth, When: when}) },
				"read":  func(f *tabletest.Faulty) { f.FailReads(tabletest.Fault{Nth: nth, When: when}) },
			} {
				if name == "write" && nth > 6 || name == "read" && when == tabletest.After {
					continue
				}
				d := newDesk(t, "2026-03-28T00:00:00Z")
				for _, channel := range []string{"C0001", "C0002", "D0001", "G0001"} {
					must(d.Set(t.Context(), subscription(channel, lisbon(morning))))(t)
				}
				d.tick(t, at(t, "2026-03-28T07:45:05Z"))
				plan(d.store.Faulty)
				for now := at(t, "2026-03-28T08:00:05Z"); now.Before(at(t, "2026-03-28T09:00:00Z")); now = now.Add(digest.Quarter) {
					d.set(now)
					_, _ = d.Tick(t.Context(), now, d.hand) // the next one makes up for it
				}
				d.store.Faulty.FailWrites()
				d.store.Faulty.FailReads()
				ids := map[string]bool{}
				for _, due := range d.handed {
					ids[due.ID()] = true
				}
				if len(ids) != 4 {
					t.Errorf("%s %d, %v: got %d digests handed on, want 4", name, nth, when, len(ids))
				}
				d.handed = nil
				d.tick(t, at(t, "2026-03-29T07:00:05Z")) // an hour earlier, on the same clock
				if days := slices.Compact(d.days()); len(days) != 1 || len(d.left(t)) != 8 {
					t.Errorf("%s %d, %v: then got %q and %d items", name, nth, when, days, len(d.left(t)))
				}
			}
		}
	}
}

func TestAQueueThatFailsIsMadeUpFor(t *testing.T) {
	d := newDesk(t, "2026-11-22T12:00:00Z")
	d.keep(t, lisbon(morning))
	d.set(at(t, "2026-11-23T08:00:00Z"))
	down := fault.New("test.Send", fault.Unavailable, "down")
	if _, err := d.Tick(t.Context(), d.clock(), func(context.Context, digest.Due) error { return down }); !fault.Is(err, fault.Unavailable) {
		t.Fatalf("got %v, want unavailable", err)
	}
	d.tick(t, at(t, "2026-11-23T08:15:00Z"))
	if got := d.days(); len(got) != 1 {
		t.Errorf("got %q, want the one", got)
	}
}

// TestRunsSideBySide has several runs at once: all is handed on, and what is handed on
// twice has the same id.
func TestRunsSideBySide(t *testing.T) {
	d := newDesk(t, "2026-11-22T12:00:00Z")
	const channels = 40
	for i := range channels {
		must(d.Set(t.Context(), subscription(fmt.Sprintf("C%04d", i), lisbon(morning))))(t)
	}
	d.set(at(t, "2026-11-23T08:00:01Z"))
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if _, err := d.Tick(t.Context(), d.clock(), d.hand); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	ids := map[string]bool{}
	for _, due := range d.handed {
		ids[due.ID()] = true
	}
	if len(ids) != channels {
		t.Errorf("got %d, want %d", len(ids), channels)
	}
	d.handed = nil
	d.tick(t, at(t, "2026-11-24T08:00:01Z"))
	if got := len(d.handed); got != channels {
		t.Errorf("a day later: got %d, want %d", got, channels)
	}
}

func TestWhatIsStoppedOrChangedWhileARunIsAtIt(t *testing.T) {
	changes := map[string]func(*testing.T, *desk){
		"stopped": func(t *testing.T, d *desk) {
			t.Helper()
			must(d.Stop(t.Context(), subscription("C0001", digest.Rule{}).Place))(t)
		},
		"moved": func(t *testing.T, d *desk) { t.Helper(); d.keep(t, lisbon(9*time.Hour)) },
	}
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-03-27T12:00:00Z")
			d.keep(t, lisbon(morning))
			now := at(t, "2026-03-28T08:00:00Z") // before its slot changes
			d.set(now)
			must(d.Tick(t.Context(), now, func(context.Context, digest.Due) error { change(t, d); return nil }))(t)
			want := map[string]int{"stopped": 0, "moved": 2}[name]
			if left := d.left(t); len(left) != want {
				t.Errorf("got %q left, want %d items", left, want)
			}
			d.tick(t, at(t, "2026-03-28T09:00:00Z"))
			if got := len(d.days()); got != want/2 {
				t.Errorf("an hour later: got %d, want %d", got, want/2)
			}
		})
	}
}

// TestWhatARunCosts: it does not depend on how many digests there are, but on how many
// are due.
func TestWhatARunCosts(t *testing.T) {
	d := newDesk(t, "2026-11-22T12:00:00Z")
	d.tick(t, at(t, "2026-11-22T12:00:00Z"))
	const due, others = 50, 400
	for i := range due + others {
		rule := lisbon(morning)
		if i >= due {
			rule.At += 6 * time.Hour
		}
		items := must(subscription(fmt.Sprintf("C%04d", i), rule).Items(d.clock()))(t)
		d.batch(t, items)
	}
	d.tick(t, at(t, "2026-11-23T07:45:00Z"))
	d.days()
	before := d.store.Meter.Usage()
	run := d.tick(t, at(t, "2026-11-23T08:00:00Z"))
	used := d.store.Meter.Usage()
	if diff := cmp.Diff(digest.Run{Slots: 1, Queued: due}, run); diff != "" || len(d.days()) != due {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	if requests := used.Requests - before.Requests; requests != 16+2+due {
		t.Errorf("got %d requests, want one for each shard, two for the note, and one for each digest", requests)
	}
	if wcu := used.WriteUnits - before.WriteUnits; wcu != due+1 {
		t.Errorf("got %v WCU, want %d", wcu, due+1)
	}
	if rcu := used.ReadUnits - before.ReadUnits; rcu > 16*0.5+1+due*0.05 {
		t.Errorf("got %v RCU", rcu)
	}
	before = used
	d.tick(t, at(t, "2026-11-23T08:15:00Z"))
	used = d.store.Meter.Usage()
	if requests := used.Requests - before.Requests; requests != 18 {
		t.Errorf("with nothing due: got %d requests, want 18", requests)
	}
}

func TestAZoneThatIsKnownNoMoreIsInNobodysWay(t *testing.T) {
	d := newDesk(t, "2026-11-22T12:00:00Z")
	for i := range 40 {
		items := must(subscription(fmt.Sprintf("C%04d", i), lisbon(morning)).Items(d.clock()))(t)
		if i%4 == 0 {
			items[1].Attributes["zone"] = "Mars/Olympus"
		}
		d.batch(t, items)
	}
	if run := d.tick(t, at(t, "2026-11-23T08:00:00Z")); run.Lost != 10 || run.Queued != 30 {
		t.Errorf("got %+v, want ten lost and the others handed on", run)
	}
}

// TestAHundredThousandAreSpread puts 100,000 people who get up at the same time over
// the partitions of their slot.
func TestAHundredThousandAreSpread(t *testing.T) {
	partitions := map[string]int{}
	const all = 100_000
	begin := at(t, "2026-11-22T12:00:00Z")
	for i := range all {
		s := subscription(fmt.Sprintf("C%06d", i), lisbon(morning))
		partitions[must(s.Items(begin))(t)[1].Partition]++
	}
	if len(partitions) != 16 {
		t.Fatalf("got %d partitions, want 16", len(partitions))
	}
	for partition, n := range partitions {
		if n < all/16*9/10 || n > all/16*11/10 {
			t.Errorf("%s: got %d, want about %d", partition, n, all/16)
		}
	}
}
