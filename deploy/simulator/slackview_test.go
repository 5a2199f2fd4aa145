package simulator_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

// seen is what the Slack window shows after a turn.
type seen struct {
	Messages []struct {
		Typed   string
		Content *struct{ Text string }
	}
	Home, Modal *struct {
		ID   string
		Body json.RawMessage
	}
	Errors  map[string]string
	Options []struct{ Text string }
	Refused []string
}

func chat(t *testing.T, page http.Handler, wish string) seen {
	t.Helper()
	status, answer, _ := ask(t, page, "POST", "/simulator/slack", wish)
	var got seen
	if err := json.Unmarshal([]byte(answer), &got); err != nil || status != 200 || len(got.Refused) > 0 {
		t.Fatalf("%s: got %d %s (%v)", wish, status, answer, err)
	}
	return got
}

func TestTheHomeTabOpensAndSearches_3_9(t *testing.T) {
	page := open(t)
	got := chat(t, page, `{"visit":true}`)
	if got.Home == nil || !strings.Contains(string(got.Home.Body), "Waves at dawn") {
		t.Fatal("the newest photos are not there")
	}
	wish := `{"act":{"view":"` + got.Home.ID + `","action_id":"home.search","chosen":{"value":"beach last summer"}}}`
	if found := chat(t, page, wish); !strings.Contains(string(found.Home.Body), "beach last summer") {
		t.Errorf("got %s, want what was found", found.Home.Body)
	}
}

func TestTheSearchFormAnswers_3_8(t *testing.T) {
	page := open(t)
	home := chat(t, page, `{"visit":true}`).Home
	form := chat(t, page, `{"act":{"view":"`+home.ID+`","action_id":"shoebox.modal.search"}}`)
	if form.Modal == nil {
		t.Fatalf("got no modal: %+v", form)
	}
	who := chat(t, page, `{"suggest":{"view":"`+form.Modal.ID+`","action_id":"shoebox.suggest.people","typed":"kar"}}`)
	if len(who.Options) != 2 {
		t.Errorf("got %v, want Karen and Karin", who.Options)
	}
	found := chat(t, page, `{"submit":{"words":{"words":{"type":"plain_text_input","value":"beach last summer"}}}}`)
	if found.Modal == nil || !strings.Contains(string(found.Modal.Body), "Waves at dawn") {
		t.Error("the photo is not found")
	}
	if back := chat(t, page, `{"close":true}`); back.Modal == nil || back.Modal.ID != form.Modal.ID {
		t.Error("the form does not lie beneath")
	}
	if closed := chat(t, page, `{"close":true}`); closed.Modal != nil {
		t.Error("the form is not closed")
	}
}

func TestAMentionIsAnswered_3_5(t *testing.T) {
	got := chat(t, open(t), `{"say":"beach last summer"}`)
	if len(got.Messages) != 2 || got.Messages[0].Typed != "@Shoebox beach last summer" || got.Messages[1].Content == nil {
		t.Errorf("got %+v, want what was said and an answer", got.Messages)
	}
}

// TestADigestIsSeenThoughNobodyAsked has the app say something by itself: it stands in
// the channel at the next look.
func TestADigestIsSeenThoughNobodyAsked(t *testing.T) {
	page, tick := openWithSchedule(t)
	said := func(body string) string {
		_, answer, _ := ask(t, page, http.MethodPost, "/simulator/slack", `{`+body+`}`)
		return answer
	}
	if answer := said(`"command":"digest on 8:00"`); !strings.Contains(answer, "Done. I post the photos of this day") {
		t.Fatalf("got %s", answer)
	}
	for _, at := range []time.Time{time.Date(2027, 7, 3, 8, 0, 0, 0, time.UTC), time.Date(2027, 7, 4, 7, 0, 10, 0, time.UTC)} {
		if err := tick(at); err != nil {
			t.Fatal(err)
		}
	}
	const want = "On this day, 4 July: 2 photos from 2025 to 2026"
	var answer string
	for deadline := time.Now().Add(time.Minute); !strings.Contains(answer, want); time.Sleep(20 * time.Millisecond) {
		if answer = said(`"look":true`); time.Now().After(deadline) {
			t.Fatalf("no digest came: %s", answer)
		}
	}
	if !strings.Contains(answer, "image_url") || !strings.Contains(answer, "digest.stop") {
		t.Errorf("got %s, want its photos and a way to end it", answer)
	}
}
