package slackbot

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"shoebox/bots/slackbot/digest"
	"shoebox/intents"
	"shoebox/shared/photolink"
)

// renderDigest is a digest as it is posted: what day it is and how many photos there
// are, a few of them, and buttons to see all and to end it.
func (b *Bot) renderDigest(c call, s digest.Subscription, e digest.Edition) []Message {
	title := digestTitle(e)
	alts := make([]string, 0, len(e.Photos))
	var blocks stack
	blocks.add(slack.NewHeaderBlock(plain(title)))
	for _, p := range e.Photos {
		shown := intents.ShownPhoto(s.Gallery, p)
		alts = append(alts, altOf(shown))
		blocks.add(b.digestPicture(shown))
	}
	blocks.add(footnotes(plain(askedBy(s))), row(digestButtons(c, e)))
	m := Message{ResponseType: InChannel, Text: Escape(Shorten(title+". "+strings.Join(alts, " "), maxProse))}
	return b.finish(m, blocks)
}

// digestTitle says what day it is, and what there is of it.
func digestTitle(e digest.Edition) string {
	photos := count(e.Total, "photo", "photos")
	if !e.Exact {
		photos = "more than " + photos
	}
	years := "from " + strconv.Itoa(e.Last)
	switch {
	case e.First == 0:
		years = "from earlier years"
	case e.First != e.Last:
		years = "from " + strconv.Itoa(e.First) + " to " + strconv.Itoa(e.Last)
	}
	return "On this day, " + e.Day.Format("2 January") + ": " + photos + " " + years
}

// digestPicture is one of the photos, under its year and title.
func (b *Bot) digestPicture(shown intents.Shown) slack.Block {
	url := b.Links.URL(photolink.Target{
		Gallery: shown.Gallery, Photo: shown.ID, Rendition: photolink.Large,
		Audience: photolink.ForSlack, Expires: b.Links.Until(sharedLife),
	})
	parts := []string{shown.Taken.Format("2006")}
	for _, part := range []string{shown.Title, fullPlace(shown.Place)} {
		if part != "" {
			parts = append(parts, Shorten(part, maxFact))
		}
	}
	return slack.NewImageBlock(url, altOf(shown), "", plain(strings.Join(parts, " · ")))
}

// askedBy says who asked for a digest. Their name is no mention: nobody is to be called
// each morning.
func askedBy(s digest.Subscription) string {
	who := "Somebody here"
	if s.Name != "" {
		who = s.Name
	}
	return Shorten(who, maxLabel) + " asked for this."
}
