package when

import "sync"

// locale is a language as it is written down: data for the engine.
type locale struct {
	lexicon []lexeme
	rules   []rule
	names   names
}

// language is a locale made ready to read with.
type language struct {
	grammar *grammar
	names   names
}

// languages are those that can be read, by language, or by language and region
// where a region has days of its own. Each is made ready once, when it is first
// needed: nobody speaks all of them.
var languages = map[string]func() *language{
	"en": ready(english),
	"de": ready(german),
	"es": ready(spanish("")), "es-es": ready(spanish("es")), "es-mx": ready(spanish("mx")),
}

func ready(of func() locale) func() *language {
	return sync.OnceValue(func() *language {
		l := of()
		return &language{compile(l.lexicon, l.rules), l.names}
	})
}
