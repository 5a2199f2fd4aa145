package slackbot_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/slacksim"
	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

var update = flag.Bool("update", false, "rewrite the goldens")

const (
	secret = "8f742231b10e8888abcd99yyyzzz85a5"
	appID  = "A0123456789"
)

// album is a small gallery of 47 photos that answers as the router does: one photo
// at a time, its place in State, each request once.
type album struct {
	mu    sync.Mutex
	calls int
	seen  map[string]*intents.Reply
	// slow makes an answer take until its context ends, so many times.
	slow int
	// reply, when set, is the answer to everything.
	reply *intents.Reply
	last  intents.Request
}

func (a *album) ServeIntent(ctx context.Context, r *intents.Request) (*intents.Reply, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if old, ok := a.seen[r.ID]; ok {
		if old.Kind == intents.SharedWith {
			return &intents.Reply{Kind: intents.Silence}, nil
		}
		return old, nil
	}
	a.calls++
	a.last = *r
	if a.slow > 0 {
		a.slow--
		<-ctx.Done()
		return &intents.Reply{Kind: intents.Apology, Focus: -1, Fault: fault.Timeout.String(), Speech: intents.Say("That is taking me too long.")}, nil
	}
	reply := a.reply
	if reply == nil {
		reply = found(at(r))
		if r.Intent == intents.Send {
			reply.Kind = intents.SharedWith
		}
		reply.Intent = r.Intent
	}
	if a.seen == nil {
		a.seen = map[string]*intents.Reply{}
	}
	a.seen[r.ID] = reply
	return reply, nil
}

// at is the number of the photo a request leads to, from 1.
func at(r *intents.Request) int {
	n, err := strconv.Atoi(r.State)
	if err != nil {
		n = 1
	}
	if r.Intent == intents.Next {
		n++
	}
	if r.Intent == intents.Previous {
		n--
	}
	return n
}

const total = 47

// found is the answer that shows the nth of the album.
func found(n int) *intents.Reply {
	return &intents.Reply{
		Kind: intents.Found, Intent: intents.Find, Layout: intents.Single,
		Speech: intents.Say("I found ").Number(total).And(" photos of ").Quote("beach").And("."),
		Photos: []intents.Shown{photo(n)},
		Page:   intents.Paging{First: n, Total: total, Exact: true, HasNext: n < total, HasPrevious: n > 1},
		Ask:    intents.Say("Shall I show more?"),
		State:  strconv.Itoa(n),
		Suggest: []intents.Suggestion{
			{Label: "Next", Utterance: "next", Intent: intents.Next},
			{Label: "Only with Anna", Utterance: "only the ones with Anna", Intent: intents.Refine},
		},
	}
}

func photo(n int) intents.Shown {
	return intents.Shown{
		Gallery: "01K0000000000000000000GALL",
		ID:      gallery.PhotoID(fmt.Sprintf("01K00000000000000000000%03d", n)),
		Title:   fmt.Sprintf("Waves & wind <%d>", n), Description: "The tide came in faster than we thought.",
		Taken: time.Date(2024, 7, 13, 18, 30, 0, 0, time.FixedZone("", 3600)),
		Place: gallery.Place{City: "Nazaré", Region: "Leiria", Country: "Portugal"}, People: []string{"Anna", "Ben"},
		Alt: fmt.Sprintf("Waves & wind <%d>, with Anna and Ben, in Nazaré, 13 July 2024.", n), Width: 4000, Height: 3000,
	}
}

// queue keeps what was sent, for the worker.
type queue struct {
	mu     sync.Mutex
	bodies [][]byte
	err    error
}

func (q *queue) Send(_ context.Context, body []byte) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.err != nil {
		return q.err
	}
	q.bodies = append(q.bodies, bytes.Clone(body))
	return nil
}

// take gives the batch a worker would get, and empties the queue.
func (q *queue) take() events.SQSEvent {
	q.mu.Lock()
	defer q.mu.Unlock()
	var batch events.SQSEvent
	for i, b := range q.bodies {
		batch.Records = append(batch.Records, events.SQSMessage{MessageId: fmt.Sprintf("m%d", i), Body: string(b)})
	}
	q.bodies = nil
	return batch
}

// house is a bot in a simulated workspace.
type house struct {
	*slacksim.Workspace
	bot    *slackbot.Bot
	album  *album
	queue  *queue
	log    *bytes.Buffer
	mu     sync.Mutex
	clock  time.Time
	client *http.Client
}

func (h *house) now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.clock
}

func (h *house) sleep(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.clock = h.clock.Add(d)
}

func newHouse(tb testing.TB) *house {
	tb.Helper()
	return newHouseWith(tb, nil)
}

// newHouseWith lets wrap stand between the bot and Slack's response URLs.
func newHouseWith(tb testing.TB, wrap func(http.RoundTripper) http.RoundTripper) *house {
	tb.Helper()
	h := &house{album: &album{}, queue: &queue{}, log: &bytes.Buffer{}, clock: time.Unix(1_753_000_000, 0)}
	_, patience := intentstest.Unhurried()
	h.Workspace = slacksim.New(slacksim.Config{
		Secret: secret, AppID: appID, TeamID: "T0001", UserID: "U2CERLKJA", ChannelID: "C0001", Now: h.now,
		Endpoint: h.endpoint(), Run: "run", Patience: patience,
	})
	h.client = h.Client()
	if wrap != nil {
		h.client.Transport = wrap(h.client.Transport)
	}
	h.bot = slackbot.New(h.config(), h.album)
	return h
}

// endpoint is the bot's, whichever it is by then.
func (h *house) endpoint() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.bot.HTTP().ServeHTTP(w, r) })
}

func (h *house) config() slackbot.Config {
	budget, _ := intentstest.Unhurried()
	return slackbot.Config{
		Secrets: []string{secret}, AppID: appID, Queue: h.queue, Client: h.client, Now: h.now,
		Links:  photolink.New("https://photos.example", []photolink.Key{{Number: 1, Secret: bytes.Repeat([]byte("k"), 32)}}, h.now),
		Log:    slog.New(slog.NewTextHandler(h.log, nil)),
		Budget: budget,
	}
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(tb testing.TB) T {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
		return v
	}
}

// ask types a command that shows one message.
func (h *house) ask(tb testing.TB, text string) slacksim.Message {
	tb.Helper()
	return one(tb, must(h.Command(tb.Context(), text))(tb))
}

// one is the message of a turn that was not refused and concerns one message.
func one(tb testing.TB, t slacksim.Turn) slacksim.Message {
	tb.Helper()
	if len(t.Refused) > 0 || len(t.Messages) != 1 {
		tb.Fatalf("got %d messages, refused %q; want one message", len(t.Messages), t.Refused)
	}
	return t.Messages[0]
}

// golden compares text with a file, or rewrites the file.
func golden(tb testing.TB, name string, got []byte) {
	tb.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		tb.Errorf("%s differs (-want +got); run with -update and read the diff:\n%s", name, diff)
	}
}
