package phrase_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"shoebox/intents/phrase"
)

// pieces are what texts of any sense and none are made of.
const pieces = `Anna Tom May Ben beach dogs cats snow red cars Lisbon Paris New York Reading in at with without not no or or or and and , , ( ( ( ) ) ) | ` +
	`-dogs -( 2019 2020 before:2010 -on:2019 on:2024 last summer not in 2019 except july only alone nobody but neither nor either person:anna label:dog ` +
	`is:favourite -is:favourite beech lizbon Marla tmo persn:tom colour:red people everyone all but "golden gate" oldest three photos how many #holiday ` +
	`from of cats|dogs the favourites wedding album weekends Paris/Lisbon Bill Bob auntie marie on:2020|on:2021 since:2019 witout yesteday by herself ` +
	`no one but isn't there camera fuji taken 🐶 nobody else first beach photo place:( label:( cats|dogs|snow :) phtos`

// TestAnyWordsInAnyOrderArePrintedAsTheyAreRead holds for all texts what FuzzParse
// looks for, for those a person could type: its words make sense more often.
func TestAnyWordsInAnyOrderArePrintedAsTheyAreRead(t *testing.T) {
	const texts, longest = 500, 14
	words := strings.Fields(pieces)
	grammars := []*phrase.Grammar{grammar(t), translated(t, "de-DE"), translated(t, "es-MX")}
	v, related, at := vocabulary(), relatives(), now(t)
	chance := rand.New(rand.NewPCG(7, 9))
	for range texts {
		some := make([]string, 1+chance.IntN(longest))
		for i := range some {
			some[i] = words[chance.IntN(len(words))]
		}
		text := strings.Join(some, " ")
		if chance.IntN(3) == 0 {
			text = strings.NewReplacer(" )", ")", "( ", "(", " | ", "|", " ,", ",").Replace(text)
		}
		parses(t, grammars[chance.IntN(len(grammars))], text, v, at)
		parses(t, grammars[0], text, related, at)
	}
}
