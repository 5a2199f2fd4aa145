package alexa_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"shoebox/intents"
)

func TestS1WordsAreEscapedOnceAndTheResultIsXML(t *testing.T) {
	words := []string{
		`<speak>Tom & Jerry's "best" <b>friends</b></speak>`, "&amp; &apos; &lt;", "a\x00b\x1fc\x0b", "\xff\xfe", "\u202eabc\u202c",
		"مرحبا بالعالم", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "]]>", "<!-- x -->", "<?xml?>", "\ufffe\uffff", "a\r\nb\tc", "",
	}
	for _, w := range words {
		reply := intents.Reply{Kind: intents.Told, Focus: -1, Speech: intents.Say("Here is ").Quote(w).And("."), Ask: intents.Say("What next?")}
		ssml := hears(t, mustServe(t, envelope(launch, "", ""), reply), "").SSML
		if err := wellFormed(ssml); err != nil || !strings.HasPrefix(ssml, "<speak>") || strings.Count(ssml, "speak>") != 2 {
			t.Errorf("%q gave %q: %v", w, ssml, err)
		}
	}
	reply := intents.Reply{Kind: intents.Told, Focus: -1, Speech: intents.Say("").Quote(`Tom & Jerry's <b>"best"</b>`).And(" ").Date(noon).And(" ").Plus(intents.Text{{As: intents.Ordinal, Words: "3"}})}
	got := hears(t, mustServe(t, envelope(launch, "", ""), reply), "").SSML
	want := `<speak>Tom &amp; Jerry&apos;s &lt;b&gt;&quot;best&quot;&lt;/b&gt; <say-as interpret-as="date">20241124</say-as> <say-as interpret-as="ordinal">3</say-as></speak>`
	if got != want {
		t.Errorf("ssml %q, want %q", got, want)
	}
}

func wellFormed(s string) error {
	in := xml.NewDecoder(strings.NewReader(s))
	for {
		if _, err := in.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
