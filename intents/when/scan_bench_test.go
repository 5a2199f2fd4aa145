package when_test

import "testing"

// BenchmarkScan reads a text of 200 characters, as phrase does for every utterance.
func BenchmarkScan(b *testing.B) {
	text := "can you please show me all the photos of anna and tom at the beach in lisbon or porto from the first weekend of july 2019 " +
		"and between christmas and new year 2021 but without the dogs, newest first"
	for locale, text := range map[string]string{
		"en-US": text[:196], "en-US weekends": "weekends in July and Mondays from 2015 through 2019 and every Christmas since 2001",
		"de-DE": "zeig mir bitte alle fotos von anna und tom am strand in lissabon vom ersten wochenende im juli 2019 und zwischen weihnachten und neujahr 2021, aber ohne die hunde und die neuesten zuerst bitte schön",
		"es-ES": "enséñame por favor todas las fotos de ana y tomás en la playa de lisboa del primer fin de semana de julio de 2019 y entre navidad y año nuevo de 2021 pero sin los perros, primero las más nuevas",
	} {
		r, at := localized(b, locale[:5]), now(b)
		b.Run(locale, func(b *testing.B) {
			for b.Loop() {
				r.Scan(text, at)
			}
		})
	}
}

func BenchmarkName(b *testing.B) {
	r, at := reader(b), now(b)
	s, err := r.Read("weekends", at)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r.Name(s, at)
	}
}
