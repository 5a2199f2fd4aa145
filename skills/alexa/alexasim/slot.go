package alexasim

import (
	"slices"
	"strconv"
	"strings"

	"shoebox/skills/alexa"
)

// longestStrange is how many words a slot of our own types takes that it does not
// know.
const longestStrange = 3

// longestValue is how many words the value of a slot has at most, but for a
// search query's.
const longestValue = 8

const searchQuery = "AMAZON.SearchQuery"

// value is what words mean as a value of a slot type, whether it is a strange
// one, and whether they can be one at all.
func (d *Device) value(kind string, words []string) (value string, strange int, ok bool) {
	said := strings.Join(words, " ")
	switch kind {
	case searchQuery:
		return said, 0, true
	case "AMAZON.DATE":
		value, ok = d.date(said)
		return value, 0, ok
	case "AMAZON.NUMBER":
		n, ok := number(words)
		return strconv.Itoa(n), 0, ok
	case "AMAZON.Ordinal":
		if said == "last" {
			return said, 0, true
		}
		n, ok := ordinal(words)
		return strconv.Itoa(n), 0, ok
	}
	if _, known := d.resolve(kind, said); known {
		return said, 0, true
	}
	return said, 1, len(words) <= longestStrange
}

// resolve finds the value of one of our own types that words name.
func (d *Device) resolve(kind, said string) (alexa.ModelValue, bool) {
	for _, t := range d.model.Types {
		if t.Name != kind {
			continue
		}
		for _, v := range t.Values {
			names := append([]string{v.Name.Value}, v.Name.Synonyms...)
			if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, said) }) {
				return v, true
			}
		}
	}
	return alexa.ModelValue{}, false
}

// slot is a slot as a request has it: with its resolutions if the type is our
// own, and without a value if nothing was said for it.
func (d *Device) slot(s alexa.ModelSlot, value string) map[string]any {
	out := map[string]any{"name": s.Name, "confirmationStatus": "NONE", "source": "USER"}
	if value == "" {
		return out
	}
	simple := map[string]any{"type": "Simple", "value": value}
	out["value"] = value
	if !strings.HasPrefix(s.Type, "AMAZON.") {
		r := d.resolutions(s.Type, value)
		out["resolutions"], simple["resolutions"] = r, r
	}
	out["slotValue"] = simple
	return out
}

func (d *Device) resolutions(kind, value string) map[string]any {
	authority := map[string]any{
		"authority": "amzn1.er-authority.echo-sdk." + d.config.SkillID + "." + kind,
		"status":    map[string]any{"code": "ER_SUCCESS_NO_MATCH"},
	}
	if v, known := d.resolve(kind, value); known {
		authority["status"] = map[string]any{"code": "ER_SUCCESS_MATCH"}
		authority["values"] = []any{map[string]any{"value": map[string]any{"name": v.Name.Value, "id": v.ID}}}
	}
	return map[string]any{"resolutionsPerAuthority": []any{authority}}
}
