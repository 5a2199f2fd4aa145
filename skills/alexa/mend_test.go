package alexa_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"shoebox/intents"
	"shoebox/skills/alexa"
)

func ssml(words string) *alexa.Speech {
	return &alexa.Speech{Type: "SSML", SSML: "<speak>" + words + "</speak>"}
}

// whole is a response with every part, none of which is refused.
func whole() alexa.Response {
	value := func(id, name string, synonyms ...string) alexa.ModelValue {
		v := alexa.ModelValue{ID: id}
		v.Name.Value, v.Name.Synonyms = name, append([]string{}, synonyms...)
		return v
	}
	r := alexa.Response{Version: "1.0", SessionAttributes: map[string]string{"state": "sealed"}}
	r.Response.OutputSpeech = ssml(`Hello on <say-as interpret-as="date">20240713</say-as>.<break time="1s"/>`)
	r.Response.Reprompt = &alexa.Reprompt{OutputSpeech: *ssml("Well?")}
	r.Response.Card = &alexa.Card{Type: "Standard", Title: "T", Text: "Words", Image: &alexa.CardImage{
		Small: "https://photos.example.com/i/a", Large: "https://photos.example.com/i/b",
	}}
	r.Response.ShouldEndSession = new(false)
	r.Response.Directives = []any{
		&alexa.RenderDocument{
			Type: "Alexa.Presentation.APL.RenderDocument", Token: "grid:a:p1", Document: json.RawMessage(`{"type":"APL","version":"2023.3","mainTemplate":{"items":[{}]}}`),
			Datasources: map[string]alexa.Datasource{"shoebox": {Type: "object", Properties: alexa.ScreenData{
				Items: []alexa.ScreenItem{{ID: "1", Number: 1, Image: "https://photos.example.com/i/a"}},
			}}},
		},
		&alexa.UpdatedEntities{Type: "Dialog.UpdateDynamicEntities", UpdateBehavior: "REPLACE", Types: []alexa.ModelType{
			{Name: "PERSON", Values: []alexa.ModelValue{value("1", "Anna Smith", "Anna"), value("2", "Anna Jones", "Anna")}},
		}},
	}
	return r
}

func TestP2WhatAlexaWouldRefuseIsLeftOut(t *testing.T) {
	screen := func(r *alexa.Response) *alexa.RenderDocument {
		return r.Response.Directives[0].(*alexa.RenderDocument)
	}
	items := func(r *alexa.Response, change func(*alexa.ScreenData)) {
		source := screen(r).Datasources["shoebox"]
		data := source.Properties.(alexa.ScreenData)
		change(&data)
		source.Properties = data
		screen(r).Datasources["shoebox"] = source
	}
	names := func(r *alexa.Response) *alexa.UpdatedEntities {
		return r.Response.Directives[1].(*alexa.UpdatedEntities)
	}
	long := "https://photos.example.com/i/" + strings.Repeat("a", 2000)
	tests := []struct {
		name  string
		plant func(*alexa.Response)
		want  string // in what was left out; "" is nothing
	}{
		{"nothing", func(*alexa.Response) {}, ""},
		{"S1 speech as plain text", func(r *alexa.Response) { r.Response.OutputSpeech.Type = "PlainText" }, "not SSML"},
		{"S1 an ampersand that is none", func(r *alexa.Response) { r.Response.OutputSpeech = ssml("a & b") }, "no XML"},
		{"S1 no speak element", func(r *alexa.Response) { r.Response.OutputSpeech.SSML = "hello" }, "outside of speak"},
		{"S1 a speak element within", func(r *alexa.Response) { r.Response.OutputSpeech = ssml("<speak>a</speak>") }, "or one inside"},
		{"S1 two speak elements", func(r *alexa.Response) { r.Response.OutputSpeech.SSML = "<speak>a</speak><speak>b</speak>" }, "no words"},
		{"S1 an element that breaks off", func(r *alexa.Response) { r.Response.OutputSpeech.SSML = "<speak>a" }, "no XML"},
		{"S1 an element nobody knows", func(r *alexa.Response) { r.Response.OutputSpeech = ssml("<blink>a</blink>") }, `element "blink"`},
		{"S1 a comment", func(r *alexa.Response) { r.Response.OutputSpeech = ssml("<!-- a -->b") }, "no element and no words"},
		{"S1 a pause too long", func(r *alexa.Response) { r.Response.OutputSpeech = ssml(`a<break time="11s"/>`) }, "break"},
		{"S1 no words", func(r *alexa.Response) { r.Response.OutputSpeech = ssml(" ") }, "no words"},
		{"P3 a sound", func(r *alexa.Response) {
			r.Response.OutputSpeech = ssml(`a<audio src="https://photos.example.com/a.mp3"/>`)
		}, `element "audio"`},
		{"P2 speech too long", func(r *alexa.Response) { r.Response.OutputSpeech = ssml(strings.Repeat("a", 8000)) }, "8015 characters"},
		{"P2 a reprompt too long", func(r *alexa.Response) { r.Response.Reprompt.OutputSpeech = *ssml(strings.Repeat("a", 8000)) }, "8015 characters"},
		{"P5 a reprompt at the end", func(r *alexa.Response) {
			r.Response.ShouldEndSession, r.SessionAttributes = new(true), nil
		}, "open microphone"},
		{"P5 a reprompt with the microphone off", func(r *alexa.Response) { r.Response.ShouldEndSession = nil }, "open microphone"},
		{"P4 a Standard card with content", func(r *alexa.Response) { r.Response.Card.Content = "x" }, "Standard card"},
		{"P4 a Standard card without text", func(r *alexa.Response) { r.Response.Card.Text = " " }, "Standard card"},
		{"P4 a Simple card with a picture", func(r *alexa.Response) { r.Response.Card.Type = "Simple" }, "Simple card"},
		{"P4 a Simple card without content", func(r *alexa.Response) { r.Response.Card = &alexa.Card{Type: "Simple", Title: "T"} }, "Simple card"},
		{"3.8 a LinkAccount card with a title", func(r *alexa.Response) { r.Response.Card = &alexa.Card{Type: "LinkAccount", Title: "T"} }, "LinkAccount"},
		{"P4 a card of no type", func(r *alexa.Response) { r.Response.Card.Type = "Photo" }, `type "Photo"`},
		{"P2 a card too long", func(r *alexa.Response) { r.Response.Card.Text = strings.Repeat("a", 8000) }, "a card has"},
		{"P2 a card's picture with a long URL", func(r *alexa.Response) { r.Response.Card.Image.Large = long }, "2029 characters"},
		{"P4 a card's picture over http", func(r *alexa.Response) { r.Response.Card.Image.Small = "http://photos.example.com/i/a" }, "no https URL"},
		{"P4 a card with one picture of two", func(r *alexa.Response) { r.Response.Card.Image.Small = "" }, "no https URL"},
		{"a card's picture on this machine", func(r *alexa.Response) { r.Response.Card.Image.Small = "http://127.0.0.1:8080/i/a" }, ""},
		{"A5 a document without a token", func(r *alexa.Response) { screen(r).Token = "" }, "no token"},
		{"A5 a document without a template", func(r *alexa.Response) { screen(r).Document = json.RawMessage(`{}`) }, "no main template"},
		{"A5 a document without data", func(r *alexa.Response) { screen(r).Datasources = nil }, "nothing to show"},
		{"A10 too many photos", func(r *alexa.Response) {
			items(r, func(d *alexa.ScreenData) { d.Items = make([]alexa.ScreenItem, 13) })
		}, "13 photos"},
		{"A10 a picture with a long URL", func(r *alexa.Response) { items(r, func(d *alexa.ScreenData) { d.Items[0].Image = long }) }, "too long"},
		{"A10 a picture over http", func(r *alexa.Response) {
			items(r, func(d *alexa.ScreenData) { d.Items[0].Image = "http://photos.example.com/i/a" })
		}, "without an https URL"},
		{"A10 words alone", func(r *alexa.Response) { items(r, func(d *alexa.ScreenData) { d.Items[0].Image = "" }) }, ""},
		{"A8 commands for no document", func(r *alexa.Response) {
			r.Response.Directives = append(r.Response.Directives, &alexa.ExecuteCommands{Type: "Alexa.Presentation.APL.ExecuteCommands", Commands: []alexa.Command{{Type: "SetPage", ComponentID: "photos"}}})
		}, "no document"},
		{"A8 no commands", func(r *alexa.Response) {
			r.Response.Directives = append(r.Response.Directives, &alexa.ExecuteCommands{Type: "Alexa.Presentation.APL.ExecuteCommands", Token: "photo:a:p1"})
		}, "without a command"},
		{"A4 a photo in front that is not there", func(r *alexa.Response) { items(r, func(d *alexa.ScreenData) { d.Focus = 1 }) }, "does not have"},
		{"two documents", func(r *alexa.Response) {
			r.Response.Directives = append(r.Response.Directives, r.Response.Directives[0])
		}, "two directives"},
		{"names for a type nobody knows", func(r *alexa.Response) { names(r).Types[0].Name = "PIZZA" }, "PIZZA"},
		{"names for a built-in type", func(r *alexa.Response) { names(r).Types[0].Name = "AMAZON.DATE" }, "AMAZON.DATE"},
		{"a name twice", func(r *alexa.Response) { names(r).Types[0].Values[1].Name.Value = "ANNA SMITH" }, "twice"},
		{"an id twice", func(r *alexa.Response) { names(r).Types[0].Values[1].ID = "1" }, "twice"},
		{"an empty name", func(r *alexa.Response) { names(r).Types[0].Values[1].Name.Value = " " }, "empty or too long"},
		{"a name too long", func(r *alexa.Response) { names(r).Types[0].Values[1].Name.Value = strings.Repeat("a", 141) }, "empty or too long"},
		{"a hundred and one names", func(r *alexa.Response) {
			for i := range 97 {
				v := names(r).Types[0].Values[0]
				v.ID, v.Name.Value, v.Name.Synonyms = fmt.Sprint("n", i), fmt.Sprint("name ", i), []string{}
				names(r).Types[0].Values = append(names(r).Types[0].Values, v)
			}
		}, "101 names"},
		{"names replaced by none", func(r *alexa.Response) { names(r).Types = nil }, "replaced by none"},
		{"names cleared and sent at once", func(r *alexa.Response) { names(r).UpdateBehavior = "CLEAR" }, "at once"},
		{"names added", func(r *alexa.Response) { names(r).UpdateBehavior = "ADD" }, `"ADD"`},
		{"P8 attributes at the end", func(r *alexa.Response) { r.Response.Reprompt, r.Response.ShouldEndSession = nil, new(true) }, "attributes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := whole()
			tt.plant(&r)
			left, out := skillWith(&listener{}).Mended([]byte(envelope(launch, "hub", "")), r)
			if tt.want == "" && len(out) > 0 || !strings.Contains(strings.Join(out, "\n"), tt.want) {
				t.Errorf("left out %q, want %q", out, tt.want)
			}
			takes(t, left)
			if _, again := skillWith(&listener{}).Mended([]byte(envelope(launch, "hub", "")), left); len(again) > 0 {
				t.Errorf("still refused for %q", again)
			}
		})
	}
}

// takes has a simulated device with a screen take a response.
func takes(t *testing.T, r alexa.Response) {
	t.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	hears(t, b, "hub")
}

func TestA1ADocumentForNoScreenIsLeftOut(t *testing.T) {
	r := whole()
	r.Response.Reprompt, r.Response.ShouldEndSession = nil, nil
	left, out := skillWith(&listener{}).Mended([]byte(envelope(launch, "", "")), r)
	if len(left.Response.Directives) != 1 || left.Response.ShouldEndSession == nil || !*left.Response.ShouldEndSession {
		t.Errorf("left %+v without %q, want the names alone, and the end", left.Response, out)
	}
}

func TestP8AttributesWithoutASessionAreLeftOut(t *testing.T) {
	request := `{"context":{"System":{"application":{"applicationId":"` + skillID + `"}}},"request":` + launch + `}`
	left, out := skillWith(&listener{}).Mended([]byte(request), whole())
	if left.SessionAttributes != nil {
		t.Errorf("attributes %v left, without %q", left.SessionAttributes, out)
	}
}

// FuzzRender has no reply of any words be one that Alexa would refuse a part of.
func FuzzRender(f *testing.F) {
	for _, words := range []string{"Tom & Jerry", "<speak>x</speak>", "", " ", "a\x00b", "\xff", strings.Repeat("long. ", 3000), strings.Repeat("🙂", 9000)} {
		f.Add(words, words, uint8(3), false)
		f.Add("A photo.", words, uint8(20), true)
	}
	var log strings.Builder
	h := new(listener)
	skill := alexa.New(alexa.Config{Skills: []string{skillID}, Links: testLinks(), Now: clock, Log: slog.New(slog.NewTextHandler(&log, nil))}, h)
	f.Fuzz(func(t *testing.T, said, titled string, photos uint8, alone bool) {
		reply := found(int(photos % 30))
		if alone {
			reply = single()
		}
		reply.Speech, reply.Detail = intents.Say("Here is ").Quote(said), intents.Say("").Quote(titled)
		reply.Ask = intents.Say("More of ").Quote(titled).And("?")
		reply.Suggest = append(reply.Suggest, intents.Suggestion{Label: titled, Utterance: said})
		reply.Names = []intents.Vocable{{Kind: intents.AlbumVal, Name: titled, Synonyms: []string{said}}, {Kind: intents.AlbumVal, Name: said}}
		for i := range reply.Photos {
			reply.Photos[i].Title, reply.Photos[i].Alt, reply.Photos[i].Place.City = titled, said, titled
		}
		h.reply, h.asked = reply, nil
		for _, screen := range []string{"hub", "round", ""} {
			b, err := skill.Serve(t.Context(), json.RawMessage(envelope(launch, screen, "")))
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(log.String(), "left out") {
				t.Errorf("would be refused: %s", log.String())
				log.Reset()
			}
			hears(t, b, screen)
		}
	})
}
