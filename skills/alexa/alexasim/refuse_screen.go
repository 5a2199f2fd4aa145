package alexasim

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

const renderDocument = "Alexa.Presentation.APL.RenderDocument"

// newestAPL is the newest APL that the screens here know.
const newestAPL = "2024.3"

// documentRefusal says why a device would refuse to show a document; "" is not at
// all.
func (w *wireDirective) documentRefusal() string {
	var document struct {
		Type         string `json:"type"`
		Version      string `json:"version"`
		MainTemplate struct {
			Parameters []any           `json:"parameters"`
			Items      json.RawMessage `json:"items"`
			Item       json.RawMessage `json:"item"`
		} `json:"mainTemplate"`
	}
	var sources map[string]struct {
		Type       string          `json:"type"`
		Properties json.RawMessage `json:"properties"`
	}
	if w.Type != renderDocument {
		return fmt.Sprintf("directive %q", w.Type)
	}
	if w.Token == "" {
		return "a document needs a token"
	}
	if json.Unmarshal(w.Document, &document) != nil || document.Type != "APL" || document.MainTemplate.Items == nil && document.MainTemplate.Item == nil {
		return "a document needs its type, and a main template with items"
	}
	if newer(document.Version, newestAPL) {
		return fmt.Sprintf("a document of version %q", document.Version)
	}
	if json.Unmarshal(w.Datasources, &sources) != nil || len(sources) == 0 {
		return "a document needs datasources"
	}
	for _, p := range document.MainTemplate.Parameters {
		if one, ok := p.(map[string]any); ok {
			p = one["name"]
		}
		if name := fmt.Sprint(p); name != "payload" && sources[name].Type == "" {
			return fmt.Sprintf("a document without data for its parameter %q", name)
		}
	}
	for name, s := range sources {
		var data any
		if json.Unmarshal(s.Properties, &data) != nil {
			return fmt.Sprintf("the datasource %q has no properties", name)
		}
		if link := unreachable(data); link != "" {
			return fmt.Sprintf("a picture that can't be fetched: %.60q", link)
		}
	}
	return ""
}

// unreachable gives the URL of a picture in a datasource that no device would fetch;
// "" is none. What is a picture is called one.
func unreachable(data any) string {
	switch v := data.(type) {
	case []any:
		for _, one := range v {
			if link := unreachable(one); link != "" {
				return link
			}
		}
	case map[string]any:
		for key, one := range v {
			link, text := one.(string)
			if text && link != "" && strings.Contains(strings.ToLower(key), "image") && !reachable(link) {
				return link
			}
			if link := unreachable(one); link != "" {
				return link
			}
		}
	}
	return ""
}

// newer compares versions part by part as numbers. What is no version is newer than
// any.
func newer(a, b string) bool {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i, part := range as {
		n, err := strconv.Atoi(part)
		if err != nil {
			return true
		}
		m := 0
		if i < len(bs) {
			m, _ = strconv.Atoi(bs[i]) // ours is one
		}
		if n != m {
			return n > m
		}
	}
	return false
}
