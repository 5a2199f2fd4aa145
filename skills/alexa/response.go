package alexa

import (
	"bytes"
	"encoding/json"

	"shoebox/shared/fault"
)

// responseEnvelope is a response as Alexa takes it (P1). alexa-go's is wrong on
// the wire: it can't leave out shouldEndSession, sends an empty image with every
// speech, and has no version of its own.
type responseEnvelope struct {
	Version           string            `json:"version"`
	SessionAttributes map[string]string `json:"sessionAttributes,omitempty"`
	UserAgent         string            `json:"userAgent,omitempty"`
	Response          response          `json:"response"`
}

type response struct {
	OutputSpeech *outputSpeech `json:"outputSpeech,omitempty"`
	Card         *card         `json:"card,omitempty"`
	Reprompt     *reprompt     `json:"reprompt,omitempty"`
	Directives   []any         `json:"directives,omitempty"`
	// ShouldEndSession has three meanings: true, false, and absent (P5).
	ShouldEndSession *bool             `json:"shouldEndSession,omitempty"`
	CanFulfillIntent *canFulfillIntent `json:"canFulfillIntent,omitempty"`
}

type outputSpeech struct {
	Type string `json:"type"`
	SSML string `json:"ssml"`
}

type reprompt struct {
	OutputSpeech outputSpeech `json:"outputSpeech"`
}

type card struct {
	Type    string     `json:"type"`
	Title   string     `json:"title,omitempty"`
	Content string     `json:"content,omitempty"` // of a Simple card
	Text    string     `json:"text,omitempty"`    // of a Standard card
	Image   *cardImage `json:"image,omitempty"`
}

type cardImage struct {
	Small string `json:"smallImageUrl"`
	Large string `json:"largeImageUrl"`
}

type renderDocument struct {
	Type        string                `json:"type"`
	Token       string                `json:"token"`
	Document    json.RawMessage       `json:"document"`
	Datasources map[string]datasource `json:"datasources"`
}

type datasource struct {
	Type         string        `json:"type"`
	Properties   any           `json:"properties"`
	Transformers []transformer `json:"transformers,omitempty"`
}

type transformer struct {
	InputPath   string `json:"inputPath"`
	OutputName  string `json:"outputName,omitempty"`
	Transformer string `json:"transformer"`
}

// encode gives the bytes of a response, after the last look at its limits (P2).
func encode(e responseEnvelope) (json.RawMessage, error) {
	const op = "alexa.Render"
	e.Version = "1.0"
	b, err := marshal(fitting(e))
	if err != nil {
		return nil, fault.As(op, fault.Internal, err)
	}
	if len(b) > maxResponse {
		return nil, fault.New(op, fault.TooLarge, "response is too long")
	}
	return b, nil
}

// marshal writes JSON for devices, not for web pages: SSML stays readable.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	err := out.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}
