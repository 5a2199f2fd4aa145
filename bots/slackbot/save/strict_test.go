package save_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/save"
	"shoebox/bots/slackbot/slacktest"
	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/photolink"
)

// queue keeps what was sent.
type queue struct{ bodies []string }

func (q *queue) Send(_ context.Context, body []byte) error {
	q.bodies = append(q.bodies, string(body))
	return nil
}

// town is a strict Slack with a bot in it that saves into a room.
type town struct {
	room
	*slacktest.Slack
	bot   *slackbot.Bot
	queue queue
}

func newTown(t *testing.T) *town {
	t.Helper()
	now := func() time.Time { return time.Unix(1_753_000_000, 0) }
	budget, patience := intentstest.Unhurried()
	tn := &town{room: open(t)}
	tn.Slack = slacktest.New(slacktest.Config{
		Secret: "s", AppID: "A1", Now: now, Run: "run", Patience: patience,
		Endpoint: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { tn.bot.HTTP().ServeHTTP(w, r) }),
	})
	tn.Install(slacktest.Installed{Team: "T1", Scopes: slackbot.Scopes()})
	config := tn.Config
	config.Downloads = slackbot.Downloads{Tokens: tn.Slack, Client: tn.Client()}
	tn.bot = slackbot.New(slackbot.Config{
		Secrets: []string{"s"}, AppID: "A1", Queue: &tn.queue, Client: tn.Client(), Now: now, Log: slog.New(slog.DiscardHandler), Budget: budget,
		Links:  photolink.New("https://photos.example", []photolink.Key{{Number: 1, Secret: bytes.Repeat([]byte("k"), 32)}}, now),
		Tokens: tn.Slack, Saver: save.New(config), SaveChannels: []string{"C2"},
	}, intents.HandlerFunc(func(context.Context, *intents.Request) (*intents.Reply, error) {
		return &intents.Reply{Kind: intents.Silence}, nil
	}))
	return tn
}

// work has the worker do what is queued.
func (tn *town) work(t *testing.T) {
	t.Helper()
	var batch events.SQSEvent
	for _, body := range tn.queue.bodies {
		batch.Records = append(batch.Records, events.SQSMessage{MessageId: "m", Body: body})
	}
	tn.queue.bodies = nil
	resp, err := tn.bot.Work(t.Context(), batch)
	if err != nil || len(resp.BatchItemFailures) > 0 {
		t.Fatalf("got %v, %v to be done again", resp, err)
	}
}

// offer takes the shortcut of a message with a picture.
func (tn *town) offer(t *testing.T, who slacktest.Person, f slacktest.File) {
	t.Helper()
	f = tn.Share(who, f)
	turn, err := tn.MessageShortcut(t.Context(), who, "shoebox.save", slacktest.Message{TS: "1752999999.000100", User: who.User, Channel: who.Channel, Files: []string{f.ID}})
	if err != nil || len(turn.Refused) > 0 {
		t.Fatalf("got %v, %v, want the form", turn.Refused, err)
	}
}

func TestFromAMessageIntoTheGallery_3_8_3_11(t *testing.T) {
	for name, want := range map[string]struct {
		user, told string
		photos     int
	}{
		"an editor saves":        {"UEDITOR", "sunset.jpg is in your gallery now", 1},
		"a viewer is told":       {"UVIEWER", "You may look at this gallery, but not add to it", 0},
		"a stranger is told how": {"USTRANGER", "photos connect", 0},
	} {
		t.Run(name, func(t *testing.T) {
			tn := newTown(t)
			who := slacktest.Person{Team: "T1", User: want.user, Channel: "C1"}
			tn.Meet(who)
			tn.offer(t, who, slacktest.File{Name: "sunset.jpg", Title: "sunset.jpg", Content: blobtest.Picture(t, 40)})
			title := map[string]map[string]any{"tags": {"type": "plain_text_input", "value": "sea"}}
			if turn, err := tn.Submit(t.Context(), who, slacktest.Values{"tags": title}); err != nil || len(turn.Refused) > 0 {
				t.Fatalf("got %v, %v, want it taken", turn.Refused, err)
			}
			tn.work(t)
			stack := tn.Stack(who)
			if len(stack) != 1 || !strings.Contains(string(stack[0].Blocks), want.told) {
				t.Errorf("got %+v, want to be told %q", stack, want.told)
			}
			photos := tn.photos(t)
			if len(photos) != want.photos || len(photos) == 1 && photos[0].Tags[0] != "sea" {
				t.Errorf("got %+v, want %d photos", photos, want.photos)
			}
			if refused := tn.Refused(); len(refused) > 0 {
				t.Errorf("Slack refused %q", refused)
			}
		})
	}
}

func TestFromASharedChannelIntoTheGallery_3_11(t *testing.T) {
	tn := newTown(t)
	who := slacktest.Person{Team: "T1", User: "UEDITOR", Channel: "C1"}
	tn.Meet(who)
	tn.offer(t, who, slacktest.File{Name: "sunset.jpg", Content: blobtest.Picture(t, 40), Access: "check_file_info"})
	tn.work(t)
	if stack := tn.Stack(who); len(stack) != 1 || !strings.Contains(string(stack[0].Blocks), "sunset.jpg") {
		t.Errorf("got %+v, want the form once Slack was asked", stack)
	}
}

func TestSharedWhereTheChannelWantsIt_3_11(t *testing.T) {
	tn := newTown(t)
	for _, channel := range []string{"C1", "C2"} {
		who := slacktest.Person{Team: "T1", User: "UEDITOR", Channel: channel}
		tn.Meet(who)
		e := tn.ShareFile(who, tn.Share(who, slacktest.File{Name: "sunset.jpg", Content: blobtest.Picture(t, channel[1])}))
		for range 2 { // Slack brings it twice
			if d, err := tn.Deliver(t.Context(), e); err != nil || d.Failed != "" {
				t.Fatalf("got %v, %v", d.Failed, err)
			}
			tn.work(t)
		}
	}
	if photos := tn.photos(t); len(photos) != 1 {
		t.Errorf("got %d photos, want the one of the channel that wants it", len(photos))
	}
	receipts := 0
	for _, m := range tn.Messages() {
		if m.Ephemeral && m.For == "UEDITOR" && m.Channel == "C2" {
			receipts++
		}
	}
	if receipts == 0 {
		t.Error("who shared it is not told")
	}
	if refused := tn.Refused(); len(refused) > 0 {
		t.Errorf("Slack refused %q", refused)
	}
}
