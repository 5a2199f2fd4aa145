package alexa_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/shared/photolink"
	"shoebox/skills/alexa"
)

// rendered is the token and the data of the screen of a reply.
func rendered(t *testing.T, reply intents.Reply) (string, map[string]any) {
	t.Helper()
	d := directive(t, answered(t, envelope(launch, "hub", ""), reply))
	return d["token"].(string), properties(t, d)
}

func TestA4ThePagerHoldsThePhotosBesideAndOpensOnTheOneAskedFor(t *testing.T) {
	_, p := rendered(t, paged())
	var counts []any
	for _, item := range p["items"].([]any) {
		counts = append(counts, item.(map[string]any)["count"])
	}
	got := map[string]any{"counts": counts, "focus": p["focus"], "back": p["back"], "next": p["next"], "previous": p["previous"], "whole": p["whole"]}
	want := map[string]any{
		"counts": []any{"11 of 47", "12 of 47", "13 of 47", "14 of 47", "15 of 47"},
		"focus":  2.0, "back": true, "next": true, "previous": true, "whole": false,
	}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	all := paged()
	all.Window.First, all.Window.HasNext, all.Window.HasPrevious = 1, false, false
	if _, p := rendered(t, all); p["whole"] != true {
		t.Error("a whole answer does not go round")
	}
}

func TestA10AScreenHoldsTwelvePhotosWithTheOneInFocus(t *testing.T) {
	reply := paged()
	many := found(26).Photos
	reply.Window = intents.Window{Photos: many, First: 1}
	for _, tt := range []struct {
		at           int
		from, focus  float64
		before, more bool
	}{{0, 1, 0, false, true}, {11, 1, 11, false, true}, {12, 2, 11, true, true}, {25, 15, 11, true, false}} {
		reply.Photos = many[tt.at : tt.at+1]
		_, p := rendered(t, reply)
		items := p["items"].([]any)
		got := []any{len(items), items[0].(map[string]any)["number"], p["focus"], p["previous"], p["next"]}
		if diff := cmp.Diff(got, []any{12, tt.from, tt.focus, tt.before, tt.more}); diff != "" {
			t.Errorf("photo %d (-got +want):\n%s", tt.at+1, diff)
		}
	}
}

func TestA8APhotoThePagerHasIsTurnedToAndNotSentAgain(t *testing.T) {
	token, _ := rendered(t, paged())
	next := paged()
	next.Photos, next.Page.First, next.Intent = next.Window.Photos[3:4], 14, intents.Next
	next.Speech = intents.Say("Photo 14 of 47.")
	session := fmt.Sprintf(`{"screen":%q,"state":"before"}`, token)
	onScreen := fmt.Sprintf(`{"token":%q,"componentsVisibleOnScreen":[]}`, token)
	m := answered(t, showing(envelope(intent("AMAZON.NextIntent", ""), "hub", session), onScreen), next)
	want := map[string]any{
		"version":           "1.0",
		"sessionAttributes": map[string]any{"state": "sealed", "screen": token},
		"response": map[string]any{
			"outputSpeech": map[string]any{"type": "SSML", "ssml": "<speak>Photo 14 of 47.</speak>"},
			"directives": []any{map[string]any{
				"type": "Alexa.Presentation.APL.ExecuteCommands", "token": token,
				"commands": []any{
					map[string]any{"type": "SetValue", "componentId": "screen", "property": "told", "value": 3.0},
					map[string]any{"type": "SetPage", "componentId": "photos", "position": "absolute", "value": 3.0},
				},
			}},
		},
	}
	if diff := cmp.Diff(m, want); diff != "" {
		t.Errorf("response (-got +want):\n%s", diff)
	}
	for name, raw := range map[string]string{
		"the device shows nothing":             envelope(intent("AMAZON.NextIntent", ""), "hub", session),
		"it shows another document":            showing(envelope(intent("AMAZON.NextIntent", ""), "hub", session), `{"token":"grid:a:p1"}`),
		"the session knows of another":         showing(envelope(intent("AMAZON.NextIntent", ""), "hub", `{"screen":"grid:a:p1"}`), onScreen),
		"what it shows has no known shape":     showing(envelope(intent("AMAZON.NextIntent", ""), "hub", session), `{"token":7,"componentsVisibleOnScreen":"all"}`),
		"a touch on a screen that is no more":  showing(envelope(touch("photo:b:p1", `["open","01HPHOTO",1]`), "hub", session), onScreen),
		"a touch that nobody knows":            showing(envelope(touch(token, `["explode"]`), "hub", session), onScreen),
		"a touch that has not even a document": showing(envelope(touch("", `["next"]`), "hub", session), onScreen),
	} {
		if d := directive(t, answered(t, raw, next)); d == nil || d["type"] != "Alexa.Presentation.APL.RenderDocument" || d["token"] != token {
			t.Errorf("%s: %v, want a new drawing", name, d)
		}
	}
	other := next
	other.Window.First = 16
	if d := directive(t, answered(t, showing(envelope(intent("AMAZON.NextIntent", ""), "hub", session), onScreen), other)); d["type"] != "Alexa.Presentation.APL.RenderDocument" {
		t.Errorf("photos that the pager does not have: %v", d["type"])
	}
}

// A pager's document is known by the names the commands have for it.
func TestA8TheCommandsAreForComponentsThatAreThere(t *testing.T) {
	b, err := json.Marshal(directive(t, answered(t, envelope(launch, "hub", ""), paged()))["document"])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"id":"photos"`, `"id":"screen"`, `"name":"told"`, `"property":"told"`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the document has no %s", want)
		}
	}
}

func TestA4TurningThePagerSaysNothingAndKeepsTheScreen(t *testing.T) {
	m := answered(t, envelope(touch("photo:a:p1", `["page","01HPHOTO",1]`), "hub", `{"screen":"photo:a:p1"}`), paged())
	want := map[string]any{
		"version":           "1.0",
		"sessionAttributes": map[string]any{"state": "sealed", "screen": "photo:a:p1"},
		"response":          map[string]any{},
	}
	if diff := cmp.Diff(m, want); diff != "" {
		t.Errorf("response (-got +want):\n%s", diff)
	}
}

func TestA5AnOldPageTurnedIsDrawnAnewWithoutAWord(t *testing.T) {
	token, _ := rendered(t, paged())
	m := answered(t, envelope(touch("photo:old:p1", `["page","01HPHOTO",1]`), "hub", `{"screen":"photo:a:p1","state":"before"}`), paged())
	r := m["response"].(map[string]any)
	if _, speaks := r["outputSpeech"]; speaks || directive(t, m)["token"] != token {
		t.Errorf("response %v, want the screen anew and no words", r)
	}
	if diff := cmp.Diff(m["sessionAttributes"], any(map[string]any{"state": "sealed", "screen": token})); diff != "" {
		t.Errorf("attributes (-got +want):\n%s", diff)
	}
}

func TestA9APhotoStaysOnTheScreenWithTheMicrophoneOff(t *testing.T) {
	r := answered(t, envelope(intent("SelectIntent", ""), "hub", ""), paged())["response"].(map[string]any)
	if _, says := r["shouldEndSession"]; says {
		t.Errorf("shouldEndSession %v, want none", r["shouldEndSession"])
	}
	r = answered(t, envelope(intent("FindIntent", ""), "hub", ""), found(5))["response"].(map[string]any)
	if r["shouldEndSession"] != false {
		t.Errorf("shouldEndSession %v after a question, want false", r["shouldEndSession"])
	}
	r = answered(t, envelope(intent("SelectIntent", ""), "", ""), paged())["response"].(map[string]any)
	if r["shouldEndSession"] != true {
		t.Errorf("shouldEndSession %v where nothing can be seen and nothing is asked, want true", r["shouldEndSession"])
	}
}

func TestA10AURLThatIsTooLongIsLeftOutAndItsPhotoIsNot(t *testing.T) {
	links := photolink.New("https://photos.example.com/"+strings.Repeat("a", 2000), []photolink.Key{{Number: 1, Secret: []byte(strings.Repeat("k", 32))}}, clock)
	s := alexa.New(alexa.Config{Skills: []string{skillID}, Links: links, Now: clock}, &listener{reply: found(3)})
	b, err := s.Serve(t.Context(), json.RawMessage(envelope(launch, "hub", "")))
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range properties(t, directive(t, decoded(t, b)))["items"].([]any) {
		if photo := item.(map[string]any); photo["image"] != "" || photo["title"] == "" {
			t.Errorf("item %v", photo)
		}
	}
}

// The longest of everything, with as many names to listen for as there may be.
func TestP2TheFullestScreenIsWithinTheLimit(t *testing.T) {
	long := func(n int) string { return strings.TrimSpace(strings.Repeat("Bücher\" ", n/8)) }
	for name, reply := range map[string]intents.Reply{"grid": found(12), "pager": paged()} {
		reply.Window.Photos = found(12).Photos
		for _, photos := range [][]intents.Shown{reply.Photos, reply.Window.Photos} {
			for i := range photos {
				photos[i].Title, photos[i].Alt, photos[i].Place.City = long(5000), long(5000), long(5000)
			}
		}
		reply.Speech, reply.Ask, reply.Reprompt = intents.Say(long(20000)), intents.Say(long(20000)), intents.Say(long(20000))
		for i := range 100 {
			reply.Names = append(reply.Names, intents.Vocable{Kind: intents.PersonVal, Name: fmt.Sprint(i, long(130))})
		}
		b, err := skillWith(&listener{reply: reply}).Serve(t.Context(), json.RawMessage(envelope(launch, "hub", "")))
		if err != nil {
			t.Fatal(err)
		}
		if len(b) > 120<<10 {
			t.Errorf("%s: %d bytes", name, len(b))
		}
		var types []any
		for _, d := range decoded(t, b)["response"].(map[string]any)["directives"].([]any) {
			types = append(types, d.(map[string]any)["type"])
		}
		if types[0] != "Alexa.Presentation.APL.RenderDocument" {
			t.Errorf("%s: directives %v, want the screen", name, types)
		}
	}
}
