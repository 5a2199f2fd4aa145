package slackbot

import (
	"encoding/json"
	"slices"

	"shoebox/shared/fault"
)

// Fit makes a message one that Slack takes: long texts end in an ellipsis, what is
// too many is left out from the end, and a block that can't be mended goes. It
// changes nothing in a message that fits.
func Fit(m Message) (Message, error) {
	const op = "slackbot.Fit"
	m.Text = Shorten(tame(m.Text), maxText)
	if len(m.Blocks) == 0 {
		return m, nil
	}
	var blocks []any
	if err := json.Unmarshal(m.Blocks, &blocks); err != nil {
		return m, fault.As(op, fault.Invalid, err)
	}
	c := newChecker()
	if c.blocks("", "message", blocks); len(c.found) > 0 {
		blocks = fitBlocks("message", blocks)
	}
	m.Blocks = nil
	if len(blocks) == 0 {
		return m, nil
	}
	var err error
	m.Blocks, err = encode(blocks)
	return m, fault.Wrap(op, err)
}

// FitView makes a modal or a home tab one that Slack takes. V is a view as
// slack-go has it, or its JSON. What can't be mended is Invalid, and must not be
// sent: a view of no type, one without a title, or one that keeps too much.
func FitView[V any](view V) (V, error) {
	return fitted("slackbot.FitView", view, (*checker).view, func(v map[string]any) {
		for _, l := range limits[sortOf("", v)] {
			cut(v, l)
		}
		blocks, _ := v["blocks"].([]any)
		blocks = fitBlocks(sortOf("", v), blocks)
		v["blocks"] = blocks
		for len(mustEncode(v)) > maxView && len(blocks) > 0 {
			blocks = blocks[:len(blocks)-1]
			v["blocks"] = blocks
		}
	})
}

// FitOptions makes the answer to a block_suggestion one that Slack takes.
func FitOptions[V any](answer V) (V, error) {
	return fitted("slackbot.FitOptions", answer, (*checker).options, func(m map[string]any) {
		f := fitter{seen: map[string]bool{}}
		for _, name := range []string{"options", "option_groups"} {
			if list, ok := m[name].([]any); ok {
				list = f.members(name, list, nil)
				m[name] = list[:min(len(list), maxOptions)]
			}
		}
	})
}

// FitUnfurls makes unfurls by their URLs such that Slack takes them. One of which
// nothing is left goes.
func FitUnfurls[V any](unfurls V) (V, error) {
	return fitted("slackbot.FitUnfurls", unfurls, (*checker).unfurls, func(m map[string]any) {
		for url, v := range m {
			unfurl, _ := v.(map[string]any)
			blocks, _ := unfurl["blocks"].([]any)
			if blocks = fitBlocks("message", blocks); len(blocks) == 0 {
				delete(m, url)
				continue
			}
			unfurl["blocks"] = blocks
		}
	})
}

// fitted mends a value as JSON where a check finds something, and checks it again.
func fitted[V any](op string, value V, check func(*checker, map[string]any), mend func(map[string]any)) (V, error) {
	raw, err := encode(value)
	if err != nil {
		return value, fault.Wrap(op, err)
	}
	wrong, err := checked(op, raw, check)
	if err != nil || len(wrong) == 0 {
		return value, err
	}
	var m map[string]any
	if err := json.Unmarshal(raw, &m); err != nil {
		return value, fault.As(op, fault.Invalid, err)
	}
	mend(m)
	if raw, err = encode(m); err != nil {
		return value, fault.Wrap(op, err)
	}
	var fit V
	if err := json.Unmarshal(raw, &fit); err != nil {
		return value, fault.As(op, fault.Invalid, err)
	}
	if raw, err = encode(fit); err != nil {
		return value, fault.Wrap(op, err)
	}
	if wrong, err = checked(op, raw, check); err != nil {
		return value, err
	}
	if len(wrong) > 0 {
		return value, fault.New(op, fault.Invalid, "can't be mended: "+wrong[0])
	}
	return fit, nil
}

// fitBlocks gives what can be sent of the blocks on a surface.
func fitBlocks(surface string, blocks []any) []any {
	f := fitter{seen: map[string]bool{}}
	blocks = f.members("blocks", blocks, mayHold[surface])
	most := maxMessageBlocks
	if surface != "message" {
		most = maxViewBlocks
	}
	blocks = blocks[:min(len(blocks), most)]
	for len(blocks) > 0 {
		c := newChecker()
		if c.blocks("", surface, blocks); len(c.found) == 0 {
			break
		}
		blocks = blocks[:len(blocks)-1] // too much in all
	}
	return slices.Clip(blocks)
}
