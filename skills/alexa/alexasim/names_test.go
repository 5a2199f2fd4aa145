package alexasim_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/skills/alexa/alexasim"
)

// named is an answer that keeps the session open and says this about names.
func named(behavior, types string) []byte {
	return []byte(`{"version":"1.0","response":{"outputSpeech":{"type":"SSML","ssml":"<speak>Hello.</speak>"},"shouldEndSession":false,` +
		`"directives":[{"type":"Dialog.UpdateDynamicEntities","updateBehavior":"` + behavior + `"` + types + `}]}}`)
}

const people = `,"types":[{"name":"PERSON","values":[` +
	`{"id":"1","name":{"value":"Annelise Duarte","synonyms":["Anneke","Lise"]}},` +
	`{"id":"2","name":{"value":"Annika St. John","synonyms":["Anneke"]}}]}]`

// resolution is what an authority made of a slot.
type resolution struct {
	Authority string
	Code      string
	Names     []string
}

func resolutions(t *testing.T, raw json.RawMessage, slot string) []resolution {
	t.Helper()
	var request struct {
		Request struct {
			Intent struct {
				Slots map[string]struct {
					Resolutions struct {
						ResolutionsPerAuthority []struct {
							Authority string
							Status    struct{ Code string }
							Values    []struct{ Value struct{ Name string } }
						}
					}
				}
			}
		}
	}
	if err := json.Unmarshal(raw, &request); err != nil {
		t.Fatal(err)
	}
	var all []resolution
	for _, a := range request.Request.Intent.Slots[slot].Resolutions.ResolutionsPerAuthority {
		r := resolution{Authority: a.Authority, Code: a.Status.Code}
		for _, v := range a.Values {
			r.Names = append(r.Names, v.Value.Name)
		}
		all = append(all, r)
	}
	return all
}

const (
	modelled = "amzn1.er-authority.echo-sdk.amzn1.ask.skill.test.PERSON"
	dynamic  = "amzn1.er-authority.echo-sdk.dynamic.amzn1.ask.skill.test.PERSON"
)

func TestNamesThatWereSentAreKnownForHalfAnHourOrUntilTheyAreCleared(t *testing.T) {
	clock := noon
	d := alexasim.New(alexasim.Config{
		SkillID: "amzn1.ask.skill.test", UserID: "user", DeviceID: "device", Now: func() time.Time { return clock },
	})
	say := func(words string) []resolution {
		t.Helper()
		raw, err := d.Say(words)
		if err != nil {
			t.Fatal(err)
		}
		return resolutions(t, raw, "person")
	}
	hear := func(answer []byte) {
		t.Helper()
		if _, err := d.Hear(answer); err != nil {
			t.Fatal(err)
		}
	}
	check := func(when, words string, want ...resolution) {
		t.Helper()
		if diff := cmp.Diff(say(words), want); diff != "" {
			t.Errorf("%s, %q (-got +want):\n%s", when, words, diff)
		}
	}
	const noMatch, match = "ER_SUCCESS_NO_MATCH", "ER_SUCCESS_MATCH"
	read(t)(d.Open())
	check("before", "how many photos of lise are there", resolution{Authority: modelled, Code: noMatch})
	hear(named("REPLACE", people))
	check("by a synonym", "how many photos of lise are there", resolution{modelled, noMatch, nil}, resolution{dynamic, match, []string{"Annelise Duarte"}})
	check("a synonym of two", "how many photos of anneke are there", resolution{modelled, noMatch, nil}, resolution{dynamic, match, []string{"Annelise Duarte", "Annika St. John"}})
	check("as it sounds", "how many photos of annika st john are there", resolution{modelled, noMatch, nil}, resolution{dynamic, match, []string{"Annika St. John"}})
	check("alone", "annelise duarte", resolution{modelled, noMatch, nil}, resolution{dynamic, match, []string{"Annelise Duarte"}})
	check("the model's own", "how many photos of anna are there", resolution{modelled, match, []string{"anna"}}, resolution{dynamic, noMatch, nil})
	read(t)(d.End())
	hear([]byte(`{"version":"1.0","response":{}}`))
	clock = clock.Add(30*time.Minute - time.Second)
	check("in the next session", "how many photos of lise are there", resolution{modelled, noMatch, nil}, resolution{dynamic, match, []string{"Annelise Duarte"}})
	clock = clock.Add(time.Second)
	check("after half an hour", "how many photos of lise are there", resolution{modelled, noMatch, nil})
	hear(named("REPLACE", people))
	hear(named("REPLACE", strings.ReplaceAll(people, "Lise", "Liz")))
	check("replaced", "how many photos of lise are there", resolution{modelled, noMatch, nil}, resolution{dynamic, noMatch, nil})
	hear(named("CLEAR", ""))
	check("cleared", "how many photos of liz are there", resolution{modelled, noMatch, nil})
	if got := d.Names(); got != nil {
		t.Errorf("names %v, want none", got)
	}
}

func TestNamesThatAlexaWouldRefuseAreAnError(t *testing.T) {
	many := func(names, synonyms int) string {
		var values []string
		for i := range names {
			words := make([]string, 0, synonyms)
			for s := range synonyms {
				words = append(words, fmt.Sprintf(`"s%d of %d"`, s, i))
			}
			values = append(values, fmt.Sprintf(`{"id":"%d","name":{"value":"n%d","synonyms":[%s]}}`, i, i, strings.Join(words, ",")))
		}
		return `,"types":[{"name":"PLACE","values":[` + strings.Join(values, ",") + `]}]`
	}
	tests := []struct {
		name, behavior, types string
		good                  bool
	}{
		{"names", "REPLACE", people, true},
		{"a hundred with their synonyms", "REPLACE", many(25, 3), true},
		{"a hundred names", "REPLACE", many(100, 0), true},
		{"a hundred and one names", "REPLACE", many(101, 0), false},
		{"more with their synonyms", "REPLACE", many(34, 2), false},
		{"a type that is not in the model", "REPLACE", strings.Replace(people, "PERSON", "PIZZA", 1), false},
		{"a built-in type", "REPLACE", strings.Replace(people, "PERSON", "AMAZON.DATE", 1), false},
		{"an id twice", "REPLACE", strings.Replace(people, `"id":"2"`, `"id":"1"`, 1), false},
		{"a name twice", "REPLACE", strings.Replace(people, "Annika St. John", "ANNELISE DUARTE", 1), false},
		{"an empty name", "REPLACE", strings.Replace(people, "Annika St. John", " ", 1), false},
		{"a name that is too long", "REPLACE", strings.Replace(people, "Annika St. John", strings.Repeat("n", 141), 1), false},
		{"no types", "REPLACE", "", false},
		{"a type without names", "REPLACE", `,"types":[{"name":"PERSON","values":[]}]`, false},
		{"a clearing", "CLEAR", "", true},
		{"a clearing with names", "CLEAR", people, false},
		{"another behavior", "ADD", people, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := device(alexasim.None)
			read(t)(d.Open())
			_, err := d.Hear(named(tt.behavior, tt.types))
			if (err == nil) != tt.good || err != nil && !fault.Is(err, fault.Invalid) {
				t.Errorf("error %v, want good %v", err, tt.good)
			}
		})
	}
}

func TestNamesAreSentOnceInAnAnswer(t *testing.T) {
	d := device(alexasim.None)
	read(t)(d.Open())
	one := `{"type":"Dialog.UpdateDynamicEntities","updateBehavior":"CLEAR"}`
	answer := strings.Replace(string(named("CLEAR", "")), one, one+","+one, 1)
	if _, err := d.Hear([]byte(answer)); !fault.Is(err, fault.Invalid) {
		t.Errorf("error %v, want an Invalid", err)
	}
}
