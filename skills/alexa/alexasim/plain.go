package alexasim

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"shoebox/shared/fault"
)

// plain gives SSML as the words that are heard. SSML that is no XML, or has no
// speak element around it all, is Invalid: a device says nothing then.
func plain(ssml string) (string, error) {
	const op = "alexasim.plain"
	in := xml.NewDecoder(strings.NewReader(ssml))
	var b strings.Builder
	var as []string // of the elements that are open
	sounds, roots := 0, 0
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", fault.As(op, fault.Invalid, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if len(as) == 0 {
				roots++
			}
			if (len(as) == 0) != (t.Name.Local == "speak") || roots > 1 {
				return "", fault.New(op, fault.Invalid, "speak must be around all else, once")
			}
			if sounds += sound(t); sounds > maxSounds {
				return "", fault.New(op, fault.Invalid, "more than five sounds")
			}
			if why := elementRefusal(t); why != "" {
				return "", fault.New(op, fault.Invalid, why)
			}
			as = append(as, interpretAs(t))
		case xml.EndElement:
			as = as[:len(as)-1]
		case xml.CharData:
			if len(as) == 0 && blank(string(t)) {
				continue
			}
			if len(as) == 0 {
				return "", fault.New(op, fault.Invalid, "words outside of speak")
			}
			b.WriteString(said(as[len(as)-1], string(t)))
		default:
			return "", fault.New(op, fault.Invalid, "speech is elements and words alone")
		}
	}
	if roots == 0 {
		return "", fault.New(op, fault.Invalid, "there is no speak element")
	}
	return strings.Join(strings.Fields(b.String()), " "), nil
}

func interpretAs(e xml.StartElement) string {
	for _, a := range e.Attr {
		if e.Name.Local == "say-as" && a.Name.Local == "interpret-as" {
			return a.Value
		}
	}
	return ""
}

// said is how a stretch of words is spoken.
func said(as, words string) string {
	switch as {
	case "date":
		if day, err := time.Parse("20060102", words); err == nil {
			return day.Format("2 January 2006")
		}
		if day, err := time.Parse("????0102", words); err == nil {
			return day.Format("2 January")
		}
	case "ordinal":
		n, err := strconv.Atoi(words)
		if all := ordinalUnits(); err == nil && n > 0 && n < len(all) {
			return all[n]
		}
	}
	return words
}
