package alexa_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/skills/alexa"
)

func linking(change func(*alexa.Linking)) alexa.Linking {
	l := alexa.Linking{Authorize: "https://sign-in.example.com/oauth2/authorize", Token: "https://sign-in.example.com/oauth2/token", Client: "1example23456789"}
	if change != nil {
		change(&l)
	}
	return l
}

func TestTheAccountLinkingIsWhatTheCommandLineToolTakes(t *testing.T) {
	raw, err := linking(nil).Settings()
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]map[string]any
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]map[string]any{"accountLinkingRequest": {
		"type": "AUTH_CODE", "authorizationUrl": "https://sign-in.example.com/oauth2/authorize", "domains": []any{"sign-in.example.com"},
		"clientId": "1example23456789", "scopes": []any{"openid"}, "accessTokenUrl": "https://sign-in.example.com/oauth2/token",
		"accessTokenScheme": "HTTP_BASIC", "defaultTokenExpirationInSeconds": 3600.0,
	}}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

func TestAccountLinkingThatAlexaWouldRefuseIsNotWritten(t *testing.T) {
	for name, change := range map[string]func(*alexa.Linking){
		"a page that is not https":           func(l *alexa.Linking) { l.Authorize = "http://sign-in.example.com" },
		"a page at another port":             func(l *alexa.Linking) { l.Authorize = "https://sign-in.example.com:8443/" },
		"a page with somebody's name":        func(l *alexa.Linking) { l.Authorize = "https://me@sign-in.example.com/" },
		"no page":                            func(l *alexa.Linking) { l.Authorize = "" },
		"no place that gives tokens":         func(l *alexa.Linking) { l.Token = "" },
		"a token's place that is no address": func(l *alexa.Linking) { l.Token = "https://" },
		"no client":                          func(l *alexa.Linking) { l.Client = " " },
		"a scope of two words":               func(l *alexa.Linking) { l.Scopes = []string{"open id"} },
		"too many scopes":                    func(l *alexa.Linking) { l.Scopes = strings.Fields(strings.Repeat("openid ", 16)) },
	} {
		if raw, err := linking(change).Settings(); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: got %s, %v, want it refused", name, raw, err)
		}
	}
}
