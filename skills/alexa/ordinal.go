package alexa

import "strconv"

// ordinals are the ordinal words Alexa may leave unresolved, the first first.
func ordinals() []string {
	return []string{
		"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
		"eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
		"eighteenth", "nineteenth", "twentieth",
	}
}

func ordinalDigits(n int) string { return strconv.Itoa(n) }
