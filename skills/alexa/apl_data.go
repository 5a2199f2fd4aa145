package alexa

import (
	"strconv"
	"strings"

	"shoebox/intents"
	"shoebox/shared/photolink"
)

// screenData is what the documents show. They all read the same names.
type screenData struct {
	Title string `json:"title"`
	Text  string `json:"text,omitempty"`
	Count string `json:"count,omitempty"` // "1 to 10 of 47"
	Hint  string `json:"hint,omitempty"`  // an utterance; the transformer makes "Try, ..." of it
	Focus int    `json:"focus"`           // the page the pager opens on
	Back  bool   `json:"back"`            // there are photos to go back to
	Next  bool   `json:"next"`            // more follow the last item
	Prev  bool   `json:"previous"`        // others come before the first item
	// Whole is true where the items are the whole answer, so that the last page
	// can be followed by the first.
	Whole bool         `json:"whole"`
	Items []screenItem `json:"items"`
	Ways  []screenWay  `json:"ways"`
	// Choose is true where the ways answer the question.
	Choose bool          `json:"choose"`
	Topics []screenTopic `json:"topics,omitempty"`
}

type screenItem struct {
	ID       string `json:"id"`
	Number   int    `json:"number"` // as it is asked for by voice: within the answer, from 1
	Title    string `json:"title"`
	Subtitle string `json:"subtitle"` // date and place
	Date     string `json:"date"`
	Alt      string `json:"alt"`
	Count    string `json:"count"` // "3 of 47"; "" where nobody counted
	Image    string `json:"image"`
}

// data is what a screen shows of a reply, with pictures of a size.
func (t *turn) data(reply *intents.Reply, on screenful, size photolink.Rendition) screenData {
	d := screenData{
		Title: visible(reply.Speech.String(), maxLine),
		Count: whereabouts(reply, on),
		Focus: on.focus,
		Back:  reply.Layout == intents.Single && reply.Page.Total > 1,
		Next:  on.next,
		Prev:  on.previous,
		Whole: len(on.photos) > 1 && !on.next && !on.previous,
		Items: make([]screenItem, 0, len(on.photos)),
	}
	for i, p := range on.photos {
		d.Items = append(d.Items, screenItem{
			ID:       string(p.ID),
			Number:   on.first + i,
			Title:    visible(title(p), maxLine),
			Subtitle: visible(caption(p), maxLine),
			Date:     date(p),
			Alt:      trim(speakable(p.Alt), maxLine),
			Count:    outOf(reply, strconv.Itoa(on.first+i)),
			Image:    t.picture(p, size),
		})
	}
	if len(on.photos) == 0 {
		d.Text = visible(joined(reply.Detail, reply.Ask).String(), 2*maxLine)
	}
	if d.Choose = choosing(reply); d.Choose && len(reply.Ask) > 0 {
		d.Title, d.Text = visible(reply.Ask.String(), maxLine), visible(reply.Speech.String(), 2*maxLine)
	}
	d.Ways, d.Topics = ways(reply), topics(reply)
	if len(d.Ways) > 0 {
		d.Hint = d.Ways[0].Say
	}
	return d
}

// picture is the one URL of a photo on a screen (A10); "" where it is longer than a
// device takes, so that its words stand there alone.
func (t *turn) picture(p intents.Shown, size photolink.Rendition) string {
	url := t.url(p, size)
	if length(url) > maxImageURL {
		return ""
	}
	return url
}

// visible makes words fit for a line of a Text component, which reads tags.
func visible(words string, limit int) string {
	return strings.ReplaceAll(trim(speakable(words), limit), "<", "&lt;")
}

// screenful is the part of an answer that a screen holds.
type screenful struct {
	photos         []intents.Shown
	first          int // place of the first of them in the answer, from 1
	focus          int // index of the one the reply is about
	next, previous bool
}

// onScreen gives what a screen holds of a reply: its photos, or for a single one
// all that it can be turned to; at most maxOnScreen, the focus among them (A10).
func onScreen(reply *intents.Reply) screenful {
	on := screenful{photos: reply.Photos, first: max(1, reply.Page.First), next: reply.Page.HasNext, previous: reply.Page.HasPrevious}
	if len(on.photos) == 0 {
		return on
	}
	on.focus = focusOf(reply)
	if w := reply.Window; reply.Layout == intents.Single && len(w.Photos) > 0 {
		about := on.photos[on.focus].ID
		on = screenful{photos: w.Photos, first: max(1, w.First), next: w.HasNext, previous: w.HasPrevious}
		for i, p := range w.Photos {
			if p.ID == about {
				on.focus = i
			}
		}
	}
	if from := max(0, on.focus+1-maxOnScreen); from > 0 {
		on.photos, on.first, on.focus, on.previous = on.photos[from:], on.first+from, on.focus-from, true
	}
	if len(on.photos) > maxOnScreen {
		on.photos, on.next = on.photos[:maxOnScreen], true
	}
	return on
}

// whereabouts says where in the answer the screen is: "1 to 10 of 47".
func whereabouts(reply *intents.Reply, on screenful) string {
	if reply.Page.Total == 0 || len(on.photos) == 0 {
		return ""
	}
	where := strconv.Itoa(on.first)
	if len(on.photos) > 1 {
		where += " to " + strconv.Itoa(on.first+len(on.photos)-1)
	}
	return outOf(reply, where)
}

// outOf puts the total behind a place in the answer: "3 of 47".
func outOf(reply *intents.Reply, where string) string {
	switch {
	case reply.Page.Total == 0:
		return ""
	case !reply.Page.Exact:
		return where + " of more than " + strconv.Itoa(reply.Page.Total)
	}
	return where + " of " + strconv.Itoa(reply.Page.Total)
}
