package alexa_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/account"
	"shoebox/shared/gallery"
	"shoebox/skills/alexa"
	"shoebox/skills/alexa/alexasim"
)

// recorder keeps what a handler was asked last, and what it answered.
type recorder struct {
	intents.Handler
	asked *intents.Request
	reply *intents.Reply
}

func (r *recorder) ServeIntent(ctx context.Context, request *intents.Request) (*intents.Reply, error) {
	var err error
	r.asked = request
	r.reply, err = r.Handler.ServeIntent(ctx, request)
	return r.reply, err
}

// echo is a simulated device before the true router, with a family's album.
type echo struct {
	device *alexasim.Device
	skill  *alexa.Skill
	heard  *recorder
}

func newEcho(t *testing.T, w *intentstest.World, user string) *echo {
	t.Helper()
	e := &echo{heard: &recorder{Handler: w.Router}}
	e.skill = alexa.New(alexa.Config{Skills: []string{skillID}, Links: w.Links, Now: w.Clock.Now}, e.heard)
	e.device = alexasim.New(alexasim.Config{SkillID: skillID, UserID: user, DeviceID: user, Now: w.Clock.Now})
	e.turn(t)(e.device.Open())
	return e
}

func (e *echo) turn(t *testing.T) func(raw json.RawMessage, err error) alexasim.Heard {
	t.Helper()
	return func(raw json.RawMessage, err error) alexasim.Heard {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		b, err := e.skill.Serve(t.Context(), raw)
		if err != nil {
			t.Fatal(err)
		}
		h, err := e.device.Hear(b)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
}

// query says words and gives what was looked for, and whether it came as a search
// query rather than in slots.
func (e *echo) query(t *testing.T, words string) (q gallery.Query, free bool) {
	t.Helper()
	e.turn(t)(e.device.Say(words))
	_, free = e.heard.asked.Slots[intents.SlotQuery]
	if free && len(e.heard.asked.Slots) > 1 || len(e.heard.asked.Slots) == 0 {
		t.Errorf("%q came with the slots %v", words, e.heard.asked.Slots)
	}
	return e.heard.reply.Query, free
}

// typed is what is looked for when the same words are typed.
func typed(t *testing.T, w *intentstest.World, words string) gallery.Query {
	t.Helper()
	reply, err := w.Router.ServeIntent(t.Context(), &intents.Request{
		ID: "typed " + words, Channel: account.Slack, Identity: account.Identity{Channel: account.Slack, User: intentstest.Anna},
		Utterance: words, At: w.Clock.Now(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return reply.Query
}

// What people ask in a way the model has slots for, and in a way that only a search
// query hears, ends in the same query.
func TestASearchQueryAndSlotsEndInTheSameQuery(t *testing.T) {
	pairs := []struct{ free, slots string }{
		{"find pictures with anna in them", "photos of anna"},
		{"i want to see anna", "show me photos of anna"},
		{"let me see ben", "show me ben"},
		{"show us grandma rose", "photos of grandma rose"},
		{"find nana", "photos of nana"},
		{"find photos of karen miller", "photos of karen"},
		{"i want to see robert", "photos of robert miller"},
		{"look for photos of clara", "clara"},
		{"search for anna in lisbon", "photos of anna in lisbon"},
		{"show me pictures of ben taken in lisbon", "show me photos of ben in lisbon"},
		{"find photos with clara in cascais", "photos of clara in cascais"},
		{"i want to see grandma rose in hamburg", "photos of grandma rose in hamburg"},
		{"find anna from last summer", "photos of anna from last summer"},
		{"search for ben in 2024", "photos of ben from 2024"},
		{"let me see clara from july 2023", "show me photos of clara from july 2023"},
		{"i want to see anna in lisbon in july 2023", "photos of anna in lisbon from july 2023"},
		{"find lisbon", "photos in lisbon"},
		{"look for pictures taken in paris", "photos in paris"},
		{"i want to see portugal", "photos in portugal"},
		{"search for photos from edinburgh", "show me photos from edinburgh"},
		{"find paris in 2019", "photos in paris from 2019"},
		{"let me see lisbon from july 2023", "photos from lisbon from july 2023"},
		{"search for scotland in june 2025", "photos in scotland from june 2025"},
		{"i want to see the beach", "beach photos"},
		{"find snow", "show me snow photos"},
		{"look for a dog", "dog photos"},
		{"show us food", "show me food pictures"},
		{"find a castle", "castle pictures"},
		{"search for the beach last summer", "beach photos from last summer"},
		{"i want to see snow from february 2024", "snow photos from february 2024"},
		{"i want to see fireworks from january 2026", "fireworks photos from january 2026"},
		{"look for a birthday cake", "birthday cake photos"},
		{"find the beach in cascais", "beach photos in cascais"},
		{"let me see snow in zermatt", "snow photos in zermatt"},
		{"search for food in lisbon", "food photos in lisbon"},
		{"find anna on the beach", "beach photos of anna"},
		{"i want to see clara in the snow", "snow photos of clara"},
		{"look for food in lisbon from july 2023", "food photos in lisbon from july 2023"},
		{"find the beach with anna last summer", "beach photos of anna from last summer"},
		{"i want to see july 2023", "photos from july 2023"},
		{"find 2019", "photos from 2019"},
		{"let me see last summer", "show me photos from last summer"},
		{"search for last weekend", "show me pictures from last weekend"},
		{"i want to see the highland days album", "open the album highland days"},
		{"find the album portugal 2023", "show me the album portugal 2023"},
		{"how many photos of a dog", "how many dog photos are there"},
		{"how many photos with anna", "how many photos of anna are there"},
		{"how many pictures from lisbon", "how many photos are there from lisbon"},
	}
	w := intentstest.Open(t)
	a, b := newEcho(t, w, intentstest.Anna), newEcho(t, w, intentstest.Anna+"2")
	for _, pair := range pairs {
		t.Run(pair.slots, func(t *testing.T) {
			free, isFree := a.query(t, pair.free)
			slotted, isToo := b.query(t, pair.slots)
			if !isFree || isToo {
				t.Errorf("%q came as a search query: %v, %q: %v; want the first alone", pair.free, isFree, pair.slots, isToo)
			}
			if diff := cmp.Diff(free, slotted); diff != "" {
				t.Errorf("%q and %q (-free +slots):\n%s", pair.free, pair.slots, diff)
			}
			if diff := cmp.Diff(typed(t, w, pair.slots), slotted); diff != "" {
				t.Errorf("%q (-typed +spoken):\n%s", pair.slots, diff)
			}
			if len(free.All)+len(free.Any)+len(free.Times) == 0 {
				t.Error("nothing was looked for")
			}
		})
	}
}

// The names a gallery has go out with the first answer, and are heard as names
// from then on, however they are said.
func TestTheGallerysNamesAreHeardAsNames(t *testing.T) {
	w := intentstest.Open(t)
	e := newEcho(t, w, intentstest.Anna)
	count := 0
	for _, kind := range e.device.Names() {
		for _, v := range kind.Values {
			count += 1 + len(v.Name.Synonyms)
		}
	}
	if count == 0 || count > intents.MaxNames {
		t.Fatalf("%d names and synonyms, want some, at most %d", count, intents.MaxNames)
	}
	for _, tt := range []struct{ words, slot, resolved string }{
		{"how many photos of nana are there", intents.SlotPerson, "Grandma Rose"},
		{"how many photos of karen are there", intents.SlotPerson, "Karen Miller"},
		{"photos of may in cork", intents.SlotPerson, "May"},
		{"fiddle photos in dingle", intents.SlotPlace, "Dingle"},
		{"open the album the old mill", intents.SlotAlbum, "The old mill"},
		{"hedgehog photos from 2024", intents.SlotLabel, "Hedgehog"},
	} {
		e.turn(t)(e.device.Say(tt.words))
		if got := e.heard.asked.Slots[tt.slot].Resolved; got != tt.resolved {
			t.Errorf("%q: %s resolved to %q, want %q", tt.words, tt.slot, got, tt.resolved)
		}
		if len(e.heard.reply.Names) > 0 {
			t.Errorf("%q: the names are sent again", tt.words)
		}
	}
}
