package api_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"shoebox/shared/api"
)

// attack is a request that must be refused, by its status.
type attack struct {
	name   string
	body   string
	header []string
	want   int
}

// follow gives the schema that a reference names.
func (d document) follow(s *api.Schema) *api.Schema {
	if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok {
		return d.Components.Schemas[name]
	}
	return s
}

// good gives a value that fits a schema.
func (d document) good(s *api.Schema) any {
	s = d.follow(s)
	switch s.Type {
	case "string":
		switch {
		case s.Enum != nil:
			return s.Enum[0]
		case s.Format == "date-time":
			return "2025-07-13T14:40:00+02:00"
		case s.Format == "email":
			return "anna@example.com"
		}
		return strings.Repeat("a", max(s.MinLength, 1))
	case "integer":
		if s.Minimum != nil {
			return *s.Minimum
		}
		return 1
	case "boolean":
		return true
	case "array":
		return []any{d.good(s.Items)}
	case "object":
		object := map[string]any{}
		for name, property := range s.Properties {
			object[name] = d.good(property)
		}
		return object
	}
	return nil
}

// bad gives values that do not fit a schema, by what they are.
func (d document) bad(s *api.Schema) map[string]any {
	s = d.follow(s)
	all := map[string]any{
		"null": nil, "a text": "1", "a number": 1, "a fraction": 1.5, "true": true, "an object": map[string]any{"$ne": 1}, "a list": []any{map[string]any{}},
	}
	switch s.Type {
	case "string":
		delete(all, "a text")
		all["a zero byte"] = strings.Repeat("a", max(s.MinLength, 1)-1) + "\x00"
		if s.MaxLength > 0 {
			all["too long"] = strings.Repeat("ä", s.MaxLength+1)
		}
		if s.MinLength > 0 {
			all["nothing"] = ""
		}
		if s.Enum != nil {
			all["none of them"] = s.Enum[0] + " "
		}
	case "integer":
		delete(all, "a number")
		all["endless"] = json.Number("1e400")
		all["beyond"] = json.Number("9223372036854775808")
		if s.Maximum != nil {
			all["too much"] = *s.Maximum + 1
		}
		if s.Minimum != nil {
			all["too little"] = *s.Minimum - 1
		}
	case "boolean":
		delete(all, "true")
	case "array":
		if s.MaxItems > 0 {
			all["too many"] = slices.Repeat([]any{d.good(s.Items)}, s.MaxItems+1)
		}
	case "object":
	}
	return all
}

// attacks gives bodies that an operation must refuse, each with the status.
func (d document) attacks(o route) []attack {
	if o.Body == nil {
		return nil
	}
	schema := d.follow(o.Body.Content["application/json"].Schema)
	good, _ := d.good(schema).(map[string]any)
	whole := text(good)
	const malformed, invalid = http.StatusBadRequest, http.StatusUnprocessableEntity
	all := []attack{
		{"nothing", " ", nil, malformed}, {"half", whole[:len(whole)-1], nil, malformed}, {"a word", "hello", nil, malformed},
		{"two values", whole + whole, nil, malformed}, {"a comma too many", strings.TrimSuffix(whole, "}") + ",}", nil, malformed},
		{"no UTF-8", `{"` + "\xff" + `":1}`, nil, malformed}, {"a byte order mark", "\ufeff" + whole, nil, malformed},
		{"a name twice", `{"a":1,"a":1}`, nil, malformed}, {"deep objects", strings.Repeat(`{"a":`, 2000) + "1", nil, malformed},
		{"deep lists", `{"a":` + strings.Repeat("[", 5000), nil, malformed}, {"not a number", `{"a":NaN}`, nil, malformed},
		{"null", "null", nil, invalid}, {"a list", "[" + whole + "]", nil, invalid}, {"a text", `"a"`, nil, invalid}, {"a number", "1", nil, invalid},
		{"a field nobody knows", strings.Replace(whole, "{", `{"__proto__":{"admin":true}`+map[bool]string{true: ",", false: ""}[len(good) > 0], 1), nil, invalid},
		{"too much", `{"a":"` + strings.Repeat("a", 1<<20) + `"}`, nil, http.StatusRequestEntityTooLarge},
		{"a form", "a=1", []string{"Content-Type", "application/x-www-form-urlencoded"}, http.StatusUnsupportedMediaType},
		{"text", whole, []string{"Content-Type", "text/plain"}, http.StatusUnsupportedMediaType},
		{"no type", whole, []string{"Content-Type", ""}, http.StatusUnsupportedMediaType},
		{"another encoding", whole, []string{"Content-Type", "application/json; charset=utf-16"}, http.StatusUnsupportedMediaType},
		{"compressed", whole, []string{"Content-Encoding", "gzip"}, http.StatusUnsupportedMediaType},
	}
	for name, property := range schema.Properties {
		for what, value := range d.bad(property) {
			changed := maps.Clone(good)
			changed[name] = value
			all = append(all, attack{name + " is " + what, text(changed), nil, invalid})
		}
	}
	for _, name := range schema.Required {
		changed := maps.Clone(good)
		delete(changed, name)
		all = append(all, attack{"without " + name, text(changed), nil, invalid})
	}
	return all
}

func text(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// nasty are texts that break what does not expect them.
func nasty() []string {
	return []string{
		"", " ", "..", "../..", "%2e%2e%2f", "%00", "%", "%zz", "a/b", "a%2Fb", "'", `"`, "' OR 1=1 --", `{"$gt":""}`, "${jndi:ldap://x}", "{{7*7}}",
		"<script>alert(1)</script>", "G#other", "U#x", "*", "#", "?", "&&", "=", "\r\nSet-Cookie: a=b", "\u202e", "😀", "\xff\xfe", "null", "undefined", "-1", "0",
		"1e9", "99999999999999999999", "true", "NaN", "AAAA", "rrrrr.AAAA", "MjAyNS0wNy0xMw", strings.Repeat("A", 600), strings.Repeat("a", 5000), strings.Repeat("/", 300),
	}
}
