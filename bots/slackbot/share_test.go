package slackbot_test

import (
	"errors"
	"net/http"
	"runtime"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestShareThatSlackHasNoTimeForIsSharedOnce_3_13(t *testing.T) {
	tests := []struct {
		name   string
		script []answer
		shared int
	}{
		{"not taken, and brought again", slices.Repeat([]answer{{status: 429}}, 3), 1},
		{"maybe taken, and not brought again", []answer{{status: 429}, {err: errors.New("connection reset")}}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newSpeaker(t, nil)
				preview := s.ask(t, "beach")
				s.client.Transport = byHost{"slack.com": s.api, "": &flaky{next: s.Client().Transport, script: tt.script}}
				s.rewire()
				must(s.Press(t.Context(), preview, "shoebox.send"))(t)
				batch := s.batch()
				for range 2 {
					s.work(t, batch)
				}
				shared := 0
				for _, m := range s.Messages() {
					if !m.Ephemeral {
						shared++
					}
				}
				if shared != tt.shared {
					t.Errorf("got %d shared messages, want %d: %s", shared, tt.shared, s.log)
				}
			})
		})
	}
}

func TestShareSomebodyDiedOfIsNotMadeTwice_3_5(t *testing.T) {
	s := newSpeaker(t, nil)
	preview := s.ask(t, "beach")
	simulated := s.Client().Transport
	s.client.Transport = byHost{"slack.com": s.api, "": &flaky{next: simulated, script: []answer{{status: 429}}}}
	s.rewire()
	must(s.Press(t.Context(), preview, "shoebox.send"))(t)
	s.client.Transport = byHost{"slack.com": s.api, "": dying{simulated}}
	s.rewire()
	batch := s.batch()
	s.dies(t, batch)
	s.sleep(31 * time.Second)
	s.client.Transport = byHost{"slack.com": s.api, "": simulated}
	s.rewire()
	s.work(t, batch)
	shared := 0
	for _, m := range s.Messages() {
		if !m.Ephemeral {
			shared++
		}
	}
	if shared != 1 {
		t.Errorf("got %d shared messages, want 1: %s", shared, s.log)
	}
}

// dying has its caller die once a request was taken.
type dying struct{ next http.RoundTripper }

func (d dying) RoundTrip(r *http.Request) (*http.Response, error) {
	if _, err := d.next.RoundTrip(r); err != nil { //nolint:bodyclose // of a dead worker
		return nil, err
	}
	runtime.Goexit()
	return nil, nil //nolint:nilnil // never reached
}
