package slackbot

import (
	"context"
	"slices"
	"strings"
)

// EventHandler handles one type of inner event. The app's manifest names of events
// what the registry holds, and nothing else.
type EventHandler struct {
	// Type is the event's own: "app_mention".
	Type string
	// Subscriptions are what the manifest calls it, where that is another name
	// ("message.im"); none is Type.
	Subscriptions []string
	// Scopes are what the event and the answer to it need of the bot's token.
	Scopes []string
	// same names what the event is about where Slack may tell of it under several
	// event ids; nil or "" is the event id alone.
	same func(delivery) string
	// work does what is to be done, in the worker. An error that is Temporary has
	// it done again later.
	work func(*Bot, context.Context, delivery) error
}

// Events are the handlers of inner events. All of them need a bot token: a Bot
// without Tokens handles none.
func Events() []EventHandler {
	return slices.Concat(
		talkEvents(),
		installEvents(),
		saveEvents(),
		homeEvents(),
		unfurlEvents(),
	)
}

// InteractionHandler handles one sort of interaction.
type InteractionHandler struct {
	// Type is block_actions, view_submission, view_closed, shortcut,
	// message_action or block_suggestion.
	Type string
	// ID is a callback_id, or for block_actions and block_suggestion an
	// action_id; for block_actions also the callback_id of the view they are in.
	// One that ends in a dot stands for all that begin with it; the
	// longest that fits is taken.
	ID string
	// Shortcut is what the manifest says of a shortcut or message_action; nil for
	// the other types.
	Shortcut *Shortcut
	// Scopes are what the handler needs of the bot's token.
	Scopes []string
	// Token says that a bot token is needed, though maybe no scope: a Bot
	// without Tokens does not have the handler.
	Token bool
	// front answers within the Bot's budget, in the acknowledgement or through
	// the response_url. What takes longer it leaves to work, by [Bot.later].
	front func(*Bot, context.Context, interaction) (ack, error)
	// work is done in the worker; nil where the front never leaves anything.
	work func(*Bot, context.Context, interaction) error
}

// Shortcut is an entry of Slack's menus.
type Shortcut struct {
	Name        string // at most 24 characters
	Description string // at most 150
}

// Interactions are the handlers of interactions.
func Interactions() []InteractionHandler {
	return slices.Concat(
		clickInteractions(),
		digestInteractions(),
		homeInteractions(),
		searchInteractions(),
		saveInteractions(),
	)
}

// eventHandler finds the handler of an inner event.
func (b *Bot) eventHandler(kind string) (EventHandler, bool) {
	h, ok := handlerOf(kind)
	return h, ok && b.Tokens != nil
}

func handlerOf(kind string) (EventHandler, bool) {
	all := Events()
	i := slices.IndexFunc(all, func(h EventHandler) bool { return h.Type == kind })
	if i < 0 {
		return EventHandler{}, false
	}
	return all[i], true
}

// Scopes are what a bot with Tokens asks a workspace for: what its handlers need,
// in alphabetical order.
func Scopes() []string {
	scopes := []string{"commands"}
	for _, h := range Events() {
		scopes = append(scopes, h.Scopes...)
	}
	for _, h := range Interactions() {
		scopes = append(scopes, h.Scopes...)
	}
	slices.Sort(scopes)
	return slices.Compact(scopes)
}

// interactionHandler finds the handler of an interaction.
func (b *Bot) interactionHandler(in interaction) (InteractionHandler, bool) {
	var best InteractionHandler
	found := false
	for _, h := range Interactions() {
		if h.Type != in.Type || h.Token && b.Tokens == nil || found && len(h.ID) <= len(best.ID) {
			continue
		}
		if slices.ContainsFunc(in.names(), h.is) || h.inView(in) {
			best, found = h, true
		}
	}
	return best, found
}

// inView reports whether a handler is for all that is done in a view.
func (h InteractionHandler) inView(in interaction) bool {
	return in.Type == "block_actions" && h.ID == in.View.Callback && !strings.HasSuffix(h.ID, ".")
}

// is reports whether a handler is for what has a name.
func (h InteractionHandler) is(name string) bool {
	return name == h.ID || strings.HasSuffix(h.ID, ".") && strings.HasPrefix(name, h.ID)
}
