package slackbot

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"shoebox/intents"
	"shoebox/shared/photolink"
)

// slackModal is a modal as slack-go has it.
type slackModal = slack.ModalViewRequest

const (
	// actionOpen is the action_id of the link to a picture. Slack tells of it.
	actionOpen = actionPrefix + "open"
	// inputShare is the block_id of the channel to share with.
	inputShare = "share"
	// maxMetadata is the longest private_metadata, in characters.
	maxMetadata = 3000
)

// results is the view that shows a reply.
func (b *Bot) results(c call, reply *intents.Reply) slackModal {
	c.Direct = true // the buttons send nothing on: the view has a way of its own
	buttons := newButtons(c, reply)
	view := slackModal{Type: slack.VTModal, CallbackID: callResults, Title: plain("Photos"), Close: plain("Back")}
	if len(reply.Photos) == 0 {
		s, _ := b.form(c, reply)
		view.Blocks.BlockSet = s
		return view
	}
	var s stack
	if reply.Intent == intents.Describe {
		s = b.described(reply)
	} else {
		s = b.pictured(reply)
	}
	shown, _ := inFocus(reply)
	s.add(row(b.viewButtons(buttons, reply, shown)), row(buttons.suggestions(reply)))
	if kept := keep(viewState{State: reply.State}); reply.State != "" && utf8.RuneCountInString(kept) <= maxMetadata {
		s.add(shareInput())
		view.Submit, view.PrivateMetadata = plain("Share"), kept
	}
	view.Blocks.BlockSet = s
	return view
}

// pictured is what was found, and the photo.
func (b *Bot) pictured(reply *intents.Reply) stack {
	shown, where := inFocus(reply)
	var s stack
	if said := reply.Speech.String(); said != "" {
		s.add(paragraph(Shorten(said, maxProse)))
	}
	s.add(b.picture(shown, previewLife)...)
	s.add(footnotes(plain(whenAndWhere(shown)), plain(where)))
	return s
}

// described is the photo with all that is known of it.
func (b *Bot) described(reply *intents.Reply) stack {
	shown, where := inFocus(reply)
	s := stack(b.picture(shown, previewLife))
	said := reply.Speech.String()
	if said != "" {
		s.add(paragraph(Shorten(said, maxProse)))
	}
	if shown.Description != "" && !strings.Contains(said, shown.Description) {
		s.add(paragraph(Shorten(shown.Description, maxProse)))
	}
	s.add(facts(shown), footnotes(plain(where)))
	return s
}

// viewButtons are the buttons under a photo in a view: none closes it, since only
// the person can, and one opens the picture by itself.
func (b *Bot) viewButtons(buttons buttons, reply *intents.Reply, shown intents.Shown) []*slack.ButtonBlockElement {
	row := slices.DeleteFunc(buttons.browse(reply), func(button *slack.ButtonBlockElement) bool {
		return button.ActionID == actionPrefix+string(intents.Cancel)
	})
	link := slack.NewButtonBlockElement(actionOpen, "", plain("Open"))
	link.URL = b.Links.URL(photolink.Target{
		Gallery: shown.Gallery, Photo: shown.ID, Rendition: photolink.Large,
		Audience: photolink.ForSlack, Expires: b.Links.Until(previewLife),
	})
	return append(row, link)
}

// shareInput chooses where the photo in the view is shared. Slack gives a
// response_url to the place that was chosen.
func shareInput() slack.Block {
	where := slack.NewOptionsSelectBlockElement(slack.OptTypeConversations, plain("Choose a channel or a person"), inputShare)
	where.DefaultToCurrentConversation, where.ResponseURLEnabled = true, true
	return input(inputShare, "Share this photo with", where)
}

// waitingView stands where an answer will be.
func waitingView(title, doing string) slackModal {
	return slackModal{
		Type: slack.VTModal, Title: plain(title), Close: plain("Close"),
		Blocks: slack.Blocks{BlockSet: []slack.Block{paragraph(doing)}},
	}
}
