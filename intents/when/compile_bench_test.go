package when

import "testing"

// BenchmarkCompile makes the languages ready, as the first request in one waits
// for.
func BenchmarkCompile(b *testing.B) {
	for name, of := range map[string]func() locale{"English": english, "German": german, "Spanish": spanish("")} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				l := of()
				compile(l.lexicon, l.rules)
			}
		})
	}
}
