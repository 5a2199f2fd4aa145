package alexa

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"strconv"

	"shoebox/intents"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

// The documents are constant, and what they show is in their datasource (A5). They
// declare currentAPL, and use nothing that oldestAPL lacks, so that a device
// between the two gets the same document under the older version (A2).
const (
	currentAPL = "2023.3"
	oldestAPL  = "1.8"
)

// photoScreen is the document that turns its own pages.
const photoScreen = "photo"

//go:embed apl/grid.json
var gridDocument []byte

//go:embed apl/photo.json
var photoDocument []byte

//go:embed apl/message.json
var messageDocument []byte

//go:embed apl/list.json
var listDocument []byte

// A screen is one of our documents, with the size of its pictures.
type screen struct {
	name     string
	document []byte
	size     photolink.Rendition
}

// screenFor gives the screen for a reply, or none where nothing is to be shown anew:
// without a screen, and where an answer in words leaves what is there.
func screenFor(r *intents.Request, reply *intents.Reply) (screen, bool) {
	if !r.Screen.Shows || over(reply) {
		return screen{}, false
	}
	switch photos := len(reply.Photos) > 0; {
	case photos && reply.Layout == intents.Single:
		return screen{photoScreen, photoDocument, photolink.Large}, true
	case photos && reply.Layout == intents.Grid:
		return screen{"grid", gridDocument, photolink.Medium}, true
	case !photos && len(reply.Topics) > 0:
		return screen{"list", listDocument, photolink.Medium}, true
	case !photos && headline(reply):
		return screen{"message", messageDocument, photolink.Medium}, true
	}
	return screen{}, false
}

// show gives the directive for the screen, if there is to be one, and the token of
// the document that is there afterwards. Where the pager on the screen has the photo
// already, it is turned to; else the screen is drawn anew, as it is for a touch on a
// screen that is not there any more (A5).
func (t *turn) show(r *intents.Request, reply *intents.Reply) (directive any, there string) {
	there = t.envelope.attribute(attributeScreen)
	s, shows := screenFor(r, reply)
	if !shows || t.turned {
		return nil, there
	}
	on := onScreen(reply)
	next := s.token(reply, on)
	if s.name == photoScreen && !t.stale && next == there && next == t.envelope.presentation().Token {
		return turnTo(next, on.focus), next
	}
	return t.document(r, reply, s, on, next), next
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

func (t *turn) document(r *intents.Request, reply *intents.Reply, s screen, on screenful, token string) *renderDocument {
	return &renderDocument{
		Type:     "Alexa.Presentation.APL.RenderDocument",
		Token:    token,
		Document: versioned(s.document, r.Screen.APL),
		Datasources: map[string]datasource{"shoebox": {
			Type:         "object",
			Properties:   t.data(reply, on, s.size),
			Transformers: []transformer{{InputPath: "hint", Transformer: "textToHint"}},
		}},
	}
}

// token names what is on the screen: the document, the answer it is from, and the
// page (A5). It says nothing of what was asked. The photos that a pager holds name
// it whatever was said of them.
func (s screen) token(reply *intents.Reply, on screenful) string {
	of := struct {
		Intent         intents.Name
		Query          gallery.Query
		Words          string
		Photos         []gallery.PhotoID
		Next, Previous bool
	}{reply.Intent, reply.Query, reply.Speech.String(), make([]gallery.PhotoID, len(on.photos)), on.next, on.previous}
	of.Query.Cursor, of.Query.Limit = "", 0
	for i, p := range on.photos {
		of.Photos[i] = p.ID
	}
	if s.name == photoScreen {
		of.Intent, of.Words = "", ""
	}
	b, err := json.Marshal(of)
	if err != nil {
		b = []byte(reply.Intent)
	}
	sum := sha256.Sum256(b)
	return s.name + ":" + hex.EncodeToString(sum[:6]) + ":p" + strconv.Itoa(max(1, on.first))
}

// versioned gives a document for a device whose newest APL is at least oldestAPL.
func versioned(document []byte, newest string) json.RawMessage {
	if !older(newest, currentAPL) {
		return document
	}
	return bytes.Replace(document, []byte(`"version": "`+currentAPL+`"`), []byte(`"version": "`+oldestAPL+`"`), 1)
}
