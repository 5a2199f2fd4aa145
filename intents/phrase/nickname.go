package phrase

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed nicknames.txt
var nicknameTable string

// Nicknames gives the English names that a name may stand for, from the short form
// to the names in full ("robert" for "bob") and the other way ("bob" for "robert"):
// names in full first, then short ones, each once, without the name itself. Case,
// accents and apostrophes don't matter; the names are in lower case without them.
// A name that nobody shortens has none. The slice is the caller's.
func Nicknames(name string) []string {
	return slices.Clone(nicknames()[foldWord(strings.TrimSpace(name))])
}

// nicknames are the names of the table, each with those it may stand for. They are
// read when they are first asked for.
var nicknames = sync.OnceValue(func() map[string][]string {
	full, short := map[string][]string{}, map[string][]string{}
	for line := range strings.Lines(nicknameTable) {
		inFull, forShort, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for name := range strings.FieldsSeq(inFull + " " + forShort) {
			full[name] = append(full[name], strings.Fields(inFull)...)
			short[name] = append(short[name], strings.Fields(forShort)...)
		}
	}
	all := make(map[string][]string, len(full))
	for name := range full {
		for _, other := range append(full[name], short[name]...) {
			if other != name && !slices.Contains(all[name], other) {
				all[name] = append(all[name], other)
			}
		}
	}
	return all
})
