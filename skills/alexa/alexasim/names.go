package alexasim

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"shoebox/skills/alexa"
)

// The dynamic entities of a skill: names that it adds to its slot types while it
// is in use.
const (
	updateNames  = "Dialog.UpdateDynamicEntities"
	replaceNames = "REPLACE"
	clearNames   = "CLEAR"
	maxNames     = 100              // values and synonyms of one directive
	maxName      = 140              // characters of a value or synonym
	namesLife    = 30 * time.Minute // from when they were sent, whatever the session does
)

// names are those the skill has sent, and until when they are good.
type names struct {
	types  []alexa.ModelType
	values values
	until  time.Time
}

// Names gives the names the skill has sent for its slot types, by type. They are
// gone after half an hour by the device's clock, and when the skill clears them.
func (d *Device) Names() []alexa.ModelType {
	if !d.config.Now().Before(d.names.until) {
		return nil
	}
	return d.names.types
}

// sent is Names by what they are called.
func (d *Device) sent() values {
	if d.Names() == nil {
		return nil
	}
	return d.names.values
}

// keepNames does what a directive says about names: new ones replace all before.
func (d *Device) keepNames(w wireDirective) {
	d.names = names{}
	if w.UpdateBehavior == replaceNames {
		d.names = names{types: w.Types, values: valuesOf(w.Types), until: d.config.Now().Add(namesLife)}
	}
}

// namesRefusal says why Alexa would refuse a directive about names; "" is not at
// all.
func (d *Device) namesRefusal(w wireDirective) string {
	switch {
	case w.UpdateBehavior == clearNames && len(w.Types) > 0:
		return "names that are cleared and given at once"
	case w.UpdateBehavior == clearNames:
		return ""
	case w.UpdateBehavior != replaceNames:
		return fmt.Sprintf("update behavior %q", w.UpdateBehavior)
	case len(w.Types) == 0:
		return "names that are replaced by none"
	}
	total := 0
	for i, t := range w.Types {
		switch {
		case !slices.ContainsFunc(d.model.Types, func(known alexa.ModelType) bool { return known.Name == t.Name }):
			return fmt.Sprintf("names for the type %q, which is not in the model", t.Name)
		case slices.ContainsFunc(w.Types[:i], func(other alexa.ModelType) bool { return other.Name == t.Name }):
			return fmt.Sprintf("the type %q twice", t.Name)
		case len(t.Values) == 0:
			return fmt.Sprintf("no names for the type %q", t.Name)
		}
		if why := valuesRefusal(t.Values); why != "" {
			return why
		}
		for _, v := range t.Values {
			total += 1 + len(v.Name.Synonyms)
		}
	}
	if total > maxNames {
		return fmt.Sprintf("%d names and synonyms, at most %d", total, maxNames)
	}
	return ""
}

func valuesRefusal(values []alexa.ModelValue) string {
	ids, names := map[string]bool{}, map[string]bool{}
	for _, v := range values {
		name := strings.ToLower(v.Name.Value)
		if ids[v.ID] && v.ID != "" || names[name] {
			return "a name that stands twice in its type"
		}
		ids[v.ID], names[name] = true, true
		for _, word := range append([]string{v.Name.Value}, v.Name.Synonyms...) {
			if strings.TrimSpace(word) == "" || characters(word) > maxName {
				return "a name that is empty or too long"
			}
		}
	}
	return ""
}
