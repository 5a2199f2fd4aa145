package intentstest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shoebox/intents/intentstest"
	"shoebox/skills/alexa/alexasim"
)

func transcripts(t *testing.T) map[string]intentstest.Transcript {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]intentstest.Transcript{}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		tr, err := intentstest.Read(f)
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all[strings.TrimSuffix(filepath.Base(name), ".txt")] = tr
	}
	return all
}

// atLeast is how many conversations there must be, so that none is lost unseen.
const atLeast = 30

func TestTranscriptsAtEveryChannel(t *testing.T) {
	all := transcripts(t)
	if len(all) < atLeast {
		t.Fatalf("got %d transcripts, want %d or more", len(all), atLeast)
	}
	for name, tr := range all {
		for channel, speaker := range map[string]func(t *testing.T, w *intentstest.World) intentstest.Speaker{
			"alexa": func(_ *testing.T, w *intentstest.World) intentstest.Speaker {
				return w.NewAlexa(intentstest.Anna, alexasim.Hub)
			},
			"slack": func(t *testing.T, w *intentstest.World) intentstest.Speaker {
				return w.NewSlack(t, intentstest.Anna)
			},
		} {
			t.Run(name+"/"+channel, func(t *testing.T) {
				t.Parallel()
				w := intentstest.Open(t)
				tr.Play(t, w, speaker(t, w))
				if t.Failed() {
					t.Log(w.Log)
				}
			})
		}
	}
}
