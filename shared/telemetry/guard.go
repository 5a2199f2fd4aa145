package telemetry

import "log/slog"

// Redacted stands in a log where a value was kept out.
const Redacted = "[redacted]"

// guarded are the names of attributes that are never written: the second line of
// defence, after not logging them at all.
var guarded = [...]string{
	"token", "secret", "signature", "authorization", "cookie", "password", "apikey",
	"utterance", "speech", "words", "text", "body", "payload", "responseurl", "state", "cursor",
}

// guard keeps the value out of an attribute whose name ends in a guarded word:
// "accessToken", "slack_signing_secret", "response_url".
func guard(_ []string, a slog.Attr) slog.Attr {
	for _, word := range guarded {
		if endsIn(a.Key, word) {
			return slog.String(a.Key, Redacted)
		}
	}
	return a
}

// endsIn reports whether a name ends in a word, whatever its case and whatever
// joins its parts. It is asked of every attribute of every line, and so makes no
// string.
func endsIn(name, word string) bool {
	for len(word) > 0 {
		if name == "" {
			return false
		}
		last := name[len(name)-1]
		name = name[:len(name)-1]
		if last == '_' || last == '-' || last == '.' {
			continue
		}
		if 'A' <= last && last <= 'Z' {
			last += 'a' - 'A'
		}
		if last != word[len(word)-1] {
			return false
		}
		word = word[:len(word)-1]
	}
	return true
}
