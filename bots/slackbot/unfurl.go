package slackbot

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/slack-go/slack"

	"shoebox/intents"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/photolink"
)

// sharedLink is the channel that links come by. It has no conversation.
const sharedLink account.Channel = "slacklink"

// maxUnfurls is how many links of one message are shown.
const maxUnfurls = 5

// unfurlEvents tell that somebody writes a link of ours, or has posted one. The app's
// manifest names the host of our links.
func unfurlEvents() []EventHandler {
	return []EventHandler{{Type: "link_shared", Scopes: []string{"links:read", "links:write"}, work: (*Bot).linkShared}}
}

// linkShared is the event. In the composer there is no message yet: then Channel is
// no channel and TS no time, and UnfurlID names what is being written.
type linkShared struct {
	User     string `json:"user"`
	BotID    string `json:"bot_id"`
	Channel  string `json:"channel"`
	TS       string `json:"message_ts"`
	UnfurlID string `json:"unfurl_id"`
	Source   string `json:"source"` // composer or conversations_history
	Links    []struct {
		URL string `json:"url"`
	} `json:"links"`
}

// linkShared shows the photos of links under the message that has them: those that
// who shared them may see, and nothing of the others. It may be done again, and then
// replaces what it showed before.
func (b *Bot) linkShared(ctx context.Context, d delivery) error {
	const op = "slackbot.linkShared"
	var e linkShared
	if err := d.read(&e); err != nil {
		return err
	}
	if e.User == "" || e.User == d.Bot || e.BotID != "" {
		return nil // our own messages show their photos themselves
	}
	unfurls, err := b.unfurls(ctx, d, e)
	if err != nil || len(unfurls) == 0 {
		return fault.Wrap(op, err)
	}
	raw, err := encode(unfurls)
	if err != nil {
		return fault.Wrap(op, err)
	}
	fitted, err := FitUnfurls(json.RawMessage(raw))
	if err != nil {
		return fault.Wrap(op, err)
	}
	err = b.illustrate(ctx, d.workspace(), fitted, func(unfurls json.RawMessage) error {
		return b.unfurl(ctx, d, e, unfurls)
	})
	return fault.Wrap(op, err)
}

// unfurls are what the links are shown as, by the links as they were written.
func (b *Bot) unfurls(ctx context.Context, d delivery, e linkShared) (map[string]any, error) {
	unfurls := map[string]any{}
	for _, link := range e.Links {
		if len(unfurls) == maxUnfurls {
			break
		}
		target, err := b.Links.Read(link.URL)
		if err != nil || unfurls[link.URL] != nil {
			continue // not ours, forged, or over
		}
		shown, ok, err := b.looked(ctx, d, e.User, target)
		if err != nil {
			return nil, err
		}
		if ok {
			unfurls[link.URL] = map[string]any{"blocks": b.unfurled(shown)}
		}
	}
	return unfurls, nil
}

// looked looks at the photo of a link as who shared it: it is theirs to show if they
// may see it in their own gallery. That somebody has the link alone says nothing.
func (b *Bot) looked(ctx context.Context, d delivery, user string, t photolink.Target) (intents.Shown, bool, error) {
	const op = "slackbot.looked"
	r := b.request(call{Team: d.Team, Enterprise: d.Enterprise, User: user, Received: d.Received, Intent: intents.Select})
	r.Channel = sharedLink
	r.Slots = intents.Slots{intents.SlotPhoto: {Text: string(t.Photo)}}
	reply, err := b.handler.ServeIntent(ctx, r)
	switch {
	case err != nil:
		return intents.Shown{}, false, fault.Wrap(op, err)
	case reply == nil || reply.Kind == intents.Apology:
		return intents.Shown{}, false, fault.New(op, fault.Unavailable, "the gallery does not answer")
	case reply.Kind != intents.Found || len(reply.Photos) != 1:
		return intents.Shown{}, false, nil
	}
	shown := reply.Photos[0]
	return shown, shown.Gallery == t.Gallery && shown.ID == t.Photo, nil
}

// unfurled is a photo under a link, with a link of its own for Slack.
func (b *Bot) unfurled(shown intents.Shown) stack {
	var s stack
	s.add(b.picture(shown, sharedLife)...)
	s.add(footnotes(plain(whenAndWhere(shown))))
	return s
}

// unfurl shows unfurls: under what is being written or was posted, by the id that
// Slack gave that, else by channel and time.
func (b *Bot) unfurl(ctx context.Context, d delivery, e linkShared, unfurls json.RawMessage) error {
	const op = "slackbot.unfurl"
	var byURL map[string]struct {
		Blocks json.RawMessage `json:"blocks"`
	}
	if err := json.Unmarshal(unfurls, &byURL); err != nil {
		return fault.Wrap(op, err)
	}
	attachments := map[string]slack.Attachment{}
	for url, u := range byURL {
		attachments[url] = slack.Attachment{Blocks: slack.Blocks{BlockSet: rawBlocks(u.Blocks)}}
	}
	client, err := b.api(ctx, d.workspace())
	if err != nil {
		return fault.Wrap(op, err)
	}
	if e.UnfurlID != "" && slices.Contains([]string{"composer", "conversations_history"}, e.Source) {
		_, _, _, err = client.UnfurlMessageByIDContext(ctx, e.UnfurlID, e.Source, attachments)
	} else {
		_, _, _, err = client.UnfurlMessageContext(ctx, e.Channel, e.TS, attachments)
	}
	return apiFault(op, err)
}
