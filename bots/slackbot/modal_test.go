package slackbot_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"shoebox/bots/slackbot"
	"shoebox/intents"
	"shoebox/intents/intentstest"
)

// chosen is what an input of the form holds, as Slack sends it.
func chosen(value string) map[string]any {
	return map[string]any{"type": "external_select", "selected_option": map[string]any{"text": plainText(value), "value": value}}
}

func typed(value string) map[string]any {
	return map[string]any{"type": "plain_text_input", "value": value}
}

func day(value string) map[string]any {
	return map[string]any{"type": "datepicker", "selected_date": value}
}

// formOf is the state of a form, by block.
func formOf(pairs ...any) map[string]any {
	values := map[string]any{}
	for k, v := range obj(pairs...) {
		values[k] = map[string]any{"any": v}
	}
	return values
}

func (v *viewer) openForm(tb testing.TB) *pane {
	tb.Helper()
	acknowledged(tb, v.does(tb, "shortcut", map[string]any{"callback_id": "shoebox.search"}))
	return v.opened(tb)
}

func TestSearchFormLeadsToPhotos_3_8(t *testing.T) {
	v, w := newMember(t, intentstest.Anna)
	form := v.openForm(t)
	results := v.pushed(t, v.submit(t, form, formOf("place", chosen("Paris"), "words", typed("bridge")), nil), "push")
	first := v.linked(t, w, results.View)
	if len(first) == 0 {
		t.Fatalf("got no photo in %s", results.View)
	}
	results = v.pushed(t, v.submit(t, form, []any{}, nil), "push") // nothing filled in: the newest
	newest := v.linked(t, w, results.View)
	acknowledged(t, v.press(t, results, "Next"))
	if next := v.linked(t, w, results.View); len(next) == 0 || next[0] == newest[0] {
		t.Errorf("got %v after %v, want another photo", next, newest)
	}
	acknowledged(t, v.press(t, results, "Previous"))
	if back := v.linked(t, w, results.View); len(back) == 0 || back[0] != newest[0] {
		t.Errorf("got %v, want %v again", back, newest)
	}
	acknowledged(t, v.press(t, results, "Open")) // Slack opens it by itself
	acknowledged(t, v.press(t, results, "Details"))
	if details := v.linked(t, w, results.View); len(details) == 0 || details[0] != newest[0] {
		t.Errorf("got %v, want the details of %v", details, newest)
	}
}

// linked gives the titles of the photos that a view shows.
func (v *viewer) linked(tb testing.TB, w *intentstest.World, view json.RawMessage) []string {
	tb.Helper()
	var of struct {
		Blocks []struct {
			URL string `json:"image_url"`
		} `json:"blocks"`
	}
	if err := json.Unmarshal(view, &of); err != nil {
		tb.Fatal(err)
	}
	var titles []string
	for _, b := range of.Blocks {
		if _, token, ok := strings.Cut(b.URL, "/i/"); ok {
			id, err := w.Shown(token)
			if err != nil {
				tb.Fatal(err)
			}
			titles = append(titles, w.Title(id))
		}
	}
	return titles
}

func TestSearchFormMakesOneWish(t *testing.T) {
	tests := []struct {
		name   string
		values map[string]any
		want   string
	}{
		{"nothing is the newest", formOf(), ""},
		{"words alone are as they are typed", formOf("words", typed("beach  last summer")), "beach last summer"},
		{"choices are filters", formOf("place", chosen("São Paulo"), "album", chosen("Our wedding")), `place:"sao paulo" album:"our wedding"`},
		{"people are all of them", formOf("people", map[string]any{"selected_options": []any{chosen("Anna")["selected_option"], chosen("Ben")["selected_option"]}}), `person:"anna" person:"ben"`},
		{"a day is within", formOf("since", day("2024-06-01"), "until", day("2024-06-30")), `since:"2024-06-01" before:"2024-07-01"`},
		{"filters hold for all of the words", formOf("words", typed("cats or dogs"), "place", chosen("Lisbon")), `(cats or dogs) place:"lisbon"`},
		{"a quote without its end reaches no filter", formOf("words", typed(`say "cheese`), "place", chosen("Lisbon")), `(say cheese) place:"lisbon"`},
		{"a parenthesis without its partner reaches no filter", formOf("words", typed(`) or (x`), "place", chosen("Lisbon")), `(or x) place:"lisbon"`},
		{"a forged value is a name and no filter", formOf("place", chosen(`x" or person:"anna`)), `place:"x or person anna"`},
		{"a value without a letter is none", formOf("place", chosen(`"`)), ""},
		{"the newest first needs no word", formOf("order", chosen("newest")), ""},
		{"an order is a filter", formOf("order", chosen("oldest")), "order:oldest"},
		{"another order is none", formOf("order", chosen("x")), ""},
		{"what nobody knows is nothing", formOf("other", typed("x")), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := newViewer(t, nil, nil)
			form := v.openForm(t)
			v.submit(t, form, tt.values, nil)
			if diff := cmp.Diff(v.album.last.Utterance, tt.want); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
			if latest := v.album.last.Intent == intents.Latest; latest != (tt.want == "") {
				t.Errorf("got intent %q for %q", v.album.last.Intent, tt.want)
			}
		})
	}
}

func TestSearchFormObjectsBesideTheInput_3_8(t *testing.T) {
	tests := []struct {
		name   string
		values map[string]any
		want   []string
	}{
		{"the last day is before the first", formOf("since", day("2024-06-02"), "until", day("2024-06-01")), []string{"until"}},
		{"a day to come", formOf("since", day("2099-01-01")), []string{"since"}},
		{"no day of the calendar", formOf("since", day("2024-02-31"), "until", day("yesterday")), []string{"since", "until"}},
		{"one day alone is good", formOf("since", day("2024-06-01"), "until", day("2024-06-01")), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := newViewer(t, nil, nil)
			got := v.submit(t, v.openForm(t), tt.values, nil)
			var blocks []string
			for _, id := range []string{"since", "until"} {
				if got.Errors[id] != "" {
					blocks = append(blocks, id)
				}
			}
			if diff := cmp.Diff(blocks, tt.want); diff != "" || len(got.Errors) != len(tt.want) {
				t.Errorf("got %+v; -got +want:\n%s", got, diff)
			}
			if asked := v.album.calls > 0; asked != (tt.want == nil) {
				t.Errorf("asked the gallery: %v", asked)
			}
		})
	}
}

func TestTriggersAreUsedOnceWithinThreeSeconds_3_3(t *testing.T) {
	v := newViewer(t, nil, nil)
	v.openForm(t)
	if diff := cmp.Diff(v.glass.calls, []string{"views.open"}); diff != "" {
		t.Errorf("got - want +: the trigger is good for one call\n%s", diff)
	}
	used := map[string]any{"callback_id": "shoebox.search", "trigger_id": "1.2.0"}
	acknowledged(t, v.does(t, "shortcut", used)) // nothing can be shown, and nothing breaks
	if len(v.glass.views) != 1 || !strings.Contains(v.log.String(), "exchanged_trigger_id") {
		t.Errorf("got %d views and %s, want one, and a line that says why", len(v.glass.views), v.log)
	}
}

func TestOpeningIsOneCallInTheFront_3_3(t *testing.T) {
	v := newViewer(t, nil, nil)
	v.openForm(t)
	if v.album.calls != 0 || len(v.queue.bodies) != 0 {
		t.Error("the form waits for the gallery or for the worker: its trigger dies meanwhile")
	}
}

func TestHelpOpensTheSearchForm(t *testing.T) {
	v := newViewer(t, nil, nil)
	v.album.reply = &intents.Reply{Kind: intents.Told, Intent: intents.Help, Focus: -1, Speech: intents.Say("Ask me.")}
	m := v.ask(t, "help")
	button := v.button(t, json.RawMessage(`{"blocks":`+string(m.Blocks)+`}`), "Search photos")
	acknowledged(t, v.does(t, "block_actions", map[string]any{
		"actions": []any{button}, "response_url": "https://hooks.slack.com/actions/T0001/1/x", "container": map[string]any{"type": "message", "message_ts": m.TS},
	}))
	goldenView(t, "search.json", v.opened(t).View)
}

func TestWithoutATokenNoFormIsOffered(t *testing.T) {
	v := newViewer(t, nil, func(c *slackbot.Config) { c.Tokens = nil })
	v.album.reply = &intents.Reply{Kind: intents.Told, Intent: intents.Help, Focus: -1, Speech: intents.Say("Ask me.")}
	if m := v.ask(t, "help"); strings.Contains(string(m.Blocks), "Search photos") {
		t.Errorf("got %s, want no button that does nothing", m.Blocks)
	}
	acknowledged(t, v.does(t, "shortcut", map[string]any{"callback_id": "shoebox.search"}))
	if len(v.glass.calls) > 0 {
		t.Errorf("got %v, want no call without a token", v.glass.calls)
	}
}

func TestSlowSearchIsFinishedByTheWorker_3_3(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := newViewer(t, nil, nil)
		v.album.slow = 1
		waiting := v.pushed(t, v.submit(t, v.openForm(t), formOf("words", typed("beach")), nil), "push")
		v.glass.refuse["views.update"] = []string{"not_found"} // the view is still on its way
		resp, err := v.bot.Work(t.Context(), v.queue.take())
		if err != nil || len(resp.BatchItemFailures) > 0 {
			t.Fatalf("got %v, %v: %s", resp, err, v.log)
		}
		if !strings.Contains(string(waiting.View), "1 of 47") {
			t.Errorf("got %s, want the answer in the place of the words", waiting.View)
		}
	})
}

func TestSlowButtonIsFinishedByTheWorker_3_3(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := newViewer(t, nil, nil)
		results := v.pushed(t, v.submit(t, v.openForm(t), formOf("words", typed("beach")), nil), "push")
		v.album.slow = 1
		acknowledged(t, v.press(t, results, "Next"))
		if _, err := v.bot.Work(t.Context(), v.queue.take()); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(results.View), "2 of 47") {
			t.Errorf("got %s, want the second photo", results.View)
		}
	})
}
