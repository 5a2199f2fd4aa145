package intentstest_test

import (
	"os"
	"path/filepath"
	"strconv"
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
const atLeast = 60

func TestTranscriptsAtEveryChannel(t *testing.T) {
	all := transcripts(t)
	if len(all) < atLeast {
		t.Fatalf("got %d transcripts, want %d or more", len(all), atLeast)
	}
	w := intentstest.Open(t)
	var people int
	for name, tr := range all {
		people++
		user := intentstest.Anna + strconv.Itoa(people)
		for _, speaker := range []intentstest.Speaker{w.NewAlexa(user, alexasim.Hub), w.NewSlack(t, user)} {
			t.Run(name+"/"+speaker.Channel(), func(t *testing.T) {
				tr.Play(t, w, speaker)
			})
		}
	}
}
