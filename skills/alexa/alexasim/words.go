package alexasim

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"shoebox/skills/alexa"
)

// addressed gives words as Alexa hears them, without what is said to Alexa
// herself: "Alexa, ask photo shoebox for". launch is true when nothing else is
// left.
func (d *Device) addressed(words string) (heard []string, launch bool) {
	heard = listen(words)
	if len(heard) > 0 && heard[0] == "alexa" {
		heard = heard[1:]
	}
	name := strings.Fields(alexa.InvocationName)
	for _, verb := range []string{"open", "ask", "start", "launch", "tell", "use"} {
		call := append([]string{verb}, name...)
		if len(heard) < len(call) || !slices.Equal(heard[:len(call)], call) {
			continue
		}
		heard = heard[len(call):]
		if len(heard) == 0 {
			return nil, true
		}
		if slices.Contains([]string{"for", "to", "and"}, heard[0]) && len(heard) > 1 {
			heard = heard[1:]
		}
		return heard, false
	}
	return heard, slices.Equal(heard, name)
}

// listen splits words as speech recognition writes them: lower case, no marks but
// those within a word.
func listen(words string) []string {
	words = strings.Map(func(r rune) rune {
		switch {
		case r == '’':
			return '\''
		case strings.ContainsRune(`,?!;:"“”()`, r), unicode.IsControl(r):
			return ' '
		}
		return unicode.ToLower(r)
	}, strings.ToValidUTF8(words, " "))
	heard := strings.Fields(words)
	for i, w := range heard {
		heard[i] = strings.TrimRight(w, ".")
	}
	return slices.DeleteFunc(heard, func(w string) bool { return w == "" })
}

func units() []string {
	return []string{
		"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
		"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
	}
}

func tens() []string {
	return []string{"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
}

// number reads a whole number below a hundred in words, or any in digits.
func number(words []string) (int, bool) {
	words = strings.Fields(strings.ReplaceAll(strings.Join(words, " "), "-", " "))
	switch len(words) {
	case 1:
		if n := slices.Index(units(), words[0]); n >= 0 {
			return n, true
		}
		if n := slices.Index(tens(), words[0]); n >= 0 {
			return n * 10, true
		}
		n, err := strconv.Atoi(words[0])
		return n, err == nil && n >= 0
	case 2:
		ten, unit := slices.Index(tens(), words[0]), slices.Index(units(), words[1])
		return ten*10 + unit, ten > 1 && unit > 0 && unit < 10
	}
	return 0, false
}

func ordinalUnits() []string {
	return []string{
		"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
		"thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
	}
}

// ordinal reads a position: "third", "3rd", "twenty first".
func ordinal(words []string) (int, bool) {
	words = strings.Fields(strings.ReplaceAll(strings.Join(words, " "), "-", " "))
	if len(words) == 0 || len(words) > 2 {
		return 0, false
	}
	lastWord := words[len(words)-1]
	n := slices.Index(ordinalUnits(), lastWord)
	if len(words) == 2 {
		ten := slices.Index(tens(), words[0])
		return ten*10 + n, ten > 1 && n > 0 && n < 10
	}
	if n > 0 {
		return n, true
	}
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		if digits, found := strings.CutSuffix(lastWord, ending); found {
			n, err := strconv.Atoi(digits)
			return n, err == nil && n > 0
		}
	}
	return 0, false
}
