package simulator

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"sync"

	"shoebox/shared/fault"
	"shoebox/skills/alexa/alexasim"
)

// Echo is what the page's Echo is made of.
type Echo struct {
	Endpoint http.Handler                                // the skill's HTTPS endpoint, verification on
	Path     string                                      // where it is: "/alexa"
	Device   func(screen, token string) *alexasim.Device // token is of a linked account; "" is none
	Sign     func(body []byte) (http.Header, error)
}

// echo is the device of one browser tab.
type echo struct {
	mu     sync.Mutex // one turn at a time
	screen string     // of the device
	grant  grant      // of the account that is linked
	device *alexasim.Device
}

func (e Echo) open() *echo { return &echo{screen: alexasim.Hub, device: e.Device(alexasim.Hub, "")} }

// maxSession is the longest name of a tab.
const maxSession = 64

// on has the tab's device be one with a screen; "" leaves the one there is. Another
// device knows nothing of the conversation.
func (own *echo) on(screen string, e Echo) error {
	if screen == "" || screen == own.screen {
		return nil
	}
	known := func(d alexasim.Display) bool { return d.Name == screen }
	if screen != alexasim.None && !slices.ContainsFunc(alexasim.Displays(), known) {
		return fault.New("simulator.alexa", fault.Invalid, "no such screen")
	}
	own.screen, own.device = screen, e.Device(screen, own.grant.Access)
	return nil
}

// echoTurn is what the Echo's window asks: one of saying, touching or opening.
type echoTurn struct {
	Session string  `json:"session"`
	Screen  string  `json:"screen"` // "" is the one there was
	Say     *string `json:"say"`
	Touch   []any   `json:"touch"`
	Open    bool    `json:"open"`
}

// heard is what the window shows and speaks.
type heard struct {
	Meanwhile string     `json:"meanwhile,omitempty"` // said before the answer
	Speech    string     `json:"speech"`
	Card      *card      `json:"card"`
	Document  *rendering `json:"document"`
	// Commands are for the document that is there already.
	Commands  []alexasim.Command `json:"commands,omitempty"`
	Listening bool               `json:"listening"`
	Ended     bool               `json:"ended"`
}

type card struct {
	Title string `json:"title"`
	Text  string `json:"text"`
	Image string `json:"image"`
}

// rendering is a document with what it shows, as the skill sent them.
type rendering struct {
	Document    json.RawMessage `json:"document"`
	Datasources json.RawMessage `json:"datasources"`
}

// alexa says or touches something, as Alexa would send it.
func (p *page) alexa(ctx context.Context, r *http.Request) (any, error) {
	var wish echoTurn
	if err := read(r, &wish); err != nil {
		return nil, err
	}
	if len(wish.Session) > maxSession {
		return nil, fault.New("simulator.alexa", fault.Invalid, "no such session")
	}
	own := p.echoes.of(wish.Session)
	own.mu.Lock()
	defer own.mu.Unlock()
	p.renew(ctx, own)
	if err := own.on(wish.Screen, p.Echo); err != nil {
		return nil, err
	}
	var e exchange
	if err := p.speak(ctx, own.device, wish, &e); err != nil {
		return nil, err
	}
	if e.Response.Status != http.StatusOK {
		return nil, fault.New("simulator.alexa", fault.Internal, "the skill refused the simulator")
	}
	h, err := own.device.Hear([]byte(e.Response.Body))
	if err != nil {
		return nil, fault.As("simulator.alexa", fault.Internal, err)
	}
	return struct {
		exchange
		Heard heard `json:"heard"`
	}{e, shown(h)}, nil
}

// speak sends the person's turn to the skill, signed.
func (p *page) speak(ctx context.Context, device *alexasim.Device, wish echoTurn, e *exchange) error {
	body, err := wish.envelope(device)
	if err != nil {
		return err
	}
	header, err := p.Echo.Sign(body)
	if err != nil {
		return err
	}
	return e.measured(ctx, p.Now, func(ctx context.Context) error {
		return e.post(ctx, p.Echo.Endpoint, p.Echo.Path, header, body)
	})
}

// envelope is the request Alexa would send.
func (t echoTurn) envelope(device *alexasim.Device) (json.RawMessage, error) {
	switch {
	case t.Say != nil:
		return device.Say(*t.Say)
	case t.Touch != nil:
		return device.Touch(t.Touch...)
	case t.Open:
		return device.Open()
	}
	return nil, fault.New("simulator.alexa", fault.Invalid, "neither words nor a touch")
}

func shown(h alexasim.Heard) heard {
	out := heard{Meanwhile: h.Meanwhile, Speech: h.Speech, Listening: h.Listening, Ended: h.Ended, Commands: h.Commands}
	if h.Card != nil {
		out.Card = &card{h.Card.Title, h.Card.Content + h.Card.Text, h.Card.Large}
	}
	if h.Screen != nil {
		out.Document = &rendering{h.Screen.Document, h.Screen.Datasources}
	}
	return out
}
