package alexa_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"shoebox/intents"
)

func TestP2WhatIsTooLongIsTrimmedAtASentence(t *testing.T) {
	sentence := "This is a sentence about a photo with an ampersand & a quote. "
	long := intents.Say(strings.Repeat(sentence, 2000))
	for _, screen := range []string{"", "hub"} {
		reply := found(10)
		reply.Speech, reply.Reprompt = long, long
		reply.Photos[0].Title = strings.Repeat("A title without an end ", 1000)
		for i := range reply.Photos {
			reply.Photos[i].Alt = strings.Repeat("x", 50000)
		}
		b, err := skillWith(&listener{reply: reply}).Serve(t.Context(), json.RawMessage(envelope(launch, screen, "")))
		if err != nil {
			t.Fatal(err)
		}
		h := hears(t, b, screen)
		if !strings.HasSuffix(h.Speech, "a quote. Shall I show more?") {
			t.Errorf("speech ends in %q, want a whole sentence and the question", h.Speech[len(h.Speech)-60:])
		}
		if len(b) > 24<<10 && screen == "" {
			t.Errorf("response has %d bytes, want less than 24 KB without a document", len(b))
		}
	}
}

func TestP2ASentenceThatIsTooLongIsTrimmedAtAWord(t *testing.T) {
	reply := found(1)
	reply.Speech = intents.Say(strings.Repeat("word🙂 ", 5000))
	h := hears(t, mustServe(t, envelope(launch, "", ""), reply), "")
	if !strings.HasSuffix(h.Speech, "word🙂 Shall I show more?") || utf8.RuneCountInString(h.Speech) < 5000 {
		t.Errorf("speech of %d characters ends in %q", len(h.Speech), h.Speech[len(h.Speech)-40:])
	}
}

func TestP2AStateThatIsTooLongIsAnErrorAndNotSent(t *testing.T) {
	reply := found(1)
	reply.State = strings.Repeat("s", 130<<10)
	if _, err := skillWith(&listener{reply: reply}).Serve(t.Context(), json.RawMessage(envelope(launch, "", ""))); err == nil {
		t.Error("a response over 120 KB was sent")
	}
}

func mustServe(t *testing.T, raw string, reply intents.Reply) []byte {
	t.Helper()
	b, err := skillWith(&listener{reply: reply}).Serve(t.Context(), json.RawMessage(raw))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
