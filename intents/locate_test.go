package intents_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents/intentstest"
	"shoebox/shared/account"
	"shoebox/shared/gallery"
)

func TestAnAskerIsWhereTheirAccountSaysElseWhereTheChannelFindsThem(t *testing.T) {
	w := intentstest.Open(t)
	zone := func(name string) *time.Location {
		t.Helper()
		z, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		return z
	}
	// An hour after noon in Berlin it is the 22nd in Lisbon, and already the 23rd on Kiritimati.
	const east = "Pacific/Kiritimati"
	tests := []struct {
		name    string
		account string
		channel *time.Location
		found   *time.Location // nil is a channel that finds nobody
		asks    bool
		want    string // the day before today
	}{
		{"the account says", "Europe/Lisbon", zone(east), zone(east), false, "2026-11-21"},
		{"the channel finds them", "", zone("Europe/Lisbon"), zone(east), true, "2026-11-22"},
		{"the channel finds nobody, and takes them to be somewhere", "", zone(east), nil, true, "2026-11-22"},
		{"nobody knows", "", nil, nil, true, "2026-11-21"},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			people := &accounts{identify: func() (account.Actor, error) {
				return account.Actor{User: "anna", Zone: tt.account, Membership: gallery.Membership{Gallery: intentstest.Family, Role: gallery.Viewer}}, nil
			}}
			asked := false
			r := ask(w, "locate"+string(rune('a'+i)), "photos from yesterday")
			r.At = r.At.Add(3 * time.Hour)
			r.Zone = tt.channel
			r.Locate = func(context.Context) *time.Location { asked = true; return tt.found }
			reply := serve(t, w.NewRouter(people), r)
			if asked != tt.asks {
				t.Errorf("the channel was asked: %v, want %v", asked, tt.asks)
			}
			var days []string
			for _, s := range reply.Query.Times {
				days = append(days, s.From.Format(time.DateOnly))
			}
			if diff := cmp.Diff(days, []string{tt.want}); diff != "" {
				t.Errorf("yesterday (-got +want):\n%s", diff)
			}
		})
	}
}
