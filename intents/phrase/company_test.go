package phrase_test

import "testing"

func TestWhoElseIsThereInOtherLanguages(t *testing.T) {
	others := " -person:tom -person:tante_marie -person:jose"
	means(t, translated(t, "de-DE"), family("Strand", "Hund"), []utterance{
		{"Fotos von Anna allein", "find person:anna_schmidt" + others},
		{"Bilder mit nur Anna am Strand", "find person:anna_schmidt word:strand" + others},
		{"niemand außer Anna", "find person:anna_schmidt" + others},
		{"Strand ohne Menschen", "find word:strand -word:menschen -person:anna_schmidt" + others},
		{"entweder Anna oder Tom", "find ~person:anna_schmidt ~person:tom"},
		{"Anna oder Tom in Lissabon oder Paris", "find (person:anna_schmidt | person:tom) (place:lissabon | place:paris)"},
		{"Strand, aber nicht 2019", "find word:strand /2019-01-01 2020-01-01/"},
		{"Strand im Febuar 2020", "find word:strand 2020-02-01/2020-03-01"},
	})
	means(t, translated(t, "es-ES"), family("Playa", "Perro"), []utterance{
		{"fotos de Anna sola", "find person:anna_schmidt" + others},
		{"nadie más que Anna", "find person:anna_schmidt" + others},
		{"playa sin gente", "find word:playa -word:gente -person:anna_schmidt" + others},
		{"Anna o Tom en Lisboa o París", "find (person:anna_schmidt | person:tom) (place:lisboa | place:paris)"},
		{"playa menos en 2019", "find word:playa /2019-01-01 2020-01-01/"},
	})
}

func TestFiltersOfGroupsAreTheirPreposition(t *testing.T) {
	understands(t, []utterance{
		{"place:(Lisbon or Reading)", "find ~place:lisbon ~place:reading"},
		{"person:(Anna|Rose)", "find ~person:anna_smith ~person:rose_lee"},
		{"label:(dog or cat)", "find ~word:dog ~word:cat"},
	})
}
