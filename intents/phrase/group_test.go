package phrase_test

import "testing"

func TestOrJoinsWhatIsBesideIt(t *testing.T) {
	understands(t, []utterance{
		{"cats or dogs in Lisbon or Paris", "find (word:cats | word:dogs) (place:lisbon | place:paris)"},
		{"Anna or Tom in Lisbon or Paris", "find (person:anna_smith | person:tom) (place:lisbon | place:paris)"},
		{"red cars or blue bikes", "find (word:red+word:cars | word:blue+word:bikes)"},
		{"red cars|bikes", "find word:red ~word:cars ~word:bikes"},
		{"beach with Anna and Tom or May", "find word:beach (person:anna_smith+person:tom | person:may)"},
		{"Anna or beach in 2019", "find ~person:anna_smith ~word:beach 2019-01-01/2020-01-01"},
		{"Anna, Tom and Zoë", "find person:anna_smith person:tom person:zoe"},
		{"Anna, Tom or Zoë", "find ~person:anna_smith ~person:tom ~person:zoe"},
		{"Anna, Tom, or Zoë at the beach", "find word:beach ~person:anna_smith ~person:tom ~person:zoe"},
		{"beach in Lisbon, Paris or New York", "find word:beach ~place:lisbon ~place:paris ~place:new_york"},
		{"Anna or Tom or Zoë but not Ben Ford", "find ~person:anna_smith ~person:tom ~person:zoe -person:ben_ford"},
		{"either cats or dogs at the beach", "find word:beach ~word:cats ~word:dogs"},
		{"Paris 2019 or Lisbon 2020", "find (place:paris+2019-01-01/2020-01-01 | place:lisbon+2020-01-01/2021-01-01)"},
		{"Anna at the beach in 2019 or Tom in 2020", "find (person:anna_smith+word:beach+2019-01-01/2020-01-01 | person:tom+2020-01-01/2021-01-01)"},
		{"dogs in Lisbon or cats in Paris", "find (word:dogs+place:lisbon | word:cats+place:paris)"},
		{"Anna in Lisbon or at the beach", "find person:anna_smith ~place:lisbon ~word:beach"},
		{"dogs at the beach or in the snow", "find word:dogs ~word:beach ~word:snow"},
		{"cats or no dogs", "find (word:cats | -word:dogs)"},
		{"cats|cats", "find word:cats"},
		{"dogs and (dogs or cats)", "find word:dogs"},
		{"dogs or", "find word:dogs"},
		{"Lisbon, or", "find place:lisbon"},
	})
}

func TestParenthesesGroup(t *testing.T) {
	understands(t, []utterance{
		{"(cats or dogs) in (Lisbon or Paris)", "find (word:cats | word:dogs) (place:lisbon | place:paris)"},
		{"(Anna and beach) or (Tom and Lisbon)", "find (person:anna_smith+word:beach | person:tom+place:lisbon)"},
		{"(Anna at the beach in 2019) or (Tom in 2020)", "find (person:anna_smith+word:beach+2019-01-01/2020-01-01 | person:tom+2020-01-01/2021-01-01)"},
		{"cats|dogs -(snow|rain)", "find ~word:cats ~word:dogs -word:snow -word:rain"},
		{"not (cats or dogs)", "find -word:cats -word:dogs"},
		{"-(red cars)", "find -word:red_cars"},
		{"not (Anna and Tom)", "find (-person:anna_smith | -person:tom)"},
		{"not (Anna in 2019)", "find (-person:anna_smith | /2019-01-01+2020-01-01/)"},
		{"not (not dogs)", "find word:dogs"},
		{"((dogs))", "find word:dogs"},
		{"((Anna or Tom) in Lisbon) or Paris", "find (place:lisbon+person:anna_smith | place:lisbon+person:tom | place:paris)"},
		{"(2019)", "find 2019-01-01/2020-01-01"},
		{"Paris (2019 or 2021)", "find place:paris 2019-01-01/2020-01-01 2021-01-01/2022-01-01"},
		{"(Anna or 2019) dogs", "find word:dogs (person:anna_smith | 2019-01-01/2020-01-01)"},
		{"(dogs", "find word:dogs"},
		{"dogs)", "find word:dogs"},
		{")dogs( or )cats(", "find ~word:dogs ~word:cats"},
		{"dogs () cats", "find word:dogs word:cats"},
		{"dogs or (the)", "find word:dogs"},
		{"dogs :)", "find word:dogs"},
		{"(dogs :) or cats) in Paris", "find place:paris ~word:dogs ~word:cats"},
		{":( dogs ;-)", "find word:dogs"},
		{"in (Lisbon or Reading)", "find ~place:lisbon ~place:reading"},
		// Sixteen choices are the most that are multiplied out.
		{"((ant or bee) (cow or doe) (elk or fox) (yak or hen) (ibex or jay)) or koi",
			"find (word:ant+word:cow+word:elk | word:ant+word:cow+word:fox | word:ant+word:doe+word:elk | word:ant+word:doe+word:fox | word:bee+word:cow+word:elk | " +
				"word:bee+word:cow+word:fox | word:bee+word:doe+word:elk | word:bee+word:doe+word:fox | word:yak | word:hen | word:ibex | word:jay | word:koi)"},
	})
}

func TestWhatIsNotWantedReachesAsFarAsPeopleMean(t *testing.T) {
	understands(t, []utterance{
		{"neither dogs nor cats", "find -word:dogs -word:cats"},
		{"neither dogs or cats in Paris", "find place:paris -word:dogs -word:cats"},
		{"everything except cats and dogs", "find -word:cats -word:dogs"},
		{"all but cats", "find -word:cats"},
		{"beach without dogs, cats or birds", "find word:beach -word:dogs -word:cats -word:birds"},
		{"beach without dogs, Tom", "find word:beach person:tom -word:dogs"},
		{"beach, no dogs, sunset", "find word:beach word:sunset -word:dogs"},
		{"not in Paris or Lisbon", "find -place:paris -place:lisbon"},
		{"not in Paris or in Lisbon", "find -place:paris -place:lisbon"},
		{"without Anna and in Lisbon", "find place:lisbon -person:anna_smith"},
		{"not with Tom in Paris", "find place:paris -person:tom"},
		{"photos where Tom isn't there", "find -person:tom"},
	})
}

func TestTimesThatAreNotWanted(t *testing.T) {
	understands(t, []utterance{
		{"not in 2019", "find /2019-01-01 2020-01-01/"},
		{"beach except last summer", "find word:beach /2026-06-01 2026-09-01/"},
		{"before 2010 but not 2005", "find /2005-01-01 2006-01-01/2010-01-01"},
		{"-on:2019", "find /2019-01-01 2020-01-01/"},
		{"-since:2019", "find /2019-01-01"},
		{"not from July", "find /2026-07-01 2026-08-01/"},
		{"neither 2019 nor 2021", "find /2019-01-01 2020-01-01/2021-01-01 2022-01-01/"},
		{"2019 but not in July", "find 2019-01-01/2019-07-01 2019-08-01/2020-01-01"},
		{"2019 but not 2019", "find 2019-01-01/2020-01-01"},
		{"2019 from 2021", "find 2019-01-01/2020-01-01 2021-01-01/2022-01-01"},
	})
}

func TestWhoElseIsThere(t *testing.T) {
	others := " -person:tom -person:may -person:aunt_marie -person:june_miller -person:ben_jones -person:ben_ford -person:rose_lee -person:zoe"
	understands(t, []utterance{
		{"photos of only Anna", "find person:anna_smith" + others},
		{"show me photos of just Anna", "find person:anna_smith" + others},
		{"Anna alone", "find person:anna_smith" + others},
		{"Anna by herself at the beach", "find person:anna_smith word:beach" + others},
		{"nobody but Anna", "find person:anna_smith" + others},
		{"Lisbon with Anna and no one else", "find place:lisbon person:anna_smith" + others},
		{"just Anna", "refine person:anna_smith"},
		{"not only Anna", "find person:anna_smith"},
		{"(Anna alone) or dogs", "find (person:anna_smith" + "+" + "-person:tom+-person:may+-person:aunt_marie+-person:june_miller+-person:ben_jones+-person:ben_ford+-person:rose_lee+-person:zoe | word:dogs)"},
		{"Lisbon without people", "find place:lisbon -word:people -person:anna_smith" + others},
		{"a street with nobody", "find word:street -word:people -person:anna_smith" + others},
		{"just the dogs in Paris", "refine word:dogs place:paris"},
		{"home alone", "find word:home word:alone"},
		{"everyone but Anna", "find -person:anna_smith"},
	})
}
