package slackbot

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/slack-go/slack"

	"shoebox/shared/fault"
)

// say sends a message as the app: to everybody in the channel where it is public or
// the conversation is with the app alone, else to the one who asked.
func (b *Bot) say(ctx context.Context, c call, m Message) error {
	const op = "slackbot.say"
	if m.DeleteOriginal {
		return nil // what only its response_url could take away stays
	}
	if b.hurried(ctx, m) {
		return fault.New(op, fault.Throttled, "too little time left to share")
	}
	client, err := b.api(ctx, c.Installed)
	if err != nil {
		return fault.Wrap(op, err)
	}
	if m.public() || c.Direct {
		_, _, err = client.PostMessageContext(ctx, c.Channel, append(said(c, m), marked(c))...)
	} else {
		_, err = client.PostEphemeralContext(ctx, c.Channel, c.User, said(c, m)...)
	}
	err = apiFault(op, err)
	if e, ok := errors.AsType[*apiError](err); m.public() && err != nil && (!ok && fault.Of(err).Temporary() || ok && e.word == "") {
		return fault.New(op, fault.Internal, "no answer to a shared message, which may have arrived")
	}
	return err
}

// said is a message as slack-go sends it. Pictures and links of ours need no
// preview beside them.
func said(c call, m Message) []slack.MsgOption {
	options := []slack.MsgOption{
		slack.MsgOptionText(m.Text, false), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
	if c.Thread != "" {
		options = append(options, slack.MsgOptionTS(c.Thread))
	}
	if blocks := rawBlocks(m.Blocks); len(blocks) > 0 {
		options = append(options, slack.MsgOptionBlocks(blocks...))
	}
	return options
}

// rawBlock is a block that was made and fitted before, byte for byte.
type rawBlock json.RawMessage

// BlockType implements slack.Block.
func (rawBlock) BlockType() slack.MessageBlockType { return "" }

// ID implements slack.Block.
func (rawBlock) ID() string { return "" }

// MarshalJSON gives the block.
func (r rawBlock) MarshalJSON() ([]byte, error) { return r, nil }

// answerMark is the type of the metadata that answers of ours carry, where the call
// they answer is told by its id.
const answerMark = "shoebox_answer"

func marked(c call) slack.MsgOption {
	return slack.MsgOptionMetadata(slack.SlackMetadata{EventType: answerMark, EventPayload: map[string]any{"id": c.ID}})
}

// unseen leaves out of the messages those that may stand in the channel already:
// somebody began to post them, and nobody knows how far it went. One that only the
// asker sees may come twice; what others see may not.
func (b *Bot) unseen(ctx context.Context, j job, messages []Message) ([]Message, error) {
	if j.Call.Direct && j.Call.URL == "" {
		there, err := b.answered(ctx, j.Call)
		if there || err != nil {
			return nil, err
		}
		return messages, nil
	}
	for i, m := range messages {
		if j.again && m.public() {
			b.Log.WarnContext(ctx, "slack: a shared message may have arrived, and is not sent again")
			return messages[:i], nil
		}
	}
	return messages, nil
}

// answered looks whether the answer to a call stands in a conversation with the app.
func (b *Bot) answered(ctx context.Context, c call) (bool, error) {
	const op = "slackbot.answered"
	client, err := b.api(ctx, c.Installed)
	if err != nil {
		return false, fault.Wrap(op, err)
	}
	const enough = 50
	var messages []slack.Message
	if c.Thread != "" {
		messages, _, _, err = client.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
			ChannelID: c.Channel, Timestamp: c.Thread, Oldest: c.Asked, Limit: enough, IncludeAllMetadata: true,
		})
	} else {
		var page *slack.GetConversationHistoryResponse
		page, err = client.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
			ChannelID: c.Channel, Oldest: c.Asked, Limit: enough, IncludeAllMetadata: true,
		})
		if page != nil {
			messages = page.Messages
		}
	}
	if err != nil {
		return false, apiFault(op, err)
	}
	for _, m := range messages {
		id, _ := m.Metadata.EventPayload["id"].(string)
		if m.Metadata.EventType == answerMark && id == c.ID {
			return true, nil
		}
	}
	return false, nil
}

// direct reports whether a channel is a conversation between two.
func direct(channel string) bool { return strings.HasPrefix(channel, "D") }
