package alexasim

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"
)

// What SSML may have at most: sounds in one answer, and a pause.
const (
	maxSounds    = 5
	longestPause = 10 * time.Second
)

// elements are those of Alexa's SSML, each with the attributes it must have.
func elements() map[string][]string {
	return map[string][]string{
		"speak": nil, "p": nil, "s": nil, "break": nil, "emphasis": nil, "prosody": nil, "w": {"role"},
		"say-as": {"interpret-as"}, "sub": {"alias"}, "lang": {"lang"}, "phoneme": {"ph"}, "voice": {"name"}, "audio": {"src"},
		"effect": {"name"}, "emotion": {"name", "intensity"}, "domain": {"name"}, // of the namespace amazon
	}
}

// ways are those of say-as.
func ways() []string {
	return []string{
		"cardinal", "number", "ordinal", "characters", "spell-out", "digits", "fraction", "unit", "date", "time",
		"telephone", "address", "interjection", "expletive",
	}
}

// elementRefusal says why Alexa would refuse an element of SSML; "" is not at all.
func elementRefusal(e xml.StartElement) string {
	name := e.Name.Local
	needs, known := elements()[name]
	amazons := name == "effect" || name == "emotion" || name == "domain"
	if !known || amazons != (e.Name.Space == "amazon") {
		return fmt.Sprintf("SSML has no element %q", name)
	}
	values := make(map[string]string)
	for _, a := range e.Attr {
		values[a.Name.Local] = a.Value
	}
	for _, need := range needs {
		if values[need] == "" {
			return fmt.Sprintf("the element %q needs %s", name, need)
		}
	}
	switch name {
	case "say-as":
		if !slices.Contains(ways(), values["interpret-as"]) {
			return fmt.Sprintf("nothing is said as %q", values["interpret-as"])
		}
	case "break":
		if pause, err := time.ParseDuration(values["time"]); values["time"] != "" && (err != nil || pause < 0 || pause > longestPause) {
			return "a pause of more than 10 s, or of no length"
		}
	case "audio":
		if src := values["src"]; !strings.HasPrefix(src, "soundbank://") && !strings.HasPrefix(src, "https://") {
			return "a sound that is not fetched over https"
		}
	}
	return ""
}

// sound counts a sound.
func sound(e xml.StartElement) int {
	if e.Name.Local == "audio" {
		return 1
	}
	return 0
}
