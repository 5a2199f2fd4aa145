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
	if len(d.sent().of(kind, said)) > 0 || len(d.known.of(kind, said)) > 0 {
		return said, 0, true
	}
	return said, 1, len(words) <= longestStrange
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

// resolutions are what each authority makes of a value: the model's, and that of
// the names the skill has sent, which comes behind it.
func (d *Device) resolutions(kind, value string) map[string]any {
	const authority = "amzn1.er-authority.echo-sdk."
	all := []any{resolution(authority+d.config.SkillID+"."+kind, d.known.of(kind, value))}
	if _, some := d.sent()[kind]; some {
		all = append(all, resolution(authority+"dynamic."+d.config.SkillID+"."+kind, d.sent().of(kind, value)))
	}
	return map[string]any{"resolutionsPerAuthority": all}
}

func resolution(authority string, found []alexa.ModelValue) map[string]any {
	if len(found) == 0 {
		return map[string]any{"authority": authority, "status": map[string]any{"code": "ER_SUCCESS_NO_MATCH"}}
	}
	var values []any
	for _, v := range found {
		values = append(values, map[string]any{"value": map[string]any{"name": v.Name.Value, "id": v.ID}})
	}
	return map[string]any{"authority": authority, "status": map[string]any{"code": "ER_SUCCESS_MATCH"}, "values": values}
}

// values are those of slot types, by type and by what each is called, as it is
// heard: "St. John's" is heard as "st john's". Several may share a synonym.
type values map[string]map[string][]alexa.ModelValue

func valuesOf(types []alexa.ModelType) values {
	all := make(values)
	for _, t := range types {
		called := make(map[string][]alexa.ModelValue)
		for _, v := range t.Values {
			names := []string{}
			for _, name := range append([]string{v.Name.Value}, v.Name.Synonyms...) {
				if heard := strings.Join(listen(name), " "); !slices.Contains(names, heard) {
					names = append(names, heard)
					called[heard] = append(called[heard], v)
				}
			}
		}
		all[t.Name] = called
	}
	return all
}

func (v values) of(kind, said string) []alexa.ModelValue { return v[kind][said] }
