package photolink_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"testing"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
	"shoebox/shared/table/tabletest"
	"shoebox/shared/telemetry"
	"shoebox/shared/telemetry/telemetrytest"
)

func TestTheLogSaysWhatCameOfALink(t *testing.T) {
	expired := func(tg *photolink.Target) { tg.Expires = noon }
	none := func(tg *photolink.Target) { tg.Photo = "none" }
	words := func(tg *photolink.Target) { tg.Photo = "words" }
	tests := []struct {
		name    string
		path    func(stage) string
		want    telemetry.Outcome
		missing float64 // -1 is no metric
	}{
		{"a picture", func(s stage) string { return s.path(nil) }, telemetry.Served, 0},
		{"no photo", func(s stage) string { return s.path(none) }, telemetry.Missing, 1},
		{"a photo without a file", func(s stage) string { return s.path(words) }, telemetry.Missing, 1},
		{"a store that does not answer", func(s stage) string {
			s.store.FailReads(tabletest.Fault{Times: -1, Kind: fault.Internal})
			return s.path(nil)
		}, telemetry.Failed, 1},
		{"an expired link", func(s stage) string { return s.path(expired) }, telemetry.Expired, -1},
		{"a forged link", func(s stage) string { return s.path(nil) + "x" }, telemetry.Refused, -1},
		{"another path", func(stage) string { return "/x" }, telemetry.Refused, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var log bytes.Buffer
			s := set(t, func(c *photolink.HandlerConfig) {
				c.Log = telemetry.NewMetricLogger(&log, slog.LevelInfo, telemetry.Household, "")
			})
			s.add(t, gallery.Photo{ID: "words", Taken: noon})
			s.ask(t, "GET", tt.path(s))
			var line struct{ Outcome telemetry.Outcome }
			if err := json.Unmarshal(log.Bytes(), &line); err != nil {
				t.Fatalf("not one line: %v in %s", err, log.String())
			}
			missing := -1.0
			data, err := telemetrytest.Extract(log.Bytes(), noon)
			for _, d := range data {
				if d.Name == telemetry.MetricPicturesMissing {
					missing = d.Values[0]
				}
			}
			if err != nil || line.Outcome != tt.want || missing != tt.missing {
				t.Errorf("got %s and %v pictures missing, want %s and %v (%v): %s", line.Outcome, missing, tt.want, tt.missing, err, log.String())
			}
		})
	}
}

// panicking are photos that can't be looked at.
type panicking struct{}

func (panicking) Photo(context.Context, gallery.ID, gallery.PhotoID) (gallery.Photo, error) {
	panic("Private words")
}

func TestAPanicIsAPictureThatCantBeHadAndItsValueNotLogged(t *testing.T) {
	var log bytes.Buffer
	s := set(t, func(c *photolink.HandlerConfig) {
		c.Photos, c.Log = panicking{}, telemetry.NewLogger(&log, slog.LevelInfo)
	})
	if r := s.ask(t, "GET", s.path(nil)); r.status != 503 || r.body != drawn(t, "unavailable") {
		t.Errorf("got %d, want 503 and a placeholder", r.status)
	}
	if got := log.String(); !strings.Contains(got, `"msg":"panic"`) || !strings.Contains(got, `"outcome":"failed"`) || strings.Contains(got, "Private") {
		t.Errorf("got %s, want the panic's type and the picture's line", got)
	}
}
