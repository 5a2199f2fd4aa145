package alexa

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"

	"shoebox/intents"
	"shoebox/shared/photolink"
)

// The documents are constant, and what they show is in their datasource (A5). They
// declare currentAPL, and use nothing that oldestAPL lacks, so that a device
// between the two gets the same document under the older version (A2).
const (
	currentAPL = "2023.3"
	oldestAPL  = "1.8"
)

//go:embed apl/grid.json
var gridDocument []byte

//go:embed apl/photo.json
var photoDocument []byte

//go:embed apl/message.json
var messageDocument []byte

//go:embed apl/list.json
var listDocument []byte

// screenData is what the documents show. They all read the same names.
type screenData struct {
	Title string       `json:"title"`
	Text  string       `json:"text,omitempty"`
	Count string       `json:"count,omitempty"` // "1 to 10 of 47"
	Hint  string       `json:"hint,omitempty"`  // an utterance; the transformer makes "Try, ..." of it
	Focus int          `json:"focus"`           // the page the pager opens on
	Back  bool         `json:"back"`
	Next  bool         `json:"next"`
	Prev  bool         `json:"previous"`
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
	Subtitle string `json:"subtitle"`
	Alt      string `json:"alt"`
	Count    string `json:"count"` // "3 of 47"; "" where nobody counted
	Image    string `json:"image"`
}

// show gives the document for a reply, or nil where nothing is to be shown anew:
// without a screen, and where an answer in words leaves the photo it is about.
func (t *turn) show(r *intents.Request, reply *intents.Reply) *renderDocument {
	if !r.Screen.Shows || over(reply) {
		return nil
	}
	switch {
	case len(reply.Photos) > 0 && reply.Layout == intents.Single:
		return t.document(r, reply, "photo", photoDocument, photolink.Large)
	case len(reply.Photos) > 0 && reply.Layout == intents.Grid:
		return t.document(r, reply, "grid", gridDocument, photolink.Medium)
	case len(reply.Photos) == 0 && len(reply.Topics) > 0:
		return t.document(r, reply, "list", listDocument, photolink.Medium)
	case len(reply.Photos) == 0 && headline(reply):
		return t.document(r, reply, "message", messageDocument, photolink.Medium)
	}
	return nil
}

// headline reports whether an answer in words takes the whole screen.
func headline(reply *intents.Reply) bool {
	if reply.Kind == intents.Nothing || choosing(reply) {
		return true
	}
	switch reply.Intent {
	case intents.Launch, intents.Help, intents.Overview, intents.Count:
		return reply.Kind == intents.Told || reply.Kind == intents.Asked
	default:
		return false
	}
}

func (t *turn) document(r *intents.Request, reply *intents.Reply, name string, document []byte, size photolink.Rendition) *renderDocument {
	return &renderDocument{
		Type:     "Alexa.Presentation.APL.RenderDocument",
		Token:    token(name, reply),
		Document: versioned(document, r.Screen.APL),
		Datasources: map[string]datasource{"shoebox": {
			Type:         "object",
			Properties:   t.data(reply, size),
			Transformers: []transformer{{InputPath: "hint", Transformer: "textToHint"}},
		}},
	}
}

func (t *turn) data(reply *intents.Reply, size photolink.Rendition) screenData {
	photos, focus := onScreen(reply)
	d := screenData{
		Title: visible(reply.Speech.String(), maxLine),
		Count: whereabouts(reply),
		Focus: focus,
		Back:  reply.Layout == intents.Single,
		Next:  reply.Page.HasNext,
		Prev:  reply.Page.HasPrevious,
		Items: make([]screenItem, 0, len(photos)),
	}
	for i, p := range photos {
		d.Items = append(d.Items, screenItem{
			ID:       string(p.ID),
			Number:   max(1, reply.Page.First) + i,
			Title:    visible(title(p), maxLine),
			Subtitle: visible(caption(p), maxLine),
			Alt:      trim(speakable(p.Alt), maxLine),
			Count:    outOf(reply, strconv.Itoa(max(1, reply.Page.First)+i)),
			Image:    t.url(p, size),
		})
	}
	if len(photos) == 0 {
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

// visible makes words fit for a line of a Text component, which reads tags.
func visible(words string, limit int) string {
	return strings.ReplaceAll(trim(speakable(words), limit), "<", "&lt;")
}

// onScreen gives the photos a screen holds, with the focus among them.
func onScreen(reply *intents.Reply) (photos []intents.Shown, focus int) {
	if len(reply.Photos) == 0 {
		return nil, 0
	}
	photos, focus = reply.Photos, focusOf(reply)
	if len(photos) > maxOnScreen {
		photos, focus = photos[:maxOnScreen], min(focus, maxOnScreen-1)
	}
	return photos, focus
}

// whereabouts says where in the answer the screen is: "1 to 10 of 47".
func whereabouts(reply *intents.Reply) string {
	photos, _ := onScreen(reply)
	if reply.Page.Total == 0 || len(photos) == 0 {
		return ""
	}
	first := max(1, reply.Page.First)
	where := strconv.Itoa(first)
	if len(photos) > 1 {
		where += " to " + strconv.Itoa(first+len(photos)-1)
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

// token names what is on the screen: the document, the answer it is from, and the
// page (A5). It says nothing of what was asked.
func token(name string, reply *intents.Reply) string {
	q := reply.Query
	q.Cursor, q.Limit = "", 0
	b, err := json.Marshal(struct {
		Intent intents.Name
		Query  any
		Words  string
	}{reply.Intent, q, reply.Speech.String()})
	if err != nil {
		b = []byte(reply.Intent)
	}
	sum := sha256.Sum256(b)
	return name + ":" + hex.EncodeToString(sum[:6]) + ":p" + strconv.Itoa(max(1, reply.Page.First))
}

// versioned gives a document for a device whose newest APL is at least oldestAPL.
func versioned(document []byte, newest string) json.RawMessage {
	if !older(newest, currentAPL) {
		return document
	}
	return bytes.Replace(document, []byte(`"version": "`+currentAPL+`"`), []byte(`"version": "`+oldestAPL+`"`), 1)
}
