package intents

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"shoebox/shared/gallery"
)

// What a wish about a digest can be, as its slot says. None is to be told of it.
const (
	digestOn      = "on"
	digestOff     = "off"
	digestUnclear = "unclear" // a digest is wished for, or none, at a time nobody understands
)

// digestWords are the words around a digest, by what they say of it: to begin it, to
// end it, on which days, at what time of the day, or nothing.
var digestWords = map[string]string{
	"digest": "digest", "digests": "digest",
	"on": digestOn, "start": digestOn, "begin": digestOn, "enable": digestOn, "every": digestOn, "each": digestOn,
	"post": digestOn, "send": digestOn, "want": digestOn, "set": digestOn, "change": digestOn, "move": digestOn,
	"off": digestOff, "stop": digestOff, "end": digestOff, "no": digestOff, "cancel": digestOff, "disable": digestOff, "remove": digestOff,
	"don't": digestOff, "dont": digestOff, "not": digestOff, "never": digestOff, "unsubscribe": digestOff,
	"weekday": "weekdays", "weekdays": "weekdays", "workday": "weekdays", "workdays": "weekdays", "working": "weekdays",
	"weekly": otherDays, "monthly": otherDays, "weekend": otherDays, "weekends": otherDays,
	"monday": otherDays, "tuesday": otherDays, "wednesday": otherDays, "thursday": otherDays, "friday": otherDays, "saturday": otherDays, "sunday": otherDays,
	"mondays": otherDays, "tuesdays": otherDays, "wednesdays": otherDays, "thursdays": otherDays, "fridays": otherDays, "saturdays": otherDays, "sundays": otherDays,
	"am": "am", "a.m": "am", "morning": "am", "mornings": "am",
	"pm": "pm", "p.m": "pm", "afternoon": "pm", "evening": "evening", "night": "night",
	"the": "", "a": "", "my": "", "our": "", "us": "", "me": "", "i": "", "please": "", "turn": "", "switch": "", "more": "",
	"daily": "", "day": "", "days": "", "at": "", "to": "", "in": "", "for": "", "here": "", "o'clock": "", "photo": "", "photos": "",
	"any": "", "and": "", "from": "",
	"help": "", "status": "", "when": "", "what": "", "is": "", "does": "", "do": "", "it": "", "come": "", "comes": "", "show": "",
}

// otherDays are days that no digest can be bound to.
const otherDays = "other days"

// mondayToFriday are the weekdays, by the first and the last of them.
var mondayToFriday = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\bmon(?:days?)?\s*(?:-|–|\bto\b|\btill?\b|\buntil\b|\bthrough\b)\s*fri(?:days?)?\b`)
})

// clockWord is a time of day in figures: 8, 08:00, 18.30, 8am.
var clockWord = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([0-9]{1,2})(?:[:.]([0-9]{2}))?(am|pm|a\.m|p\.m)?$`)
})

// maxDigestWords is how long a wish about a digest can be, in bytes. Longer ones are
// something else.
const maxDigestWords = 200

// ofDigest understands a wish about a digest: words that all are known, the digest
// among them. What begins with it and a switch, and then has other words, is one whose
// time is not understood.
func ofDigest(words string, _ *gallery.Vocabulary) (Meaning, bool) {
	if len(words) > maxDigestWords {
		return Meaning{}, false
	}
	plain := strings.ReplaceAll(mondayToFriday().ReplaceAllString(strings.ToLower(words), "weekdays"), "’", "'")
	said := strings.FieldsFunc(plain, func(r rune) bool { return strings.ContainsRune(" \t\r\n\u00a0\u202f,;!?\"“”„", r) })
	for i, word := range said {
		said[i] = strings.TrimSuffix(word, ".")
	}
	if !slices.ContainsFunc(said, func(w string) bool { return digestWords[w] == "digest" }) {
		return Meaning{}, false
	}
	w, ok := readDigest(said)
	if ok {
		return w.meaning(), true
	}
	if len(said) > 1 && digestWords[said[0]] == "digest" && slices.Contains([]string{"on", "off", "at"}, said[1]) {
		return digestWish{does: digestUnclear}.meaning(), true
	}
	return Meaning{}, false
}

// digestWish is what was said of a digest.
type digestWish struct {
	does     string
	weekdays bool
	clock    string // 15:04; "" is not said
}

// readDigest reads words that must all be known.
func readDigest(said []string) (w digestWish, ok bool) {
	var on, off, other bool
	var half string
	hour, minute := -1, 0
	for _, word := range said {
		if m := clockWord().FindStringSubmatch(word); m != nil {
			if hour >= 0 {
				return w, false // two times
			}
			hour, minute = number(m[1]), number(m[2])
			if m[3] != "" {
				half = strings.ReplaceAll(m[3], ".", "")
			}
			continue
		}
		if noon := map[string]int{"noon": 12, "midday": 12, "midnight": 24}[word]; noon > 0 {
			if hour >= 0 {
				return w, false
			}
			hour = noon % 24
			continue
		}
		says, known := digestWords[word]
		if !known {
			return w, false
		}
		on, off = on || says == digestOn, off || says == digestOff
		w.weekdays, other = w.weekdays || says == "weekdays", other || says == otherDays
		if slices.Contains([]string{"am", "pm", "evening", "night"}, says) {
			half = says
		}
	}
	if hour >= 0 {
		if w.clock, ok = clock(hour, minute, half); !ok {
			return w, false
		}
	}
	switch {
	case other, off && (w.weekdays || w.clock != ""): // all of it may be meant, or that alone
		return digestWish{does: digestUnclear}, true
	case off:
		w.does = digestOff
	case on || w.weekdays || w.clock != "":
		w.does = digestOn
	}
	return w, true
}

// number reads digits; 0 where there are none.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

// clock gives a time of day as 15:04, of an hour in a half of the day where one was
// said.
func clock(hour, minute int, half string) (string, bool) {
	switch {
	case hour > 23 || minute > 59, half == "am" && hour > 12:
		return "", false
	case half == "night" && hour < 5: // after midnight
	case hour == 12 && half != "" && half != "pm":
		hour = 0
	case hour < 12 && half != "" && half != "am":
		hour += 12
	}
	return twoDigits(hour) + ":" + twoDigits(minute), true
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

func (w digestWish) meaning() Meaning {
	m := Meaning{Intent: Digest, Slots: Slots{}}
	set := func(slot, value string) {
		if value != "" {
			m.Slots[slot] = Value{Text: value}
		}
	}
	set(SlotDigest, w.does)
	set(SlotClock, w.clock)
	if w.weekdays {
		set(SlotWeekdays, "weekdays")
	}
	return m
}
