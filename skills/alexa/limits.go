package alexa

import (
	"slices"
	"strings"
	"unicode/utf16"

	"shoebox/intents"
)

// What Alexa refuses to take more of (P2). Characters are counted as UTF-16 units,
// the strictest reading.
const (
	maxResponse = 120 << 10 // bytes
	maxPlain    = 24 << 10  // bytes of a response without a document, to be on the safe side
	maxEntities = 100       // names and synonyms of one directive
	maxSpeech   = 8000      // characters of SSML
	maxCard     = 8000      // characters of all texts and image URLs together
	maxImageURL = 2000      // characters
	maxOnScreen = 12        // photos on one screen (A10)
	maxLine     = 200       // characters of a line on a screen; ours, not Alexa's
)

// length is how many characters Alexa counts in s.
func length(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

// fitting gives a response that is within the limit of the whole: with fewer names
// to listen for, then without what is on the screen, then without the card, if
// nothing else helps.
func fitting(e responseEnvelope) responseEnvelope {
	most := maxPlain
	if e.shows() {
		most = maxResponse
	}
	for size(e) > most && e.fewerNames() {
	}
	if size(e) <= maxResponse {
		return e
	}
	if e.shows() {
		e = e.without(func(any) bool { return true })
		e.Response.ShouldEndSession = endOf(e.Response.ShouldEndSession)
	}
	if size(e) > maxResponse {
		e.Response.Card = nil
	}
	return e
}

// fewerNames halves the names to listen for, and reports whether there were any.
func (e *responseEnvelope) fewerNames() bool {
	at := slices.IndexFunc(e.Response.Directives, func(directive any) bool { _, names := directive.(*updateEntities); return names })
	if at < 0 {
		return false
	}
	whole := e.Response.Directives[at].(*updateEntities)
	half := &updateEntities{Type: whole.Type, UpdateBehavior: whole.UpdateBehavior}
	for _, t := range whole.Types {
		if n := len(t.Values) / 2; n > 0 { // the most useful come first
			half.Types = append(half.Types, ModelType{Name: t.Name, Values: t.Values[:n]})
		}
	}
	if half.Types == nil {
		*e = e.without(func(directive any) bool { return directive == any(whole) })
		return true
	}
	e.Response.Directives = slices.Clone(e.Response.Directives)
	e.Response.Directives[at] = half
	return true
}

// shows reports whether there is a document in a response.
func (e responseEnvelope) shows() bool {
	return slices.ContainsFunc(e.Response.Directives, func(directive any) bool { _, document := directive.(*renderDocument); return document })
}

// without leaves out directives. A response that has none left has no list of them.
func (e responseEnvelope) without(out func(directive any) bool) responseEnvelope {
	var left []any
	for _, directive := range e.Response.Directives {
		if !out(directive) {
			left = append(left, directive)
		}
	}
	e.Response.Directives = left
	return e
}

// endOf is what an absent shouldEndSession means once there is no document: the
// end (P5).
func endOf(end *bool) *bool {
	if end == nil {
		return new(true)
	}
	return end
}

func size(e responseEnvelope) int {
	b, err := marshal(e)
	if err != nil {
		return 0 // encode meets the same error and reports it
	}
	return len(b)
}

// within gives as many whole sentences of a text, in markup, as fit into room
// characters, and of a first sentence that does not fit as many words.
func within(t intents.Text, room int) string {
	whole := markup(t)
	if length(whole) <= room {
		return whole
	}
	var b strings.Builder
	left := room
	for _, s := range sentences(t) {
		m := markup(s)
		if length(m) > left {
			break
		}
		b.WriteString(m)
		left -= length(m)
	}
	if b.Len() == 0 {
		return firstWords(t, room)
	}
	return b.String()
}

// firstWords is the beginning of a text that has no sentence short enough.
func firstWords(t intents.Text, room int) string {
	var b strings.Builder
	left := room
	for _, r := range t {
		for _, word := range strings.SplitAfter(r.Words, " ") {
			m := escape(word)
			if length(m) > left {
				return b.String()
			}
			b.WriteString(m)
			left -= length(m)
		}
	}
	return b.String()
}

// sentences splits a text where a sentence ends, each with the blank behind it.
func sentences(t intents.Text) []intents.Text {
	var all []intents.Text
	var now intents.Text
	for _, r := range t {
		if r.As != intents.Plain && r.As != intents.Quoted {
			now = append(now, r)
			continue
		}
		for rest := r.Words; rest != ""; {
			end := sentenceEnd(rest)
			now = append(now, intents.Run{As: r.As, Words: rest[:end]})
			if ends(rest[:end]) {
				all, now = append(all, now), nil
			}
			rest = rest[end:]
		}
	}
	if now != nil {
		all = append(all, now)
	}
	return all
}

// sentenceEnd is where the first sentence of s ends, behind its blanks.
func sentenceEnd(s string) int {
	for i := range len(s) {
		if strings.IndexByte(".!?", s[i]) < 0 {
			continue
		}
		behind := i + 1
		for behind < len(s) && s[behind] == ' ' {
			behind++
		}
		if behind > i+1 || behind == len(s) {
			return behind
		}
	}
	return len(s)
}

func ends(s string) bool {
	s = strings.TrimRight(s, " ")
	return s != "" && strings.IndexByte(".!?", s[len(s)-1]) >= 0
}

// trim shortens words to a limit of characters: at a sentence, else at a word,
// else anywhere, with an ellipsis where a sentence was broken.
func trim(words string, limit int) string {
	if length(words) <= limit {
		return words
	}
	cut, n := len(words), 1 // room for the ellipsis
	for i, r := range words {
		if n += max(1, utf16.RuneLen(r)); n > limit {
			cut = i
			break
		}
	}
	head := words[:cut]
	if end := strings.LastIndexAny(head, ".!?"); end > len(head)/2 {
		return head[:end+1]
	}
	if end := strings.LastIndexByte(head, ' '); end > 0 {
		head = head[:end]
	}
	return strings.TrimRight(head, " ,;:-") + "…"
}
