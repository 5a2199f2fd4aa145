package slackbot

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"shoebox/intents"
)

// buttons makes the buttons of one answer.
type buttons struct {
	prefix string // of the action_ids
	render string // names the answer
	state  string // sealed; "" is none
	thread string // the answer stands in
	direct bool   // the answer is no preview, and stands where it would be sent
}

func newButtons(c call, reply *intents.Reply) buttons {
	return buttons{prefix: actionPrefix, render: fingerprint(c.ID)[:8], state: reply.State, thread: c.Thread, direct: c.Direct}
}

// of makes a button. Its name makes the action_id: the intent, and more where an
// answer has several buttons of it.
func (b buttons) of(name, label string, p press) *slack.ButtonBlockElement {
	// Without what was to be carried the button begins afresh; a value cut short
	// would be refused.
	value, _ := b.value(p)
	return slack.NewButtonBlockElement(b.prefix+name, value, plain(label))
}

// value is what a button carries, if a button can carry that much.
func (b buttons) value(p press) (string, bool) {
	p.Version, p.Render, p.Thread = pressVersion, b.render, b.thread
	value, err := encode(p)
	if err != nil || utf8.RuneCount(value) > maxValue {
		return "", false
	}
	return string(value), true
}

// browse are the buttons under a photo. What leads nowhere is left out: Slack has
// no button that can't be pressed.
func (b buttons) browse(reply *intents.Reply) []*slack.ButtonBlockElement {
	on := func(name intents.Name, label string) *slack.ButtonBlockElement {
		return b.of(string(name), label, press{State: b.state})
	}
	var row []*slack.ButtonBlockElement
	if reply.Page.HasPrevious {
		row = append(row, on(intents.Previous, "Previous"))
	}
	if reply.Page.HasNext {
		row = append(row, on(intents.Next, "Next"))
	}
	if reply.Page.Total > 1 {
		row = append(row, on(intents.Shuffle, "Shuffle"))
	}
	if !b.direct {
		row = append(row, on(intents.Send, "Send").WithStyle(slack.StylePrimary))
	}
	if reply.Intent != intents.Describe {
		row = append(row, on(intents.Describe, "Details"))
	}
	return append(row, b.of(string(intents.Cancel), "Cancel", press{}))
}

// browsing are the intents that have a button of their own under a photo.
var browsing = []intents.Name{
	intents.Previous, intents.Next, intents.Shuffle, intents.Send, intents.Describe, intents.Select, intents.Cancel,
}

// maxShortState is the longest state that suggestions carry as well, in characters:
// a message takes only so much in all. Without it intents recalls the asker's last
// conversation.
const maxShortState = 500

// suggestions are the ways on. Under a photo those that have a button there are
// left out.
func (b buttons) suggestions(reply *intents.Reply) []*slack.ButtonBlockElement {
	const most = 5
	var row []*slack.ButtonBlockElement
	for i, s := range reply.Suggest[:min(len(reply.Suggest), most)] {
		if len(reply.Photos) > 0 && slices.Contains(browsing, s.Intent) {
			continue
		}
		if value, ok := b.way(reply, i); ok {
			name := string(s.Intent) + "." + strconv.Itoa(i)
			row = append(row, slack.NewButtonBlockElement(b.prefix+name, value, plain(s.Label)))
		}
	}
	return row
}

// way is what the button of a suggestion carries: its words, with the state if
// that is short. Words that are too long for a button are left out, but for a
// choice, which is picked by its place: the conversation remembers the choices.
func (b buttons) way(reply *intents.Reply, i int) (value string, ok bool) {
	state := b.state
	if len(state) > maxShortState {
		state = ""
	}
	words := []string{reply.Suggest[i].Utterance}
	if choosing(reply) {
		words = append(words, "the "+places[i]+" one")
	}
	for _, utterance := range words {
		for _, kept := range []string{state, ""} {
			if value, ok = b.value(press{State: kept, Utterance: utterance}); ok {
				return value, true
			}
		}
	}
	return "", false
}

// places are what the choices of a question are called.
var places = [...]string{"first", "second", "third", "fourth", "fifth"}

// choosing reports whether a reply asks which of several things is meant, so that
// its buttons are the answers.
func choosing(reply *intents.Reply) bool {
	return reply.Kind == intents.Asked && len(reply.Suggest) > 0
}
