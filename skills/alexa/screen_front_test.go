package alexa_test

import (
	"strings"
	"testing"

	"shoebox/intents"
	"shoebox/shared/gallery"
)

// tile is a photo's component as a device tells of it.
func tile(id, tags string) string {
	return `{"id":"` + id + `","uid":":1","tags":{` + tags + `},"entities":[{"type":"Photo","id":"` + id + `"}]}`
}

// within puts components into one another, as a screen has them.
func seen(children ...string) string {
	return `{"token":"grid:a:p1","version":"1","componentsVisibleOnScreen":[{"uid":":0","tags":{"viewport":{}},"entities":[],"children":[` +
		`{"id":"photos","tags":{"list":{"itemCount":10}},"children":[` + strings.Join(children, ",") + `]}]}]}`
}

func TestA7WhatIsInFrontIsReadOfTheScreen(t *testing.T) {
	const session = `{"screen":"grid:a:p1","state":"sealed"}`
	visual := func(slot, id string) string {
		return intent("AMAZON.SelectIntent", `{"`+slot+`":{"name":"`+slot+`","value":"this","resolutions":{"resolutionsPerAuthority":[{"authority":"amz1.er-authority.visual-context",`+
			`"status":{"code":"ER_SUCCESS_MATCH"},"values":[{"value":{"name":"`+id+`","id":"4"}}]}]}}}`)
	}
	describe := intent("DescribeIntent", "")
	for _, tt := range []struct {
		name, request, screen string
		want                  gallery.PhotoID
	}{
		{"the only photo that can be seen", describe, seen(tile("a", "")), "a"},
		{"one of several is not clear", describe, seen(tile("a", ""), tile("b", "")), ""},
		{"the focused one of several", describe, seen(tile("a", ""), tile("b", `"focused":true`)), "b"},
		{"what this was resolved to", visual("Anaphor", "b"), seen(tile("a", ""), tile("b", "")), "b"},
		{"what the second was resolved to", visual("ListPosition", "b"), seen(tile("a", ""), tile("b", "")), "b"},
		{"a resolution to what can't be seen", visual("Anaphor", "c"), seen(tile("a", ""), tile("b", "")), ""},
		{"another document", describe, strings.Replace(seen(tile("a", "")), "grid:a:p1", "grid:b:p1", 1), ""},
		{"no photo", describe, seen(`{"entities":[{"type":"Person","id":"a"}]}`), ""},
		{"the same photo twice", describe, seen(tile("a", ""), tile("a", "")), "a"},
		{"an id that is too long", describe, seen(tile(strings.Repeat("a", 501), "")), ""},
		{"very deep", describe, seen(strings.Repeat(`{"children":[`, 100) + tile("a", "") + strings.Repeat(`]}`, 100)), ""},
		{"odd shapes beside it", describe, seen(tile("a", ""), `7`, `{"entities":"none","tags":[],"children":{}}`), "a"},
		{"nothing at all", describe, `null`, ""},
	} {
		r := asked(t, showing(envelope(tt.request, "hub", session), tt.screen))
		if r.Screen.InFront != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, r.Screen.InFront, tt.want)
		}
	}
	if r := asked(t, showing(envelope(visual("Anaphor", "b"), "hub", session), seen(tile("b", "")))); r.Intent != intents.Select {
		t.Errorf("select this is %q", r.Intent)
	}
}
