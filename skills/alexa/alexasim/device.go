package alexasim

import (
	"crypto/rand"
	"encoding/json"
	"time"

	"shoebox/intents/when"
	"shoebox/shared/fault"
	"shoebox/skills/alexa"
)

// Config is what a Device is.
type Config struct {
	SkillID  string // the application id of the skill
	UserID   string // who the device belongs to
	DeviceID string
	Token    string           // the account link's access token; "" is not linked
	Voice    Voice            // whose voice is recognised; the zero Voice is nobody's
	Screen   string           // one of Displays, or None; "" is None
	Locale   string           // "" is en-US
	Now      func() time.Time // needed; its zone is where the device stands
	// Service takes the skill's calls while it answers; nil takes none.
	Service *Service
}

// Voice is a voice that the device knows.
type Voice struct {
	PersonID string
	Token    string // of an account of their own; "" is not linked
}

// Recognise has the device know the voice that speaks from now on.
func (d *Device) Recognise(v Voice) { d.config.Voice = v }

// Device is one Alexa device with one skill on it. It is not safe for concurrent
// use.
type Device struct {
	config     Config
	model      alexa.LanguageModel
	dialog     *alexa.ModelDialog
	times      *when.Reader
	session    string // its id; "" is none open
	fresh      bool   // no request of this session was sent yet
	attributes map[string]any
	document   string // the token of the document on the screen; "" is none
	screen     *Screen
	page       int       // of the pager on the screen
	last       string    // the type of the last request
	token      string    // the service's, for the last request; "" is none
	intent     string    // of the last request; "" is none
	elicited   *elicited // the slot that was asked for; nil is none
	known      values    // of the model's own types
	names      names
}

// New makes a device. It panics without a clock. A locale whose dates nobody can
// read hears dates as words.
func New(c Config) *Device {
	if c.Now == nil {
		panic("alexasim.New: a clock is needed")
	}
	if c.Locale == "" {
		c.Locale = alexa.Locale
	}
	if c.Screen == "" {
		c.Screen = None
	}
	times, err := when.New(c.Locale, when.Rules{})
	if err != nil {
		times = nil
	}
	model := alexa.InteractionModel().InteractionModel
	return &Device{config: c, model: model.LanguageModel, dialog: model.Dialog, times: times, known: valuesOf(model.LanguageModel.Types)}
}

// Open says "Alexa, open photo shoebox": a new session without a wish.
func (d *Device) Open() (json.RawMessage, error) {
	d.start()
	return d.request("LaunchRequest", map[string]any{"shouldLinkResultBeReturned": false})
}

// Say says words to the skill: within the session, or, when none is open, as
// "Alexa, ask photo shoebox ..." would.
func (d *Device) Say(words string) (json.RawMessage, error) {
	if d.session == "" {
		d.start()
	}
	heard, launch := d.addressed(words)
	if launch {
		return d.Open()
	}
	body := map[string]any{"intent": d.understand(heard)}
	if d.inDialog(d.intent) {
		body["dialogState"] = "STARTED"
		if d.elicited != nil && d.elicited.intent.Name == d.intent {
			body["dialogState"] = "IN_PROGRESS"
		}
	}
	return d.request("IntentRequest", body)
}

// Touch sends what a touched component's SendEvent sends. It needs a document on
// the screen.
func (d *Device) Touch(arguments ...any) (json.RawMessage, error) {
	if d.document == "" {
		return nil, fault.New("alexasim.Touch", fault.Invalid, "nothing is on the screen")
	}
	if d.session == "" {
		d.start()
	}
	d.seesTurned(arguments)
	return d.request("Alexa.Presentation.APL.UserEvent", map[string]any{
		"token":      d.document,
		"arguments":  arguments,
		"source":     map[string]any{"type": "TouchWrapper", "handler": "Press", "id": ""},
		"components": map[string]any{},
	})
}

// End says "exit": Alexa ends the session and tells the skill.
func (d *Device) End() (json.RawMessage, error) {
	if d.session == "" {
		return nil, fault.New("alexasim.End", fault.Invalid, "no session is open")
	}
	raw, err := d.request("SessionEndedRequest", map[string]any{"reason": "USER_INITIATED"})
	d.closeSession()
	return raw, err
}

func (d *Device) start() {
	d.closeSession()
	d.session = "amzn1.echo-api.session." + rand.Text()
	d.fresh = true
}

func (d *Device) closeSession() {
	d.session, d.fresh, d.attributes, d.document, d.elicited = "", false, nil, "", nil
	d.screen, d.page = nil, 0
}
