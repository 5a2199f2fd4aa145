package alexa_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/skills/alexa"
	"shoebox/skills/alexa/alexasim"
)

// aboutNames is what a response says about names: the update behavior, and the
// names with their synonyms by type.
func aboutNames(t *testing.T, response []byte) (behavior string, names map[string][]string) {
	t.Helper()
	var m struct {
		Response struct {
			Directives []struct {
				Type           string
				UpdateBehavior string
				Types          []alexa.ModelType
			}
		}
	}
	if err := json.Unmarshal(response, &m); err != nil {
		t.Fatal(err)
	}
	for _, d := range m.Response.Directives {
		if d.Type != "Dialog.UpdateDynamicEntities" {
			continue
		}
		behavior = d.UpdateBehavior
		for _, kind := range d.Types {
			if names == nil {
				names = make(map[string][]string)
			}
			for _, v := range kind.Values {
				names[kind.Name] = append(names[kind.Name], strings.Join(append([]string{v.Name.Value}, v.Name.Synonyms...), "|"))
			}
		}
	}
	return behavior, names
}

func TestNamesGoOutWithTheFirstReplyAndAreClearedAtTheEnd(t *testing.T) {
	const sent = `{"names":"sent"}`
	find := intent("FindIntent", "")
	told := replies()["told"]
	told.Names = named().Names
	tests := []struct {
		name, request, screen, attributes string
		reply                             intents.Reply
		want                              string
	}{
		{"at launch", launch, "hub", "", named(), "REPLACE"},
		{"on a one-shot intent", find, "", "", named(), "REPLACE"},
		{"on a one-shot that is the whole session, for the next one", find, "", "", told, "REPLACE"},
		{"not without names", launch, "", "", found(1), ""},
		{"not again within the session", find, "", sent, found(1), ""},
		{"cleared when a session ends", find, "", sent, replies()["told"], "CLEAR"},
		{"cleared by a farewell", find, "", sent, replies()["farewell"], "CLEAR"},
		{"cleared by a farewell that is the whole session", find, "", "", replies()["farewell"], "CLEAR"},
		{"cleared when the account is no longer linked", find, "", sent, replies()["connect"], "CLEAR"},
		{"nothing to clear", find, "", "", replies()["connect"], ""},
		{"kept while a screen stays", find, "hub", `{"names":"sent","screen":"photo:a:p1"}`, replies()["told"], ""},
		{"kept by an apology", find, "", sent, replies()["apology"], ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := mustServe(t, envelope(tt.request, tt.screen, tt.attributes), tt.reply)
			if got, _ := aboutNames(t, b); got != tt.want {
				t.Errorf("behavior %q, want %q", got, tt.want)
			}
			hears(t, b, tt.screen)
		})
	}
}

func TestP6AndP7EventsAreAnsweredWithoutNames(t *testing.T) {
	for _, request := range []string{
		`{"type":"SessionEndedRequest","requestId":"r","reason":"USER_INITIATED"}`,
		`{"type":"System.ExceptionEncountered","requestId":"r"}`,
		`{"type":"CanFulfillIntentRequest","requestId":"r","intent":{"name":"FindIntent"}}`,
	} {
		b := mustServe(t, envelope(request, "", `{"names":"sent"}`), named())
		if got, _ := aboutNames(t, b); got != "" {
			t.Errorf("%s was answered with %s", request, got)
		}
	}
}

func TestNamesAndTheirSynonymsAreAtMostAHundred(t *testing.T) {
	var many []intents.Vocable
	for i := range 60 {
		many = append(many, intents.Vocable{Kind: intents.PersonVal, Name: fmt.Sprintf("Person %d", i), Synonyms: []string{fmt.Sprintf("First %d", i), fmt.Sprintf("Nick %d", i)}})
	}
	tests := []struct {
		name  string
		names []intents.Vocable
		want  map[string]int // names and synonyms by type
		last  string
	}{
		{"as many as fit, the last with the synonyms there is room for", many, map[string]int{"PERSON": 100}, "Person 33"},
		{"one of a name", append(many[:1:1], intents.Vocable{Kind: intents.PersonVal, Name: "PERSON 0"}), map[string]int{"PERSON": 3}, "Person 0|First 0|Nick 0"},
		{"a name in two types", append(many[:1:1], intents.Vocable{Kind: intents.PlaceVal, Name: "Person 0"}), map[string]int{"PERSON": 3, "PLACE": 1}, "Person 0|First 0|Nick 0"},
		{"no type that is Alexa's own", append(many[:1:1], intents.Vocable{Kind: intents.DateVal, Name: "Christmas"}), map[string]int{"PERSON": 3}, "Person 0|First 0|Nick 0"},
		{"no empty name, and none that is too long", append(many[:1:1],
			intents.Vocable{Kind: intents.AlbumVal, Name: "\x00 \n"},
			intents.Vocable{Kind: intents.AlbumVal, Name: strings.Repeat("n", 141)},
			intents.Vocable{Kind: intents.AlbumVal, Name: "Ours", Synonyms: []string{"", "ours", strings.Repeat("🙂", 71)}},
		), map[string]int{"PERSON": 3, "ALBUM": 1}, "Person 0|First 0|Nick 0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			reply := found(1)
			reply.Names = tt.names
			b := mustServe(t, envelope(launch, "", ""), reply)
			hears(t, b, "")
			_, names := aboutNames(t, b)
			counted := make(map[string]int)
			for kind, all := range names {
				counted[kind] = strings.Count(strings.Join(all, "|"), "|") + 1
			}
			if diff := cmp.Diff(counted, tt.want); diff != "" {
				t.Errorf("names (-got +want):\n%s", diff)
			}
			if last := names["PERSON"][len(names["PERSON"])-1]; last != tt.last {
				t.Errorf("the last person is %q, want %q", last, tt.last)
			}
		})
	}
}

func TestANamesIDIsTheSameEachTimeAndDoesNotTellIt(t *testing.T) {
	one := mustServe(t, envelope(launch, "", ""), named())
	if other := mustServe(t, envelope(launch, "", ""), named()); string(one) != string(other) {
		t.Error("the same names are sent in another way")
	}
	var ids []string
	d := alexasim.New(alexasim.Config{SkillID: skillID, UserID: "u", Now: clock})
	if _, err := d.Open(); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Hear(one); err != nil {
		t.Fatal(err)
	}
	for _, kind := range d.Names() {
		for _, v := range kind.Values {
			ids = append(ids, v.ID)
			if len(v.ID) != 12 || strings.Trim(v.ID, "0123456789abcdef") != "" {
				t.Errorf("id %q is not short, or tells something", v.ID)
			}
		}
	}
	if len(ids) != 5 {
		t.Errorf("ids %v, want five", ids)
	}
}

func TestP2NamesGoBeforePhotosDo(t *testing.T) {
	reply := found(10)
	for i := range 100 {
		reply.Names = append(reply.Names, intents.Vocable{Kind: intents.AlbumVal, Name: fmt.Sprintf("%d%s", i, strings.Repeat("🙂", 68))})
	}
	reply.State = strings.Repeat("s", 90<<10)
	b := mustServe(t, envelope(launch, "hub", ""), reply)
	if _, names := aboutNames(t, b); len(names["ALBUM"]) == 0 || len(names["ALBUM"]) >= 100 || hears(t, b, "hub").Screen == nil {
		t.Errorf("%d names, want fewer of them beside the photos", len(names["ALBUM"]))
	}
	full := found(10)
	full.State = ""
	full.State = strings.Repeat("s", 120<<10-len(mustServe(t, envelope(launch, "hub", ""), full))-100)
	full.Names = reply.Names[:1]
	b = mustServe(t, envelope(launch, "hub", ""), full)
	if behavior, _ := aboutNames(t, b); behavior != "" || hears(t, b, "hub").Screen == nil {
		t.Errorf("names %q, want none beside the photos", behavior)
	}
	reply.State = "sealed"
	if behavior, _ := aboutNames(t, mustServe(t, envelope(launch, "hub", ""), reply)); behavior != "REPLACE" {
		t.Error("names that fit beside the photos were left out")
	}
	if b := mustServe(t, envelope(launch, "", ""), reply); len(b) > 24<<10 {
		t.Errorf("response has %d bytes, want less than 24 KB without a document", len(b))
	}
}

// What Alexa resolves to a name that was sent reaches the handler as the gallery
// writes it, and a synonym of two as a choice (L2).
func TestL2NamesThatWereSentAreResolvedAsTheGalleryWritesThem(t *testing.T) {
	h := &listener{reply: named()}
	skill := skillWith(h)
	d := alexasim.New(alexasim.Config{SkillID: skillID, UserID: "u", Now: func() time.Time { return noon }})
	turn := func(raw json.RawMessage, err error) intents.Slots {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		b, err := skill.Serve(t.Context(), raw)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Hear(b); err != nil {
			t.Fatal(err)
		}
		return h.asked[len(h.asked)-1].Slots
	}
	turn(d.Open())
	h.reply.Names = nil
	tests := []struct {
		words, slot string
		want        intents.Value
	}{
		{"photos of annie in lisbon", "person", intents.Value{Text: "annie", Resolved: "Anna Smith"}},
		{"photos of anna jones in lisbon", "person", intents.Value{Text: "anna jones", Resolved: "Anna Jones"}},
		{"photos of anna in lisbon", "person", intents.Value{Text: "anna", Choices: []string{"Anna Smith", "Anna Jones"}}},
		{"photos of anna in lisbon", "place", intents.Value{Text: "lisbon", Resolved: "Lisbon"}},
		{"photos of emma in lisbon", "person", intents.Value{Text: "emma", Resolved: "emma"}},
		{"the album tom & lisa's <wedding>", "album", intents.Value{Text: "tom & lisa's <wedding>", Resolved: "Tom & Lisa's <wedding>"}},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(turn(d.Say(tt.words))[tt.slot], tt.want); diff != "" {
			t.Errorf("%q (-got +want):\n%s", tt.words, diff)
		}
	}
}
