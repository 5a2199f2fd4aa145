package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"shoebox/intents"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

type parseCmd struct {
	album `embed:""`
	clock `embed:""`
}

// Help tells what is read and written.
func (parseCmd) Help() string {
	return `Each line of standard input is an utterance: plain words, or JSON
{"text","now","zone","locale"}, of which only the text is needed. Each gives one
line of JSON, with what went wrong with it in "error". "notes" say what a word was
taken for ("corrected", "nicknamed", "ambiguous", "unknownfilter"), "doubts" which
words could be several, and what to ask for in place of the line to mean each.

Examples:
  echo "beach photos from last summer" | shoebox parse
  echo '{"text":"yesterday","now":"2024-07-13","zone":"Europe/Berlin"}' | shoebox parse
  shoebox parse --now 2024-07-13 --zone America/New_York < utterances.txt`
}

// maxLine is the longest line that is read, in bytes.
const maxLine = 1 << 20

// utterance is one line to be understood.
type utterance struct {
	Text   string `json:"text"`
	Now    string `json:"now"`
	Zone   string `json:"zone"`
	Locale string `json:"locale"`
}

// parsed is one line of the answer.
type parsed struct {
	Text   string            `json:"text"`
	Intent string            `json:"intent"`
	Slots  map[string]string `json:"slots"`
	Query  querySaid         `json:"query"`
	Notes  []noteSaid        `json:"notes"`
	Doubts []doubtSaid       `json:"doubts"`
	Error  string            `json:"error"`
}

// Run answers line by line, so that it can stand in a pipe.
func (c *parseCmd) Run(sh *shell) error {
	if _, err := c.moment(); err != nil { // wrong for every line: say so before any
		return err
	}
	b, err := c.open(sh, opening{level: quiet})
	if err != nil {
		return err
	}
	defer b.Close() //nolint:errcheck // nothing was written
	words, err := b.gallery().Vocabulary(sh.ctx)
	if err != nil {
		return err
	}
	u := intents.NewUnderstander()
	return eachLine(sh.ctx, sh.stdin, sh.stdout, maxLine, func(line []byte, tooLong bool) any {
		return c.parse(u, words, line, tooLong)
	})
}

func (c *parseCmd) parse(u *intents.Understander, words *gallery.Vocabulary, line []byte, tooLong bool) parsed {
	said, err := readUtterance(line, tooLong)
	p := parsed{Text: said.Text, Slots: map[string]string{}, Query: written(gallery.Query{}), Notes: []noteSaid{}, Doubts: []doubtSaid{}}
	if err == nil {
		var m intents.Meaning
		if m, err = c.understand(u, words, said); err == nil {
			p.Intent = string(m.Intent)
			p.Query = written(m.Query)
			p.Notes, p.Doubts = notes(m.Notes), doubts(m.Doubts)
			for name, value := range m.Slots {
				p.Slots[name] = value.Text
			}
		}
	}
	if err != nil {
		p.Error = wrongWith(err)
	}
	return p
}

func (c *parseCmd) understand(u *intents.Understander, words *gallery.Vocabulary, said utterance) (intents.Meaning, error) {
	at := c.clock
	if said.Now != "" {
		at.Now = said.Now
	}
	if said.Zone != "" {
		at.Zone = said.Zone
	}
	now, err := at.moment()
	if err != nil {
		return intents.Meaning{}, err
	}
	return u.Understand(&intents.Request{
		Utterance: said.Text, Locale: said.Locale, At: now, Zone: now.Location(),
	}, words)
}

// wrongWith is what a line's error says.
func wrongWith(err error) string {
	if fault.Is(err, fault.TooLarge) {
		return "too long: 2,000 bytes are the most that is understood"
	}
	return sentence(err)
}

func readUtterance(line []byte, tooLong bool) (utterance, error) {
	text := strings.ToValidUTF8(string(line), "\uFFFD")
	switch {
	case tooLong:
		return utterance{}, errors.New("the line is longer than 1 MB")
	case !strings.HasPrefix(strings.TrimSpace(text), "{"):
		return utterance{Text: text}, nil
	}
	var said utterance
	if err := json.Unmarshal([]byte(text), &said); err != nil {
		return utterance{Text: text}, errors.New(noUtterance(err))
	}
	return said, nil
}

// noUtterance says why a line that looks like JSON is not the JSON it should be.
func noUtterance(err error) string {
	if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && wrong.Field != "" {
		return fmt.Sprintf("%q has to be a text", wrong.Field)
	}
	return `not JSON of the form {"text","now","zone","locale"}`
}
