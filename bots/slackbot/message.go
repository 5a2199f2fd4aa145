package slackbot

import (
	"bytes"
	"encoding/json"
)

// Message is what goes to Slack: the body of a command's acknowledgement, or of a
// POST to a response_url. It has its own type because slack-go's always says
// replace_original and delete_original, and null for no blocks.
type Message struct {
	// ResponseType is Ephemeral or InChannel; "" is ephemeral.
	ResponseType string `json:"response_type,omitempty"`
	// ReplaceOriginal says whether the message that was clicked in is replaced;
	// nil in the answer to a command.
	ReplaceOriginal *bool `json:"replace_original,omitempty"`
	DeleteOriginal  bool  `json:"delete_original,omitempty"`
	// Thread is the ts of the message that begins the thread to post into; ""
	// where there is none.
	Thread string `json:"thread_ts,omitempty"`
	// Text is for notifications and screen readers, and for clients that can't
	// show blocks.
	Text   string          `json:"text,omitempty"`
	Blocks json.RawMessage `json:"blocks,omitempty"`

	// door says that it lets in who opens its link: no queue keeps it.
	door bool
}

// The values of Message.ResponseType.
const (
	Ephemeral = "ephemeral"
	InChannel = "in_channel"
)

// deletion removes the message that was clicked in.
func deletion() Message { return Message{DeleteOriginal: true} }

// public reports whether others will see the message.
func (m Message) public() bool { return m.ResponseType == InChannel }

// encode makes JSON in which & < > stand for themselves, as short as Slack counts
// it.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(b.Bytes()), nil
}
