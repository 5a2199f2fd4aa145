package simulator_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/digest"
	"shoebox/bots/slackbot/slacksim"
	"shoebox/deploy/simulator"
	"shoebox/intents"
	"shoebox/shared/account"
	"shoebox/shared/backend/local"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
	"shoebox/shared/table/tabletest"
	"shoebox/skills/alexa"
	"shoebox/skills/alexa/alexasim"
)

var day = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func now() time.Time { return day }

const skillID = "amzn1.ask.skill.page"

// open puts a page over a gallery of two photos.
func open(t *testing.T) http.Handler {
	t.Helper()
	page, _ := openWithSchedule(t)
	return page
}

// openWithSchedule is open, with what runs the scheduled function at a time.
func openWithSchedule(t *testing.T) (page http.Handler, tick func(time.Time) error) {
	t.Helper()
	key := []byte(strings.Repeat("k", 32))
	tbl := tabletest.Open(t)
	galleries := gallery.New(tbl, gallery.Keys{key}, now)
	member := gallery.Membership{Gallery: "01HZZZZZZZZZZZZZZZZZZZZZZZ", Role: gallery.Owner}
	for _, p := range []gallery.Photo{
		{Title: "Waves at dawn", Taken: time.Date(2026, 7, 4, 6, 0, 0, 0, time.UTC), Labels: []gallery.Label{{Name: "Beach", Confidence: 99}}},
		{Title: "<script>alert(1)</script>", Taken: time.Date(2025, 7, 4, 6, 0, 0, 0, time.UTC), People: []string{"Karen", "Karin"}},
	} {
		if _, err := galleries.As(member).Add(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	actor := account.Actor{User: "asker", Membership: member}
	accounts := account.NewLocal(account.Person{Actor: actor, Identities: []account.Identity{
		{Channel: account.Alexa, User: "amzn1.ask.account.page"},
		{Channel: account.Slack, Team: "T01", User: "U01"},
	}})
	log := slog.New(slog.DiscardHandler)
	router := intents.NewRouter(intents.Config{Galleries: galleries, Accounts: accounts, Table: tbl, Keys: [][]byte{key}, Log: log, Now: now})
	links := photolink.New("https://shoebox.example", []photolink.Key{{Number: 1, Secret: key}}, now)
	authority, err := alexasim.NewAuthority(now)
	if err != nil {
		t.Fatal(err)
	}
	skill := alexa.New(alexa.Config{Skills: []string{skillID}, Links: links, Now: now, Log: log}, router)
	var bot *slackbot.Bot
	workspace := slacksim.New(slacksim.Config{
		Secret: "secret", AppID: "A01", TeamID: "T01", UserID: "U01", ChannelID: "C01", Now: now, Wait: time.Minute, Scopes: slackbot.Scopes(),
		Endpoint: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { bot.HTTP().ServeHTTP(w, r) }),
	})
	queue := local.NewQueue(local.QueueConfig{Log: log, Consumer: func(ctx context.Context, batch events.SQSEvent) (events.SQSEventResponse, error) {
		return bot.Work(ctx, batch)
	}})
	t.Cleanup(func() {
		if err := queue.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	digests := digest.New(digest.Config{Table: tbl, Galleries: galleries, Accounts: accounts, Now: now})
	bot = slackbot.New(slackbot.Config{
		Digests: digests,
		Secrets: []string{"secret"}, AppID: "A01", Links: links, Queue: queue, Client: workspace.Client(), Tokens: workspace, Now: now, Log: log,
	}, router)
	page = simulator.New(simulator.Config{
		Echo: simulator.Echo{
			Endpoint: skill.HTTP(authority.Verifier()), Path: "/alexa", Sign: authority.Sign,
			Device: func(screen, _ string) *alexasim.Device {
				return alexasim.New(alexasim.Config{SkillID: skillID, UserID: "amzn1.ask.account.page", DeviceID: "page", Screen: screen, Now: now})
			},
		},
		Workspace: workspace, Tries: []string{"beach last summer"}, Now: now, Log: log,
	})
	return page, func(at time.Time) error {
		_, err := slackbot.Tick(t.Context(), digests, queue, at)
		return err
	}
}

// ask asks the page, as its scripts do.
func ask(t *testing.T, page http.Handler, method, path, body string, header ...string) (status int, answer string, h http.Header) {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, "https://shoebox.example"+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	page.ServeHTTP(w, r)
	got, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(got), w.Result().Header
}

func TestWhatIsAskedWrongly(t *testing.T) {
	page := open(t)
	tests := []struct {
		name, method, path, body string
		header                   []string
		status                   int
		want                     string
	}{
		{"an asset that is not there", "GET", "/assets/none.js", "", nil, 404, "not found"},
		{"a path out of the assets", "GET", "/assets/..%2fsimulator.go", "", nil, 404, "not found"},
		{"broken JSON", "POST", "/simulator/alexa", "{", nil, 400, "Please try"},
		{"a form in place of JSON", "POST", "/simulator/slack", "command=x", []string{"Content-Type", "application/x-www-form-urlencoded"}, 400, "Please try"},
		{"a body over the limit", "POST", "/simulator/alexa", `{"say":"` + strings.Repeat("x", 100_000) + `"}`, nil, 413, "fewer words"},
		{"a wish for nothing", "POST", "/simulator/slack", "{}", nil, 400, "Please try"},
		{"a press on a message that is not there", "POST", "/simulator/slack", `{"press":{"message":"1.2","action_id":"next"}}`, nil, 404, "search again"},
		{"somebody else's page speaking for the visitor", "POST", "/simulator/alexa", `{"open":true}`, []string{"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"}, 403, "cross-origin"},
		{"another method", "DELETE", "/about.json", "", nil, 405, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			status, answer, _ := ask(t, page, tt.method, tt.path, tt.body, tt.header...)
			if status != tt.status || !strings.Contains(answer, tt.want) {
				t.Errorf("got %d %q, want %d with %q", status, answer, tt.status, tt.want)
			}
		})
	}
}

func TestThePageMayOnlyDoWhatItBrings(t *testing.T) {
	_, html, h := ask(t, open(t), "GET", "/", "")
	if got := h.Get("Content-Security-Policy"); !strings.Contains(got, "default-src 'none'") || strings.Contains(got, "unsafe") {
		t.Errorf("got the policy %q, want nothing allowed that the page doesn't bring", got)
	}
	for _, inline := range []string{"<script>", "onclick=", "style="} {
		if strings.Contains(html, inline) {
			t.Errorf("the page has %s in it, which its policy forbids", inline)
		}
	}
}

func TestABrowserAsksForAnAssetTwice(t *testing.T) {
	page := open(t)
	_, _, h := ask(t, page, "GET", "/assets/page.css", "")
	status, _, _ := ask(t, page, "GET", "/assets/page.css", "", "If-None-Match", h.Get("ETag"))
	if status != http.StatusNotModified {
		t.Errorf("got %d, want 304: it has not changed", status)
	}
}

func TestBothSimulatorsAnswerWithTheWire(t *testing.T) {
	page := open(t)
	tests := []struct{ name, path, body, inRequest, inResponse string }{
		{"the Echo", "/simulator/alexa", `{"session":"a","say":"beach photos from last summer"}`, "IntentRequest", "Waves at dawn"},
		{"Slack", "/simulator/slack", `{"command":"beach last summer"}`, "response_url", "Waves at dawn"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			status, answer, _ := ask(t, page, "POST", tt.path, tt.body)
			var got struct {
				Request  struct{ Body string }
				Response struct {
					Status int
					Body   string
				}
				Usage struct {
					Requests  int
					ReadUnits float64
				}
			}
			if err := json.Unmarshal([]byte(answer), &got); err != nil || status != 200 || got.Response.Status != 200 {
				t.Fatalf("got %d %s (%v)", status, answer, err)
			}
			if !strings.Contains(got.Request.Body, tt.inRequest) {
				t.Errorf("the request on the wire is %q, want it to hold %q", got.Request.Body, tt.inRequest)
			}
			if !strings.Contains(got.Response.Body, tt.inResponse) {
				t.Errorf("the response on the wire is %q, want it to hold %q", got.Response.Body, tt.inResponse)
			}
			if got.Usage.Requests == 0 || got.Usage.ReadUnits == 0 {
				t.Errorf("got a cost of %+v, want it measured", got.Usage)
			}
		})
	}
}
