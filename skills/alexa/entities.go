package alexa

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"shoebox/intents"
)

// What the directive about names is called, and what it does with those that were
// sent before (it knows nothing else).
const (
	updateEntitiesType = "Dialog.UpdateDynamicEntities"
	replaceEntities    = "REPLACE"
	clearEntities      = "CLEAR"
)

// updateEntities is the directive that has Alexa listen for a gallery's own names,
// as values of the model's slot types.
type updateEntities struct {
	Type           string      `json:"type"`
	UpdateBehavior string      `json:"updateBehavior"`
	Types          []ModelType `json:"types,omitempty"` // with REPLACE
}

// entities gives the directive about names that goes with a reply, or nil. Names
// come with the first reply of a session. One that ends at once, a one-shot, has
// them too: they are good for half an hour, and who asks so asks so again. What
// was sent is cleared when the session ends, and by a farewell in any case.
func (t *turn) entities(reply *intents.Reply, ends bool) *updateEntities {
	sent := t.envelope.attribute(attributeNames) != ""
	if over(reply) || ends && sent {
		if sent || reply.Kind == intents.Farewell {
			return &updateEntities{Type: updateEntitiesType, UpdateBehavior: clearEntities}
		}
		return nil
	}
	types := t.skill.typesOf(reply.Names)
	if len(types) == 0 {
		return nil // to replace what was there by nothing is refused
	}
	return &updateEntities{Type: updateEntitiesType, UpdateBehavior: replaceEntities, Types: types}
}

// typesOf sorts names into the slot types of the model. What Alexa would refuse is
// left out: more than maxEntities values and synonyms, a type the model does not
// have, a value that stands twice, one that is too long.
func (s *Skill) typesOf(names []intents.Vocable) []ModelType {
	var types []ModelType
	at := make(map[string]int)     // of a type in types
	taken := make(map[string]bool) // values by type and name
	for left, i := maxEntities, 0; i < len(names) && left > 0; i++ {
		kind := slotType(names[i].Kind)
		value, ok := valueOf(kind, names[i], left)
		key := kind + "\x00" + strings.ToLower(value.Name.Value)
		if !ok || !s.model().types[kind] || taken[key] {
			continue
		}
		taken[key] = true
		if _, there := at[kind]; !there {
			at[kind] = len(types)
			types = append(types, ModelType{Name: kind})
		}
		own := &types[at[kind]]
		own.Values = append(own.Values, value)
		left -= 1 + len(value.Name.Synonyms)
	}
	return types
}

// valueOf makes a slot type's value of a name, with as many of its synonyms as
// there is room for beside it. The id is the same whenever the name is, and does
// not tell it.
func valueOf(kind string, name intents.Vocable, room int) (ModelValue, bool) {
	var v ModelValue
	v.Name.Value, v.Name.Synonyms = strings.TrimSpace(speakable(name.Name)), []string{}
	if !speaks(v.Name.Value) {
		return v, false
	}
	sum := sha256.Sum256([]byte(kind + "\x00" + strings.ToLower(v.Name.Value)))
	v.ID = hex.EncodeToString(sum[:6])
	seen := map[string]bool{strings.ToLower(v.Name.Value): true}
	for _, synonym := range name.Synonyms {
		synonym = strings.TrimSpace(speakable(synonym))
		if folded := strings.ToLower(synonym); speaks(synonym) && !seen[folded] && len(v.Name.Synonyms) < room-1 {
			seen[folded] = true
			v.Name.Synonyms = append(v.Name.Synonyms, synonym)
		}
	}
	return v, true
}

// speaks reports whether words can be the value of a slot type.
func speaks(words string) bool { return words != "" && length(words) <= maxValue }
