package gallery_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"shoebox/shared/gallery"
)

// manyEntries are entries whose names are made of syllables, as names are, in the
// proportions of kinds that galleries have. No two are equal, few are alike.
func manyEntries(n int) []gallery.Entry {
	random := rand.New(rand.NewPCG(1, 2))
	syllables := []string{
		"an", "ber", "cal", "dor", "el", "fan", "gri", "hol", "in", "jo", "ka", "lan", "mar", "nor", "ol", "pe", "qui", "ro", "san",
		"ter", "ul", "vin", "wes", "xa", "yor", "zel", "bra", "chi", "sto", "phe", "thy", "mon", "dy", "ley", "ton", "ria", "so",
	}
	word := func() (w string) {
		for range 2 + random.IntN(3) {
			w += syllables[random.IntN(len(syllables))]
		}
		return w
	}
	kinds := []gallery.Kind{gallery.Word, gallery.Word, gallery.Word, gallery.LabelTerm, gallery.Tag, gallery.Person, gallery.PlaceTerm, gallery.Album}
	entries := make([]gallery.Entry, 0, n)
	seen := map[gallery.Term]bool{}
	for len(entries) < n {
		kind, name := kinds[random.IntN(len(kinds))], word()
		if kind == gallery.Person || kind == gallery.Album {
			name += " " + word()
		}
		t := gallery.NewTerm(kind, name)
		if seen[t] {
			continue
		}
		seen[t] = true
		entries = append(entries, gallery.Entry{Term: t, Display: name, Count: 1 + random.IntN(1000)})
	}
	return entries
}

// typo is a word with one letter swapped with the next.
func typo(word string) string {
	i := len(word) / 2
	return word[:i-1] + string(word[i]) + string(word[i-1]) + word[i+1:]
}

func BenchmarkGuess(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprintf("terms=%d", n), func(b *testing.B) {
			entries := manyEntries(n)
			v := gallery.NewVocabulary(gallery.Entry{Count: n}, entries)
			words := make([]string, 64)
			for i := range words {
				words[i] = typo(entries[i*97].Term.Value)
			}
			v.Knows("nothing")
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				v.Guess(words[i%len(words)])
			}
		})
	}
}

// BenchmarkGuessReady is what the first word that is asked for waits for.
func BenchmarkGuessReady(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprintf("terms=%d", n), func(b *testing.B) {
			entries := manyEntries(n)
			benchmarkHeap(b, func() any {
				v := gallery.NewVocabulary(gallery.Entry{Count: n}, entries)
				b.StartTimer()
				v.Knows("nothing")
				b.StopTimer()
				return v
			}, func() any { return gallery.NewVocabulary(gallery.Entry{Count: n}, entries) })
		})
	}
}

func BenchmarkNewVocabulary(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprintf("terms=%d", n), func(b *testing.B) {
			entries := manyEntries(n)
			benchmarkHeap(b, func() any {
				b.StartTimer()
				v := gallery.NewVocabulary(gallery.Entry{Count: n}, entries)
				b.StopTimer()
				return v
			}, func() any { return nil })
		})
	}
}

// benchmarkHeap runs a function that starts and stops the timer, and reports what
// the value it gives keeps of the heap, beyond what the other gives.
func benchmarkHeap(b *testing.B, run, other func() any) {
	b.Helper()
	kept := func(f func() any) uint64 {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		v := f()
		runtime.GC()
		runtime.ReadMemStats(&after)
		runtime.KeepAlive(v)
		return after.HeapAlloc - before.HeapAlloc
	}
	b.StopTimer()
	b.ResetTimer()
	beyond := kept(other)
	with := kept(run)
	b.ResetTimer()
	for range b.N {
		run()
	}
	b.ReportMetric(float64(with-beyond)/1e6, "MB")
}
