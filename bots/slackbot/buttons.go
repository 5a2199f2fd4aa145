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
	render string // names the answer
	state  string // sealed; "" is none
}

func newButtons(c call, reply *intents.Reply) buttons {
	return buttons{render: digest(c.ID)[:8], state: reply.State}
}

// of makes a button. Its name makes the action_id: the intent, and more where an
// answer has several buttons of it.
func (b buttons) of(name, label string, p press) *slack.ButtonBlockElement {
	p.Version, p.Render = pressVersion, b.render
	value, err := encode(p)
	if err != nil || utf8.RuneCount(value) > maxValue {
		// Without what was to be carried the button begins afresh; a value cut
		// short would be refused.
		value = nil
	}
	return slack.NewButtonBlockElement(actionPrefix+name, string(value), plain(label))
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
	row = append(row, on(intents.Send, "Send").WithStyle(slack.StylePrimary))
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
	state := b.state
	if len(state) > maxShortState {
		state = ""
	}
	var row []*slack.ButtonBlockElement
	for i, s := range reply.Suggest[:min(len(reply.Suggest), most)] {
		if len(reply.Photos) > 0 && slices.Contains(browsing, s.Intent) {
			continue
		}
		row = append(row, b.of(string(s.Intent)+"."+strconv.Itoa(i), s.Label, press{State: state, Utterance: s.Utterance}))
	}
	return row
}
