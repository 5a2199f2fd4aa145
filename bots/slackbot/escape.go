package slackbot

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// Escape makes text inert in mrkdwn and in a message's text: mentions and links
// come out as they were typed. Only these three need it, and only these three may
// be escaped.
func Escape(s string) string { return escaper.Replace(s) }

// Unescape undoes Escape.
func Unescape(s string) string { return unescaper.Replace(s) }

var (
	escaper   = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	unescaper = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")
)

// entity is what Slack makes of a mention, a channel or a link in a command's
// text: <@U1|anna>, <#C1|general>, <!subteam^S1|@team>, <https://x.y|label>.
var entity = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>`)
})

// plainWords turns the text of a command into the words that were meant: entities
// become their labels, typographic quotes become plain ones, and every sort of
// space becomes a space.
func plainWords(text string) string {
	text = strings.ToValidUTF8(text, "")
	text = entity().ReplaceAllStringFunc(text, func(e string) string {
		part := entity().FindStringSubmatch(e)
		sigil, target, label := part[1], part[2], part[3]
		switch {
		case label != "":
			return strings.TrimLeft(label, "@#")
		case sigil == "!":
			return target // here, channel, everyone: words like others
		case sigil != "":
			return "" // an id without a name means nothing to a gallery
		}
		return target
	})
	text = Unescape(text)
	text = strings.Map(func(r rune) rune {
		switch r {
		case '“', '”', '„', '‟', '«', '»':
			return '"'
		case '‘', '’', '‚', '‛', '`', '´':
			return '\''
		case '\u200b', '\u2060', '\ufeff': // zero width
			return -1
		}
		if unicode.IsSpace(r) || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// entities are what may stand between < and > in our own mrkdwn: a person, a
// channel, a link, a date. Nobody is called as a crowd (<!channel>, <!subteam^…>).
var entities = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^<(?:@[UW][A-Z0-9]+(?:\|[^<>|]*)?` +
		`|#C[A-Z0-9]+(?:\|[^<>|]*)?` +
		`|(?:https?://|mailto:)[^<>|\s]+(?:\|[^<>|]+)?` +
		`|!date\^[0-9]+\^[^<>|]+\|[^<>|]+)>`)
})

var escapes = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^&(?:amp|lt|gt);`)
})

// tame makes mrkdwn inert where it is not: what is neither an entity nor an escape
// is escaped, so that it is shown and does nothing. It changes nothing in tame
// mrkdwn.
func tame(text string) string {
	if !strings.ContainsAny(text, "&<>") {
		return text
	}
	var b strings.Builder
	for text != "" {
		i := strings.IndexAny(text, "&<>")
		if i < 0 {
			break
		}
		b.WriteString(text[:i])
		text = text[i:]
		piece, plainly := text[:1], true
		if e := escapes().FindString(text); e != "" {
			piece, plainly = e, false
		} else if e := entities().FindString(text); e != "" && ampersands(e) {
			piece, plainly = e, false
		}
		if text = text[len(piece):]; plainly {
			piece = Escape(piece)
		}
		b.WriteString(piece)
	}
	return b.String() + text
}

// ampersands reports whether each & of an entity begins an escape.
func ampersands(entity string) bool {
	for i := strings.IndexByte(entity, '&'); i >= 0; {
		if !escapes().MatchString(entity[i:]) {
			return false
		}
		next := strings.IndexByte(entity[i+1:], '&')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return true
}
