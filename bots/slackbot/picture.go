package slackbot

import (
	"encoding/json"
	"errors"
)

// pictureRefused reports whether a message was refused as Slack refuses one whose
// picture it could not fetch. Ours are checked before, so it is hardly anything
// else.
func pictureRefused(err error) bool {
	if e, ok := errors.AsType[*apiError](err); ok {
		return e.picture
	}
	e, ok := errors.AsType[*postError](err)
	return ok && e.blocks
}

// withoutPictures gives the message with links in the place of its pictures; false
// when it has none.
func withoutPictures(m Message) (Message, bool) {
	var blocks []map[string]any
	if json.Unmarshal(m.Blocks, &blocks) != nil {
		return m, false
	}
	found := false
	for i, block := range blocks {
		url, ok := block["image_url"].(string)
		if block["type"] != "image" || !ok {
			continue
		}
		found = true
		blocks[i] = map[string]any{"type": "section", "text": markdown("🖼 <" + Escape(url) + "|Open the photo>")}
	}
	raw, err := encode(blocks)
	if err != nil {
		return m, false
	}
	m.Blocks = raw
	return m, found
}
