package alexa_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/shared/account"
	"shoebox/shared/gallery"
	"shoebox/skills/alexa/alexasim"
)

// replies are one of each kind of reply.
func replies() map[string]intents.Reply {
	ask := func(r intents.Reply) intents.Reply {
		r.Focus, r.State = -1, "sealed"
		r.Ask, r.Reprompt = intents.Say("What would you like to see?"), intents.Say("Say help.")
		return r
	}
	return map[string]intents.Reply{
		"found":    found(10),
		"single":   single(),
		"paged":    paged(),
		"nothing":  ask(intents.Reply{Kind: intents.Nothing, Intent: intents.Find, Speech: intents.Say("There are no photos of ").Quote("cats & dogs").And("."), Suggest: []intents.Suggestion{{Label: "Latest photos", Utterance: "latest photos", Intent: intents.Latest}}}),
		"told":     {Kind: intents.Told, Intent: intents.Describe, Focus: -1, Speech: intents.Say("It was taken on ").Date(noon).And("."), State: "sealed"},
		"counted":  ask(intents.Reply{Kind: intents.Told, Intent: intents.Count, Speech: intents.Say("There are ").Number(47).And(".")}),
		"asked":    ask(intents.Reply{Kind: intents.Asked, Intent: intents.Select, Speech: intents.Say("I'm not sure which one you mean.")}),
		"fallback": {Kind: intents.NotHeard, Intent: intents.Fallback, Focus: -1, Speech: intents.Say("I did not get that.")},
		"help":     {Kind: intents.Told, Intent: intents.Help, Focus: -1, Speech: intents.Say("You can ask for photos.")},
		"farewell": {Kind: intents.Farewell, Intent: intents.Stop, Focus: -1, Speech: intents.Say("Goodbye."), End: true, State: "sealed"},
		"connect":  {Kind: intents.Connect, Intent: intents.Find, Focus: -1, Speech: intents.Say("Connect your account first."), End: true},
		"apology":  ask(intents.Reply{Kind: intents.Apology, Intent: intents.Find, Speech: intents.Say("I can't reach the photos just now."), Fault: "unavailable"}),
		"choices":  choices(),
		"topics":   topics(),
		"noted":    noted(),
		"named":    named(),
		"silence":  {Kind: intents.Silence, Focus: -1, State: "sealed"},
	}
}

// choices asks which of several was meant.
func choices() intents.Reply {
	return intents.Reply{
		Kind: intents.Asked, Intent: intents.Find, Focus: -1, State: "sealed",
		Ask: intents.Say("Do you mean ").Quote("Lisbon").And(", ").Quote("Lisa").And(" or ").Quote("Liz & Tom").And("?"),
		Suggest: []intents.Suggestion{
			{Label: "Lisbon", Utterance: "photos in lisbon", Intent: intents.Find},
			{Label: "Lisa", Utterance: `photos of person:"lisa miller"`, Intent: intents.Find},
			{Label: "Liz & Tom", Utterance: "photos of album:" + strings.Repeat("liz and tom ", 60), Intent: intents.Find},
		},
	}
}

// topics is a list to read.
func topics() intents.Reply {
	return intents.Reply{
		Kind: intents.Told, Intent: intents.HelpSearch, Focus: -1, State: "sealed",
		Speech: intents.Say("Ask in your own words, or with filters."),
		Ask:    intents.Say("What would you like to see?"), Reprompt: intents.Say("Name a person, a place or a time."),
		Topics: []intents.Topic{
			{Name: "person", Help: "photos of somebody", Example: "person:anna"},
			{Name: "place", Help: "photos from a city, a region or a country", Example: `place:"new york"`},
			{Name: "label", Help: "photos that something can be seen in", Example: "label:beach"},
			{Name: "or", Help: "photos of <one> or the other", Example: "cats|dogs"},
		},
	}
}

// noted says what a word was taken for.
func noted() intents.Reply {
	r := found(2)
	r.Speech = intents.Say("").Number(23).And(" photos at the beach. I took ").Quote("beech & co").And(" for beach.")
	return r
}

// named has names to listen for.
func named() intents.Reply {
	r := found(1)
	r.Intent = intents.Launch
	r.Names = []intents.Vocable{
		{Kind: intents.PersonVal, Name: "Anna Smith", Synonyms: []string{"Anna", "Annie", "anna"}},
		{Kind: intents.PlaceVal, Name: "Lisbon"},
		{Kind: intents.PersonVal, Name: "Anna Jones", Synonyms: []string{"Anna"}},
		{Kind: intents.LabelVal, Name: "Ice cream"},
		{Kind: intents.AlbumVal, Name: "Tom & Lisa's <wedding>"},
	}
	return r
}

func TestP1EveryKindOfReplyHasItsForm(t *testing.T) {
	for name, reply := range replies() {
		for _, screen := range []string{"hub", "round", ""} {
			where := screen
			if screen == "" {
				where = "voice"
			}
			t.Run(name+" on "+where, func(t *testing.T) {
				b, err := skillWith(&listener{reply: reply}).Serve(t.Context(), json.RawMessage(envelope(intent("FindIntent", ""), screen, "")))
				if err != nil {
					t.Fatal(err)
				}
				golden(t, name+"_"+where, b)
				hears(t, b, screen)
			})
		}
	}
}

// hears has a simulated device take a response, which refuses what a device would.
func hears(t *testing.T, b []byte, screen string) alexasim.Heard {
	t.Helper()
	if screen == "" {
		screen = alexasim.None
	}
	d := alexasim.New(alexasim.Config{SkillID: skillID, UserID: "u", Screen: screen, Now: clock})
	if _, err := d.Open(); err != nil {
		t.Fatal(err)
	}
	h, err := d.Hear(b)
	if err != nil {
		t.Fatalf("the device refused it: %v", err)
	}
	return h
}

func TestP1AResponseHasTheKeysOfTheReferenceAndNoOthers(t *testing.T) {
	allowed := []string{"outputSpeech", "card", "reprompt", "directives", "shouldEndSession", "canFulfillIntent", "apiResponse", "experimentation"}
	for name, reply := range replies() {
		m := answered(t, envelope(intent("FindIntent", ""), "hub", ""), reply)
		for key := range m["response"].(map[string]any) {
			if !slices.Contains(allowed, key) {
				t.Errorf("%s has %q", name, key)
			}
		}
		if m["version"] != "1.0" {
			t.Errorf("%s has version %v", name, m["version"])
		}
	}
}

func TestP4ACardIsStandardWithAPictureOrSimpleWithout(t *testing.T) {
	standard := hears(t, mustServe(t, envelope(launch, "", ""), single()), "").Card
	links := testLinks()
	for _, link := range []string{standard.Small, standard.Large} {
		_, token, _ := strings.Cut(link, "/i/")
		target, err := links.Verify(token)
		if err != nil || target.Photo != single().Photos[0].ID || !strings.HasPrefix(link, "https://") {
			t.Errorf("link %q shows %v (%v), want the photo", link, target, err)
		}
	}
	if standard.Type != "Standard" || standard.Title != "Anna & Ben at the <beach>" || !strings.Contains(standard.Text, "13 July 2024 · Lisbon, Portugal") {
		t.Errorf("card %+v", standard)
	}
	simple := hears(t, mustServe(t, envelope(launch, "", ""), replies()["nothing"]), "").Card
	if want := (&alexasim.Card{Type: "Simple", Title: "Photo Shoebox", Content: "There are no photos of cats & dogs."}); !cmp.Equal(simple, want) {
		t.Errorf("card %+v, want %+v", simple, want)
	}
}

func TestP5WhetherTheSessionEnds(t *testing.T) {
	type ending struct{ ShouldEnd, Reprompt any }
	tests := []struct {
		name, reply, screen string
		want                ending
	}{
		{"a question opens the microphone, and is asked again", "found", "", ending{false, true}},
		{"a question on a screen too", "found", "hub", ending{false, true}},
		{"a photo's description without a question leaves the screen with the microphone off", "told", "hub", ending{nil, false}},
		{"without a screen and a question the session ends", "told", "", ending{true, false}},
		{"a farewell ends it", "farewell", "hub", ending{true, false}},
		{"nobody can go on who is not connected", "connect", "", ending{true, false}},
		{"what was not understood asks", "fallback", "", ending{false, true}},
		{"help asks", "help", "", ending{false, true}},
		{"an apology that asks goes on", "apology", "", ending{false, true}},
		{"a duplicate on a screen changes nothing", "silence", "hub", ending{nil, false}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := answered(t, envelope(intent("FindIntent", ""), tt.screen, `{"screen":"photo:abc:p3"}`), replies()[tt.reply])
			r := m["response"].(map[string]any)
			_, reprompt := r["reprompt"]
			if diff := cmp.Diff(ending{r["shouldEndSession"], reprompt}, tt.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func TestP6AnEndedSessionIsAnsweredWithAnEmptyResponse(t *testing.T) {
	for _, reason := range []string{`"reason":"USER_INITIATED"`, `"reason":"EXCEEDED_MAX_REPROMPTS"`, `"reason":"ERROR","error":{"type":"ENDPOINT_TIMEOUT","message":"late"}`} {
		got := mustServe(t, envelope(`{"type":"SessionEndedRequest","requestId":"r",`+reason+`}`, "hub", `{"state":"sealed"}`), found(1))
		if want := `{"version":"1.0","response":{}}`; string(got) != want {
			t.Errorf("response %s, want %s", got, want)
		}
	}
}

func TestP8StateIsKeptWhileTheSessionIsOpen(t *testing.T) {
	kept := func(raw string, reply intents.Reply) any { return answered(t, raw, reply)["sessionAttributes"] }
	got := kept(envelope(launch, "", ""), found(1))
	if diff := cmp.Diff(got, any(map[string]any{"state": "sealed"})); diff != "" {
		t.Errorf("attributes (-got +want):\n%s", diff)
	}
	if got := kept(envelope(launch, "", ""), replies()["farewell"]); got != nil {
		t.Errorf("attributes after a farewell: %v", got)
	}
	withoutSession := `{"context":{"System":{"application":{"applicationId":"` + skillID + `"}}},"request":` + launch + `}`
	if got := kept(withoutSession, found(1)); got != nil {
		t.Errorf("attributes without a session: %v", got)
	}
}

func TestP8AReplyWithoutStateKeepsTheOneOfBefore(t *testing.T) {
	reply := replies()["apology"]
	reply.State = ""
	m := answered(t, envelope(intent("FindIntent", ""), "", `{"state":"before"}`), reply)
	if diff := cmp.Diff(m["sessionAttributes"], any(map[string]any{"state": "before"})); diff != "" {
		t.Errorf("attributes (-got +want):\n%s", diff)
	}
}

func Test3_8WhoIsNotConnectedGetsTheLinkAccountCard(t *testing.T) {
	r := answered(t, envelope(launch, "hub", ""), replies()["connect"])["response"].(map[string]any)
	if diff := cmp.Diff(r["card"], any(map[string]any{"type": "LinkAccount"})); diff != "" {
		t.Errorf("card (-got +want):\n%s", diff)
	}
	if r["directives"] != nil || r["shouldEndSession"] != true {
		t.Errorf("directives %v, shouldEndSession %v, want none and true", r["directives"], r["shouldEndSession"])
	}
}

func TestNoTokenIsInAResponseAndTheHandlerGetsItAsIdentity(t *testing.T) {
	h := &listener{reply: found(3)}
	b, err := skillWith(h).Serve(t.Context(), json.RawMessage(envelope(launch, "hub", "")))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), "secret") {
		t.Error("a token is in the response")
	}
	if want := (account.Identity{Channel: account.Alexa, User: "u", Token: "secret-token"}); h.asked[0].Identity != want {
		t.Error("the identity is not the request's")
	}
}

func TestA12WithoutAScreenThePhotosAreTold(t *testing.T) {
	voice := hears(t, mustServe(t, envelope(launch, "", ""), found(10)), "").Speech
	want := "I found 47 photos of the beach, the first from 24 November 2024. Number 1: Anna & Ben at the <beach>, 24 November 2024. Shall I show more?"
	if voice != want {
		t.Errorf("voice %q, want %q", voice, want)
	}
	hub := hears(t, mustServe(t, envelope(launch, "hub", ""), found(10)), "hub").Speech
	if strings.Contains(hub, "Number 1") {
		t.Errorf("the screen's photos are told: %q", hub)
	}
}

func TestQueryWordsAreNotInTheToken(t *testing.T) {
	reply := found(2)
	reply.Query.All = []gallery.Term{{Kind: gallery.Person, Value: "anna"}}
	h := hears(t, mustServe(t, envelope(launch, "hub", ""), reply), "hub")
	if strings.Contains(h.Screen.Token, "anna") {
		t.Errorf("token %q tells what was asked", h.Screen.Token)
	}
}
