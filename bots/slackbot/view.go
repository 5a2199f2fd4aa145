package slackbot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"

	"github.com/slack-go/slack"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
)

// lookedAt is the view that somebody does something in.
type lookedAt struct {
	ID       string `json:"id"`
	Hash     string `json:"hash"` // changes with the view
	Callback string `json:"callback_id"`
	Metadata string `json:"private_metadata"`
	State    struct {
		Values filled `json:"values"`
	} `json:"state"`
}

// view reads the view of an interaction. An error is Invalid.
func (in interaction) view() (lookedAt, error) {
	var of struct {
		View lookedAt `json:"view"`
	}
	err := in.read(&of)
	return of.View, err
}

// filled is what the inputs of a view hold, by block_id and action_id.
type filled map[string]map[string]entered

// UnmarshalJSON reads it. Slack writes [] for no inputs, and for a block without.
func (f *filled) UnmarshalJSON(data []byte) error {
	*f = filled{}
	if isList(data) {
		return nil
	}
	var blocks map[string]json.RawMessage
	if err := json.Unmarshal(data, &blocks); err != nil {
		return err
	}
	for id, raw := range blocks {
		if isList(raw) {
			continue
		}
		var elements map[string]entered
		if err := json.Unmarshal(raw, &elements); err != nil {
			return err
		}
		(*f)[id] = elements
	}
	return nil
}

func isList(data []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(data), []byte("[")) }

// entered is what one input holds.
type entered struct {
	Value   string   `json:"value"`
	Date    string   `json:"selected_date"` // 2006-01-02
	Choice  chosen   `json:"selected_option"`
	Choices []chosen `json:"selected_options"`
}

// chosen is an option. Its value is one we offered, or anything.
type chosen struct {
	Value string `json:"value"`
}

// of gives what the input of a block holds. Blocks of ours have one each.
func (f filled) of(block string) entered {
	for _, e := range f[block] {
		return e
	}
	return entered{}
}

// viewAnswer acknowledges a view_submission with what becomes of the view.
type viewAnswer struct {
	Action string                  `json:"response_action"` // update, push, clear or errors
	View   *slack.ModalViewRequest `json:"view,omitempty"`
	Errors map[string]string       `json:"errors,omitempty"` // by the block_id of an input
}

// become acknowledges a view_submission with a view.
func become(action string, view slack.ModalViewRequest) (ack, error) {
	view, err := FitView(view)
	if err != nil {
		return ack{}, fault.As("slackbot.become", fault.Internal, err)
	}
	return show(viewAnswer{Action: action, View: &view}), nil
}

// objections acknowledges a view_submission with what is wrong, beside the inputs.
func objections(byBlock map[string]string) ack {
	return show(viewAnswer{Action: "errors", Errors: byBlock})
}

// openView opens a view. The trigger of an interaction is good for three seconds.
func (b *Bot) openView(ctx context.Context, in interaction, view slack.ModalViewRequest) error {
	const op = "slackbot.openView"
	view, err := FitView(view)
	if err != nil {
		return fault.As(op, fault.Internal, err)
	}
	client, err := b.api(ctx, in.workspace())
	if err != nil {
		return fault.Wrap(op, err)
	}
	_, err = client.OpenViewContext(ctx, in.TriggerID, view)
	return viewFault(op, err)
}

// viewPlace says which view is meant: by its id, or by the external_id we gave it.
type viewPlace struct {
	id, external string
	hash         string // of the view that is replaced; "" is whichever it is
}

// replaceView puts a view in the place of another. Where the other has changed since
// its hash was seen the later one stays: that is no error.
func (b *Bot) replaceView(ctx context.Context, w install.Workspace, at viewPlace, view slack.ModalViewRequest) error {
	const op = "slackbot.replaceView"
	view, err := FitView(view)
	if err != nil {
		return fault.As(op, fault.Internal, err)
	}
	client, err := b.api(ctx, w)
	if err != nil {
		return fault.Wrap(op, err)
	}
	blocks, err := encode(view.Blocks)
	if err != nil {
		return fault.Wrap(op, err)
	}
	err = b.illustrate(ctx, w, blocks, func(blocks json.RawMessage) error {
		view.Blocks.BlockSet = rawBlocks(blocks)
		_, err := client.UpdateViewContext(ctx, view, at.external, at.hash, at.id)
		return viewFault(op, err)
	})
	if fault.Is(err, fault.Conflict) {
		b.Log.DebugContext(ctx, "slack: a view has changed since")
		return nil
	}
	return err
}

// viewFault says what an error of a method about views means. Slack gives the view
// back; where the state of its inputs has a shape that slack-go doesn't read, the
// view was taken nonetheless.
func viewFault(op string, err error) error {
	if _, odd := errors.AsType[*json.UnmarshalTypeError](err); odd {
		return nil
	}
	return apiFault(op, err)
}
