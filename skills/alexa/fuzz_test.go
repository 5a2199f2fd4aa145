package alexa_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"shoebox/intents"
	"shoebox/shared/fault"
	"shoebox/skills/alexa"
)

// FuzzDecode has no request of any shape end in a panic, an unclassified error,
// or a response that is no JSON.
func FuzzDecode(f *testing.F) {
	f.Add(envelope(launch, "hub", `{"state":"s","screen":"t"}`))
	f.Add(envelope(intent("FindIntent", `{"query":{"name":"query","value":"the beach","slotValue":{"type":"List","values":[{"type":"Simple","value":"a"}]}}}`), "", ""))
	f.Add(envelope(intent("SelectIntent", `{"position":{"name":"position","value":"3rd"}}`), "round", ""))
	f.Add(envelope(intent("FindIntent", person(`"value":"ann",`+resolved(`{`+static+`,`+noMatch+`},{`+dynamic+`,`+match+`,"values":[`+anna+`,`+annie+`]}`))), "", `{"names":"sent"}`))
	f.Add(envelope(touch("t", `["open","id",1]`), "hub", `{"screen":"t"}`))
	f.Add(`{"request":{"type":"LaunchRequest","timestamp":1}}`)
	s := skillWith(&listener{reply: intents.Reply{Kind: intents.Told, Focus: -1, Speech: intents.Say("Yes.")}})
	f.Fuzz(func(t *testing.T, raw string) {
		b, err := s.Serve(t.Context(), json.RawMessage(raw))
		switch {
		case err == nil && !json.Valid(b):
			t.Errorf("response is no JSON: %q", b)
		case err != nil && fault.Of(err) == fault.Internal:
			t.Errorf("unclassified: %v", err)
		}
	})
}

// FuzzChainURL has no address lead away from Alexa's folder on Amazon's host.
func FuzzChainURL(f *testing.F) {
	for _, url := range []string{goodURL, "https://s3.amazonaws.com:443/echo.api/../echo.api/a", "https://user@s3.amazonaws.com/echo.api/%2e%2e/a", "//s3.amazonaws.com/echo.api/a"} {
		f.Add(url)
	}
	f.Fuzz(func(t *testing.T, url string) {
		v := alexa.Verifier{Now: clock, Fetch: func(_ context.Context, got string) ([]byte, error) {
			path, ok := strings.CutPrefix(got, "https://s3.amazonaws.com/echo.api/")
			if !ok || strings.ContainsAny(path, "%?#@\\") || strings.Contains(path, "..") && strings.Contains("/"+path+"/", "/../") {
				t.Errorf("%q led to %q", url, got)
			}
			return nil, fault.New("test", fault.NotFound, "nothing there")
		}}
		h := http.Header{"Signaturecertchainurl": {url}, "Signature-256": {"eA=="}}
		if v.Verify(t.Context(), h, body) == nil {
			t.Error("verified without a chain")
		}
	})
}

// FuzzSpeech has words of any kind give speech that a device takes.
func FuzzSpeech(f *testing.F) {
	for _, w := range []string{"Tom & Jerry", "<speak>x</speak>", "a\x00b", "\xff", strings.Repeat("long. ", 3000), "<spea<speak>k>"} {
		f.Add(w)
	}
	f.Fuzz(func(t *testing.T, words string) {
		reply := intents.Reply{Kind: intents.Told, Focus: -1, Speech: intents.Say("").Quote(words), Ask: intents.Say("What next?")}
		b, err := skillWith(&listener{reply: reply}).Serve(t.Context(), json.RawMessage(envelope(launch, "", "")))
		if err != nil {
			t.Fatal(err)
		}
		hears(t, b, "")
	})
}

// FuzzChain has no bytes in the place of a chain verify a request, or end in a panic.
func FuzzChain(f *testing.F) {
	a := theAuthority()
	f.Add([]byte("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))
	f.Add([]byte(""))
	f.Add(pemOf(a.middle.Raw))
	f.Add(append(pemOf(a.root.Raw), pemOf(a.middle.Raw)...))
	f.Fuzz(func(t *testing.T, chain []byte) {
		err := verifier(&shelf{chain: chain}, clock).Verify(t.Context(), a.sign(body), body)
		if !fault.Is(err, fault.Denied) {
			t.Errorf("error %v, want Denied", err)
		}
	})
}
