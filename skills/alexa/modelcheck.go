package alexa

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// The names and samples Alexa takes.
var (
	intentName = regexp.MustCompile(`^(AMAZON\.[A-Za-z]+|[A-Za-z][A-Za-z_]*)$`)
	slotName   = regexp.MustCompile(`^[A-Za-z][A-Za-z_]*$`)
	sampleForm = regexp.MustCompile(`^([a-z.' -]|\{[A-Za-z_]+\})+$`)
	slotInside = regexp.MustCompile(`\{([A-Za-z_]+)\}`)
	invocation = regexp.MustCompile(`^[a-z][a-z.' ]*$`)
)

const (
	maxTypeValues = 50000
	maxValue      = 140 // characters of a slot type's value
)

// required are the intents a skill must have to be certified, and those that one
// with a screen is expected to have (3.7).
func required() []string {
	return []string{"AMAZON.HelpIntent", "AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.FallbackIntent", "AMAZON.NavigateHomeIntent"}
}

// reserved are the words an invocation name must not have: those that wake Alexa,
// start a skill, or join a name to a request.
func reserved() []string {
	return []string{
		"alexa", "amazon", "echo", "computer", "skill", "app",
		"run", "start", "play", "resume", "use", "launch", "ask", "open", "tell", "load", "begin", "enable",
		"to", "from", "in", "using", "with", "about", "for", "that", "by", "if", "and", "whether",
	}
}

// Faults are what Alexa would refuse the model for, one sentence each: what no
// type of the JSON shows.
func (m Model) Faults() []string {
	l := m.InteractionModel.LanguageModel
	var f faults
	f.invocation(l.InvocationName)
	types := f.types(l.Types)
	f.intents(l.Intents, types)
	return f
}

type faults []string

func (f *faults) add(format string, args ...any) { *f = append(*f, fmt.Sprintf(format, args...)) }

func (f *faults) invocation(name string) {
	words := strings.Fields(name)
	if !invocation.MatchString(name) || len(words) < 2 {
		f.add("The invocation name %q must be two or more lower-case words.", name)
	}
	for _, w := range words {
		if slices.Contains(reserved(), w) {
			f.add("The invocation name %q must not have the word %q.", name, w)
		}
	}
}

func (f *faults) types(types []ModelType) map[string]bool {
	known := make(map[string]bool)
	total := 0
	for _, t := range types {
		if known[t.Name] || !slotName.MatchString(t.Name) {
			f.add("The slot type %q has a bad name, or stands twice.", t.Name)
		}
		known[t.Name] = true
		if len(t.Values) == 0 {
			f.add("The slot type %q has no values.", t.Name)
		}
		total += t.called()
		f.values(t)
		seen := make(map[string]bool)
		for _, v := range t.Values {
			for _, word := range append([]string{v.Name.Value}, v.Name.Synonyms...) {
				if key := folded(word); seen[key] {
					f.add("The slot type %q has the value %q twice.", t.Name, word)
				} else {
					seen[key] = true
				}
			}
		}
	}
	if total > maxTypeValues {
		f.add("The slot types have %d values; %d are allowed.", total, maxTypeValues)
	}
	return known
}

// values checks the values of a slot type one by one. Two may share a synonym: the
// skill then asks which of them is meant.
func (f *faults) values(t ModelType) {
	ids, names := make(map[string]bool), make(map[string]bool)
	for _, v := range t.Values {
		name := strings.ToLower(v.Name.Value)
		if names[name] || v.ID != "" && ids[v.ID] {
			f.add("The slot type %q has the value %q, or its id, twice.", t.Name, v.Name.Value)
		}
		names[name], ids[v.ID] = true, true
		for _, word := range append([]string{v.Name.Value}, v.Name.Synonyms...) {
			if empty(word) || length(word) > maxValue {
				f.add("The slot type %q has the value %q, which is empty or too long.", t.Name, word)
			}
		}
	}
}

// folded is a sample or a value as Alexa compares it: what is not heard is not told
// apart.
func folded(words string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return strings.ContainsRune(" .'-", r) }), " ")
}

func (f *faults) intents(all []ModelIntent, types map[string]bool) {
	names := make(map[string]bool)
	slotTypes := make(map[string]string) // one type per slot name in the whole model
	samples := make(map[string]string)   // the intent a sample belongs to
	for _, in := range all {
		if names[in.Name] || !intentName.MatchString(in.Name) {
			f.add("The intent %q has a bad name, or stands twice.", in.Name)
		}
		names[in.Name] = true
		own := make(map[string]string)
		for _, s := range in.Slots {
			if t, seen := slotTypes[s.Name]; seen && t != s.Type {
				f.add("The slot %q has the types %s and %s.", s.Name, t, s.Type)
			}
			slotTypes[s.Name] = s.Type
			if !slotName.MatchString(s.Name) || own[s.Name] != "" {
				f.add("The slot %q of %s has a bad name, or stands twice.", s.Name, in.Name)
			}
			own[s.Name] = s.Type
			if !types[s.Type] && !strings.HasPrefix(s.Type, "AMAZON.") {
				f.add("The slot %q has the type %q, which is not there.", s.Name, s.Type)
			}
		}
		for _, sample := range in.Samples {
			if other, seen := samples[sample]; seen {
				f.add("The sample %q stands in %s and in %s.", sample, other, in.Name)
			}
			samples[sample] = in.Name
			f.sample(in.Name, sample, own)
		}
		f.unused(in)
	}
	for _, name := range required() {
		if !names[name] {
			f.add("The intent %s is missing.", name)
		}
	}
}

// sample checks one sample: its characters, its slots, and that a phrase has
// words to carry it and no other slot beside it.
func (f *faults) sample(intent, sample string, slots map[string]string) {
	if !sampleForm.MatchString(sample) || strings.TrimSpace(sample) != sample || strings.Contains(sample, "  ") {
		f.add("The sample %q of %s has characters that can't be spoken.", sample, intent)
	}
	inside := slotInside.FindAllStringSubmatch(sample, -1)
	seen := make(map[string]bool)
	for _, s := range inside {
		t := slots[s[1]]
		if t == "" || seen[s[1]] {
			f.add("The sample %q of %s has the slot %q twice, or %[2]s has no such slot.", sample, intent, s[1])
		}
		seen[s[1]] = true
		if t != searchQuery {
			continue
		}
		if len(inside) > 1 {
			f.add("The sample %q of %s has a slot beside a search query.", sample, intent)
		}
		if strings.TrimSpace(slotInside.ReplaceAllString(sample, "")) == "" {
			f.add("The sample %q of %s has no words to carry the search query.", sample, intent)
		}
	}
	if slices.Contains(strings.Fields(sample), "alexa") {
		f.add("The sample %q of %s has the wake word.", sample, intent)
	}
}

// unused finds slots that no sample fills.
func (f *faults) unused(in ModelIntent) {
	for _, s := range in.Slots {
		if !slices.ContainsFunc(in.Samples, func(sample string) bool { return strings.Contains(sample, "{"+s.Name+"}") }) {
			f.add("The slot %q of %s stands in no sample.", s.Name, in.Name)
		}
	}
}
