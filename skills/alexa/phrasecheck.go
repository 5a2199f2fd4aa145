package alexa

import (
	"regexp"
	"strings"
	"sync"

	"shoebox/intents"
)

var invoked = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^Alexa, (?:open|ask) ` + InvocationName + `(?: (?:for|to))?(?: (.*))?$`)
})

// PhraseFaults are the example phrases that nobody could say: those that are not
// an invocation of the skill, alone or with a sample whose slots hold examples.
func PhraseFaults(phrases []string, catalogue []intents.Intent) []string {
	var f faults
	for _, phrase := range phrases {
		parts := invoked().FindStringSubmatch(phrase)
		if parts == nil || parts[1] != "" && !sampled(parts[1], catalogue) {
			f.add("The example phrase %q is no sample of an intent.", phrase)
		}
	}
	if len(phrases) == 0 || len(phrases) > 3 {
		f.add("There are %d example phrases; 1 to 3 are allowed.", len(phrases))
	}
	return f
}

func sampled(words string, catalogue []intents.Intent) bool {
	for _, in := range catalogue {
		if in.Alexa == "" {
			continue
		}
		values := make(map[string]string)
		for _, s := range in.Slots {
			quoted := make([]string, 0, len(s.Examples))
			for _, example := range s.Examples {
				quoted = append(quoted, regexp.QuoteMeta(example))
			}
			values["\\{"+s.Name+"\\}"] = "(?:" + strings.Join(quoted, "|") + ")"
		}
		for _, sample := range in.Samples {
			pattern := regexp.QuoteMeta(sample)
			for slot, value := range values {
				pattern = strings.ReplaceAll(pattern, slot, value)
			}
			if ok, err := regexp.MatchString("^"+pattern+"$", words); err == nil && ok {
				return true
			}
		}
	}
	return false
}
