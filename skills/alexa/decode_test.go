package alexa_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/skills/alexa"
)

func TestR1UnknownTypesAndPropertiesNeverFail(t *testing.T) {
	tests := []struct {
		name, request string
		want          intents.Name // "" is no turn of the conversation
	}{
		{"a type nobody knows", `{"type":"Alexa.Brand.New","requestId":"r","intent":"odd","slots":7}`, ""},
		{"an unknown property of every shape", `{"type":"LaunchRequest","requestId":"r","new":{"a":[1]},"task":{"name":"x"}}`, intents.Launch},
		{"no locale", `{"type":"LaunchRequest","requestId":"r"}`, intents.Launch},
		{"an intent nobody knows is not understood", intent("BrandNewIntent", ""), intents.Fallback},
		{"a known intent", intent("LatestIntent", ""), intents.Latest},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got intents.Name
			if r := asked(t, envelope(tt.request, "", "")); r != nil {
				got = r.Intent
			}
			if got != tt.want {
				t.Errorf("intent %q, want %q", got, tt.want)
			}
		})
	}
}

func TestR2TheContextSpeaksBeforeTheSessionAndEitherMayBeMissing(t *testing.T) {
	session := `"session":{"new":true,"sessionId":"s","application":{"applicationId":"` + skillID + `"},"user":{"userId":"by-session","accessToken":"st"}}`
	context := `"context":{"System":{"application":{"applicationId":"` + skillID + `"},"user":{"userId":"by-context","accessToken":"ct"}}}`
	tests := []struct {
		name, raw string
		want      account.Identity
	}{
		{"both", `{` + session + `,` + context + `,"request":` + launch + `}`, account.Identity{Channel: account.Alexa, User: "by-context", Token: "ct"}},
		{"no session", `{` + context + `,"request":` + launch + `}`, account.Identity{Channel: account.Alexa, User: "by-context", Token: "ct"}},
		{"no context", `{` + session + `,"request":` + launch + `}`, account.Identity{Channel: account.Alexa, User: "by-session", Token: "st"}},
		{"a voice that is linked", `{` + strings.Replace(context, `"System":{`, `"System":{"person":{"personId":"by-voice","accessToken":"pt"},`, 1) + `,"request":` + launch + `}`, account.Identity{Channel: account.Alexa, User: "by-voice", Token: "pt"}},
		{"a voice that is not linked", `{` + strings.Replace(context, `"System":{`, `"System":{"person":{"personId":"by-voice"},`, 1) + `,"request":` + launch + `}`, account.Identity{Channel: account.Alexa, User: "by-context", Token: "ct"}},
		{"a session that is null", `{"session":null,` + context + `,"request":` + launch + `}`, account.Identity{Channel: account.Alexa, User: "by-context", Token: "ct"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(asked(t, tt.raw).Identity, tt.want); diff != "" {
				t.Errorf("identity (-got +want):\n%s", diff)
			}
		})
	}
}

func TestR3AnyTimestampDecodes(t *testing.T) {
	for _, stamp := range []string{`"2024-11-24T12:00:00Z"`, `"2024-11-24T12:00:00.123+01:00"`, `1732449600000`, `1e300`, `null`, `"yesterday"`, `{}`} {
		raw := `{"type":"LaunchRequest","requestId":"r","timestamp":` + stamp + `}`
		if got := asked(t, envelope(raw, "", "")); got.Intent != intents.Launch || !got.At.Equal(noon) {
			t.Errorf("timestamp %s: intent %q at %v, want launch at the clock's time", stamp, got.Intent, got.At)
		}
	}
}

func TestR4EveryRequestTypeOfTheReferenceIsAnswered(t *testing.T) {
	tests := []struct{ name, request string }{
		{"SessionEndedRequest", `"reason":"ERROR","error":{"type":"INVALID_RESPONSE","message":"m"}`},
		{"System.ExceptionEncountered", `"error":{"type":"INVALID_RESPONSE","message":"m"},"cause":{"requestId":"c"}`},
		{"Connections.Response", `"status":{"code":"200","message":"OK"},"name":"AskFor","payload":{},"token":"t"`},
		{"SessionResumedRequest", `"cause":{"type":"ConnectionCompleted","token":"t"}`},
		{"Alexa.Presentation.APL.RuntimeError", `"token":"t","errors":[{"type":"LIST_ERROR","reason":"INVALID","listId":"l"}]`},
		{"Alexa.Presentation.APL.LoadIndexListData", `"token":"t","correlationToken":"c","listId":"l","startIndex":0,"count":10`},
		{"Alexa.Presentation.APL.LoadTokenListData", `"token":"t","correlationToken":"c","listId":"l","pageToken":"p"`},
		{"AlexaSkillEvent.SkillEnabled", `"body":{}`},
		{"AlexaSkillEvent.SkillDisabled", `"body":{"userInformationPersistenceStatus":"NOT_PERSISTED"}`},
		{"AlexaSkillEvent.SkillAccountLinked", `"body":{"accessToken":"secret"}`},
		{"AlexaSkillEvent.SkillPermissionAccepted", `"body":{"acceptedPermissions":[{"scope":"s"}]}`},
		{"AlexaSkillEvent.SkillPermissionChanged", `"body":{"acceptedPermissions":[]}`},
		{"AlexaSkillEvent.ProactiveSubscriptionChanged", `"body":{"subscriptions":[]}`},
		{"AlexaSkillEvent.NotificationSubscriptionChanged", `"body":{"subscriptions":[]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := &listener{}
			raw := envelope(`{"type":"`+tt.name+`","requestId":"r","timestamp":"2024-11-24T12:00:00Z",`+tt.request+`}`, "", "")
			got, err := skillWith(h).Serve(t.Context(), json.RawMessage(raw))
			if err != nil {
				t.Fatal(err)
			}
			if want := `{"version":"1.0","response":{}}`; string(got) != want {
				t.Errorf("response %s, want %s", got, want)
			}
			if len(h.asked) != 0 {
				t.Error("an event reached the handler")
			}
		})
	}
}

func TestR5ATouchIsRoutedByItsFirstArgument(t *testing.T) {
	const screen = "grid:abc:p1"
	photo := intents.Slots{intents.SlotPhoto: {Text: "01HPHOTO"}}
	tests := []struct {
		name, arguments string
		intent          intents.Name
		slots           intents.Slots
		utterance       string
	}{
		{"open with a number", `["open","01HPHOTO",2]`, intents.Select, photo, ""},
		{"open with what an expression gave", `["open","01HPHOTO","2",{"deep":[1]}]`, intents.Select, photo, ""},
		{"a pager that was turned", `["page","01HPHOTO",2]`, intents.Select, photo, ""},
		{"next", `["next"]`, intents.Next, nil, ""},
		{"previous", `["previous"]`, intents.Previous, nil, ""},
		{"back", `["back"]`, intents.Back, nil, ""},
		{"a suggestion", `["ask","the third one"]`, "", nil, "the third one"},
		{"open without a photo", `["open"]`, intents.Repeat, nil, ""},
		{"open with a number for a photo", `["open",7,7]`, intents.Repeat, nil, ""},
		{"a suggestion that is too long", `["ask","` + strings.Repeat("a", 501) + `"]`, intents.Repeat, nil, ""},
		{"an action nobody knows", `["explode"]`, intents.Repeat, nil, ""},
		{"an object first", `[{"type":"open"}]`, intents.Repeat, nil, ""},
		{"no arguments", `[]`, intents.Repeat, nil, ""},
		{"arguments of no known shape", `"open"`, intents.Repeat, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := asked(t, envelope(touch(screen, tt.arguments), "hub", `{"screen":"`+screen+`","state":"sealed"}`))
			got := intents.Request{Intent: r.Intent, Slots: r.Slots, Utterance: r.Utterance, State: r.State}
			want := intents.Request{Intent: tt.intent, Slots: tt.slots, Utterance: tt.utterance, State: "sealed"}
			if diff := cmp.Diff(got, want); diff != "" {
				t.Errorf("request (-got +want):\n%s", diff)
			}
		})
	}
}

// A device calls the handler Press, and Amazon's simulator onPress.
func TestR5WhatHandledATouchIsNotLookedAt(t *testing.T) {
	const screen = "grid:abc:p1"
	for _, source := range []string{`{"type":"TouchWrapper","handler":"onPress","id":"x"}`, `{"type":"Brand","handler":"New"}`, `{}`, `null`, `"odd"`, `7`} {
		raw := strings.Replace(touch(screen, `["next"]`), `{"type":"TouchWrapper","handler":"Press"}`, source, 1)
		if got := asked(t, envelope(raw, "hub", `{"screen":"`+screen+`"}`)).Intent; got != intents.Next {
			t.Errorf("source %s: intent %q, want next", source, got)
		}
	}
}

func TestA5ATouchOnAStaleScreenShowsAfresh(t *testing.T) {
	tests := []struct{ name, token, attributes string }{
		{"another document", "grid:old:p1", `{"screen":"grid:new:p2"}`},
		{"no document known", "grid:old:p1", `{}`},
		{"attributes of an odd shape", "grid:old:p1", `{"screen":["grid:old:p1"]}`},
		{"no token", "", `{"screen":""}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := asked(t, envelope(touch(tt.token, `["open","01HPHOTO",0]`), "hub", tt.attributes))
			if got.Intent != intents.Repeat || got.Slots != nil {
				t.Errorf("asked for %q with %v, want repeat", got.Intent, got.Slots)
			}
		})
	}
}

func TestR6OnlyOurOwnApplicationIDsAreAnswered(t *testing.T) {
	tests := []struct {
		name   string
		skills []string
		raw    string
		want   fault.Kind
		denied bool
	}{
		{"ours", []string{"amzn1.ask.skill.other", skillID}, envelope(launch, "", ""), 0, false},
		{"another skill's", []string{"amzn1.ask.skill.other"}, envelope(launch, "", ""), fault.Denied, true},
		{"no skill is configured", nil, envelope(launch, "", ""), fault.Denied, true},
		{"an empty one is configured and none is sent", []string{""}, `{"request":` + launch + `}`, fault.Denied, true},
		{"ours with a blank", []string{skillID + " "}, envelope(launch, "", ""), fault.Denied, true},
		{"ours in capitals", []string{strings.ToUpper(skillID)}, envelope(launch, "", ""), fault.Denied, true},
		{"another's in the context, ours in the session", []string{skillID},
			strings.Replace(envelope(launch, "", ""), `"System":{"application":{"applicationId":"`+skillID, `"System":{"application":{"applicationId":"x`, 1), fault.Denied, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := &listener{reply: intents.Reply{Speech: intents.Say("Hello.")}}
			s := alexa.New(alexa.Config{Skills: tt.skills, Links: testLinks(), Now: clock}, h)
			_, err := s.Serve(t.Context(), json.RawMessage(tt.raw))
			if tt.denied != fault.Is(err, tt.want) || tt.denied == (err == nil) {
				t.Errorf("error %v, want kind %v: %v", err, tt.want, tt.denied)
			}
			if tt.denied && len(h.asked) > 0 {
				t.Error("the handler was asked before the check")
			}
		})
	}
}

func TestWhatIsNoEnvelopeIsInvalid(t *testing.T) {
	for _, raw := range []string{``, `null`, `{}`, `[]`, `7`, `{"request":null}`, `{"request":{}}`, `{"request":"x"}`, `{"session":"x","request":` + launch + `}`, `{"request":` + launch, "\xff\xfe", `{"session":` + strings.Repeat("[", 100_000), `{"request":` + strings.Repeat(`{"a":`, 50_000)} {
		_, err := skillWith(&listener{}).Serve(t.Context(), json.RawMessage(raw))
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: error %v, want an Invalid", raw, err)
		}
	}
	long := envelope(`{"type":"LaunchRequest","x":"`+strings.Repeat("a", 1<<20)+`"}`, "", "")
	if _, err := skillWith(&listener{}).Serve(t.Context(), json.RawMessage(long)); !fault.Is(err, fault.TooLarge) {
		t.Errorf("a long request: error %v, want a TooLarge", err)
	}
}

func TestA1TheScreenIsWhatTheDeviceSays(t *testing.T) {
	tests := []struct {
		name, screen string
		want         intents.Screen
	}{
		{"none", "", intents.Screen{}},
		{"a hub", "hub", intents.Screen{Shows: true, Touch: true, Turns: true, Width: 962, Height: 601, APL: "2024.3"}},
		{"a round one", "round", intents.Screen{Shows: true, Touch: true, Turns: true, Round: true, Width: 480, Height: 480, APL: "2022.1"}},
		{"one whose APL is too old", "old", intents.Screen{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(asked(t, envelope(launch, tt.screen, "")).Screen, tt.want); diff != "" {
				t.Errorf("screen (-got +want):\n%s", diff)
			}
		})
	}
}

func Test3_7BuiltInIntentsMeanOneOfOurs(t *testing.T) {
	tests := map[string]intents.Name{
		"AMAZON.HelpIntent": intents.Help, "AMAZON.StopIntent": intents.Stop, "AMAZON.CancelIntent": intents.Cancel,
		"AMAZON.NavigateHomeIntent": intents.Stop, "AMAZON.FallbackIntent": intents.Fallback,
		"AMAZON.NextIntent": intents.Next, "AMAZON.PreviousIntent": intents.Previous, "AMAZON.MoreIntent": intents.Next,
		"AMAZON.RepeatIntent": intents.Repeat, "AMAZON.StartOverIntent": intents.StartOver,
		"AMAZON.YesIntent": intents.Yes, "AMAZON.NoIntent": intents.No, "AMAZON.SelectIntent": intents.Select,
		"AMAZON.PageRightIntent": intents.Next, "AMAZON.PageLeftIntent": intents.Previous,
		"AMAZON.ScrollDownIntent": intents.Next, "AMAZON.ScrollUpIntent": intents.Previous,
	}
	for name, want := range tests {
		if got := asked(t, envelope(intent(name, ""), "", "")).Intent; got != want {
			t.Errorf("%s means %q, want %q", name, got, want)
		}
	}
}

func TestA7SelectIntentGivesThePlaceInTheList(t *testing.T) {
	r := asked(t, envelope(intent("AMAZON.SelectIntent", `{"ListPosition":{"name":"ListPosition","value":"3"}}`), "hub", ""))
	if diff := cmp.Diff(r.Slots, intents.Slots{intents.SlotPosition: {Text: "3"}}); diff != "" {
		t.Errorf("slots (-got +want):\n%s", diff)
	}
}
