package alexasim

import (
	"encoding/json"
	"fmt"

	"shoebox/shared/fault"
)

const (
	executeCommands = "Alexa.Presentation.APL.ExecuteCommands"
	pager           = "photo" // the document that turns its own pages
)

// Command is an APL command to a component of the document on the screen.
type Command struct {
	Type        string `json:"type"`
	ComponentID string `json:"componentId"`
	Property    string `json:"property,omitempty"`
	Position    string `json:"position,omitempty"`
	Value       int    `json:"value"`
}

// Turn turns the pager on the screen to a page, as swiping does, and gives what the
// document tells the skill.
func (d *Device) Turn(page int) (json.RawMessage, error) {
	if d.screen == nil || d.screen.Name != pager || page < 0 || page >= len(d.screen.Photos) {
		return nil, fault.New("alexasim.Turn", fault.Invalid, "no such page")
	}
	return d.Touch("page", d.screen.Photos[page].ID, page)
}

// seesTurned keeps where the pager is, if that is what a document tells of.
func (d *Device) seesTurned(arguments []any) {
	if len(arguments) < 2 || arguments[0] != "page" || d.screen == nil {
		return
	}
	for i, p := range d.screen.Photos {
		if p.ID == arguments[1] {
			d.page = i
		}
	}
}

// run does what commands do that can be seen.
func (d *Device) run(commands []Command) {
	for _, c := range commands {
		if c.Type == "SetPage" {
			d.page = c.Value
		}
	}
}

// inFront are the photos on the screen: of a pager, the one it is turned to.
func (d *Device) inFront() []Photo {
	switch {
	case d.screen == nil:
		return nil
	case d.screen.Name == pager && d.page < len(d.screen.Photos):
		return d.screen.Photos[d.page : d.page+1]
	}
	return d.screen.Photos
}

// commandsRefusal says why a device would pass over commands; "" is not at all.
func (d *Device) commandsRefusal(w wireDirective) string {
	if w.Token == "" || w.Token != d.document {
		return "commands for a document that is not on the screen"
	}
	for _, c := range w.Commands {
		switch {
		case c.Type != "SetPage" && c.Type != "SetValue":
			return fmt.Sprintf("command %q", c.Type)
		case c.ComponentID == "":
			return "a command to no component"
		case c.Type == "SetPage" && (d.screen == nil || d.screen.Name != pager || c.Position != "absolute" || c.Value < 0 || c.Value >= len(d.screen.Photos)):
			return "there is no such page"
		}
	}
	if len(w.Commands) == 0 {
		return "no commands"
	}
	return ""
}

// visible is what can be seen, as a device tells it: a pager's page, a list's
// items, as many of them as there is room for.
func (d *Device) visible() []any {
	if d.screen == nil || len(d.screen.Photos) == 0 {
		return []any{}
	}
	photos, from := d.inFront(), 0
	tags := map[string]any{"list": map[string]any{"itemCount": len(photos), "lowestIndexSeen": 0, "highestIndexSeen": len(photos) - 1}}
	if d.screen.Name == pager {
		from = d.page
		tags = map[string]any{"pager": map[string]any{"index": d.page, "pageCount": len(d.screen.Photos), "allowForward": true, "allowBackwards": true}}
	} else if d.config.Screen == Round {
		photos = photos[:1]
	}
	children := make([]any, len(photos))
	for i, p := range photos {
		children[i] = map[string]any{
			"id": p.ID, "uid": fmt.Sprintf(":%d", 1002+from+i), "type": "mixed", "visibility": 1,
			"entities": []any{map[string]any{"type": "Photo", "id": p.ID}},
			"tags":     map[string]any{"listItem": map[string]any{"index": from + i}, "focused": false},
		}
	}
	return []any{map[string]any{
		"uid": ":1000", "type": "mixed", "tags": map[string]any{"viewport": map[string]any{}}, "entities": []any{},
		"children": []any{map[string]any{"id": "photos", "uid": ":1001", "type": "mixed", "tags": tags, "entities": []any{}, "children": children}},
	}}
}
