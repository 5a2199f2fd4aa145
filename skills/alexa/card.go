package alexa

import (
	"strings"
	"time"

	"shoebox/intents"
	"shoebox/shared/photolink"
)

// linkLife is how long a picture's URL is good for at least: a screen stays, and
// people browse.
const linkLife = time.Hour

// card is what people find in the Alexa app where nothing can be seen: the first
// photo with its picture, or the words of an answer worth keeping (P4).
func (t *turn) card(reply *intents.Reply) *card {
	if len(reply.Photos) > 0 {
		focus := reply.Photos[focusOf(reply)]
		c := &card{
			Type:  "Standard",
			Title: trim(title(focus), maxLine),
			Image: &cardImage{Small: t.url(focus, photolink.Medium), Large: t.url(focus, photolink.Large)},
		}
		room := maxCard - length(c.Title)
		if length(c.Image.Small) > maxImageURL || length(c.Image.Large) > maxImageURL {
			c.Image = nil
		} else {
			room -= length(c.Image.Small) + length(c.Image.Large)
		}
		text := joined(reply.Speech, reply.Detail).String()
		if about := caption(focus); about != "" {
			text = about + "\n" + text
		}
		c.Text = trim(text, room)
		return c
	}
	switch reply.Kind {
	case intents.Told, intents.Nothing:
		const heading = "Photo Shoebox"
		lines := []string{joined(reply.Speech, reply.Detail).String()}
		for _, topic := range reply.Topics {
			lines = append(lines, topic.Example+" – "+topic.Help)
		}
		return &card{Type: "Simple", Title: heading, Content: trim(strings.Join(lines, "\n"), maxCard-length(heading))}
	default:
		return nil // a question, an apology and a farewell are not worth keeping
	}
}

// url is a picture's URL, the same for a while so that devices can keep it.
func (t *turn) url(p intents.Shown, size photolink.Rendition) string {
	return t.skill.links.URL(photolink.Target{
		Gallery:   p.Gallery,
		Photo:     p.ID,
		Rendition: size,
		Audience:  photolink.ForAlexa,
		Expires:   t.skill.links.Until(linkLife),
	})
}

// focusOf is the photo a reply is about: its focus, else its first. The reply has
// photos.
func focusOf(reply *intents.Reply) int {
	if reply.Focus < 0 || reply.Focus >= len(reply.Photos) {
		return 0
	}
	return reply.Focus
}

// title is what a photo is called, if need be by what can be seen in it.
func title(p intents.Shown) string {
	switch {
	case p.Title != "":
		return p.Title
	case p.Alt != "":
		return p.Alt
	}
	return "Photo"
}

// date is the day a photo was taken on; "" is not known.
func date(p intents.Shown) string {
	if p.Taken.IsZero() {
		return ""
	}
	return p.Taken.Format("2 January 2006")
}

// caption is a photo's date and place: "13 July 2024 · Lisbon, Portugal".
func caption(p intents.Shown) string {
	when, where := date(p), p.Place.City
	for _, wider := range []string{p.Place.Region, p.Place.Country} {
		switch {
		case where == "":
			where = wider
		case wider == p.Place.Country && wider != "" && wider != where:
			where += ", " + wider
		}
	}
	if when != "" && where != "" {
		return when + " · " + where
	}
	return when + where
}
