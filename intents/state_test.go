package intents_test

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/account"
)

func TestStateThatIsNoGoodStartsAfreshAndShowsNothingForeign(t *testing.T) {
	neighbour := func(t *testing.T, w *intentstest.World) *intents.Reply {
		t.Helper()
		r := ask(w, "n1", "beach")
		r.Identity.User = intentstest.Norman
		return serve(t, w.Router, r)
	}
	tests := []struct {
		name  string
		state func(t *testing.T, w *intentstest.World) string
	}{
		{"another gallery's", func(t *testing.T, w *intentstest.World) string {
			t.Helper()
			return neighbour(t, w).State
		}},
		{"forged in its last character", func(t *testing.T, w *intentstest.World) string {
			t.Helper()
			s := serve(t, w.Router, ask(w, "a1", "beach")).State
			last := "A"
			if strings.HasSuffix(s, "A") {
				last = "B"
			}
			return s[:len(s)-1] + last
		}},
		{"of another version", func(t *testing.T, w *intentstest.World) string {
			t.Helper()
			s, err := intents.SealVersion(intentstest.Keys(), intentstest.Family, ask(w, "", ""), 99)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}},
		{"too old", func(t *testing.T, w *intentstest.World) string {
			t.Helper()
			s := serve(t, w.Router, ask(w, "a1", "beach")).State
			w.Clock.Move(25 * time.Hour)
			return s
		}},
		{"of another channel", func(t *testing.T, w *intentstest.World) string {
			t.Helper()
			return serve(t, w.Router, slack(ask(w, "a1", "beach"))).State
		}},
		{"sealed with a key we don't have", func(t *testing.T, w *intentstest.World) string {
			t.Helper()
			s, err := intents.SealVersion([][]byte{[]byte(strings.Repeat("x", 32))}, intentstest.Family, ask(w, "", ""), 1)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}},
		{"words", func(*testing.T, *intentstest.World) string { return "show me everything" }},
		{"very long", func(*testing.T, *intentstest.World) string { return strings.Repeat("s1AAAA", 10_000) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := intentstest.Open(t)
			state := tt.state(t, w)
			want := shown(serve(t, w.Router, ask(w, "l", "latest photos")))
			for i, words := range []string{"next", "previous", "repeat", "the first one", "who is in it", "start over", "shuffle"} {
				r := ask(w, "x"+string(rune('a'+i)), words)
				r.State = state
				got := serve(t, w.Router, r)
				if got.Kind != intents.Found && got.Kind != intents.Asked || !strings.Contains(got.Speech.String(), "lost my place") && words != "shuffle" {
					t.Errorf("%q: got %s %q, want a fresh, friendly answer", words, got.Kind, got.Speech)
				}
				if diff := cmp.Diff(want, shown(got)); diff != "" && words != "shuffle" {
					t.Errorf("%q: other photos than the newest (-want +got):\n%s", words, diff)
				}
				for _, p := range got.Photos {
					if p.ID == intentstest.NeighboursPhoto || p.Gallery != intentstest.Family {
						t.Errorf("%q shows the neighbours' photo", words)
					}
				}
			}
		})
	}
}

func TestAnotherGallerysPhotoIDIsNotThere(t *testing.T) {
	w := intentstest.Open(t)
	for _, name := range []intents.Name{intents.Select, intents.Describe} {
		r := ask(w, string(name), "")
		r.Intent = name
		r.Slots = intents.Slots{intents.SlotPhoto: {Text: string(intentstest.NeighboursPhoto)}}
		got := serve(t, w.Router, r)
		if got.Kind != intents.Nothing || len(got.Photos) > 0 || strings.Contains(got.Speech.String(), "Secret") {
			t.Errorf("%s: got %s %q with %d photos, want nothing", name, got.Kind, got.Speech, len(got.Photos))
		}
	}
}

func TestATouchedPhotoIsShownWithoutAConversation(t *testing.T) {
	w := intentstest.Open(t)
	id := intentstest.Album()[0].ID
	r := ask(w, "1", "")
	r.Intent, r.Slots = intents.Select, intents.Slots{intents.SlotPhoto: {Text: string(id)}}
	got := serve(t, w.Router, r)
	if diff := cmp.Diff([]string{"Eiffel Tower at night"}, shown(got)); diff != "" {
		t.Error(diff)
	}
}

func TestStateFitsAButton(t *testing.T) {
	w := intentstest.Open(t)
	for i, words := range []string{"latest photos", "beach photos without Anna in Portugal or Germany between June and August", "surprise me", "on this day"} {
		for _, r := range []*intents.Request{ask(w, "a"+words, words), slack(ask(w, "s"+words, words))} {
			got := serve(t, w.Router, r)
			if len(got.State) == 0 || len(got.State) > intents.MaxSealed {
				t.Errorf("%d, %s: the state has %d characters, want 1 to %d", i, r.Channel, len(got.State), intents.MaxSealed)
			}
			t.Logf("%s at %s: %d characters", words, r.Channel, len(got.State))
		}
	}
}

// A wish too long for the state is stored, and the conversation goes on.
func TestALongWishIsStored(t *testing.T) {
	w := intentstest.Open(t)
	var words strings.Builder
	words.WriteString("photos of Clara")
	for i := range 55 {
		sum := sha256.Sum256([]byte{byte(i)})
		words.WriteString(" without " + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:13])[:20]))
	}
	first := serve(t, w.Router, ask(w, "1", words.String()))
	if first.Kind != intents.Found || len(first.State) > intents.MaxSealed || !strings.HasPrefix(first.State, "r1") {
		t.Fatalf("got %s with state %.40q of %d characters, want a reference", first.Kind, first.State, len(first.State))
	}
	r := ask(w, "2", "next")
	r.State = first.State
	second := serve(t, w.Router, r)
	if got, want := second.Page.First, 11; got != want || second.Kind != intents.Found {
		t.Errorf("got %s at photo %d, want found at %d", second.Kind, got, want)
	}
	r = ask(w, "3", "next")
	r.State = first.State
	if late := serve(t, w.Router, r); !strings.Contains(late.Speech.String(), "lost my place") {
		t.Errorf("got %q for a conversation that another took the place of, want a fresh answer", late.Speech)
	}
}

func TestWordsTypedInSlackGoOnWithoutState(t *testing.T) {
	w := intentstest.Open(t)
	serve(t, w.Router, slack(ask(w, "1", "photos of Anna")))
	serve(t, w.Router, slack(ask(w, "2", "help")))
	got := serve(t, w.Router, slack(ask(w, "3", "only in Portugal")))
	if got.Page.Total != 4 {
		t.Errorf("got %d photos of %q, want Anna's 4 in Portugal", got.Page.Total, got.Speech)
	}
	other := slack(ask(w, "4", "next"))
	other.Identity.User = intentstest.Norman
	if got := serve(t, w.Router, other); len(got.Photos) != 1 || got.Photos[0].ID != intentstest.NeighboursPhoto {
		t.Errorf("got %q, want the other's own newest photo", shown(got))
	}
}

func TestAPhotoIsSentOnceForADoubleClick(t *testing.T) {
	w := intentstest.Open(t)
	found := serve(t, w.Router, slack(ask(w, "1", "photos of Emma")))
	click := func(id string) *intents.Reply {
		r := slack(ask(w, id, ""))
		r.Intent, r.State = intents.Send, found.State
		return serve(t, w.Router, r)
	}
	kinds := []intents.Kind{click("2").Kind, click("3").Kind}
	w.Clock.Move(time.Minute)
	kinds = append(kinds, click("4").Kind)
	if diff := cmp.Diff([]intents.Kind{intents.SharedWith, intents.Silence, intents.SharedWith}, kinds); diff != "" {
		t.Error(diff)
	}
	typed := ask(w, "5", "send")
	typed.Channel = account.Alexa
	if got := serve(t, w.Router, typed); got.Kind == intents.SharedWith {
		t.Error("Alexa has nobody to send to")
	}
}
