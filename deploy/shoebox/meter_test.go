package main_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	shoebox "shoebox/deploy/shoebox"
	"shoebox/shared/ingest"
	"shoebox/shared/ingest/export"
)

// steady is an import of so many a second, one in ten of which is refused.
func steady(seconds, rate int) []ingest.Progress {
	var all []ingest.Progress
	for s := 1; s <= seconds; s++ {
		all = append(all, ingest.Progress{Received: s*rate + 2, Done: s * rate, Refused: s * rate / 10, Read: int64(100 * s * rate)})
	}
	return all
}

func TestTheMeterTellsStatesRateAndTimeLeft(t *testing.T) {
	tests := []struct {
		name     string
		of, size int64
		seconds  []ingest.Progress
		want     string
	}{
		{"while nobody knows how many there are", 0, 0, steady(5, 10), "received 52: 2 processing, 45 ready, 5 refused; 10.0 a second"},
		{"minutes before the end", 2000, 0, steady(5, 10), "received 52 of 2,000: 2 processing, 45 ready, 5 refused; 10.0 a second, about 3 minutes left"},
		{"hours before the end", 100_000, 0, steady(5, 8), "received 42 of 100,000: 2 processing, 36 ready, 4 refused; 8.0 a second, about 3 hours left"},
		{"seconds before the end", 100, 0, steady(5, 10), "received 52 of 100: 2 processing, 45 ready, 5 refused; 10.0 a second, a few seconds left"},
		{"half a minute before the end", 330, 0, steady(5, 10), "received 52 of 330: 2 processing, 45 ready, 5 refused; 10.0 a second, about 30 seconds left"},
		{"a minute before the end", 650, 0, steady(5, 10), "received 52 of 650: 2 processing, 45 ready, 5 refused; 10.0 a second, about 1 minute left"},
		{"of more than were counted", 20, 0, steady(5, 10), "received 52 of 52: 2 processing, 45 ready, 5 refused; 10.0 a second"},
		{"of records, by their bytes", 0, 65_000, steady(5, 10), "received 52: 2 processing, 45 ready, 5 refused; 10.0 a second, about 1 minute left"},
		{"with too few done to tell", 100, 0, steady(5, 1), "received 7 of 100: 2 processing, 5 ready, 0 refused; 1.0 a second"},
		{"with nothing done yet", 100, 0, make([]ingest.Progress, 5), "received 0 of 100: 0 processing, 0 ready, 0 refused"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got strings.Builder
			shoebox.Metered(&got, 0, tt.of, tt.size, tt.seconds)
			if diff := cmp.Diff(got.String(), tt.want+"\n"); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func TestTheRateIsThatOfTheLastHalfMinute(t *testing.T) {
	all := steady(100, 100)
	for s := 1; s <= 60; s++ { // what is there already went fast, the rest does not
		all = append(all, ingest.Progress{Received: 10_002 + s, Done: 10_000 + s})
	}
	var got strings.Builder
	shoebox.Metered(&got, 0, 10_180, 0, all)
	lines := strings.Split(strings.TrimSpace(got.String()), "\n")
	if want := "; 1.0 a second, about 2 minutes left"; !strings.HasSuffix(lines[len(lines)-1], want) {
		t.Errorf("got %q at the end, want %q", lines[len(lines)-1], want)
	}
	if len(lines) != 160/5 {
		t.Errorf("got %d lines, want one every five seconds", len(lines))
	}
}

func TestOnATerminalOneLineIsWrittenAnew(t *testing.T) {
	var got strings.Builder
	shoebox.Metered(&got, len("received 12 of 2,000: 2 proc")+1, 2000, 0, steady(3, 10))
	const again, rest = "\r\x1b[K", " of 2,000: 2 proc"
	want := again + "received 12" + rest + again + "received 22" + rest + again + "received 32" + rest + again
	if diff := cmp.Diff(got.String(), want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestWhileNothingIsInHandTheMeterTellsWhereTheWalkIs(t *testing.T) {
	walk := []export.Looking{{At: "part-002.zip"}, {At: "Takeout/Lake", Albums: true, Files: 1200}, {At: "pictures/\x1b[2J", Files: 120_000}}
	tests := []struct {
		name    string
		brought ingest.Progress
		want    string
	}{
		{"before anything is found", ingest.Progress{}, "looking at part-002.zip\nlooked for albums in 1,200 sidecars, now in Takeout/Lake\n" + `looked at 120,000 files, now in "pictures/\x1b[2J"` + "\n"},
		{"after all that was found is done", ingest.Progress{Received: 9, Done: 9, Refused: 2}, "received 9: 0 processing, 7 ready, 2 refused; looking at part-002.zip\n" +
			"received 9: 0 processing, 7 ready, 2 refused; looked for albums in 1,200 sidecars, now in Takeout/Lake\n" +
			`received 9: 0 processing, 7 ready, 2 refused; looked at 120,000 files, now in "pictures/\x1b[2J"` + "\n"},
		{"but not while something is", ingest.Progress{Received: 9, Done: 7}, strings.Repeat("received 9: 2 processing, 7 ready, 0 refused\n", 3)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got strings.Builder
			shoebox.Looked(&got, tt.brought, walk)
			if diff := cmp.Diff(got.String(), tt.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func TestTheMeterIsNotQuietForLongWhereATableThrottles(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got strings.Builder
		shoebox.Throttled(&got, 100*time.Second)
		want := strings.Repeat("received 2: 2 processing, 0 ready, 0 refused; the table takes no more at once\n", 3)
		if diff := cmp.Diff(got.String(), want); diff != "" {
			t.Errorf("(-got +want):\n%s", diff)
		}
	})
}
