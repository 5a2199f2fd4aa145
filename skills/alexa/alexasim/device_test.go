package alexasim_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/skills/alexa/alexasim"
)

var noon = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

func device(screen string) *alexasim.Device {
	return alexasim.New(alexasim.Config{
		SkillID: "amzn1.ask.skill.test", UserID: "user", DeviceID: "device", Screen: screen,
		Now: func() time.Time { return noon },
	})
}

// sent is what a test looks at in a request.
type sent struct {
	Session struct {
		New        bool
		SessionID  string
		Attributes map[string]any
	}
	Context map[string]json.RawMessage
	Request struct {
		Type, RequestID, Token, Reason string
		Arguments                      []any
		Intent                         struct {
			Name  string
			Slots map[string]struct {
				Value       string
				Resolutions struct {
					ResolutionsPerAuthority []struct{ Status struct{ Code string } }
				}
			}
		}
	}
}

func read(t *testing.T) func(raw json.RawMessage, err error) sent {
	t.Helper()
	return func(raw json.RawMessage, err error) sent {
		t.Helper()
		var s sent
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(raw, &s); err != nil {
			t.Fatal(err)
		}
		return s
	}
}

func TestWordsAreMatchedToTheMostSpecificSample(t *testing.T) {
	type slots map[string]string
	tests := []struct {
		words, intent string
		slots         slots
	}{
		{"latest photos", "LatestIntent", nil},
		{"Show me my latest photos!", "LatestIntent", nil},
		{"show me the last five photos", "LatestIntent", slots{"count": "5"}},
		{"beach photos", "FindIntent", slots{"label": "beach"}},
		{"beach photos from last summer", "FindIntent", slots{"label": "beach", "date": "2026-SU"}},
		{"beach last summer", "FindIntent", slots{"label": "beach", "date": "2026-SU"}},
		{"photos from 2019", "FindIntent", slots{"date": "2019"}},
		{"photos from july 2023", "FindIntent", slots{"date": "2023-07"}},
		{"photos from yesterday", "FindIntent", slots{"date": "2026-11-21"}},
		{"photos from july", "FindIntent", slots{"date": "2027-07"}}, // as Alexa has it: the next one
		{"photos of anna in lisbon", "FindIntent", slots{"person": "anna", "place": "lisbon"}},
		{"show me the sea without people", "FindIntent", slots{"query": "the sea without people"}},
		{"a bicycle leaning on a wall", "FindIntent", slots{"query": "a bicycle leaning on a wall"}},
		{"how many photos of dogs", "CountIntent", slots{"query": "dogs"}},
		{"the third one", "SelectIntent", slots{"position": "3"}},
		{"the 3rd one", "SelectIntent", slots{"position": "3"}},
		{"the twenty first one", "SelectIntent", slots{"position": "21"}},
		{"number twelve", "SelectIntent", slots{"count": "12"}},
		{"when was this taken", "DescribeIntent", slots{"aspect": "when"}},
		{"who is in it", "DescribeIntent", slots{"aspect": "who"}},
		{"only with anna", "RefineIntent", slots{"person": "anna"}},
		{"only the sunny ones", "RefineIntent", slots{"query": "the sunny ones"}},
		{"next", "AMAZON.NextIntent", nil},
		{"yes please", "AMAZON.YesIntent", nil},
		{"stop", "AMAZON.StopIntent", nil},
		{"help", "AMAZON.HelpIntent", nil},
		{"um the", "AMAZON.FallbackIntent", nil},
		{"?!", "AMAZON.FallbackIntent", nil},
		{"", "AMAZON.FallbackIntent", nil},
		{"🙂🙂", "AMAZON.FallbackIntent", nil},
		{"Alexa, ask photo shoebox for beach photos", "FindIntent", slots{"label": "beach"}},
		{"Alexa, ask Photo Shoebox what happened on this day", "OnThisDayIntent", nil},
		{"شاطئ", "FindIntent", slots{"query": "شاطئ"}},
	}
	for _, tt := range tests {
		t.Run(tt.words, func(t *testing.T) {
			in := read(t)(device(alexasim.Hub).Say(tt.words)).Request.Intent
			var filled slots
			for name, s := range in.Slots {
				if s.Value == "" {
					continue
				}
				if filled == nil {
					filled = slots{}
				}
				filled[name] = s.Value
			}
			if in.Name != tt.intent {
				t.Errorf("intent %s, want %s", in.Name, tt.intent)
			}
			if diff := cmp.Diff(filled, tt.slots); diff != "" {
				t.Errorf("slots (-got +want):\n%s", diff)
			}
		})
	}
}

func TestWordsOfAnyKindAreARequest(t *testing.T) {
	for _, words := range []string{strings.Repeat("beach ", 2000), "\xff\xfe", "a\x00b", "\u202eabc", strings.Repeat("a", 10000)} {
		if raw, err := device(alexasim.None).Say(words); err != nil || !json.Valid(raw) {
			t.Errorf("%.20q: %v", words, err)
		}
	}
}

func TestAKnownValueIsResolvedAndAStrangeOneIsNot(t *testing.T) {
	code := func(words string) string {
		s := read(t)(device(alexasim.Hub).Say(words)).Request.Intent.Slots["place"]
		return s.Resolutions.ResolutionsPerAuthority[0].Status.Code
	}
	if got := code("photos in lisbon"); got != "ER_SUCCESS_MATCH" {
		t.Errorf("lisbon: %s", got)
	}
	if got := code("photos in narnia"); got != "ER_SUCCESS_NO_MATCH" {
		t.Errorf("narnia: %s", got)
	}
}

const (
	listening = `{"version":"1.0","sessionAttributes":{"state":"sealed"},"response":{"outputSpeech":{"type":"SSML","ssml":"<speak>Hello &amp; welcome on <say-as interpret-as=\"date\">20240713</say-as>.</speak>"},"reprompt":{"outputSpeech":{"type":"SSML","ssml":"<speak>Well?</speak>"}},"shouldEndSession":false}}`
	showing   = `{"version":"1.0","sessionAttributes":{"state":"two"},"response":{"directives":[{"type":"Alexa.Presentation.APL.RenderDocument","token":"grid:a:p1","document":{"type":"APL","version":"2023.3","mainTemplate":{"parameters":["shoebox"],"items":[{"type":"Text"}]}},"datasources":{"shoebox":{"type":"object","properties":{"title":"T","items":[{"id":"1","number":1,"title":"One &lt;b>"}]}}}}]}}`
	ending    = `{"version":"1.0","response":{"outputSpeech":{"type":"SSML","ssml":"<speak>Bye.</speak>"},"shouldEndSession":true}}`
)

func TestASessionKeepsWhatAlexaKeeps(t *testing.T) {
	d := device(alexasim.Hub)
	r := read(t)
	first := r(d.Open())
	if !first.Session.New || first.Request.Type != "LaunchRequest" {
		t.Errorf("first %+v", first)
	}
	h, err := d.Hear([]byte(listening))
	if err != nil || h.Speech != "Hello & welcome on 13 July 2024." || h.Reprompt != "Well?" || !h.Listening || h.Ended {
		t.Errorf("heard %+v, %v", h, err)
	}
	second := r(d.Say("next"))
	if second.Session.New || second.Session.SessionID != first.Session.SessionID || second.Session.Attributes["state"] != "sealed" || second.Request.RequestID == first.Request.RequestID {
		t.Errorf("second %+v", second.Session)
	}
	h, err = d.Hear([]byte(showing))
	if err != nil || h.Ended || h.Listening || h.Screen.Name != "grid" || h.Screen.Photos[0].Title != "One <b>" {
		t.Errorf("heard %+v, %v", h, err)
	}
	third := r(d.Touch("open", "1", 0))
	if third.Request.Type != "Alexa.Presentation.APL.UserEvent" || third.Request.Token != "grid:a:p1" || len(third.Request.Arguments) != 3 || third.Session.Attributes["state"] != "two" {
		t.Errorf("third %+v", third)
	}
	if h, err = d.Hear([]byte(ending)); err != nil || !h.Ended {
		t.Errorf("heard %+v, %v", h, err)
	}
	fourth := r(d.Say("latest photos"))
	if !fourth.Session.New || fourth.Session.SessionID == first.Session.SessionID || len(fourth.Session.Attributes) != 0 {
		t.Errorf("fourth %+v", fourth.Session)
	}
	if ended := r(d.End()); ended.Request.Type != "SessionEndedRequest" || ended.Request.Reason != "USER_INITIATED" {
		t.Errorf("ended %+v", ended.Request)
	}
	if _, err := d.Hear([]byte(`{"version":"1.0","response":{}}`)); err != nil {
		t.Error(err)
	}
}

func TestWithoutAScreenAnAbsentEndEndsTheSession(t *testing.T) {
	d := device(alexasim.None)
	read(t)(d.Open())
	if h, err := d.Hear([]byte(`{"version":"1.0","response":{}}`)); err != nil || !h.Ended {
		t.Errorf("heard %+v, %v", h, err)
	}
}

func TestWhatCanNotBeDoneIsAnError(t *testing.T) {
	d := device(alexasim.Hub)
	if _, err := d.Touch("next"); !fault.Is(err, fault.Invalid) {
		t.Errorf("a touch on nothing: %v", err)
	}
	if _, err := d.End(); !fault.Is(err, fault.Invalid) {
		t.Errorf("an end of nothing: %v", err)
	}
}

func TestWhatADeviceWouldRefuseIsAnError(t *testing.T) {
	speech := func(ssml string) string {
		return `{"version":"1.0","response":{"outputSpeech":{"type":"SSML","ssml":"` + ssml + `"},"shouldEndSession":true}}`
	}
	tests := []struct{ name, screen, answer string }{
		{"no JSON", alexasim.Hub, `{`},
		{"no version", alexasim.Hub, `{"response":{}}`},
		{"an unknown key", alexasim.Hub, `{"version":"1.0","response":{"speech":"x"}}`},
		{"SSML that is no XML", alexasim.Hub, speech("<speak>a & b</speak>")},
		{"SSML without speak", alexasim.Hub, speech("hello")},
		{"SSML with two", alexasim.Hub, speech("<speak><speak>a</speak></speak>")},
		{"speech that is too long", alexasim.Hub, speech("<speak>" + strings.Repeat("a", 8000) + "</speak>")},
		{"a response that is too long", alexasim.Hub, `{"version":"1.0","sessionAttributes":{"a":"` + strings.Repeat("a", 130<<10) + `"},"response":{}}`},
		{"a reprompt at the end", alexasim.Hub, strings.Replace(listening, `"shouldEndSession":false`, `"shouldEndSession":true`, 1)},
		{"a reprompt with the microphone off", alexasim.Hub, strings.Replace(listening, `,"shouldEndSession":false`, ``, 1)},
		{"a document without a screen", alexasim.None, showing},
		{"a document without a token", alexasim.Hub, strings.Replace(showing, `"token":"grid:a:p1",`, ``, 1)},
		{"another directive", alexasim.Hub, strings.Replace(showing, `RenderDocument`, `RenderPizza`, 1)},
		{"a Standard card with content", alexasim.Hub, `{"version":"1.0","response":{"card":{"type":"Standard","content":"x"}}}`},
		{"a Simple card with text", alexasim.Hub, `{"version":"1.0","response":{"card":{"type":"Simple","text":"x"}}}`},
		{"a LinkAccount card with a title", alexasim.Hub, `{"version":"1.0","response":{"card":{"type":"LinkAccount","title":"x"}}}`},
		{"an image URL that is none", alexasim.Hub, `{"version":"1.0","response":{"card":{"type":"Standard","image":{"smallImageUrl":"x"}}}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := device(tt.screen)
			read(t)(d.Open())
			if _, err := d.Hear([]byte(tt.answer)); !fault.Is(err, fault.Invalid) {
				t.Errorf("error %v, want an Invalid", err)
			}
		})
	}
	d := device(alexasim.Hub)
	read(t)(d.Open())
	read(t)(d.End())
	if _, err := d.Hear([]byte(ending)); err == nil {
		t.Error("words after the end were heard")
	}
}

func TestAnAuthorityIsTrustedByItsOwnVerifierAlone(t *testing.T) {
	clock := func() time.Time { return noon }
	one, err := alexasim.NewAuthority(clock)
	if err != nil {
		t.Fatal(err)
	}
	other, err := alexasim.NewAuthority(clock)
	if err != nil {
		t.Fatal(err)
	}
	body, err := device(alexasim.Hub).Open()
	if err != nil {
		t.Fatal(err)
	}
	headers, err := one.Sign(body)
	if err != nil {
		t.Fatal(err)
	}
	if err := one.Verifier().Verify(t.Context(), headers, body); err != nil {
		t.Errorf("its own: %v", err)
	}
	if other.Verifier().Verify(t.Context(), headers, body) == nil {
		t.Error("another's verifier trusts it")
	}
	if _, err := one.Fetch(t.Context(), "https://s3.amazonaws.com/echo.api/other.pem"); !fault.Is(err, fault.NotFound) {
		t.Errorf("another address: %v", err)
	}
}
