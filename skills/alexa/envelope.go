package alexa

import (
	"encoding/json"
	"time"

	alexago "github.com/arienmalec/alexa-go"

	"shoebox/shared/fault"
)

// The request types that are a turn of the conversation, and those that have an
// answer of their own. Every other type is an event (R1).
const (
	launchRequest  = "LaunchRequest"
	intentRequest  = "IntentRequest"
	userEvent      = "Alexa.Presentation.APL.UserEvent"
	canFulfill     = "CanFulfillIntentRequest"
	sessionEnded   = "SessionEndedRequest"
	exception      = "System.ExceptionEncountered"
	aplError       = "Alexa.Presentation.APL.RuntimeError"
	aplInterface   = "Alexa.Presentation.APL"
	shapeRound     = "ROUND"
	maxRequestSize = 512 << 10 // bytes; UserEvents carry component values and are the longest
)

// envelope is a request as Alexa sends it. The session is alexa-go's, which has
// it right; the context is ours, since alexa-go's knows no screen and no user, as
// is the request, whose timestamp alexa-go can read only as a string.
type envelope struct {
	Session *alexago.Session `json:"session"` // nil for skill events and some taps (R2)
	Context struct {
		System   system    `json:"System"`
		Viewport *viewport `json:"Viewport"`
		// Presentation is what the device says of the document it shows.
		Presentation json.RawMessage `json:"Alexa.Presentation.APL"`
	} `json:"context"`
	Request json.RawMessage `json:"request"` // decoded by its type (R1)

	header header
}

// header is what every request type has.
type header struct {
	Type      string `json:"type"`
	RequestID string `json:"requestId"`
	Timestamp stamp  `json:"timestamp"`
	Locale    string `json:"locale"`
}

type system struct {
	Application struct {
		ApplicationID string `json:"applicationId"`
	} `json:"application"`
	User struct {
		UserID      string `json:"userId"`
		AccessToken string `json:"accessToken"`
	} `json:"user"`
	// Person is whose voice was recognised; empty where nobody's was.
	Person struct {
		PersonID    string `json:"personId"`
		AccessToken string `json:"accessToken"`
	} `json:"person"`
	Device struct {
		DeviceID            string                     `json:"deviceId"`
		SupportedInterfaces map[string]json.RawMessage `json:"supportedInterfaces"`
	} `json:"device"`
	// Where to call Alexa for this request, and with what. Never log the token.
	APIEndpoint    string `json:"apiEndpoint"`
	APIAccessToken string `json:"apiAccessToken"`
}

// parse reads an envelope. What is no envelope is Invalid; what is merely unknown
// in it is passed over.
func parse(raw []byte) (*envelope, error) {
	const op = "alexa.Decode"
	if len(raw) > maxRequestSize {
		return nil, fault.New(op, fault.TooLarge, "request is too long")
	}
	e := new(envelope)
	if err := json.Unmarshal(raw, e); err != nil {
		return nil, fault.New(op, fault.Invalid, "request is not an Alexa envelope")
	}
	if err := json.Unmarshal(e.Request, &e.header); err != nil || e.header.Type == "" {
		return nil, fault.New(op, fault.Invalid, "request has no type")
	}
	if e.header.Locale == "" {
		e.header.Locale = alexago.LocaleAmericanEnglish
	}
	return e, nil
}

// application is the skill the request is for: the context's, else the session's (R2).
func (e *envelope) application() string {
	if id := e.Context.System.Application.ApplicationID; id != "" || e.Session == nil {
		return id
	}
	return e.Session.Application.ApplicationID
}

// speaker is who is asking, and the token of their account link: whose voice was
// recognised where they linked an account of their own, else whose device it is
// (3.8).
func (e *envelope) speaker() (id, token string) {
	if p := e.Context.System.Person; p.AccessToken != "" && p.PersonID != "" {
		return p.PersonID, p.AccessToken
	}
	return e.user()
}

// user is whose device it is, and the token of their account link: the context's,
// else the session's (R2).
func (e *envelope) user() (id, token string) {
	u := e.Context.System.User
	if u.UserID != "" || e.Session == nil {
		return u.UserID, u.AccessToken
	}
	return e.Session.User.UserID, e.Session.User.AccessToken
}

// access is how Alexa's service is called for this request.
func (e *envelope) access() access {
	return access{endpoint: e.Context.System.APIEndpoint, token: e.Context.System.APIAccessToken}
}

// attribute is a session attribute that is a string; "" is none.
func (e *envelope) attribute(name string) string {
	if e.Session == nil {
		return ""
	}
	s, _ := e.Session.Attributes[name].(string)
	return s
}

// stamp is a request's time: ISO 8601, or milliseconds since 1970 (R3). What is
// neither is the zero time, and never an error.
type stamp struct{ time.Time }

// UnmarshalJSON reads either form.
func (s *stamp) UnmarshalJSON(b []byte) error {
	var text string
	var millis float64
	switch {
	case json.Unmarshal(b, &text) == nil:
		s.Time, _ = time.Parse(time.RFC3339, text)
	case json.Unmarshal(b, &millis) == nil && millis > 0 && millis < 1e15:
		s.Time = time.UnixMilli(int64(millis)).UTC()
	}
	return nil
}
