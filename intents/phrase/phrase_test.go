package phrase_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"shoebox/intents/phrase"
	"shoebox/intents/when"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// now is a Sunday in November.
func now(tb testing.TB) time.Time {
	tb.Helper()
	zone, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		tb.Fatal(err)
	}
	return time.Date(2026, 11, 22, 15, 30, 0, 0, zone)
}

// vocabulary is a small invented gallery's.
func vocabulary() *gallery.Vocabulary {
	var entries []gallery.Entry
	for kind, names := range map[gallery.Kind][]string{
		gallery.Person:    {"Anna Smith", "Tom", "May", "Aunt Marie", "June Miller", "Ben Jones", "Ben Ford", "Rose Lee", "Zoë"},
		gallery.PlaceTerm: {"Lisbon", "Portugal", "New York", "Paris", "São Paulo", "The Hague", "Reading"},
		gallery.LabelTerm: {"Dog", "Cat", "Beach", "Golden Retriever", "Sunset", "Tree", "Car", "Christmas Tree", "Rose", "Snow", "Church", "Reading", "Stop Sign"},
		gallery.Tag:       {"holiday", "birthday", "black and white"},
		gallery.Album:     {"Wedding", "Road Trip", "Portugal 2024", "Christmas"},
		gallery.Camera:    {"Fujifilm X-T3", "Apple iPhone 15"},
	} {
		for i, name := range names {
			entries = append(entries, gallery.Entry{Term: gallery.NewTerm(kind, name), Display: name, Count: 50 - i})
		}
	}
	return gallery.NewVocabulary(gallery.Entry{Count: 200}, entries)
}

func grammar(tb testing.TB) *phrase.Grammar {
	tb.Helper()
	times, err := when.New("en-US", when.Rules{})
	if err != nil {
		tb.Fatal(err)
	}
	var patterns []phrase.Pattern
	for line := range strings.SplitSeq(strings.TrimSpace(samples), "\n") {
		intent, all, _ := strings.Cut(line, ":")
		for sample := range strings.SplitSeq(all, ",") {
			patterns = append(patterns, phrase.Pattern{Intent: intent, Sample: strings.TrimSpace(sample)})
		}
	}
	return phrase.New(patterns, times)
}

const samples = `
find: show me {query}, find {query}, photos of {person} in {place}, {label} photos from {date}
latest: latest, latest photos, show me my photos, the last {count} photos, show me my last {count} photos, what is new
onthisday: on this day, photos from this day, memories
random: random, surprise me, a random photo, random photos, random {query}, random photos of {query}
count: how many photos, how many {query}, how many photos of {query}, how many photos do i have of {query}, how many photos of {person} are there, how many photos are there from {place}
overview: what is there, what photos do i have, who is in my photos
next: next, next one, more, show me more
previous: previous, back, go back
repeat: repeat, again, say that again
startover: start over, from the beginning
refine: only {query}, just {query}, only the ones {query}, only with {person}, only the ones with {person}, only in {place}, only from {date}, show me only {query}
select: the {position}, the {position} one, {position} one, show me the {position} one, open the {position} photo, number {count}, photo {count}
describe: tell me more, {aspect} is it, {aspect} was this taken, {aspect} was that, {aspect} is in it, {aspect} was the {position} one taken, what {aspect} was this taken with, describe the {position} one
yes: yes, yes please, sure
no: no, no thanks
help: help, help me, what can i say
stop: stop, exit, that is all
cancel: cancel, never mind
launch: hello, open
send: send, share this photo
`

// brief writes a phrase on one line: intent, slots, terms (- is not wanted), groups
// of alternatives, range, order, limit. Alternatives of one term each are marked ~.
func brief(p phrase.Phrase) string {
	parts := []string{p.Intent}
	for _, name := range slices.Sorted(maps.Keys(p.Slots)) {
		switch name {
		case "position", "count", "aspect":
			parts = append(parts, "{"+name+"="+p.Slots[name]+"}")
		}
	}
	parts = append(parts, briefTerms("", p.Query.All)...)
	for _, group := range p.Query.Any {
		parts = append(parts, briefGroup(group, len(p.Query.Any) == 1)...)
	}
	parts = append(parts, briefTerms("-", p.Query.None)...)
	parts = append(parts, briefTimes(p.Query.Times)...)
	if p.Query.Order != "" {
		parts = append(parts, string(p.Query.Order))
	}
	if p.Query.Limit > 0 {
		parts = append(parts, fmt.Sprint(p.Query.Limit))
	}
	return strings.Join(parts, " ")
}

func briefTerms(mark string, terms []gallery.Term) []string {
	var parts []string
	for _, t := range terms {
		parts = append(parts, mark+string(t.Kind)+":"+strings.ReplaceAll(t.Value, " ", "_"))
	}
	return parts
}

func briefTimes(times gallery.Times) []string {
	var parts []string
	for _, s := range times {
		parts = append(parts, day(s.From)+"/"+day(s.To))
	}
	return parts
}

// briefGroup writes a group that is the only one and of single terms as those, else
// as (this+that | other).
func briefGroup(group gallery.Group, alone bool) []string {
	var choices, terms []string
	for _, c := range group {
		choice := slices.Concat(briefTerms("", c.All), briefTerms("-", c.None), briefTimes(c.Times))
		alone = alone && len(choice) == 1 && len(c.All) == 1
		choices = append(choices, strings.Join(choice, "+"))
		terms = append(terms, "~"+choice[0])
	}
	if alone {
		return terms
	}
	return []string{"(" + strings.Join(choices, " | ") + ")"}
}

func day(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.Hour()+t.Minute()+t.Second() == 0:
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02T15:04")
}

type utterance struct{ text, want string }

func understands(t *testing.T, all []utterance) {
	t.Helper()
	g, v, at := grammar(t), vocabulary(), now(t)
	for _, u := range all {
		t.Run(u.text, func(t *testing.T) {
			p, err := g.Parse(u.text, v, at)
			if err != nil {
				t.Fatal(err)
			}
			if got := brief(p); got != u.want {
				t.Errorf("%q:\n got %s\nwant %s", u.text, got, u.want)
			}
		})
	}
}

func TestWishesLoseTheWordsAroundThem(t *testing.T) {
	understands(t, []utterance{
		{"beach", "find word:beach"},
		{"show me the beach", "find word:beach"},
		{"Show me photos of the beach", "find word:beach"},
		{"can you please find me some pictures of the beach", "find word:beach"},
		{"can you please show me a few pictures of dogs", "find word:dogs"},
		{"Could you show us pictures of dogs please?", "find word:dogs"},
		{"do I have any photos of dogs", "find word:dogs"},
		{"do i have any photos where Anna is smiling", "find person:anna_smith word:smiling"},
		{"what did I shoot in Lisbon", "find place:lisbon"},
		{"look for sunsets", "find word:sunsets"},
		{"i'd like to see dogs", "find word:dogs"},
		{"I want to see photos of dogs in the snow", "find word:dogs word:snow"},
		{"ask photo shoebox for beach photos", "find word:beach"},
		{"alexa, ask photo shoebox for beach photos from last summer", "find word:beach 2026-06-01/2026-09-01"},
		{"dog photos", "find word:dog"},
		{"dog pictures please", "find word:dog"},
		{"photos of dogs", "find word:dogs"},
		{"pics of dogs", "find word:dogs"},
		{"photos dogs", "find word:dogs"},
		{"all my photos of dogs", "find word:dogs"},
		{"search for dogs", "find word:dogs"},
		{"photos taken in Lisbon", "find place:lisbon"},
		{"when was the oldest photo taken", "find oldest 1"},
		{"pictures that were taken at the beach", "find word:beach"},
		{"are there any pictures of cats", "find word:cats"},
		{"give me dogs", "find word:dogs"},
		{"pull up the pictures from Paris", "find place:paris"},
		{"photo booth", "find word:photo word:booth"},
		{"show me photos", "latest"},
		{"photos", "latest"},
		{"show", "latest"},
		{"my pictures please", "latest"},
		{"show me three photos", "latest 3"},
		{"the", "fallback"},
		{"???", "fallback"},
		{"please", "fallback"},
	})
}

func TestNamesAreFoundInTheVocabulary(t *testing.T) {
	understands(t, []utterance{
		{"Anna", "find person:anna_smith"},
		{"anna smith", "find person:anna_smith"},
		{"photos of Anna", "find person:anna_smith"},
		{"with Anna and Tom", "find person:anna_smith person:tom"},
		{"Anna & Tom", "find person:anna_smith person:tom"},
		{"Anna, Tom and aunt Marie", "find person:anna_smith person:tom person:aunt_marie"},
		{"Anna's birthday", "find person:anna_smith word:birthday"},
		{"aunt marie at the beach", "find person:aunt_marie word:beach"},
		{"zoe", "find person:zoe"},
		{"Ben", "find word:ben"},
		{"Ben Ford", "find person:ben_ford"},
		{"rose", "find word:rose"},
		{"with Rose", "find person:rose_lee"},
		{"roses", "find word:roses"},
		{"new york", "find place:new_york"},
		{"photos from New York", "find place:new_york"},
		{"sao paulo", "find place:sao_paulo"},
		{"in the hague", "find place:the_hague"},
		{"near Lisbon", "find place:lisbon"},
		{"around Lisbon", "find place:lisbon"},
		{"Lisbon", "find place:lisbon"},
		{"reading", "find word:reading"},
		{"in Reading", "find place:reading"},
		{"Anna in Paris", "find person:anna_smith place:paris"},
		{"in Paris with Anna", "find place:paris person:anna_smith"},
		{"beach photos of Anna in Portugal", "find word:beach person:anna_smith place:portugal"},
		{"in atlantis", "find word:atlantis"},
		{"golden retriever", "find word:golden_retriever"},
		{"golden retrievers in the snow", "find word:golden_retrievers word:snow"},
		{"black and white", "find word:black_and_white"},
		{"black and white photos of Tom", "find word:black_and_white person:tom"},
		{"from my wedding album", "find album:wedding"},
		{"the album wedding", "find album:wedding"},
		{"open the album Road Trip", "find album:road_trip"},
		{"road trip", "find album:road_trip"},
		{"the road trip album", "find album:road_trip"},
		{"wedding", "find album:wedding"},
		{"taken with the Fuji", "find camera:fujifilm_x_t3"},
		{"photos taken with my iPhone", "find camera:apple_iphone_15"},
		{"shot on iPhone", "find camera:apple_iphone_15"},
		{"taken on friday", "find 2026-11-20/2026-11-21"},
		{"the album called Wedding", "find album:wedding"},
		{"fuji camera", "find camera:fujifilm_x_t3"},
		{"my favourites", "find favourite:yes"},
		{"favorite photos of Anna", "find favourite:yes person:anna_smith"},
		{"Anna with the dog", "find person:anna_smith word:dog"},
		{"stop sign", "find word:stop_sign"},
	})
}

func TestTimesAreRead(t *testing.T) {
	understands(t, []utterance{
		{"beach last summer", "find word:beach 2026-06-01/2026-09-01"},
		{"beach photos from last summer", "find word:beach 2026-06-01/2026-09-01"},
		{"last summer at the beach", "find word:beach 2026-06-01/2026-09-01"},
		{"yesterday", "find 2026-11-21/2026-11-22"},
		{"photos from yesterday", "find 2026-11-21/2026-11-22"},
		{"what did I shoot yesterday", "find 2026-11-21/2026-11-22"},
		{"dogs in July 2023", "find word:dogs 2023-07-01/2023-08-01"},
		{"2019", "find 2019-01-01/2020-01-01"},
		{"Paris 2019", "find place:paris 2019-01-01/2020-01-01"},
		{"Anna between June and August", "find person:anna_smith 2026-06-01/2026-09-01"},
		{"two weeks ago", "find 2026-11-02/2026-11-09"},
		{"this weekend", "find 2026-11-21/2026-11-23"},
		{"christmas", "find 2025-12-25/2025-12-26"},
		{"christmas 2021 with Anna", "find person:anna_smith 2021-12-25/2021-12-26"},
		{"christmas tree", "find word:christmas_tree"},
		{"halloween costumes", "find word:halloween word:costumes"},
		{"halloween", "find 2026-10-31/2026-11-01"},
		{"summer dogs", "find word:dogs 2026-06-01/2026-09-01"},
		{"photos from may", "find 2026-05-01/2026-06-01"},
		{"in may", "find 2026-05-01/2026-06-01"},
		{"photos of May", "find person:may"},
		{"May", "find person:may"},
		{"Tom and May", "find person:tom person:may"},
		{"May at the beach in May", "find person:may word:beach 2026-05-01/2026-06-01"},
		{"may 2019", "find 2019-05-01/2019-06-01"},
		{"June Miller", "find person:june_miller"},
		{"june 2020", "find 2020-06-01/2020-07-01"},
		{"march", "find 2026-03-01/2026-04-01"},
		{"march of the penguins", "find word:march word:penguins"},
		{"sun", "find 2026-11-22/2026-11-23"},
		{"sun and sea", "find word:sun word:sea"},
		{"in the sun", "find word:sun"},
		{"second floor", "find word:second word:floor"},
		{"waterfall in the fall", "find word:waterfall 2026-09-01/2026-12-01"},
		{"since 2020", "find 2020-01-01/"},
		{"dogs before 2010", "find word:dogs /2010-01-01"},
		{"dogs since May 2019 until last year", "find word:dogs 2019-05-01/2025-01-01"},
		{"2019 or 2021", "find 2019-01-01/2020-01-01 2021-01-01/2022-01-01"},
		{"december", "find 2025-12-01/2026-01-01"},
		{"Feb 30", "find word:feb word:30"},
		{"the fourth of July", "find 2026-07-04/2026-07-05"},
		{"Portugal 2024", "find album:portugal_2024"},
		{"Portugal in 2024", "find place:portugal 2024-01-01/2025-01-01"},
		{"my Portugal 2024 album", "find album:portugal_2024"},
		{"the christmas album", "find album:christmas"},
		{"a couple of weeks ago in Paris", "find place:paris 2026-11-02/2026-11-09"},
		{"photos of Anna on my birthday in the nineties", "find person:anna_smith word:birthday 1990-01-01/2000-01-01"},
	})
}

func TestNegationAndAlternatives(t *testing.T) {
	understands(t, []utterance{
		{"beach without Anna", "find word:beach -person:anna_smith"},
		{"beach without dogs", "find word:beach -word:dogs"},
		{"no dogs", "find -word:dogs"},
		{"beach -dogs", "find word:beach -word:dogs"},
		{"-dogs beach", "find word:beach -word:dogs"},
		{"not in Paris", "find -place:paris"},
		{"beach but not in Portugal", "find word:beach -place:portugal"},
		{"Anna but not Tom", "find person:anna_smith -person:tom"},
		{"everything except cats", "find -word:cats"},
		{"everything but cats", "find -word:cats"},
		{"dogs but no cats", "find word:dogs -word:cats"},
		{"neither cats nor dogs", "find -word:cats -word:dogs"},
		{"without Anna and Tom", "find -person:anna_smith -person:tom"},
		{"without dogs or cats", "find -word:dogs -word:cats"},
		{"without Anna in Lisbon", "find place:lisbon -person:anna_smith"},
		{"street without red cars", "find word:street -word:red_cars"},
		{"cats or dogs", "find ~word:cats ~word:dogs"},
		{"cats|dogs", "find ~word:cats ~word:dogs"},
		{"cats | dogs", "find ~word:cats ~word:dogs"},
		{"(cats or dogs) in Paris", "find place:paris ~word:cats ~word:dogs"},
		{"cats, dogs or birds", "find ~word:cats ~word:dogs ~word:birds"},
		{"Anna or Tom at the beach", "find word:beach ~person:anna_smith ~person:tom"},
		{"in Paris or Lisbon", "find ~place:paris ~place:lisbon"},
		{"cats or dogs without Anna", "find ~word:cats ~word:dogs -person:anna_smith"},
		{"or", "fallback"},
		{"not", "fallback"},
	})
}

func TestOrderAndCount(t *testing.T) {
	understands(t, []utterance{
		{"oldest photos", "find oldest"},
		{"oldest photos of Anna", "find person:anna_smith oldest"},
		{"the oldest photo of Anna", "find person:anna_smith oldest 1"},
		{"dogs oldest first", "find word:dogs oldest"},
		{"dogs newest first", "find word:dogs newest"},
		{"latest dogs", "find word:dogs newest"},
		{"the latest photo of Tom", "find person:tom newest 1"},
		{"last photo of Tom", "find person:tom newest 1"},
		{"first photos of Tom", "find person:tom oldest"},
		{"first three photos of Tom", "find person:tom oldest 3"},
		{"last 5 photos from Paris", "find place:paris newest 5"},
		{"three random beach photos", "find word:beach random 3"},
		{"three random", "random random 3"},
		{"5 photos of dogs", "find word:dogs 5"},
		{"show me three photos of Anna", "find person:anna_smith 3"},
		{"show me three dogs", "find word:dogs 3"},
		{"twenty five pictures of cats", "find word:cats 25"},
		{"top 10 beach", "find word:beach 10"},
		{"two dogs", "find word:two word:dogs"},
		{"most recent photos of Anna", "find person:anna_smith newest"},
		{"recent", "latest"},
		{"new photos", "latest"},
		{"new photos of Tom", "find person:tom newest"},
		{"the last three", "latest 3"},
		{"first 3", "find oldest 3"},
		{"show me everything", "latest"},
	})
}

func TestFiltersAndQuotes(t *testing.T) {
	understands(t, []utterance{
		{"person:anna", "find person:anna_smith"},
		{`person:"anna smith"`, "find person:anna_smith"},
		{"person:nobody", "find person:nobody"},
		{"place:new york dogs", "find place:new_york word:dogs"},
		{`place:"New York"`, "find place:new_york"},
		{"tag:holiday", "find tag:holiday"},
		{"#holiday", "find tag:holiday"},
		{"#nothing", "find word:nothing"},
		{"label:dog", "find label:dog"},
		{"label:dogs", "find label:dog"},
		{"-label:dog beach", "find word:beach -label:dog"},
		{"album:wedding", "find album:wedding"},
		{"camera:fuji", "find camera:fujifilm_x_t3"},
		{"word:may", "find word:may"},
		{"before:2010", "find /2010-01-01"},
		{"after:2010", "find 2011-01-01/"},
		{"since:2010 before:2012-05-01", "find 2010-01-01/2012-05-01"},
		{"after:may 2019 dogs", "find word:dogs 2019-06-01/"},
		{"on:2024-07-13", "find 2024-07-13/2024-07-14"},
		{`on:"last summer"`, "find 2026-06-01/2026-09-01"},
		{"is:favourite", "find favourite:yes"},
		{"is:favorite Anna", "find favourite:yes person:anna_smith"},
		{"-is:favourite", "find -favourite:yes"},
		{"is:purple", "find word:purple"},
		{"order:oldest dogs", "find word:dogs oldest"},
		{"limit:3 dogs", "find word:dogs 3"},
		{"tag:holiday|tag:birthday", "find ~tag:holiday ~tag:birthday"},
		{`"golden gate"`, "find word:golden_gate"},
		{`"next"`, "find word:next"},
		{`"last summer"`, "find word:last_summer"},
		{`-"golden gate" bridge`, "find word:bridge -word:golden_gate"},
		{"“golden gate”", "find word:golden_gate"},
		{"tag:", "find word:tag"},
		{"colour:red", "find word:red"},
	})
}

func TestCommandsAreDecidedByTheWholeSentence(t *testing.T) {
	understands(t, []utterance{
		{"next", "next"},
		{"Next!", "next"},
		{"please next one", "next"},
		{"next to the church", "find word:church"},
		{"back", "previous"},
		{"back of the church", "find word:back word:church"},
		{"help", "help"},
		{"help wanted sign", "find word:help word:wanted word:sign"},
		{"stop", "stop"},
		{"stop sign in Paris", "find word:stop_sign place:paris"},
		{"that's all", "stop"},
		{"no", "no"},
		{"no, thanks", "no"},
		{"yes please", "yes"},
		{"the third one", "select {position=3}"},
		{"Show me the 3rd one", "select {position=3}"},
		{"the last one", "select {position=-1}"},
		{"the second to last one", "select {position=-2}"},
		{"the twenty first one", "select {position=21}"},
		{"could you open the second photo", "select {position=2}"},
		{"the twelfth", "select {position=12}"},
		{"the 1970s", "find 1970-01-01/1980-01-01"},
		{"the 27th", "find 2026-10-27/2026-10-28"},
		{"number five", "select {count=5}"},
		{"when was this taken", "describe {aspect=when}"},
		{"where was that?", "describe {aspect=where}"},
		{"who is in it", "describe {aspect=who}"},
		{"what's in it", "describe {aspect=what}"},
		{"what camera was this taken with", "describe {aspect=camera}"},
		{"what day was this taken", "describe {aspect=when}"},
		{"when was the third one taken", "describe {aspect=when} {position=3}"},
		{"tell me more", "describe"},
		{"only the ones with Anna", "refine person:anna_smith"},
		{"only with Anna and Tom", "refine person:anna_smith person:tom"},
		{"only in Reading", "refine place:reading"},
		{"only from last summer", "refine 2026-06-01/2026-09-01"},
		{"just show me dogs", "find word:dogs"},
		{"just dogs", "refine word:dogs"},
		{"how many photos of dogs do I have", "count word:dogs"},
		{"how many dogs", "count word:dogs"},
		{"how many photos do I have of Anna in 2019", "count person:anna_smith 2019-01-01/2020-01-01"},
		{"how many photos", "count"},
		{"how many photos of rose are there", "count person:rose_lee"},
		{"what photos do I have", "overview"},
		{"what's there", "overview"},
		{"on this day", "onthisday"},
		{"surprise me", "random random"},
		{"random dogs", "random word:dogs random"},
		{"random photos of Anna", "random person:anna_smith random"},
		{"latest photos", "latest"},
		{"the last five photos", "latest {count=5} 5"},
		{"what's new", "latest"},
		{"hello", "launch"},
		{"open photo shoebox", "launch"},
		{"never mind", "cancel"},
		{"send", "send"},
		{"send in the clowns", "find word:send word:clowns"},
		{"more", "next"},
		{"show me more", "next"},
		{"show me more dogs", "find word:dogs"},
		{"start over", "startover"},
		{"again", "repeat"},
	})
}

func TestStrangeTextIsUnderstoodAsFarAsItGoes(t *testing.T) {
	understands(t, []utterance{
		{"photos of Anna\u00a0Smith", "find person:anna_smith"},
		{"Anna’s dogs", "find person:anna_smith word:dogs"},
		{"🐶", "find word:🐶"},
		{"🐶 at the beach 🏖", "find word:beach"},
		{"كلب على الشاطئ", "find word:كلب word:على word:الشاطي"},
		{"\u202eanna\u202c", "find person:anna_smith"},
		{"dogs\x00\x07 cats", "find word:dogs word:cats"},
		{"dogs \xff\xfe cats", "find word:dogs word:cats"},
		{"photos of <@U012AB3CD|anna>", "find person:anna_smith"},
		{"photos of <@U012AB3CD>", "latest"},
		{"<#C01|holiday> dogs", "find word:holiday word:dogs"},
		{"犬 beach", "find word:犬 word:beach"},
		{"BEACH!!!", "find word:beach"},
		{"((((", "fallback"},
		{`"`, "fallback"},
		{`""`, "fallback"},
		{"dogs\ncats", "find word:dogs word:cats"},
		{"'); DROP TABLE photos; --", "find word:drop word:table"},
		{"a:b:c", "find word:b word:c"},
	})
}

func TestParseRefusesNothingAndTooMuch(t *testing.T) {
	g, v, at := grammar(t), vocabulary(), now(t)
	for _, tt := range []struct {
		name, text string
		want       fault.Kind
	}{
		{"an empty text is invalid", "", fault.Invalid},
		{"spaces are an empty text", " \t\u00a0\n", fault.Invalid},
		{"control characters are an empty text", "\x00\x01\u200b", fault.Invalid},
		{"invalid bytes are an empty text", "\xff\xfe", fault.Invalid},
		{"a text over the limit is too large", strings.Repeat("x", phrase.MaxLength+1), fault.TooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := g.Parse(tt.text, v, at); !fault.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestParseNeedsNoVocabulary(t *testing.T) {
	p, err := grammar(t).Parse("anna in lisbon last summer", nil, now(t))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := brief(p), "find word:anna word:lisbon 2026-06-01/2026-09-01"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
