package slackbot

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/slack-go/slack"

	"shoebox/bots/slackbot/install"
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

// illustrate sends blocks, or anything that has blocks in it, with their pictures in
// the way that a workspace wants them. Slack refuses the whole for one picture that
// it can't fetch, and now and then fails to fetch a good one: then they are sent once
// more, and then with links in the place of the pictures. Blocks are nil where there
// are none.
func (b *Bot) illustrate(ctx context.Context, w install.Workspace, blocks json.RawMessage, send func(json.RawMessage) error) error {
	filed, files, err := b.filed(ctx, w, blocks)
	if err != nil {
		return err
	}
	if len(files) > 0 {
		if err := send(filed); !pictureRefused(err) {
			return err
		}
		b.dropFiles(ctx, w, files)
	}
	if err = send(blocks); pictureRefused(err) {
		err = send(blocks)
	}
	if pictureRefused(err) {
		if bare, ok := withoutPictures(blocks); ok {
			err = send(bare)
		}
	}
	return err
}

// withoutPictures gives blocks with links in the place of their pictures; false when
// they have none. Small pictures beside a text just go.
func withoutPictures(blocks json.RawMessage) (json.RawMessage, bool) {
	var v any
	if json.Unmarshal(blocks, &v) != nil {
		return blocks, false
	}
	found := false
	bare, err := encode(barely(v, &found))
	if err != nil {
		return blocks, false
	}
	return bare, found
}

// barely takes the pictures out of a value of JSON.
func barely(v any, found *bool) any {
	switch v := v.(type) {
	case []any:
		kept := make([]any, 0, len(v))
		for _, member := range v {
			if image, ok := asImage(member); ok {
				*found = true
				if link := linkInstead(image); link != nil {
					kept = append(kept, link)
				}
				continue
			}
			member = barely(member, found)
			if o, ok := member.(map[string]any); ok && o["type"] == "context" && len(listOf(o["elements"])) == 0 {
				continue // there was nothing but pictures in it
			}
			kept = append(kept, member)
		}
		return kept
	case map[string]any:
		for name, member := range v {
			if _, ok := asImage(member); ok && name == "accessory" {
				*found = true
				delete(v, name)
				continue
			}
			if name == "elements" && v["type"] == "context" {
				v[name] = withoutImages(listOf(member), found)
				continue
			}
			v[name] = barely(member, found)
		}
	}
	return v
}

// withoutImages leaves the pictures out of a line of small texts.
func withoutImages(elements []any, found *bool) []any {
	kept := make([]any, 0, len(elements))
	for _, e := range elements {
		if _, ok := asImage(e); ok {
			*found = true
			continue
		}
		kept = append(kept, e)
	}
	return kept
}

func asImage(v any) (map[string]any, bool) {
	o, ok := v.(map[string]any)
	return o, ok && o["type"] == "image"
}

// linkInstead is the block that stands for a picture; nil for one without a link.
func linkInstead(image map[string]any) any {
	url, ok := image["image_url"].(string)
	if !ok {
		return nil
	}
	return map[string]any{"type": "section", "text": markdown("🖼 <" + Escape(url) + "|Open the photo>")}
}

// eachImage calls f for every picture in a value of JSON.
func eachImage(v any, f func(image map[string]any)) {
	if image, ok := asImage(v); ok {
		f(image)
		return
	}
	switch v := v.(type) {
	case []any:
		for _, member := range v {
			eachImage(member, f)
		}
	case map[string]any:
		for _, name := range sortedKeys(v) {
			eachImage(v[name], f)
		}
	}
}

// rawBlocks are blocks that were made and fitted before, as slack-go takes them.
func rawBlocks(blocks json.RawMessage) []slack.Block {
	var all []json.RawMessage
	if json.Unmarshal(blocks, &all) != nil {
		return nil
	}
	raw := make([]slack.Block, len(all))
	for i, block := range all {
		raw[i] = rawBlock(block)
	}
	return raw
}
