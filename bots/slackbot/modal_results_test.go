package slackbot_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/intents/intentstest"
)

func TestTwoPressesOfOneButtonAreOneStep_3_8(t *testing.T) {
	v := newViewer(t, nil, nil)
	results := v.pushed(t, v.submit(t, v.openForm(t), formOf("words", typed("beach")), nil), "push")
	before := *results
	acknowledged(t, v.press(t, &before, "Next"))
	acknowledged(t, v.press(t, &before, "Next")) // its hash is of the view that was
	if !strings.Contains(string(results.View), "2 of 47") {
		t.Errorf("got %s, want the second photo", results.View)
	}
	if strings.Contains(v.log.String(), "level=ERROR") || strings.Contains(v.log.String(), "level=WARN") {
		t.Errorf("a race of two views is reported: %s", v.log)
	}
}

func TestPicturesThatSlackCannotFetchLeaveTheView_3_8(t *testing.T) {
	v := newViewer(t, nil, nil)
	results := v.pushed(t, v.submit(t, v.openForm(t), formOf("words", typed("beach")), nil), "push")
	v.glass.refuse["views.update"] = []string{"invalid_blocks", "invalid_blocks"}
	acknowledged(t, v.press(t, results, "Next"))
	if view := string(results.View); strings.Contains(view, "image_url") || !strings.Contains(view, "Open the photo") || !strings.Contains(view, "2 of 47") {
		t.Errorf("got %s, want the view with a link in the place of its picture", view)
	}
}

func TestForgedViewStateOpensNoOtherGallery_3_8(t *testing.T) {
	anna, w := newMember(t, intentstest.Anna)
	theirs := anna.pushed(t, anna.submit(t, anna.openForm(t), formOf("words", typed("beach")), nil), "push")
	anna.user = intentstest.Norman
	acknowledged(t, anna.press(t, theirs, "Next"))
	for _, title := range anna.linked(t, w, theirs.View) {
		if title != "Secret beach" {
			t.Errorf("Norman sees %q", title)
		}
	}
}

func TestSharedFromResultsOnceWithAPlaceChosen_3_8(t *testing.T) {
	v := newViewer(t, nil, nil)
	results := v.pushed(t, v.submit(t, v.openForm(t), formOf("words", typed("beach")), nil), "push")
	if got := v.submit(t, results, []any{}, nil); got.Errors["share"] == "" {
		t.Errorf("got %+v, want to be asked where", got)
	}
	got := v.submit(t, results, []any{}, map[string]any{"response_urls": []any{map[string]any{"response_url": "https://hooks.slack.com/app/T0001/1/x", "channel_id": "C0001"}}})
	if got.Action != "clear" {
		t.Fatalf("got %+v, want the views to close", got)
	}
	if len(v.glass.posts) != 1 || !strings.Contains(v.glass.posts[0], `"response_type":"in_channel"`) || !strings.Contains(v.glass.posts[0], "shared a photo") {
		t.Errorf("got %q, want the photo for everybody, once", v.glass.posts)
	}
	if v.album.last.Intent != intents.Send || v.album.last.State != "1" {
		t.Errorf("got %+v, want the photo in the view to be sent", v.album.last)
	}
	evil := map[string]any{"response_urls": []any{map[string]any{"response_url": "https://evil.example/", "channel_id": "C0001"}}}
	if rec := v.does(t, "view_submission", with(map[string]any{"view": v.payload(t, results, []any{})}, evil)); rec.Code != 400 {
		t.Errorf("got %d, want another host refused", rec.Code)
	}
}

func TestWhatIsSharedIsThePhotoInTheView_3_8(t *testing.T) {
	v, w := newMember(t, intentstest.Anna)
	results := v.pushed(t, v.submit(t, v.openForm(t), formOf("words", typed("beach")), nil), "push")
	acknowledged(t, v.press(t, results, "Next"))
	want := v.linked(t, w, results.View)
	got := v.submit(t, results, []any{}, map[string]any{"response_urls": []any{map[string]any{"response_url": "https://hooks.slack.com/app/T0001/1/x", "channel_id": "C0001"}}})
	if got.Action != "clear" || len(v.glass.posts) != 1 {
		t.Fatalf("got %+v and %q posted, want the photo posted and the views closed: %s", got, v.glass.posts, v.log)
	}
	if shared := v.linked(t, w, json.RawMessage(v.glass.posts[0])); !cmp.Equal(shared, want) {
		t.Errorf("got %v shared, want %v", shared, want)
	}
}

func TestViewsOfEachKind(t *testing.T) {
	reply := func(change func(*intents.Reply)) *intents.Reply {
		r := found(3)
		change(r)
		return r
	}
	tests := []struct {
		name  string
		reply *intents.Reply
	}{
		{"results.json", found(3)},
		{"last.json", reply(func(r *intents.Reply) { r.Page.HasNext = false })},
		{"details.json", reply(func(r *intents.Reply) { r.Intent = intents.Describe })},
		{"unkept.json", reply(func(r *intents.Reply) { r.State = "" })},
		{"nothing.json", &intents.Reply{
			Kind: intents.Nothing, Intent: intents.Find, Focus: -1, Speech: intents.Say("There are no photos of ").Quote("goats").And("."),
			Ask: intents.Say("What else?"), Suggest: []intents.Suggestion{{Label: "Boats (12)", Utterance: "boats", Intent: intents.Find}},
		}},
		{"choices.json", &intents.Reply{
			Kind: intents.Asked, Intent: intents.Find, Focus: -1, Speech: intents.Say("There are several."), Ask: intents.Say("Do you mean Anna or Ann?"),
			Suggest: []intents.Suggestion{{Label: "Anna", Utterance: "anna", Intent: intents.Find}, {Label: "Ann", Utterance: "ann", Intent: intents.Find}},
		}},
		{"connect.json", &intents.Reply{Kind: intents.Connect, Focus: -1, Speech: intents.Say("Connect your account first.")}},
		{"apology.json", &intents.Reply{Kind: intents.Apology, Focus: -1, Speech: intents.Say("Something went wrong.")}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v := newViewer(t, nil, nil)
			form := v.openForm(t)
			v.album.reply = tt.reply
			goldenView(t, tt.name, v.submit(t, form, formOf("words", typed("x")), nil).View)
		})
	}
	t.Run("waiting.json", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			v := newViewer(t, nil, nil)
			form := v.openForm(t)
			v.album.slow = 1
			goldenView(t, "waiting.json", v.submit(t, form, formOf("words", typed("x")), nil).View)
		})
	})
}

func TestClosedViewsAreNothing_3_8(t *testing.T) {
	v := newViewer(t, nil, nil)
	form := v.openForm(t)
	acknowledged(t, v.does(t, "view_closed", map[string]any{"view": v.payload(t, form, []any{}), "is_cleared": true}))
	if v.album.calls > 0 {
		t.Error("something was done for a view that was closed")
	}
}

func FuzzViews(f *testing.F) {
	for _, seed := range []string{
		`{"type":"view_submission","view":{"id":"V1","callback_id":"shoebox.search","state":{"values":[]}}}`,
		`{"type":"view_submission","view":{"id":"V1","callback_id":"shoebox.search","state":{"values":{"words":[],"place":{"x":{"selected_option":null}}}}}}`,
		`{"type":"view_submission","view":{"id":"V1","callback_id":"shoebox.results","private_metadata":"{\"v\":2}"},"response_urls":[{"response_url":"https://hooks.slack.com/x"}]}`,
		`{"type":"view_submission","view":{"id":"V1","callback_id":"shoebox.save","private_metadata":"{}"}}`,
		`{"type":"block_actions","view":{"id":"V1","callback_id":"shoebox.results"},"actions":[{"action_id":"shoebox.next","value":"{}"}]}`,
		`{"type":"block_suggestion","action_id":"shoebox.suggest.people","value":"\"an"}`,
		`{"type":"message_action","callback_id":"shoebox.save","message":{"files":[{"id":"F1","mimetype":"image/png"}]}}`,
		`{"type":"view_submission","view":null}`,
		`{"type":"block_actions","view":{"callback_id":"shoebox."},"actions":[{"action_id":"x"}]}`,
		`{"type":"block_actions","view":{"callback_id":"shoebox.search"}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, payload string) {
		var p map[string]any
		if json.Unmarshal([]byte(payload), &p) != nil || p == nil {
			return
		}
		p["api_app_id"], p["user"] = appID, map[string]any{"id": "U1"}
		v := newViewer(t, nil, nil)
		rec := v.signed(t, "/slack/interactions", formType, url.Values{"payload": {mustJSON(t, p)}}.Encode())
		if rec.Code >= 500 {
			t.Errorf("got %d: a stranger's bytes are no failure of ours: %s", rec.Code, v.log)
		}
	})
}
