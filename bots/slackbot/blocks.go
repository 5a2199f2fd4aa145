package slackbot

import (
	"github.com/slack-go/slack"
)

// plain is a text that shows every character as it is, ":smile:" included.
func plain(words string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, words, false, false)
}

// markdown is a text of our own words and of what was escaped. Names in it do not
// become links by themselves.
func markdown(words string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.MarkdownType, words, false, true)
}

// paragraph is a block of plain words.
func paragraph(words string) slack.Block {
	return slack.NewSectionBlock(plain(words), nil, nil)
}

// footnotes are small grey texts side by side, leaving out the empty ones; nil when
// all are.
func footnotes(texts ...*slack.TextBlockObject) slack.Block {
	var elements []slack.MixedElement
	for _, t := range texts {
		if t.Text != "" {
			elements = append(elements, t)
		}
	}
	if len(elements) == 0 {
		return nil
	}
	return slack.NewContextBlock("", elements...)
}

// row is a line of buttons; nil when there are none.
func row(buttons []*slack.ButtonBlockElement) slack.Block {
	if len(buttons) == 0 {
		return nil
	}
	elements := make([]slack.BlockElement, len(buttons))
	for i, b := range buttons {
		elements[i] = b
	}
	return slack.NewActionBlock("", elements...)
}

// stack is a message's blocks, from the top down. Nil blocks are left out.
type stack []slack.Block

func (s *stack) add(blocks ...slack.Block) {
	for _, b := range blocks {
		if b != nil {
			*s = append(*s, b)
		}
	}
}
