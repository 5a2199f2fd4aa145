package alexasim

import (
	"bytes"
	"encoding/json"
	"html"
	"strings"

	"shoebox/shared/fault"
	"shoebox/skills/alexa"
)

// Heard is what a person hears and sees of an answer.
type Heard struct {
	// Meanwhile is what was said before the answer, as plain words; "" is nothing.
	Meanwhile string
	Speech    string // as plain words
	Reprompt  string // what is asked when nobody answers; "" is nothing
	SSML      string // the speech as it came
	Card      *Card  // nil is none
	Screen    *Screen
	Commands  []Command // for the document that is on the screen already
	Photos    []Photo   // those the answer shows; of a pager, the one in front
	Listening bool      // the microphone is open
	Ended     bool      // the session is over
}

// Card is what is shown in the Alexa app.
type Card struct {
	Type    string // Simple, Standard, LinkAccount
	Title   string
	Content string // of a Simple card
	Text    string // of a Standard card
	Small   string // URL of its picture; "" is none
	Large   string
}

// Screen is a document that was put on the screen.
type Screen struct {
	Token       string
	Document    json.RawMessage
	Datasources json.RawMessage
	Name        string  // which document it is: "grid", "photo", "message"
	Title       string  // what stands on top
	Focus       int     // index of the photo in front, in a pager
	Photos      []Photo // what it shows
}

// Photo is a photo on the screen.
type Photo struct {
	ID, Title, Subtitle, Alt, Image string
	Number                          int
}

type wireResponse struct {
	Version           string         `json:"version"`
	SessionAttributes map[string]any `json:"sessionAttributes"`
	UserAgent         string         `json:"userAgent"`
	Response          *wireBody      `json:"response"`
}

type wireBody struct {
	OutputSpeech     *wireSpeech     `json:"outputSpeech"`
	Card             *wireCard       `json:"card"`
	Reprompt         *wireReprompt   `json:"reprompt"`
	Directives       []wireDirective `json:"directives"`
	ShouldEndSession *bool           `json:"shouldEndSession"`
	CanFulfillIntent json.RawMessage `json:"canFulfillIntent"`
}

type wireReprompt struct {
	OutputSpeech *wireSpeech `json:"outputSpeech"`
}

type wireSpeech struct {
	Type string `json:"type"`
	SSML string `json:"ssml"`
}

type wireCard struct {
	Type    string `json:"type"`
	Title   string `json:"title"`
	Content string `json:"content"`
	Text    string `json:"text"`
	Image   *struct {
		Small string `json:"smallImageUrl"`
		Large string `json:"largeImageUrl"`
	} `json:"image"`
	Permissions []string `json:"permissions"`
}

type wireDirective struct {
	Type        string          `json:"type"`
	Token       string          `json:"token"`
	Document    json.RawMessage `json:"document"`
	Datasources json.RawMessage `json:"datasources"`
	Commands    []Command       `json:"commands"`
	// Of a directive about names.
	UpdateBehavior string            `json:"updateBehavior"`
	Types          []alexa.ModelType `json:"types"`
	// Of a directive about slots.
	SlotToElicit  string      `json:"slotToElicit"`
	UpdatedIntent *wireIntent `json:"updatedIntent"`
}

// Hear takes the answer to the last request: the device speaks, shows, and keeps
// what Alexa keeps. An answer that a device would refuse is Invalid, and its
// error says why.
func (d *Device) Hear(answer []byte) (Heard, error) {
	const op = "alexasim.Hear"
	var w wireResponse
	in := json.NewDecoder(bytes.NewReader(answer))
	in.DisallowUnknownFields()
	if err := in.Decode(&w); err != nil {
		return Heard{}, fault.As(op, fault.Invalid, err)
	}
	if why := d.refusal(&w, len(answer)); why != "" {
		return Heard{}, fault.New(op, fault.Invalid, why)
	}
	h, err := heardOf(&w)
	if err != nil {
		return Heard{}, fault.As(op, fault.Invalid, err)
	}
	if d.config.Service != nil {
		h.Meanwhile = strings.Join(d.config.Service.end(d.token), " ")
	}
	if d.session == "" {
		return h, nil // the answer to a session's end
	}
	d.attributes = w.SessionAttributes
	d.elicited = nil
	for _, directive := range w.Response.Directives {
		switch directive.Type {
		case updateNames:
			d.keepNames(directive)
		case elicitSlot:
			d.keepElicited(directive)
		}
	}
	if h.Screen != nil {
		d.document, d.screen, d.page = h.Screen.Token, h.Screen, h.Screen.Focus
	}
	d.run(h.Commands)
	if h.Screen != nil || len(h.Commands) > 0 {
		h.Photos = d.inFront()
	}
	end := w.Response.ShouldEndSession
	h.Listening = end != nil && !*end
	h.Ended = end != nil && *end || end == nil && d.document == ""
	if h.Ended {
		d.closeSession()
	}
	return h, nil
}

func heardOf(w *wireResponse) (Heard, error) {
	var h Heard
	var err error
	if s := w.Response.OutputSpeech; s != nil {
		h.SSML = s.SSML
		if h.Speech, err = plain(s.SSML); err != nil {
			return h, err
		}
	}
	if r := w.Response.Reprompt; r != nil {
		if h.Reprompt, err = plain(r.OutputSpeech.SSML); err != nil {
			return h, err
		}
	}
	if c := w.Response.Card; c != nil {
		h.Card = &Card{Type: c.Type, Title: c.Title, Content: c.Content, Text: c.Text}
		if c.Image != nil {
			h.Card.Small, h.Card.Large = c.Image.Small, c.Image.Large
		}
	}
	for _, directive := range w.Response.Directives {
		if directive.Type == executeCommands {
			h.Commands = directive.Commands
			continue
		}
		if directive.Type != renderDocument {
			continue
		}
		if h.Screen, err = screenOf(directive); err != nil {
			return h, err
		}
	}
	return h, nil
}

func screenOf(w wireDirective) (*Screen, error) {
	var sources struct {
		Shoebox struct {
			Properties struct {
				Title string
				Focus int
				Items []Photo
			}
		}
	}
	if err := json.Unmarshal(w.Datasources, &sources); err != nil {
		return nil, err
	}
	name, _, _ := strings.Cut(w.Token, ":")
	p := sources.Shoebox.Properties
	for i := range p.Items {
		p.Items[i].Title = html.UnescapeString(p.Items[i].Title)
	}
	return &Screen{
		Token: w.Token, Document: w.Document, Datasources: w.Datasources,
		Name: name, Title: p.Title, Focus: p.Focus, Photos: p.Items,
	}, nil
}
