package alexa

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// The names and samples Alexa takes.
var (
	intentName = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^(AMAZON\.[A-Za-z]+|[A-Za-z][A-Za-z_]*)$`)
	})
	slotName = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[A-Za-z][A-Za-z_]*$`)
	})
	sampleForm = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^([a-z.' -]|\{[A-Za-z_]+\})+$`)
	})
	slotInside = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\{([A-Za-z_]+)\}`)
	})
	invocation = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[a-z][a-z.' ]*$`)
	})
)

const (
	maxTypeValues = 50000
	maxValue      = 140 // characters of a slot type's value
	maxInvocation = 50  // characters of the invocation name
	maxSample     = 200 // characters of a sample
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
	if c := l.ModelConfiguration; c != nil && !slices.Contains([]string{"LOW", "MEDIUM", "HIGH"}, c.FallbackIntentSensitivity.Level) {
		f.add("The sensitivity %q of the fallback is not LOW, MEDIUM or HIGH.", c.FallbackIntentSensitivity.Level)
	}
	types := f.types(l.Types)
	f.intents(l.Intents, types)
	f.dialog(m.InteractionModel.Dialog, l.Intents)
	return f
}

type faults []string

func (f *faults) add(format string, args ...any) { *f = append(*f, fmt.Sprintf(format, args...)) }

func (f *faults) invocation(name string) {
	words := strings.Fields(name)
	if !invocation().MatchString(name) || len(words) < 2 || length(name) > maxInvocation {
		f.add("The invocation name %q must be two or more lower-case words, of %d characters at most.", name, maxInvocation)
	}
	for _, w := range words {
		if len(words) == 2 && slices.Contains([]string{"the", "a", "an"}, w) {
			f.add("The invocation name %q has two words, and one of them is an article.", name)
		}
		if slices.Contains(reserved(), w) {
			f.add("The invocation name %q must not have the word %q.", name, w)
		}
	}
}

func (f *faults) types(types []ModelType) map[string]bool {
	known := make(map[string]bool)
	total := 0
	for _, t := range types {
		if known[t.Name] || !slotName().MatchString(t.Name) {
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

func (f *faults) intents(all []ModelIntent, types map[string]bool) {
	names := make(map[string]bool)
	slotTypes := make(map[string]string) // one type per slot name in the whole model
	samples := make(map[string]string)   // the intent a sample belongs to, as it is compared
	for _, in := range all {
		if names[in.Name] || !intentName().MatchString(in.Name) {
			f.add("The intent %q has a bad name, or stands twice.", in.Name)
		}
		names[in.Name] = true
		own := make(map[string]string)
		for _, s := range in.Slots {
			if t, seen := slotTypes[s.Name]; seen && t != s.Type {
				f.add("The slot %q has the types %s and %s.", s.Name, t, s.Type)
			}
			slotTypes[s.Name] = s.Type
			if !slotName().MatchString(s.Name) || own[s.Name] != "" {
				f.add("The slot %q of %s has a bad name, or stands twice.", s.Name, in.Name)
			}
			own[s.Name] = s.Type
			if !types[s.Type] && !strings.HasPrefix(s.Type, "AMAZON.") {
				f.add("The slot %q has the type %q, which is not there.", s.Name, s.Type)
			}
		}
		for _, sample := range in.Samples {
			heard := heardAs(sample, own)
			if other, seen := samples[heard]; seen {
				f.add("The sample %q stands in %s and in %s.", sample, other, in.Name)
			}
			samples[heard] = in.Name
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
