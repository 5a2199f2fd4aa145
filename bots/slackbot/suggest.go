package slackbot

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"shoebox/intents"
	"shoebox/shared/fault"
)

// Completer is a Handler that knows the names of the asker's gallery, for the
// choices in a form: intents.Router is one. With another handler they are empty.
type Completer interface {
	Complete(ctx context.Context, r *intents.Request, kind intents.SlotKind, n int) ([]intents.Completion, error)
}

// suggestPrefix starts the action_id of each input whose options we suggest.
const suggestPrefix = "shoebox.suggest."

// inputKeep is the input of the album to save into: it takes new names as well.
const inputKeep = "keep"

// suggestible says what names an input chooses from.
func suggestible(actionID string) intents.SlotKind {
	switch strings.TrimPrefix(actionID, suggestPrefix) {
	case inputPeople:
		return intents.PersonVal
	case inputPlace:
		return intents.PlaceVal
	case inputAlbum, inputKeep:
		return intents.AlbumVal
	}
	return 0
}

// How much fits into an option.
const (
	maxSuggested = 100
	maxOption    = 75 // characters of text, value and description each
)

// suggestions are the options an input offers for what was typed so far. slack-go's
// own answer leaves out the list where it is empty.
type suggestions struct {
	Options []*slack.OptionBlockObject `json:"options"`
}

// suggest answers a block_suggestion: Slack shows what comes within three seconds,
// and else that there is nothing.
func (b *Bot) suggest(ctx context.Context, in interaction) (ack, error) {
	var typed struct {
		Value string `json:"value"`
	}
	if err := in.read(&typed); err != nil {
		return ack{}, err
	}
	found := suggestions{Options: []*slack.OptionBlockObject{}}
	c := in.caller(in.received)
	if c.User == "" {
		return ack{}, fault.New("slackbot.suggest", fault.Invalid, "nobody who asks")
	}
	c.Utterance = plainWords(typed.Value)
	if completer, ok := b.handler.(Completer); ok {
		names, err := completer.Complete(ctx, b.request(c), suggestible(in.ActionID), maxSuggested)
		if err != nil {
			b.Log.InfoContext(ctx, "slack: no suggestions", "kind", fault.Of(err).String())
		}
		for _, n := range names {
			found.add(n)
		}
	}
	if in.ActionID == suggestPrefix+inputKeep {
		found.offer(c.Utterance)
	}
	found, err := FitOptions(found)
	return show(found), err
}

// add adds a name. One that is too long for a value can't be chosen.
func (s *suggestions) add(n intents.Completion) {
	if utf8.RuneCountInString(n.Name) > maxOption || n.Name == "" {
		return
	}
	label := n.Name
	if len(n.Nicknames) > 0 {
		label += " (" + strings.Join(n.Nicknames, ", ") + ")"
	}
	counted := plain(count(n.Photos, "photo", "photos"))
	s.Options = append(s.Options, slack.NewOptionBlockObject(n.Name, plain(Shorten(label, maxOption)), counted))
}

// offer adds a name that there is none of yet, first.
func (s *suggestions) offer(name string) {
	known := slices.ContainsFunc(s.Options, func(o *slack.OptionBlockObject) bool { return strings.EqualFold(o.Value, name) })
	if known || name == "" || utf8.RuneCountInString(name) > maxOption {
		return
	}
	s.Options = s.Options[:min(len(s.Options), maxSuggested-1)]
	fresh := slack.NewOptionBlockObject(name, plain(Shorten("New album: "+name, maxOption)), nil)
	s.Options = slices.Insert(s.Options, 0, fresh)
}

// count says how many there are of something.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return group(n) + " " + many
}
