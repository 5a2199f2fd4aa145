package intents_test

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// understood is the meaning of typed words, as its intent and slots.
func understood(tb testing.TB, words string) (intents.Name, map[string]string) {
	tb.Helper()
	v := gallery.NewVocabulary(gallery.Entry{}, nil)
	m, err := intents.NewUnderstander().Understand(&intents.Request{Utterance: words, At: intentstest.Now(), Locale: "en-US"}, v)
	if err != nil {
		tb.Fatalf("%q: %v", words, err)
	}
	slots := map[string]string{}
	for name, value := range m.Slots {
		slots[name] = value.Text
	}
	return m.Intent, slots
}

func TestWhenADigestIsWishedFor(t *testing.T) {
	on := func(clock string) map[string]string {
		return map[string]string{intents.SlotDigest: "on", intents.SlotClock: clock}
	}
	weekdays := func(clock string) map[string]string {
		return map[string]string{intents.SlotDigest: "on", intents.SlotClock: clock, intents.SlotWeekdays: "weekdays"}
	}
	unclear := map[string]string{intents.SlotDigest: "unclear"}
	tests := map[string]map[string]string{
		"digest":      {},
		"digest help": {}, "digest status": {}, "digest when": {}, "when does the digest come?": {}, "what is the digest": {}, "show the digest": {},
		"Digest?":                     {},
		"the daily digest":            {},
		"digest on":                   {intents.SlotDigest: "on"},
		"digest off":                  {intents.SlotDigest: "off"},
		"turn the digest off, please": {intents.SlotDigest: "off"},
		"stop the digest":             {intents.SlotDigest: "off"},
		"no more digests":             {intents.SlotDigest: "off"},
		"digest every morning":        {intents.SlotDigest: "on"},
		"digest on weekdays":          {intents.SlotDigest: "on", intents.SlotWeekdays: "weekdays"},
		"digest on 8:00":              on("08:00"), "digest on 08:00": on("08:00"), "digest on at 8": on("08:00"), "digest 8": on("08:00"),
		"digest on 8 am": on("08:00"), "digest on 8am": on("08:00"), "digest on 8 a.m.": on("08:00"), "digest on 8.00": on("08:00"),
		"digest on 8:00 pm": on("20:00"), "digest on 8 P.M.": on("20:00"), "digest on 18:30": on("18:30"), "digest on 18.30": on("18:30"),
		"digest on 12 am": on("00:00"), "digest on 12 pm": on("12:00"), "digest on 0:00": on("00:00"), "digest on 23:59": on("23:59"),
		"digest on noon": on("12:00"), "digest at midnight": on("00:00"), "digest on 8 o'clock": on("08:00"),
		"digest on 7 in the evening": on("19:00"), "send me the digest at 6 in the morning": on("06:00"),
		"digest on weekdays 8:00": weekdays("08:00"), "digest on 8:00 weekdays": weekdays("08:00"), "digest on workdays at 7:15": weekdays("07:15"),
		"digest\u00a0on\u202f8:00": on("08:00"), "“digest on 8:00”": on("08:00"), "  DIGEST   ON   8:00  ": on("08:00"),
		"don't send me the digest": {intents.SlotDigest: "off"}, "don’t send me the digest any more": {intents.SlotDigest: "off"},
		"unsubscribe from the digest": {intents.SlotDigest: "off"}, "do not send digests": {intents.SlotDigest: "off"}, "stop the morning digest": {intents.SlotDigest: "off"},
		"digest on 12 at night": on("00:00"), "digest on 9 at night": on("21:00"), "digest on 2 at night": on("02:00"), "digest on 12 in the afternoon": on("12:00"), "digest on 5 in the evening": on("17:00"),
		"digest monday to friday 8": weekdays("08:00"), "digest on mon-fri at 8": weekdays("08:00"), "digest on 7:15 Monday through Friday": weekdays("07:15"),
		"digest on Mondays – Fridays at 8": weekdays("08:00"),
		"no digest on weekdays":            unclear, "digest off at 8": unclear, "weekly digest on": unclear, "digest every sunday": unclear, "digest on weekends": unclear,
		"digest on monday and friday": unclear,
		"digest on 24:00":             unclear, "digest on 8:60": unclear, "digest on 25": unclear, "digest on 13 am": unclear, "digest on 8 9": unclear,
		"digest on -1": unclear, "digest on 8:0": unclear, "digest on 888": unclear, "digest on christmas": unclear, "digest off my lawn": unclear,
		"digest on ٨": unclear, "digest on 8:00 <!channel>": unclear,
	}
	for words, want := range tests {
		t.Run(words, func(t *testing.T) {
			intent, slots := understood(t, words)
			if intent != intents.Digest {
				t.Fatalf("got %s, want a wish for a digest", intent)
			}
			if diff := cmp.Diff(want, slots); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	for _, words := range []string{"digests of beetles", "photos of the reader's digest", "digestive biscuits", "eight o'clock", "on 8:00", "the digest of Anna", strings.Repeat("digest ", 100)} {
		if intent, _ := understood(t, words); intent == intents.Digest {
			t.Errorf("%q: got a wish for a digest, want something to look for", words)
		}
	}
}

// FuzzDigestWords: whatever is typed is a wish with a time of day, or without one, or
// something else.
func FuzzDigestWords(f *testing.F) {
	for _, words := range []string{"digest on 8:00", "digest 8 am pm", "digest on 00:00 weekdays", "digest .", "digest at 8..", "digest on 8:00\x00", "digest on noon noon"} {
		f.Add(words)
	}
	clock := regexp.MustCompile(`^([01][0-9]|2[0-3]):[0-5][0-9]$`)
	f.Fuzz(func(t *testing.T, words string) {
		m, err := intents.NewUnderstander().Understand(&intents.Request{Utterance: words, At: intentstest.Now()}, gallery.NewVocabulary(gallery.Entry{}, nil))
		if err != nil && !fault.Is(err, fault.TooLarge) {
			t.Errorf("%q: %v", words, err)
		}
		if m.Intent != intents.Digest {
			return
		}
		if at, ok := m.Slots[intents.SlotClock]; ok && !clock.MatchString(at.Text) {
			t.Errorf("%q: got the time %q", words, at.Text)
		}
		if does := m.Slots[intents.SlotDigest].Text; !slices.Contains([]string{"", "on", "off", "unclear"}, does) {
			t.Errorf("%q: got %q", words, does)
		}
	})
}

// standing is a conversation that can have a digest.
type standing struct {
	digest intents.Standing
	there  bool
	err    error
	zone   *time.Location
}

func (s *standing) Digest(context.Context) (intents.Standing, error) {
	if s.err == nil && !s.there {
		return intents.Standing{}, fault.New("test.Digest", fault.NotFound, "none")
	}
	return s.digest, s.err
}

func (s *standing) Keep(_ context.Context, d intents.Standing) error {
	if s.err == nil {
		s.digest, s.there = d, true
	}
	return s.err
}

func (s *standing) Stop(context.Context) error {
	if s.err == nil && !s.there {
		return fault.New("test.Stop", fault.NotFound, "none")
	}
	if s.err == nil {
		s.there = false
	}
	return s.err
}

func (s *standing) Zone(context.Context) *time.Location { return s.zone }

func TestWhatCanGoWrongWithADigestIsSaidKindly(t *testing.T) {
	tests := []struct {
		name, words string
		kind        fault.Kind
		want        string
	}{
		{"where the app may not post", "digest on 8:00", fault.Denied, "/invite @shoebox"},
		{"where there are too many", "digest on 8:00", fault.TooLarge, "Ask me in a direct message for one of your own"},
		{"when the store is down", "digest on 8:00", fault.Unavailable, "can't"},
		{"when the store is down, and it is to end", "digest off", fault.Unavailable, "can't"},
		{"when the store is down, and it is asked about", "digest", fault.Unavailable, "can't"},
	}
	w := intentstest.Open(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := ask(w, "", tt.words)
			r.Digests = &standing{err: fault.New("test", tt.kind, "as planned")}
			got := serve(t, w.Router, r)
			if !strings.Contains(got.Speech.String(), tt.want) {
				t.Errorf("got %q, want %q in it", got.Speech, tt.want)
			}
		})
	}
}

func TestADigestIsOnTheAskersClock(t *testing.T) {
	w := intentstest.Open(t)
	lisbon, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	s := &standing{zone: lisbon} // what Anna set goes before
	r := ask(w, "", "digest on weekdays 7:40")
	r.Digests = s
	got := serve(t, w.Router, r)
	if !strings.Contains(got.Speech.String(), "on weekdays at 7:45, Berlin time") || !strings.Contains(got.Speech.String(), "quarter of an hour") {
		t.Errorf("got %q", got.Speech)
	}
	want := intents.Standing{At: 7*time.Hour + 45*time.Minute, Weekdays: true, Zone: "Europe/Berlin", Gallery: intentstest.Family, Member: intentstest.Anna}
	if diff := cmp.Diff(want, s.digest); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHowOftenADigestComesIsSaidInWords(t *testing.T) {
	tests := []struct {
		s    intents.Standing
		want string
	}{
		{intents.Standing{At: 8 * time.Hour, Zone: "Europe/Lisbon"}, "each morning at 8:00, Lisbon time"},
		{intents.Standing{At: 12 * time.Hour, Zone: "America/New_York"}, "each day at 12:00, New York time"},
		{intents.Standing{At: 15 * time.Minute, Zone: "Asia/Kathmandu"}, "each morning at 0:15, Kathmandu time"},
		{intents.Standing{At: 18*time.Hour + 30*time.Minute, Weekdays: true, Zone: "America/Argentina/Buenos_Aires"}, "on weekdays at 18:30, Buenos Aires time"},
		{intents.Standing{At: 8 * time.Hour, Zone: "UTC"}, "each morning at 8:00, UTC"},
		{intents.Standing{At: 8 * time.Hour, Zone: "Etc/GMT+5"}, "each morning at 8:00, Etc/GMT+5"},
		{intents.Standing{At: 8 * time.Hour, Zone: "Local"}, "each morning at 8:00, local time"},
	}
	for _, tt := range tests {
		if got := tt.s.Often().String(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestPhotosOfAnotherDayThanToday(t *testing.T) {
	w := intentstest.Open(t)
	r := ask(w, "", "")
	r.Intent = intents.OnThisDay
	r.Slots = intents.Slots{intents.SlotDay: {Text: "2025-12-25"}}
	got := serve(t, w.Router, r)
	if want := "of 25 December, from 2021 to 2024."; !strings.Contains(got.Speech.String(), want) {
		t.Errorf("got %q, want %q: not those of that day's own year", got.Speech, want)
	}
	for _, bad := range []string{"", "25 December", "2025-13-40"} {
		r := ask(w, "", "")
		r.Intent = intents.OnThisDay
		r.Slots = intents.Slots{intents.SlotDay: {Text: bad}}
		if got := serve(t, w.Router, r); !strings.Contains(got.Speech.String(), "22 November") {
			t.Errorf("%q: got %q, want today", bad, got.Speech)
		}
	}
}
