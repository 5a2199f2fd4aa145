package intents_test

import (
	"fmt"
	"time"

	"shoebox/intents"
	"shoebox/shared/gallery"
)

func ExampleUnderstander_Understand() {
	words := gallery.NewVocabulary(gallery.Entry{Count: 40}, []gallery.Entry{
		{Term: gallery.NewTerm(gallery.Person, "Anna"), Display: "Anna", Count: 23},
	})
	request := intents.Request{
		Utterance: "photos of Anna at the beach last summer",
		Locale:    "en-US", At: time.Date(2026, time.November, 22, 10, 0, 0, 0, time.UTC),
	}
	meaning, err := intents.NewUnderstander().Understand(&request, words)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(meaning.Intent, meaning.Query.All)
	fmt.Println(meaning.Query.Times[0].From.Format(time.DateOnly), meaning.Query.Times[0].To.Format(time.DateOnly))
	// Output:
	// find [{person anna} {word beach}]
	// 2026-06-01 2026-09-01
}
