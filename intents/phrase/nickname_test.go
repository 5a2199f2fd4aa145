package phrase_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents/phrase"
)

func TestNicknamesGoBothWays(t *testing.T) {
	for _, tt := range []struct {
		name string
		word string
		want []string // the names it must have among its first, in this order
	}{
		{"the name in full comes first", "bob", []string{"robert", "bobby", "rob", "robbie"}},
		{"a name in full has its short ones", "robert", []string{"bob", "bobby", "rob", "robbie"}},
		{"case and spaces don't matter", " Bobby ", []string{"robert", "bob"}},
		{"will is short for several names", "will", []string{"wilbur", "wilfred", "wilfrid", "william"}},
		{"a name has several spellings in full", "cathy", []string{"catherine", "katherine", "kathryn"}},
		{"a spelling has the others", "shaun", []string{"sean", "shawn"}},
		{"john is jonathan too", "john", []string{"jon", "jonathan"}},
		{"beth is elizabeth and bethany", "beth", []string{"bethany", "elizabeth", "elisabeth"}},
		{"granny is a grandmother", "granny", []string{"grandmother", "grandma"}},
		{"dad is daddy", "dad", []string{"father", "daddy"}},
		{"mum is mom", "mum", []string{"mother", "mom"}},
		{"accents and apostrophes don't matter", "Zacharías'", []string{"zachary", "zachariah", "zach"}},
		{"a word that is no name has none", "beach", nil},
		{"nothing has none", "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all := phrase.Nicknames(tt.word)
			if tt.want == nil && len(all) > 0 {
				t.Fatalf("got %v, want none", all)
			}
			var got []string
			for _, name := range all {
				if slices.Contains(tt.want, name) {
					got = append(got, name)
				}
			}
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("of %v: got -, want +:\n%s", all, diff)
			}
		})
	}
}

// Whoever is called by one name may be asked for by the other.
func TestEveryNicknameLeadsBack(t *testing.T) {
	asked, queue := map[string]bool{}, strings.Fields("robert elizabeth mother grandfather sean john alexandra")
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		if asked[name] {
			continue
		}
		asked[name] = true
		others := phrase.Nicknames(name)
		if slices.Contains(others, name) {
			t.Errorf("%s stands for itself", name)
		}
		if sorted := slices.Sorted(slices.Values(others)); len(slices.Compact(sorted)) != len(others) {
			t.Errorf("%s has a name twice: %v", name, others)
		}
		for _, other := range others {
			if !slices.Contains(phrase.Nicknames(other), name) {
				t.Errorf("%s may be %s, but %s not %s", name, other, other, name)
			}
		}
		queue = append(queue, others...)
	}
}

func TestNicknamesAreTheCallers(t *testing.T) {
	phrase.Nicknames("bob")[0] = "spoiled"
	if got, want := phrase.Nicknames("bob")[0], "robert"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
