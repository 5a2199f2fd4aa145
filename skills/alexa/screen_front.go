package alexa

import (
	"encoding/json"
	"slices"
	"strings"

	"shoebox/shared/gallery"
)

// What our documents call a photo's component, and who resolves "this one" to a
// component that can be seen.
const (
	photoEntity     = "Photo"
	visualAuthority = ".er-authority.visual-context"
	maxScreenDepth  = 32 // of components in components; ours have 10
)

// presentation is what a device says of the document it shows. None of it is
// believed further than that a photo of the answer at hand is in front.
type presentation struct {
	Token      string      `json:"token"`
	Components []component `json:"componentsVisibleOnScreen"`
}

// component is one that can be seen, with those in it.
type component struct {
	Entities []struct {
		Type string `json:"type"`
		ID   string `json:"id"`
	} `json:"entities"`
	Tags struct {
		Focused bool `json:"focused"`
	} `json:"tags"`
	Children []component `json:"children"`
}

// presentation reads the visual context. An odd shape shows nothing, and is no
// error (R1).
func (e *envelope) presentation() presentation {
	var p presentation
	_ = json.Unmarshal(e.Context.Presentation, &p)
	return p
}

// inFront is the photo a person looks at, as the device has it: the one that "this"
// was resolved to, else the focused one, else the only one that can be seen. ""
// where that is not clear, or where another document is on the screen than the
// session knows of.
func (e *envelope) inFront() gallery.PhotoID {
	p := e.presentation()
	if p.Token == "" || p.Token != e.attribute(attributeScreen) {
		return ""
	}
	var seen, focused []string
	for _, c := range p.Components {
		c.photos(maxScreenDepth, &seen, &focused)
	}
	for _, id := range e.pointedAt() {
		if slices.Contains(seen, id) {
			return gallery.PhotoID(id)
		}
	}
	switch {
	case len(focused) == 1:
		return gallery.PhotoID(focused[0])
	case len(seen) == 1:
		return gallery.PhotoID(seen[0])
	}
	return ""
}

// photos collects the photos among a component and those in it.
func (c component) photos(depth int, seen, focused *[]string) {
	for _, entity := range c.Entities {
		if entity.Type != photoEntity || len(entity.ID) > maxAsked || slices.Contains(*seen, entity.ID) {
			continue
		}
		*seen = append(*seen, entity.ID)
		if c.Tags.Focused {
			*focused = append(*focused, entity.ID)
		}
	}
	if depth == 0 {
		return
	}
	for _, child := range c.Children {
		child.photos(depth-1, seen, focused)
	}
}

// pointedAt is what Alexa says of the component that "this" or "the third one" is:
// our components of photos are called by the photo's id.
func (e *envelope) pointedAt() []string {
	var body struct {
		Intent spokenIntent `json:"intent"`
	}
	if json.Unmarshal(e.Request, &body) != nil || body.Intent.Name != selectBuiltIn {
		return nil
	}
	for _, slot := range []string{"Anaphor", listPosition} {
		for _, authority := range body.Intent.Slots[slot].Resolutions.PerAuthority {
			if !strings.HasSuffix(authority.Authority, visualAuthority) || len(authority.Values) != 1 {
				continue
			}
			v := authority.Values[0].Value
			return []string{v.ID, v.Name}
		}
	}
	return nil
}
