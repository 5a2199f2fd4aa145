package slackbot_test

import (
	"context"
	"testing"

	"shoebox/intents"
	"shoebox/intents/intentstest"
)

// script are answers to keep goldens of, by their intents; Find is the rest.
type script map[intents.Name]*intents.Reply

func (s script) ServeIntent(_ context.Context, r *intents.Request) (*intents.Reply, error) {
	if reply, ok := s[r.Intent]; ok {
		return reply, nil
	}
	return s[intents.Find], nil
}

// listed is an answer with several photos of the album of 47, from the nth on.
func listed(said intents.Text, first, n int) *intents.Reply {
	reply := found(first)
	reply.Layout, reply.Focus, reply.Speech, reply.Photos = intents.Grid, -1, said, nil
	for i := range n {
		reply.Photos = append(reply.Photos, photo(first+i))
	}
	reply.Page.HasNext = first+n <= total
	return reply
}

func TestHomeTabLooksLikeThis_3_9(t *testing.T) {
	one := found(12)
	one.Speech = intents.Say("Photo 12 of 47.")
	described := found(12)
	described.Intent, described.Speech = intents.Describe, intents.Say("It was taken on ").Date(photo(12).Taken).And(" in ").Quote("Nazaré").And(".")
	scripts := script{
		intents.Launch:    listed(intents.Say("Hello ").Quote("Dr. Anna").And(". Your newest photos, of 47 in all."), 1, 10),
		intents.OnThisDay: listed(intents.Say("2 photos of 7 July, from 2019 to 2024."), 20, 2),
		intents.Overview: {
			Kind: intents.Told, Intent: intents.Overview, Focus: -1, Speech: intents.Say("You have 47 photos from 2019 to 2026."),
			Albums: []intents.Suggestion{
				{Label: "Portugal & back (9)", Utterance: `album:"Portugal & back"`, Intent: intents.Find},
				{Label: "The old mill (8)", Utterance: `album:"The old mill"`, Intent: intents.Find},
			},
		},
		intents.Find:     listed(intents.Say("47 photos of ").Quote("beach <!here>").And("."), 1, 10),
		intents.Select:   one,
		intents.Describe: described,
	}
	h := newTenant(t, intentstest.Anna, scripts, nil, nil)
	v := h.opens(t)
	golden(t, "home/opened.json", pretty(t, v.Body))
	v = h.types(t, v, "beach <!here>")
	golden(t, "home/results.json", pretty(t, v.Body))
	v = h.presses(t, v, "2")
	golden(t, "home/photo.json", pretty(t, v.Body))
	v = h.presses(t, v, "Details")
	golden(t, "home/details.json", pretty(t, v.Body))
	scripts[intents.Launch] = &intents.Reply{Kind: intents.Connect, Intent: intents.Launch, Focus: -1, End: true, Speech: intents.Say("I don't know yet whose photos to show you.")}
	golden(t, "home/connect.json", pretty(t, h.presses(t, v, "Home").Body))
	scripts[intents.Launch] = &intents.Reply{Kind: intents.Apology, Fault: "unavailable", Focus: -1, Speech: intents.Say("I can't reach the photos just now.")}
	golden(t, "home/apology.json", pretty(t, h.opens(t).Body))
	scripts[intents.Launch] = &intents.Reply{Kind: intents.Nothing, Focus: -1, Speech: intents.Say("Welcome to your shoebox. There are no photos here yet.")}
	scripts[intents.OnThisDay] = &intents.Reply{Kind: intents.Nothing, Focus: -1, Speech: intents.Say("No photos were taken on 7 July in earlier years.")}
	scripts[intents.Overview] = &intents.Reply{Kind: intents.Nothing, Focus: -1, Speech: intents.Say("There are no photos here yet.")}
	golden(t, "home/empty.json", pretty(t, h.opens(t).Body))
	h.strict(t)
}
