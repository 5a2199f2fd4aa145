package simulator

import (
	"context"
	"encoding/json"

	"shoebox/bots/slackbot/slacksim"
	"shoebox/bots/slackbot/slacktest"
	"shoebox/shared/fault"
)

// viewTurn is what the Slack window asks of views: one of these.
type viewTurn struct {
	Visit bool `json:"visit"` // opens the home tab
	Look  bool `json:"look"`  // does nothing: what is there by now
	Close bool `json:"close"` // the modal on top
	Act   *struct {
		View     string         `json:"view"`
		ActionID string         `json:"action_id"`
		Chosen   map[string]any `json:"chosen"` // by an element that is no button
	} `json:"act"`
	Submit  slacktest.Values `json:"submit"` // the modal on top, with what was filled in
	Suggest *struct {
		View     string `json:"view"`
		ActionID string `json:"action_id"`
		Typed    string `json:"typed"`
	} `json:"suggest"`
}

// seen is what the person sees beside the channel.
type seen struct {
	Channel string             `json:"channel"` // its id
	Home    *view              `json:"home,omitempty"`
	Modal   *view              `json:"modal,omitempty"` // the one on top
	Errors  map[string]string  `json:"errors,omitempty"`
	Options []slacktest.Option `json:"options,omitempty"`
	Refused []string           `json:"refused,omitempty"` // in Slack's place of an answer
}

// view is a view as the app sent it.
type view struct {
	ID   string          `json:"id"`
	Hash string          `json:"hash"`
	Body json.RawMessage `json:"body"`
}

// look does what the person did in a view.
func (c *chat) look(ctx context.Context, wish viewTurn) (slacksim.Turn, error) {
	const op = "simulator.look"
	w := c.workspace
	switch {
	case wish.Look:
		return slacksim.Turn{}, nil
	case wish.Visit:
		return w.Visit(ctx)
	case wish.Close:
		return w.Close(ctx)
	case wish.Submit != nil:
		return w.Submit(ctx, wish.Submit)
	case wish.Act != nil:
		v, ok := w.Seen(wish.Act.View)
		if !ok {
			return slacksim.Turn{}, fault.New(op, fault.NotFound, "no such view")
		}
		return w.Do(ctx, v, wish.Act.ActionID, wish.Act.Chosen)
	case wish.Suggest != nil:
		v, ok := w.Seen(wish.Suggest.View)
		if !ok {
			return slacksim.Turn{}, fault.New(op, fault.NotFound, "no such view")
		}
		return w.Choose(ctx, v, wish.Suggest.ActionID, wish.Suggest.Typed)
	}
	return slacksim.Turn{}, fault.New(op, fault.Invalid, "nothing to do")
}

// seen gives what is there after a turn.
func (c *chat) seen(t slacksim.Turn) seen {
	s := seen{Channel: c.workspace.Me().Channel, Errors: t.Errors, Options: t.Options, Refused: t.Refused}
	if tab, ok := c.workspace.Tab(); ok {
		s.Home = &view{tab.ID, tab.Hash, tab.Body}
	}
	if modals := c.workspace.Modals(); len(modals) > 0 {
		top := modals[len(modals)-1]
		s.Modal = &view{top.ID, top.Hash, top.Body}
	}
	return s
}
