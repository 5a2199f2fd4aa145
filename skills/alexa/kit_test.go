package alexa_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
	"shoebox/skills/alexa"
)

var update = flag.Bool("update", false, "write the golden files anew")

const skillID = "amzn1.ask.skill.test"

var noon = time.Date(2024, time.November, 24, 12, 0, 0, 0, time.UTC)

func clock() time.Time { return noon }

// listener is a handler that remembers what it was asked and answers the same.
type listener struct {
	asked []*intents.Request
	reply intents.Reply
	err   error
}

func (l *listener) ServeIntent(_ context.Context, r *intents.Request) (*intents.Reply, error) {
	l.asked = append(l.asked, r)
	if l.err != nil {
		return nil, l.err
	}
	reply := l.reply
	return &reply, nil
}

func testLinks() *photolink.Links {
	return photolink.New("https://photos.example.com", []photolink.Key{{Number: 1, Secret: bytes.Repeat([]byte("k"), 32)}}, clock)
}

func skillWith(h intents.Handler) *alexa.Skill {
	return alexa.New(alexa.Config{Skills: []string{skillID}, Links: testLinks(), Now: clock}, h)
}

// asked sends a request and gives what the handler was asked; nil is nothing.
func asked(t *testing.T, raw string) *intents.Request {
	t.Helper()
	h := &listener{reply: intents.Reply{Kind: intents.Told, Focus: -1, Speech: intents.Say("Yes.")}}
	if _, err := skillWith(h).Serve(t.Context(), json.RawMessage(raw)); err != nil {
		t.Fatalf("Serve: %v", err)
	}
	if len(h.asked) == 0 {
		return nil
	}
	return h.asked[0]
}

// answered sends a request to a skill whose handler replies so, and gives the response.
func answered(t *testing.T, raw string, reply intents.Reply) map[string]any {
	t.Helper()
	b, err := skillWith(&listener{reply: reply}).Serve(t.Context(), json.RawMessage(raw))
	if err != nil {
		t.Fatalf("Serve: %v", err)
	}
	return decoded(t, b)
}

func decoded(t *testing.T, b []byte) map[string]any {
	t.Helper()
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatalf("response is no JSON: %v", err)
	}
	return m
}

// envelope is a request with a session. screen is "hub", "round", "old" or "".
func envelope(request, screen, attributes string) string {
	if attributes == "" {
		attributes = "{}"
	}
	interfaces, viewport := "{}", ""
	switch screen {
	case "hub":
		interfaces = `{"Alexa.Presentation.APL":{"runtime":{"maxVersion":"2024.3"}}}`
		viewport = `"Viewport":{"mode":"HUB","shape":"RECTANGLE","pixelWidth":1280,"pixelHeight":800,"currentPixelWidth":1280,"currentPixelHeight":800,"dpi":213,"touch":["SINGLE"]},`
	case "round":
		interfaces = `{"Alexa.Presentation.APL":{"runtime":{"maxVersion":"2022.1"}}}`
		viewport = `"Viewport":{"mode":"HUB","shape":"ROUND","pixelWidth":480,"pixelHeight":480,"dpi":160,"touch":["SINGLE"]},`
	case "old":
		interfaces = `{"Alexa.Presentation.APL":{"runtime":{"maxVersion":"1.7"}}}`
	}
	return `{"version":"1.0","session":{"new":false,"sessionId":"s","application":{"applicationId":"` + skillID + `"},"attributes":` + attributes +
		`,"user":{"userId":"u"}},"context":{` + viewport + `"System":{"application":{"applicationId":"` + skillID +
		`"},"user":{"userId":"u","accessToken":"secret-token"},"device":{"deviceId":"d","supportedInterfaces":` + interfaces +
		`},"apiEndpoint":"https://api.amazonalexa.com","apiAccessToken":"secret-api-token"}},"request":` + request + `}`
}

const launch = `{"type":"LaunchRequest","requestId":"r1","timestamp":"2024-11-24T12:00:00Z","locale":"en-US"}`

func intent(name, slots string) string {
	if slots == "" {
		slots = "{}"
	}
	return `{"type":"IntentRequest","requestId":"r1","timestamp":"2024-11-24T12:00:00Z","locale":"en-US","dialogState":"STARTED","intent":{"name":"` +
		name + `","confirmationStatus":"NONE","slots":` + slots + `}}`
}

func touch(token, arguments string) string {
	return `{"type":"Alexa.Presentation.APL.UserEvent","requestId":"r1","timestamp":"2024-11-24T12:00:00Z","locale":"en-US","token":"` +
		token + `","arguments":` + arguments + `,"source":{"type":"TouchWrapper","handler":"Press"},"components":{}}`
}

// shown are n photos of one answer.
func shown(n int) []intents.Shown {
	photos := make([]intents.Shown, 0, n)
	for i := range n {
		photos = append(photos, intents.Shown{
			Gallery: "01HGALLERY0000000000000001",
			ID:      gallery.PhotoID("01HPHOTO000000000000000" + string(rune('A'+i)) + "01"),
			Title:   "Anna & Ben at the <beach>",
			Taken:   time.Date(2024, time.July, 13+i, 15, 4, 5, 0, time.UTC),
			Place:   gallery.Place{City: "Lisbon", Region: "Lisboa", Country: "Portugal"},
			Alt:     "Two people at a beach",
			Width:   4000, Height: 3000,
		})
	}
	return photos
}

func found(n int) intents.Reply {
	return intents.Reply{
		Kind:   intents.Found,
		Intent: intents.Find,
		Speech: intents.Say("I found ").Number(47).And(" photos of ").Quote("the beach").And(", the first from ").Date(noon).And("."),
		Detail: intents.Say("Number ").Number(1).And(": ").Quote("Anna & Ben at the <beach>").And(", ").Date(noon).And("."),
		Photos: shown(n), Focus: -1, Layout: intents.Grid,
		Page:     intents.Paging{First: 1, Total: 47, Exact: true, HasNext: true},
		Query:    gallery.Query{All: []gallery.Term{{Kind: gallery.Word, Value: "beach"}}},
		Suggest:  []intents.Suggestion{{Label: "Next", Utterance: "next", Intent: intents.Next}},
		Ask:      intents.Say("Shall I show more?"),
		Reprompt: intents.Say("Say next for more."),
		State:    "sealed",
	}
}

func single() intents.Reply {
	r := found(1)
	r.Intent, r.Layout, r.Focus = intents.Select, intents.Single, 0
	r.Page = intents.Paging{First: 3, Total: 47, HasNext: true, HasPrevious: true}
	return r
}

// paged is a photo on a screen that turns its own pages, the third of five that are
// there.
func paged() intents.Reply {
	r := found(5)
	r.Window = intents.Window{Photos: r.Photos, First: 11, HasNext: true, HasPrevious: true}
	r.Intent, r.Layout, r.Focus, r.Photos = intents.Select, intents.Single, 0, r.Photos[2:3]
	r.Page = intents.Paging{First: 13, Total: 47, Exact: true, HasNext: true, HasPrevious: true}
	r.Speech, r.Ask, r.Reprompt = intents.Say("Photo 13 of 47."), nil, nil
	return r
}

// showing has the device say what it shows, beside what it asks.
func showing(raw, presentation string) string {
	return strings.Replace(raw, `"context":{`, `"context":{"Alexa.Presentation.APL":`+presentation+`,`, 1)
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name+".json")
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, got, "", "  "); err != nil {
		t.Fatal(err)
	}
	pretty.WriteByte('\n')
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, pretty.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(pretty.String(), string(want)); diff != "" {
		t.Errorf("response differs from %s (-got +want):\n%s", path, diff)
	}
}

// quoted is a string as JSON has it.
func quoted(t *testing.T, s string) string {
	t.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
