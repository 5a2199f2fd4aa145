package alexa

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

const longestBreak = 10 * time.Second

// ssmlElements are those of SSML that our speech may have. A sound is none of
// them: speech may have 5 of at most 240 s together, and how long one is can't be
// seen in its SSML (P3).
func ssmlElements() []string {
	return []string{"speak", "say-as", "break", "p", "s", "sub", "w", "lang", "emphasis", "prosody"}
}

// ssmlRefusal says why a device would not say SSML: it is no XML, has no speak
// element around it all, or an element or a break that she does not take.
func ssmlRefusal(ssml string) string {
	in := xml.NewDecoder(strings.NewReader(ssml))
	depth, words, roots := 0, false, 0
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "speech is no XML"
		}
		switch t := token.(type) {
		case xml.StartElement:
			if (depth == 0) != (t.Name.Local == "speak") {
				return "speech has no speak element around it, or one inside"
			}
			if why := elementRefusal(t); why != "" {
				return why
			}
			if depth == 0 {
				roots++
			}
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			said := !empty(string(t))
			if said && depth == 0 {
				return "speech has words outside of speak"
			}
			words = words || said
		default:
			return "speech has what is no element and no words"
		}
	}
	if roots != 1 || !words {
		return "speech has no words"
	}
	return ""
}

func elementRefusal(e xml.StartElement) string {
	name := e.Name.Local
	if e.Name.Space != "" || !slices.Contains(ssmlElements(), name) {
		return fmt.Sprintf("speech has the element %q", name)
	}
	for _, a := range e.Attr {
		if name != "break" || a.Name.Local != "time" {
			continue
		}
		if d, err := time.ParseDuration(a.Value); err != nil || d < 0 || d > longestBreak {
			return "speech has a break that is too long"
		}
	}
	return ""
}
