package events_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/deploy/events"
)

// files gives the sample events by name.
func files(t *testing.T) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob("*.json")
	if err != nil || len(paths) < 8 {
		t.Fatalf("got %d events, want eight or more (%v)", len(paths), err)
	}
	all := map[string][]byte{}
	for _, path := range paths {
		if all[path], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func sample(t *testing.T) events.Sender {
	t.Helper()
	s, err := events.Sample()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// verify checks an event's signature as the bot does.
func verify(t *testing.T, s events.Sender, raw []byte) error {
	t.Helper()
	var e struct {
		Headers map[string]string
		Body    string
	}
	if err := json.Unmarshal(raw, &e); err != nil {
		t.Fatal(err)
	}
	h := http.Header{}
	for name, value := range e.Headers {
		h.Set(name, value)
	}
	return slackbot.Verify([]string{s.Secret}, h, []byte(e.Body), s.At)
}

func TestTheSamplesAreSigned(t *testing.T) {
	s := sample(t)
	for name, raw := range files(t) {
		signed, err := s.Sign(name, raw)
		if err != nil || !bytes.Equal(signed, raw) {
			t.Errorf("%s is not signed as its sender signs it (%v): run shoebox generate", name, err)
		}
		if strings.HasPrefix(name, "slack-") {
			if err := verify(t, s, raw); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestNoTwoSamplesHaveTheSameID(t *testing.T) {
	id := regexp.MustCompile(`sample-[a-z-]+[a-z]`)
	for name, raw := range files(t) {
		found := id.FindAllString(string(raw), -1)
		if len(found) == 0 && !strings.HasSuffix(name, "url-verification.json") {
			t.Errorf("%s has no id of its own", name)
		}
		for _, one := range found {
			if one != "sample-"+strings.TrimSuffix(name, ".json") {
				t.Errorf("%s has the id %s, want its own name", name, one)
			}
		}
	}
}

func TestASampleIsSentAgainAsAnotherRequest(t *testing.T) {
	old := sample(t)
	later := events.Sender{Secret: "another secret", Links: old.Links, At: old.At.AddDate(1, 0, 0)}
	for name, raw := range files(t) {
		again, err := later.Again(raw, "other-1")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if bytes.Contains(again, []byte("sample-")) || bytes.Contains(again, []byte(old.At.Format(time.RFC3339))) {
			t.Errorf("%s keeps its id or its time", name)
		}
		if strings.HasPrefix(name, "slack-") {
			if err := verify(t, later, again); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if bytes.Equal(again, raw) && name != "image-forged.json" {
			t.Errorf("%s is the same as before", name)
		}
	}
}

func TestWhatIsNoEventIsNotSigned(t *testing.T) {
	s := sample(t)
	if _, err := s.Sign("x.json", []byte("[]")); err == nil {
		t.Error("a list was signed")
	}
	if _, err := s.Again([]byte("{"), "1"); err == nil {
		t.Error("half an object was sent again")
	}
}
