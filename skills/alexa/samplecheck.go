package alexa

import (
	"slices"
	"strings"
)

// folded is a sample or a value as Alexa compares it: what is not heard is not told
// apart.
func folded(words string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(words), func(r rune) bool { return strings.ContainsRune(" .'-", r) }), " ")
}

// heardAs is a sample as it is told from another: by its words, and the types of its
// slots, since what fills them is heard and not what they are called.
func heardAs(sample string, slots map[string]string) string {
	parts := strings.SplitAfter(sample, "}")
	for i, part := range parts {
		words, slot, ok := strings.Cut(strings.TrimSuffix(part, "}"), "{")
		parts[i] = folded(words)
		if ok {
			parts[i] += " {" + slots[slot] + "}"
		}
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// sample checks one sample: its characters, its slots, and that a phrase has
// words to carry it and no other slot beside it.
func (f *faults) sample(intent, sample string, slots map[string]string) {
	if !sampleForm().MatchString(sample) || strings.TrimSpace(sample) != sample || strings.Contains(sample, "  ") {
		f.add("The sample %q of %s has characters that can't be spoken.", sample, intent)
	}
	if length(sample) > maxSample {
		f.add("The sample %q of %s has more than %d characters.", sample, intent, maxSample)
	}
	inside := slotInside().FindAllStringSubmatch(sample, -1)
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
		if strings.TrimSpace(slotInside().ReplaceAllString(sample, "")) == "" {
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
