package alexasim_test

import (
	"strings"
	"testing"

	"shoebox/shared/fault"
	"shoebox/skills/alexa/alexasim"
)

// A strict device takes the whole of these, and refuses each with one thing changed.
const (
	spoken = `{"version":"1.0","response":{"outputSpeech":{"type":"SSML","ssml":"<speak>Hello <break time='1s'/> there.</speak>"},` +
		`"card":{"type":"Standard","title":"T","text":"Words","image":{"smallImageUrl":"https://photos.example.com/i/a","largeImageUrl":"https://photos.example.com/i/b"}},"shouldEndSession":true}}`
	document = `"document":{"type":"APL","version":"2023.3","mainTemplate":{"parameters":["shoebox"],"items":[{"type":"Text"}]}}`
	drawn    = `{"version":"1.0","response":{"directives":[{"type":"Alexa.Presentation.APL.RenderDocument","token":"grid:a:p1",` + document +
		`,"datasources":{"shoebox":{"type":"object","properties":{"items":[{"id":"1","image":"https://photos.example.com/i/a"}]}}}}]}}`
)

func TestADeviceRefusesAPlantedBreach(t *testing.T) {
	sounds := func(n int) string { return strings.Repeat(`<audio src='soundbank://soundlibrary/a/b'/>`, n) }
	tests := []struct {
		name, whole, was, is string
		good                 bool
	}{
		{"nothing", spoken, "Hello", "Hello", true},
		{"nothing on the screen", drawn, "grid", "grid", true},
		{"P1 no response", spoken, `"response"`, `"userAgent"`, false},
		{"P1 a key nobody knows", spoken, `"card"`, `"cards"`, false},
		{"P1 attributes that are a list", spoken, `"version":"1.0"`, `"version":"1.0","sessionAttributes":[]`, false},
		{"P3 five sounds", spoken, "Hello", sounds(5), true},
		{"P3 six sounds", spoken, "Hello", sounds(6), false},
		{"P3 a sound over http", spoken, "Hello", `<audio src='http://photos.example.com/a.mp3'/>`, false},
		{"S1 an element nobody knows", spoken, "Hello", "<blink>Hello</blink>", false},
		{"S1 an element without what it needs", spoken, "Hello", "<say-as>3</say-as>", false},
		{"S1 a way of speaking nobody knows", spoken, "Hello", "<say-as interpret-as='song'>3</say-as>", false},
		{"S1 a pause too long", spoken, "1s", "11s", false},
		{"S1 Amazon's own element", spoken, "Hello", "<amazon:effect name='whispered'>Hello</amazon:effect>", true},
		{"S1 Amazon's own without her name", spoken, "Hello", "<effect name='whispered'>Hello</effect>", false},
		{"S1 a comment", spoken, "Hello", "<!-- Hello -->", false},
		{"S1 two speak elements", spoken, "Hello", "Hello</speak><speak>", false},
		{"S1 nothing at all", spoken, "<speak>Hello <break time='1s'/> there.</speak>", " ", false},
		{"P4 a card nobody knows", spoken, `"Standard"`, `"Photo"`, false},
		{"P4 a Standard card without text", spoken, `"text":"Words",`, "", false},
		{"P4 a picture over http", spoken, "https://photos.example.com/i/a", "http://photos.example.com/i/a", false},
		{"P4 a picture of a user", spoken, "https://photos.example.com/i/a", "https://user@photos.example.com/i/a", false},
		{"P4 a picture on this machine", spoken, "https://photos.example.com/i/a", "http://127.0.0.1:8080/i/a", true},
		{"P2 a picture with a long URL", spoken, "/i/a", "/i/" + strings.Repeat("a", 2000), false},
		{"P4 one picture of two", spoken, `"smallImageUrl":"https://photos.example.com/i/a",`, "", true},
		{"P4 an image without a picture", spoken, `{"smallImageUrl":"https://photos.example.com/i/a","largeImageUrl":"https://photos.example.com/i/b"}`, "{}", false},
		{"P4 a Simple card with a picture", spoken, `"type":"Standard","title":"T","text":"Words"`, `"type":"Simple","title":"T","content":"Words"`, false},
		{"3.8 a card for permissions without one", spoken, `"type":"Standard","title":"T","text":"Words","image":{"smallImageUrl":"https://photos.example.com/i/a","largeImageUrl":"https://photos.example.com/i/b"}`, `"type":"AskForPermissionsConsent","permissions":[]`, false},
		{"3.8 a card for permissions", spoken, `"type":"Standard","title":"T","text":"Words","image":{"smallImageUrl":"https://photos.example.com/i/a","largeImageUrl":"https://photos.example.com/i/b"}`, `"type":"AskForPermissionsConsent","permissions":["alexa::profile:name:read"]`, true},
		{"3.8 a LinkAccount card with words", spoken, `"Standard"`, `"LinkAccount"`, false},
		{"P7 what nobody asked", spoken, `"shouldEndSession":true`, `"shouldEndSession":true,"canFulfillIntent":{"canFulfill":"YES"}`, false},
		{"D1 a directive about slots nobody sends", spoken, `"shouldEndSession":true`, `"shouldEndSession":true,"directives":[{"type":"Dialog.Delegate"}]`, false},
		{"A5 a document without a template", drawn, `"items":[{"type":"Text"}]`, `"layout":{}`, false},
		{"A5 a document that is none", drawn, `"type":"APL"`, `"type":"APML"`, false},
		{"A2 a document of a version to come", drawn, "2023.3", "2024.4", false},
		{"A2 a document of no version", drawn, "2023.3", "new", false},
		{"A2 a document of an old version", drawn, "2023.3", "1.8", true},
		{"A5 a parameter without data", drawn, `["shoebox"]`, `["shoebox","other"]`, false},
		{"A5 no data", drawn, `"properties":{"items":[{"id":"1","image":"https://photos.example.com/i/a"}]}`, `"objectId":"x"`, false},
		{"A10 a picture over http on the screen", drawn, "https://photos", "http://photos", false},
		{"A10 a picture that is no URL", drawn, "https://photos.example.com/i/a", "a.jpg", false},
		{"A8 commands for another document", drawn, `"type":"Alexa.Presentation.APL.RenderDocument","token":"grid:a:p1"`, `"type":"Alexa.Presentation.APL.ExecuteCommands","token":"x"`, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(tt.whole, tt.was) {
				t.Fatalf("nothing to change: %q", tt.was)
			}
			d := device(alexasim.Hub)
			read(t)(d.Open())
			_, err := d.Hear([]byte(strings.Replace(tt.whole, tt.was, tt.is, 1)))
			if (err == nil) != tt.good || err != nil && !fault.Is(err, fault.Invalid) {
				t.Errorf("error %v, want good %v", err, tt.good)
			}
		})
	}
}

func TestP6ASessionsEndIsAnsweredWithNothing(t *testing.T) {
	for answer, good := range map[string]bool{
		`{"version":"1.0","response":{}}`: true, spoken: false, drawn: false,
		`{"version":"1.0","response":{"shouldEndSession":true}}`: false, `{"version":"1.0"}`: false, `null`: false, ``: false,
	} {
		d := device(alexasim.Hub)
		read(t)(d.Open())
		read(t)(d.End())
		if _, err := d.Hear([]byte(answer)); (err == nil) != good {
			t.Errorf("%.60q: error %v, want good %v", answer, err, good)
		}
	}
}
