package digest_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/bots/slackbot/digest"
	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
	"shoebox/shared/table/tabletest"
)

const noon = "2026-11-22T12:00:00Z"

func TestADigestIsKeptAsItWasAskedFor(t *testing.T) {
	d := newDesk(t, noon)
	want := subscription("C0001", digest.Rule{At: morning, Weekdays: true, Zone: "Asia/Kathmandu"})
	want.Installed = install.Workspace{Enterprise: "E1", Team: "T0001", OrgWide: true}
	if changed := must(d.Set(t.Context(), want))(t); !changed {
		t.Error("got nothing changed, want a new digest")
	}
	got := must(d.Find(t.Context(), want.Place))(t)
	want.Asked = at(t, noon)
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(digest.Subscription{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if changed := must(d.Set(t.Context(), want))(t); changed {
		t.Error("got a change, want the same digest to change nothing")
	}
	want.At += time.Hour
	if changed := must(d.Set(t.Context(), want))(t); !changed {
		t.Error("got nothing changed, want another time to")
	}
	if left := d.left(t); len(left) != 2 {
		t.Errorf("got %q, want one digest in one slot", left)
	}
	if _, err := d.Stop(t.Context(), want.Place); err != nil || len(d.left(t)) > 0 {
		t.Errorf("got %v and %q, want nothing left", err, d.left(t))
	}
	if _, err := d.Stop(t.Context(), want.Place); !fault.Is(err, fault.NotFound) {
		t.Errorf("stopped again: got %v, want not found", err)
	}
}

func TestWhatCannotBeKept(t *testing.T) {
	tests := []struct {
		name   string
		change func(*digest.Subscription)
	}{
		{"a time between the quarters", func(s *digest.Subscription) { s.At = 8*time.Hour + time.Minute }},
		{"a time after the day's end", func(s *digest.Subscription) { s.At = 24 * time.Hour }},
		{"a time before the day", func(s *digest.Subscription) { s.At = -digest.Quarter }},
		{"no zone", func(s *digest.Subscription) { s.Zone = "" }},
		{"a zone nobody knows", func(s *digest.Subscription) { s.Zone = "Mars/Olympus" }},
		{"a zone that is a path", func(s *digest.Subscription) { s.Zone = "../../etc/passwd" }},
		{"no channel", func(s *digest.Subscription) { s.Channel = "" }},
		{"a channel that would be another key", func(s *digest.Subscription) { s.Channel = "C1#C2" }},
		{"a team that would be another key", func(s *digest.Subscription) { s.Installed.Team = "T1#" }},
		{"nobody", func(s *digest.Subscription) { s.User = "" }},
		{"no member", func(s *digest.Subscription) { s.Member = "" }},
		{"no gallery", func(s *digest.Subscription) { s.Gallery = "" }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, noon)
			s := subscription("C0001", lisbon(morning))
			tt.change(&s)
			if _, err := d.Set(t.Context(), s); !fault.Is(err, fault.Invalid) || len(d.left(t)) > 0 {
				t.Errorf("got %v and %q, want it refused", err, d.left(t))
			}
		})
	}
}

func TestAWorkspaceHasABoundedNumberOfDigests(t *testing.T) {
	d := newDesk(t, noon)
	for i := range digest.MaxChannels {
		kind := "CCG"[i%3 : i%3+1] // public channels, and private ones of before and after
		must(d.Set(t.Context(), subscription(fmt.Sprintf("%s%04d", kind, i), lisbon(morning))))(t)
	}
	for i := range digest.MaxChannels + 1 { // each person has a conversation of their own
		must(d.Set(t.Context(), subscription(fmt.Sprintf("D%04d", i), lisbon(morning))))(t)
	}
	more := subscription("CMORE", lisbon(morning))
	if _, err := d.Set(t.Context(), more); !fault.Is(err, fault.TooLarge) {
		t.Errorf("one more: got %v, want too large", err)
	}
	must(d.Set(t.Context(), subscription("C0007", lisbon(9*time.Hour))))(t) // one that is there can be changed
	more.Team, more.Installed.Team = "T0002", "T0002"
	must(d.Set(t.Context(), more))(t) // another workspace has its own
	must(d.Stop(t.Context(), subscription("C0003", digest.Rule{}).Place))(t)
	must(d.Set(t.Context(), subscription("CMORE", lisbon(morning))))(t)
}

func TestWhereTheAppIsGoneNothingIsLeft(t *testing.T) {
	org := install.Workspace{Enterprise: "E1", Team: "T0009", OrgWide: true}
	tests := []struct {
		name string
		gone install.Workspace
		said string
		left int // of six items in three places
	}{
		{"a workspace", install.Workspace{Team: "T0001"}, "2026-11-23T00:00:00Z", 4},
		{"an organisation", install.Workspace{Enterprise: "E1", OrgWide: true}, "2026-11-23T00:00:00Z", 4},
		{"a workspace nobody knows", install.Workspace{Team: "T0007"}, "2026-11-23T00:00:00Z", 6},
		{"said of before it was asked for", install.Workspace{Team: "T0001"}, "2026-11-22T11:00:00Z", 6},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, noon)
			for i, w := range []install.Workspace{{Team: "T0001"}, org, {Team: "T00011"}} {
				s := subscription("C000"+string(rune('1'+i)), lisbon(morning))
				s.Installed, s.Team = w, w.Team
				must(d.Set(t.Context(), s))(t)
			}
			for range 2 { // Slack says so more than once
				if err := d.Forget(t.Context(), tt.gone, at(t, tt.said)); err != nil {
					t.Fatal(err)
				}
			}
			if left := d.left(t); len(left) != tt.left {
				t.Errorf("got %d items %q, want %d", len(left), left, tt.left)
			}
		})
	}
}

// TestDropLeavesWhatWasAskedForAnew: who finds out late that a digest is over does not
// take away another.
func TestDropLeavesWhatWasAskedForAnew(t *testing.T) {
	d := newDesk(t, noon)
	s := d.keep(t, lisbon(morning))
	old := must(d.Find(t.Context(), s.Place))(t)
	d.keep(t, lisbon(9*time.Hour))
	if err := d.Drop(t.Context(), old); err != nil || len(d.left(t)) != 2 {
		t.Errorf("got %v and %q, want the new one to stay", err, d.left(t))
	}
	now := must(d.Find(t.Context(), s.Place))(t)
	for range 2 {
		if err := d.Drop(t.Context(), now); err != nil || len(d.left(t)) != 0 {
			t.Errorf("got %v and %q, want nothing left", err, d.left(t))
		}
	}
}

func TestDropFindsWhatMovedToAnotherSlot(t *testing.T) {
	d := newDesk(t, "2026-03-27T12:00:00Z")
	s := d.keep(t, lisbon(morning))
	old := must(d.Find(t.Context(), s.Place))(t)
	d.tick(t, at(t, "2026-03-28T08:00:00Z"))
	if err := d.Drop(t.Context(), old); err != nil || len(d.left(t)) != 0 {
		t.Errorf("got %v and %q, want nothing left", err, d.left(t))
	}
}

// TestFaultsOfKeeping has each request of a change go wrong: done again, there is one
// digest in one slot, or none.
func TestFaultsOfKeeping(t *testing.T) {
	for _, when := range []tabletest.When{tabletest.Before, tabletest.After} {
		for nth := 1; nth <= 6; nth++ {
			for name, plan := range map[string]func(*tabletest.Faulty){
				"write": func(f *tabletest.Faulty) { f.FailWrites(tabletest.Fault{Nth: nth, When: when}) },
				"read":  func(f *tabletest.Faulty) { f.FailReads(tabletest.Fault{Nth: nth, When: when}) },
			} {
				t.Run(strings.Join([]string{name, fmt.Sprint(nth), fmt.Sprint(when)}, " "), func(t *testing.T) {
					d := newDesk(t, noon)
					d.keep(t, lisbon(9*time.Hour))
					s := subscription("C0001", lisbon(morning))
					plan(d.store.Faulty)
					if _, err := d.Set(t.Context(), s); err != nil {
						must(d.Set(t.Context(), s))(t)
					}
					if left := d.left(t); len(left) != 2 || !strings.Contains(strings.Join(left, " "), "Y#0800#") {
						t.Errorf("kept: got %q, want it in its new slot alone", left)
					}
					if _, err := d.Stop(t.Context(), s.Place); err != nil {
						if _, err := d.Stop(t.Context(), s.Place); err != nil && !fault.Is(err, fault.NotFound) {
							t.Fatal(err)
						}
					}
					if left := d.left(t); len(left) != 0 {
						t.Errorf("stopped: got %q, want nothing", left)
					}
				})
			}
		}
	}
}

// TestARunThatMovesADigestBetweenTheStepsOfAChange has clocks change, and a run move the
// digest to its new slot, after a change has read where it lies and before it writes.
func TestARunThatMovesADigestBetweenTheStepsOfAChange(t *testing.T) {
	d := newDesk(t, "2026-03-28T00:00:00Z")
	d.keep(t, lisbon(morning))
	d.tick(t, at(t, "2026-03-28T07:45:05Z"))
	d.set(at(t, "2026-03-28T08:00:05Z")) // the next is an hour earlier, on the same clock
	var moved digest.Run
	d.store.Faulty.FailWrites(tabletest.Fault{Spare: true, Do: func() {
		d.store.Faulty.FailWrites()
		moved = d.tick(t, d.clock())
	}})
	later := lisbon(18 * time.Hour)
	if changed, err := d.Set(t.Context(), subscription("C0001", later)); err != nil || !changed {
		t.Fatalf("got %v, %v, want it changed", changed, err)
	}
	if moved.Moved != 1 {
		t.Fatalf("got %+v, want the run to move it: else this proves nothing", moved)
	}
	if left := d.left(t); len(left) != 2 {
		t.Errorf("got items %q, want the subscription and its place in a slot", left)
	}
	d.days()
	var got []string
	for now := at(t, "2026-03-28T08:15:05Z"); now.Before(at(t, "2026-03-29T20:00:00Z")); now = now.Add(digest.Quarter) {
		d.tick(t, now)
		for range d.days() {
			got = append(got, now.Format("Jan _2 15:04"))
		}
	}
	if diff := cmp.Diff(got, []string{"Mar 28 18:00", "Mar 29 17:00"}); diff != "" {
		t.Errorf("handed on at: got -, want +:\n%s", diff)
	}
}
