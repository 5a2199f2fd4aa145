package slackbot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/install"
	"shoebox/shared/account"
	"shoebox/shared/fault"
)

// shelf saves what it is given, or fails as it is told to.
type shelf struct {
	mu    sync.Mutex
	saved []slackbot.SavedFile
	fails map[string][]error // by file
	late  map[string]late    // what becomes of files that are on their way

	overlapped bool // one was brought on its way while another was
}

// late is what is said of a file that was waited for.
type late struct {
	saved slackbot.Saved
	err   error
}

func (s *shelf) Save(_ context.Context, f slackbot.SavedFile) (slackbot.Saving, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.saved = append(s.saved, f)
	if errs := s.fails[f.FileID]; len(errs) > 0 {
		s.fails[f.FileID] = errs[1:]
		if errs[0] != nil {
			return nil, errs[0]
		}
	}
	n := len(s.saved)
	return func(context.Context) (slackbot.Saved, error) {
		if s.mu.Lock(); len(s.saved) > n {
			s.overlapped = true
		}
		s.mu.Unlock()
		return s.late[f.FileID].saved, s.late[f.FileID].err
	}, nil
}

func newSaver(tb testing.TB, change func(*slackbot.Config)) (*viewer, *shelf) {
	tb.Helper()
	s := &shelf{fails: map[string][]error{}}
	return newViewer(tb, nil, func(c *slackbot.Config) {
		c.Saver = s
		if change != nil {
			change(c)
		}
	}), s
}

func file(id, name, mimetype string, more ...any) map[string]any {
	return with(map[string]any{"id": id, "name": name, "title": name, "mimetype": mimetype, "mode": "hosted", "file_access": "visible"}, obj(more...))
}

// offer chooses the shortcut for a message with files.
func (v *viewer) offer(tb testing.TB, files ...any) *pane {
	tb.Helper()
	acknowledged(tb, v.does(tb, "message_action", map[string]any{
		"callback_id": "shoebox.save", "channel": map[string]any{"id": "C0001"}, "message_ts": "1753000000.000100",
		"response_url": "https://hooks.slack.com/app/T0001/1/x", "message": map[string]any{"type": "message", "ts": "1753000000.000100", "files": files},
	}))
	return v.opened(tb)
}

// work has the worker do what is queued.
func (v *viewer) work(tb testing.TB) {
	tb.Helper()
	resp, err := v.bot.Work(tb.Context(), v.queue.take())
	if err != nil || len(resp.BatchItemFailures) > 0 {
		tb.Fatalf("got %v, %v to be done again: %s", resp, err, v.log)
	}
}

func TestSaveFormListsThePictures_3_8(t *testing.T) {
	sunset := file("F000000001", "sunset.jpg", "image/jpeg", "title", "Sunset & <sea>")
	tests := []struct {
		golden string
		files  []any
	}{
		{"save-one.json", []any{sunset}},
		{"save-many.json", []any{
			sunset, file("F000000002", "cat.png", "image/png"), file("F000000003", "x.gif", "image/gif"), file("F000000004", "x.webp", "image/webp"),
			file("F000000005", "x.heic", "image/heic"), file("F000000006", "notes.pdf", "application/pdf"), file("F000000001", "sunset.jpg", "image/jpeg"),
			file("F000000007", "gone.png", "image/png", "mode", "tombstone"), file("F000000008", "old.png", "image/png", "mode", "hidden_by_limit"),
			file("F000000009", "drive.png", "image/png", "is_external", true), file("nonsense", "x.png", "image/png"),
		}},
		{"save-none.json", []any{file("F000000006", "notes.pdf", "application/pdf")}},
		{"save-looking.json", []any{map[string]any{"id": "F000000001", "file_access": "check_file_info"}}},
	}
	for _, tt := range tests {
		t.Run(tt.golden, func(t *testing.T) {
			v, _ := newSaver(t, nil)
			goldenView(t, tt.golden, v.offer(t, tt.files...).View)
			if diff := cmp.Diff(v.glass.calls, []string{"views.open"}); diff != "" {
				t.Errorf("got - want +: the trigger is good for three seconds\n%s", diff)
			}
		})
	}
	t.Run("save-first-ten.json", func(t *testing.T) {
		var files []any
		for n := range 14 {
			files = append(files, file(fmt.Sprintf("F0000000%02d", n), fmt.Sprintf("%d.jpg", n), "image/jpeg"))
		}
		v, _ := newSaver(t, nil)
		goldenView(t, "save-first-ten.json", v.offer(t, files...).View)
	})
	t.Run("save-not-yet.json", func(t *testing.T) {
		v := newViewer(t, nil, nil)
		goldenView(t, "save-not-yet.json", v.offer(t, sunset).View)
	})
}

func TestPicturesOfAMessageAreSaved_3_8(t *testing.T) {
	v, s := newSaver(t, nil)
	form := v.offer(t, file("F000000001", "sunset.jpg", "image/jpeg"), file("F000000002", "cat.png", "image/png"), file("F000000003", "dog.png", "image/png"))
	pick := map[string]any{"selected_options": []any{chosen("F000000001")["selected_option"], chosen("F000000003")["selected_option"], chosen("F999999999")["selected_option"]}}
	values := formOf("pick", pick, "title.F000000001", typed(" By the sea "), "tags", typed("holiday, #family;\nholiday,,"), "keep", chosen("Summer"))
	goldenView(t, "save-saving.json", v.pushed(t, v.submit(t, form, values, nil), "update").View)
	if len(s.saved) > 0 {
		t.Error("something was saved before the acknowledgement")
	}
	v.work(t)
	workspace := install.Workspace{Team: "T0001"}
	who := account.Identity{Channel: account.Slack, User: "U2CERLKJA", Team: "T0001"}
	want := []slackbot.SavedFile{
		{Workspace: workspace, Who: who, At: v.now(), FileID: "F000000001", Title: "By the sea", Tags: []string{"holiday", "family"}, Album: "Summer"},
		{Workspace: workspace, Who: who, At: v.now(), FileID: "F000000003", Tags: []string{"holiday", "family"}, Album: "Summer"},
	}
	if diff := cmp.Diff(s.saved, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	if view := string(v.opened(t).View); !strings.Contains(view, "sunset.jpg is in your gallery now") {
		t.Errorf("got %s, want what became of it", view)
	}
}

func TestNothingChosenIsSaidBesideTheInput_3_8(t *testing.T) {
	v, _ := newSaver(t, nil)
	form := v.offer(t, file("F000000001", "sunset.jpg", "image/jpeg"), file("F000000002", "cat.png", "image/png"))
	if got := v.submit(t, form, []any{}, nil); got.Errors["pick"] == "" || len(v.queue.bodies) > 0 {
		t.Errorf("got %+v, want to be asked for a picture", got)
	}
}

func TestEachFateIsTold(t *testing.T) {
	v, s := newSaver(t, nil)
	var files, picked []any
	fates := []error{
		nil, fault.New("x", fault.Conflict, "there"), fault.New("x", fault.Denied, "a viewer"), fault.New("x", fault.Denied, "a viewer"), fault.New("x", fault.Unauthenticated, "nobody"),
		fault.New("x", fault.NotFound, "login"), fault.Wrap("y", fault.New("x", fault.Invalid, "AVIF pictures are not read yet")), fault.New("x", fault.TooLarge, "it is larger than 64 MB"),
		fault.New("x", fault.Internal, "secret"), fault.New("x", fault.Unavailable, "down"),
	}
	for i, err := range fates {
		id := "F00000000" + string(rune('A'+i))
		files = append(files, file(id, "photo "+string(rune('A'+i))+".jpg", "image/jpeg"))
		picked = append(picked, chosen(id)["selected_option"])
		s.fails[id] = []error{err, err}
	}
	form := v.offer(t, files...)
	v.pushed(t, v.submit(t, form, formOf("pick", map[string]any{"selected_options": picked}), nil), "update")
	v.work(t)
	goldenView(t, "save-fates.json", v.opened(t).View)
}

func TestPicturesOnTheirWayAreWaitedForTogether(t *testing.T) {
	v, s := newSaver(t, nil)
	fates := []late{
		{}, {saved: slackbot.Saved{Alike: true}}, {saved: slackbot.Saved{Later: true}}, {saved: slackbot.Saved{Back: true}}, {err: fault.New("x", fault.Conflict, "there")},
		{err: fault.New("x", fault.Invalid, "it is damaged or cut short")}, {err: fault.New("x", fault.Unavailable, "down")},
		{saved: slackbot.Saved{Added: true}}, {saved: slackbot.Saved{Added: true, OwnTitle: true}}, {saved: slackbot.Saved{OwnTitle: true}},
	}
	var files, picked []any
	s.late = map[string]late{}
	for i, l := range fates {
		id := "F00000000" + string(rune('A'+i))
		files = append(files, file(id, "photo "+string(rune('A'+i))+".jpg", "image/jpeg"))
		picked = append(picked, chosen(id)["selected_option"])
		s.late[id] = l
	}
	form := v.offer(t, files...)
	v.pushed(t, v.submit(t, form, formOf("pick", map[string]any{"selected_options": picked}), nil), "update")
	v.work(t)
	goldenView(t, "save-late.json", v.opened(t).View)
	if !s.overlapped {
		t.Error("each was waited for before the next was fetched")
	}
}

func TestWhereTheWorkerSavesTheFrontOffersIt(t *testing.T) {
	v := newViewer(t, nil, func(c *slackbot.Config) { c.WorkerSaves = true })
	if form := v.offer(t, file("F000000001", "sunset.jpg", "image/jpeg")); !strings.Contains(string(form.View), "sunset.jpg") {
		t.Errorf("got %s, want the form", form.View)
	}
}

func TestAFailureThatPassesIsTriedOnceMore(t *testing.T) {
	v, s := newSaver(t, nil)
	s.fails["F000000001"] = []error{fault.New("x", fault.Unavailable, "down")}
	form := v.offer(t, file("F000000001", "sunset.jpg", "image/jpeg"))
	v.pushed(t, v.submit(t, form, []any{}, nil), "update")
	v.work(t)
	if view := string(v.opened(t).View); len(s.saved) != 2 || !strings.Contains(view, "in your gallery now") {
		t.Errorf("got %d attempts and %s, want two", len(s.saved), view)
	}
}

func TestWhatIsSavedIsToldWhereTheViewWasClosed_3_8(t *testing.T) {
	v, _ := newSaver(t, nil)
	form := v.offer(t, file("F000000001", "sunset.jpg", "image/jpeg"))
	v.submit(t, form, []any{}, nil) // the view that follows is closed: it is not there
	var told string
	v.glass.more["chat.postEphemeral"] = func(w http.ResponseWriter, r *http.Request) {
		told = r.FormValue("channel") + " " + r.FormValue("user") + " " + r.FormValue("text")
		w.Write([]byte(`{"ok":true}`)) //nolint:errcheck // a recorder
	}
	v.work(t)
	if want := "C0001 U2CERLKJA ✅ sunset.jpg is in your gallery now."; told != want {
		t.Errorf("got %q, want %q", told, want)
	}
}

func TestSaveStateIsGoodForItsPersonAlone_3_8(t *testing.T) {
	v, s := newSaver(t, nil)
	form := v.offer(t, file("F000000001", "sunset.jpg", "image/jpeg"))
	tests := []struct {
		name   string
		change func(state map[string]any) string
		user   string
	}{
		{"another person's", nil, "U9"},
		{"one with another file", func(state map[string]any) string {
			return strings.ReplaceAll(state["private_metadata"].(string), "F000000001", "F000000666")
		}, "U2CERLKJA"},
		{"none", func(map[string]any) string { return "" }, "U2CERLKJA"},
		{"another version", func(map[string]any) string { return `{"d":{"v":2},"p":""}` }, "U2CERLKJA"},
		{"no JSON", func(map[string]any) string { return `{` }, "U2CERLKJA"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			forged := *form
			if tt.change != nil {
				var view map[string]any
				if err := json.Unmarshal(form.View, &view); err != nil {
					t.Fatal(err)
				}
				view["private_metadata"] = tt.change(view)
				forged.View = json.RawMessage(mustJSON(t, view))
			}
			v.user = tt.user
			got := v.submit(t, &forged, []any{}, nil)
			if !strings.Contains(string(got.View), "too old") || len(v.queue.bodies) > 0 || len(s.saved) > 0 {
				t.Errorf("got %+v, want it refused kindly", got)
			}
		})
	}
}

func TestFilesOfASharedChannelAreLookedUp_3_11(t *testing.T) {
	v, _ := newSaver(t, nil)
	v.glass.more["files.info"] = func(w http.ResponseWriter, r *http.Request) {
		body := `{"ok":false,"error":"file_not_found"}`
		if r.FormValue("file") == "F000000001" {
			body = mustJSON(t, map[string]any{"ok": true, "file": file("F000000001", "sunset.jpg", "image/jpeg")})
		}
		w.Write([]byte(body)) //nolint:errcheck // a recorder
	}
	hidden := func(id string) map[string]any {
		return map[string]any{"id": id, "file_access": "check_file_info"}
	}
	view := v.offer(t, hidden("F000000001"), hidden("F000000002"))
	v.work(t)
	if !strings.Contains(string(view.View), "sunset.jpg") || strings.Contains(string(view.View), "F000000002") {
		t.Errorf("got %s, want the form for the one that is a picture", view.View)
	}
}

func TestSharedPicturesAreSavedWhereTheChannelWantsIt_3_11(t *testing.T) {
	tests := []struct {
		name     string
		channels []string
		event    map[string]any
		fails    error
		saved    int
		told     string
	}{
		{"in a channel that wants it", []string{"C0001"}, nil, nil, 1, "✅ sunset.jpg is in your gallery now."},
		{"by default nowhere", nil, nil, nil, 0, ""},
		{"not in another channel", []string{"C0002"}, nil, nil, 0, ""},
		{"not what we shared ourselves", []string{"C0001"}, map[string]any{"user_id": "UBOT"}, nil, 0, ""},
		{"not what is no picture", []string{"C0001"}, map[string]any{"file_id": "F000000002"}, nil, 0, ""},
		{"not what is no file", []string{"C0001"}, map[string]any{"file_id": "x"}, nil, 0, ""},
		{"a stranger is left in peace", []string{"C0001"}, nil, fault.New("x", fault.Unauthenticated, "nobody"), 1, ""},
		{"a viewer is left in peace", []string{"C0001"}, nil, fault.New("x", fault.Denied, "a viewer"), 1, ""},
		{"why it was not saved", []string{"C0001"}, nil, fault.New("x", fault.Invalid, "it is damaged or cut short"), 1, "⚠️ sunset.jpg was not saved, because it is damaged or cut short."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			v, s := newSaver(t, func(c *slackbot.Config) { c.SaveChannels = tt.channels })
			if tt.fails != nil {
				s.fails["F000000001"] = []error{tt.fails}
			}
			told := ""
			v.glass.more["files.info"] = func(w http.ResponseWriter, r *http.Request) {
				f := file("F000000001", "sunset.jpg", "image/jpeg", "permalink", "https://team.slack.com/files/U1/F000000001/sunset.jpg")
				if r.FormValue("file") != "F000000001" {
					f = file("F000000002", "notes.pdf", "application/pdf")
				}
				w.Write([]byte(mustJSON(t, map[string]any{"ok": true, "file": f}))) //nolint:errcheck // a recorder
			}
			v.glass.more["chat.postEphemeral"] = func(w http.ResponseWriter, r *http.Request) {
				told += r.FormValue("text")
				w.Write([]byte(`{"ok":true}`)) //nolint:errcheck // a recorder
			}
			event := with(map[string]any{"type": "file_shared", "file_id": "F000000001", "user_id": "U2CERLKJA", "channel_id": "C0001"}, tt.event)
			body := mustJSON(t, map[string]any{
				"type": "event_callback", "api_app_id": appID, "team_id": "T0001", "event_id": "Ev1", "event_time": 1_753_000_000, "event": event,
				"authorizations": []any{map[string]any{"team_id": "T0001", "user_id": "UBOT", "is_bot": true}},
			})
			acknowledged(t, v.signed(t, "/slack/events", "application/json", body))
			v.work(t)
			if len(s.saved) != tt.saved || told != tt.told {
				t.Errorf("got %d saved and %q told, want %d and %q: %s", len(s.saved), told, tt.saved, tt.told, v.log)
			}
		})
	}
}
