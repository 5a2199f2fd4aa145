package alexa

import (
	"slices"
	"strings"

	alexago "github.com/arienmalec/alexa-go"

	"shoebox/intents"
)

// spokenIntent is the intent of an IntentRequest with its slots.
type spokenIntent struct {
	Name               string                `json:"name"`
	ConfirmationStatus string                `json:"confirmationStatus"`
	Slots              map[string]spokenSlot `json:"slots"`
}

// spokenSlot is alexa-go's slot with what it lacks: whether a resolution matched,
// and slots of several values.
type spokenSlot struct {
	alexago.Slot
	Resolutions        resolutions `json:"resolutions"`
	SlotValue          *slotValue  `json:"slotValue"`
	ConfirmationStatus string      `json:"confirmationStatus"`
}

// slotValue is one value, or a list of them to any depth (L4).
type slotValue struct {
	Type        string      `json:"type"` // Simple or List
	Value       string      `json:"value"`
	Values      []slotValue `json:"values"`
	Resolutions resolutions `json:"resolutions"`
}

// resolutions are what a value was matched to, by each authority that tried (L1).
type resolutions struct {
	PerAuthority []struct {
		Authority string `json:"authority"`
		Status    struct {
			Code string `json:"code"`
		} `json:"status"`
		Values []struct {
			Value struct {
				Name string `json:"name"`
				ID   string `json:"id"`
			} `json:"value"`
		} `json:"values"`
	} `json:"resolutionsPerAuthority"`
}

const (
	matched          = "ER_SUCCESS_MATCH"
	dynamicAuthority = "amzn1.er-authority.echo-sdk.dynamic."
	maxDepth         = 8 // of lists in lists; the deepest known is 1
)

// names are what the value was matched to: those of the first authority that
// matched, the dynamic ones before the static (L2). Several names are an
// ambiguous match.
func (r resolutions) names() []string {
	for _, dynamic := range []bool{true, false} {
		for _, a := range r.PerAuthority {
			if strings.HasPrefix(a.Authority, dynamicAuthority) != dynamic || a.Status.Code != matched {
				continue
			}
			var names []string
			for _, v := range a.Values {
				if v.Value.Name != "" && !slices.Contains(names, v.Value.Name) {
					names = append(names, v.Value.Name)
				}
			}
			if len(names) > 0 {
				return names
			}
		}
	}
	return nil
}

// slots gives the filled slots under the catalogue's names. A slot without a
// value is left out (L3).
func (in spokenIntent) slots() intents.Slots {
	filled := make(intents.Slots)
	for name, slot := range in.Slots {
		v, ok := slot.value()
		if !ok {
			continue
		}
		switch name {
		case listPosition, intents.SlotPosition:
			filled[intents.SlotPosition] = position(v)
		case intents.SlotQuery:
			if v.Text = withoutInvocation(v.Text); v.Text != "" {
				filled[name] = v
			}
		default:
			filled[name] = v
		}
	}
	return filled
}

// value is what the slot was filled with: what was heard, always, and what it was
// matched to, if it was. What somebody said it is not, it is not (D4).
func (s spokenSlot) value() (intents.Value, bool) {
	if s.ConfirmationStatus == statusDenied {
		return intents.Value{}, false
	}
	one := []slotValue{{Value: s.Value, Resolutions: s.Resolutions}}
	if s.Value == "" && s.SlotValue != nil {
		one = s.SlotValue.flat(maxDepth)
	}
	one = slices.DeleteFunc(one, func(v slotValue) bool { return !heard(v.Value) })
	switch len(one) {
	case 0:
		return intents.Value{}, false
	case 1:
		v := intents.Value{Text: one[0].Value}
		if names := one[0].Resolutions.names(); len(names) == 1 {
			v.Resolved = names[0]
		} else {
			v.Choices = names
		}
		return v, true
	}
	var words []string // several values are one text, which phrase understands
	for _, v := range one {
		word := v.Value
		if names := v.Resolutions.names(); len(names) == 1 {
			word = names[0]
		}
		words = append(words, word)
	}
	return intents.Value{Text: strings.Join(words, " and ")}, true
}

// heard reports whether a value is one: a built-in type that did not understand
// says "?".
func heard(value string) bool {
	value = strings.TrimSpace(value)
	return value != "" && value != "?"
}

// flat gives the simple values of a value. A type nobody knows has none.
func (v slotValue) flat(depth int) []slotValue {
	switch {
	case v.Type == "Simple":
		return []slotValue{v}
	case v.Type != "List" || depth == 0:
		return nil
	}
	var all []slotValue
	for _, one := range v.Values {
		all = append(all, one.flat(depth-1)...)
	}
	return all
}

// position is a place in a list as a number: Alexa gives an ordinal as "3",
// "3rd" or, unresolved, "third".
func position(v intents.Value) intents.Value {
	word := strings.ToLower(strings.TrimSpace(v.Text))
	if n := slices.Index(ordinals(), word); n >= 0 {
		v.Text = ordinalDigits(n + 1)
		return v
	}
	if digits := strings.TrimRight(word, "stndrh"); digits != word && digits != "" && strings.Trim(digits, "0123456789") == "" {
		v.Text = digits
	}
	return v
}

// withoutInvocation strips our own name from what was heard as a query: "photo
// shoebox for beach" is a way of asking for the beach.
func withoutInvocation(query string) string {
	words := strings.Fields(query)
	name := strings.Fields(InvocationName)
	starts := 0
	for starts < len(words) && slices.Contains([]string{"alexa", "ask", "open", "in", "from", "to", "the", "my"}, strings.ToLower(words[starts])) {
		starts++
	}
	if hasName(words[starts:], name) {
		words = words[starts+len(name):]
		if len(words) > 0 && slices.Contains([]string{"for", "to"}, strings.ToLower(words[0])) {
			words = words[1:]
		}
	}
	if at := len(words) - len(name); at >= 0 && hasName(words[at:], name) {
		words = words[:at]
		for len(words) > 0 && slices.Contains([]string{"in", "from", "on", "with", "my", "the"}, strings.ToLower(words[len(words)-1])) {
			words = words[:len(words)-1]
		}
	}
	return strings.Join(words, " ")
}

func hasName(words, name []string) bool {
	return len(words) >= len(name) && strings.EqualFold(strings.Join(words[:len(name)], " "), strings.Join(name, " "))
}
