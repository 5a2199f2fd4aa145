package intents_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/table/tabletest"
)

// ask is Anna asking at a screen, in words.
func ask(w *intentstest.World, id, words string) *intents.Request {
	return &intents.Request{
		ID: id, Channel: account.Alexa, Identity: account.Identity{Channel: account.Alexa, User: intentstest.Anna},
		Utterance: words, Locale: "en-US", At: w.Clock.Now(), Screen: intents.Screen{Shows: true},
	}
}

// slack makes a request come from Slack.
func slack(r *intents.Request) *intents.Request {
	r.Channel = account.Slack
	r.Identity = account.Identity{Channel: account.Slack, User: r.Identity.User, Team: "T0001"}
	return r
}

func serve(t *testing.T, h intents.Handler, r *intents.Request) *intents.Reply {
	t.Helper()
	reply, err := h.ServeIntent(t.Context(), r)
	if err != nil {
		t.Fatalf("the router failed, which it never may: %v", err)
	}
	return reply
}

func shown(reply *intents.Reply) []string {
	var titles []string
	for _, p := range reply.Photos {
		titles = append(titles, p.Title)
	}
	return titles
}

func TestEveryIntentHasAHandlerAndTheOtherWayRound(t *testing.T) {
	var names []intents.Name
	for _, in := range intents.Catalogue() {
		names = append(names, in.Name)
	}
	slices.Sort(names)
	if diff := cmp.Diff(names, intentstest.Open(t).Router.Handles()); diff != "" {
		t.Errorf("handlers differ from the catalogue (-catalogue +handlers):\n%s", diff)
	}
}

func TestMiddlewareHasOneOrder(t *testing.T) {
	want := []string{"recover", "log", "deduplicate", "identify", "apologize"}
	if diff := cmp.Diff(want, intentstest.Open(t).Router.Order()); diff != "" {
		t.Error(diff)
	}
}

// accounts counts who asks, and answers as it is told.
type accounts struct {
	intentstest.Accounts
	asked    int
	identify func() (account.Actor, error)
}

func (a *accounts) Identify(ctx context.Context, who account.Identity) (account.Actor, error) {
	a.asked++
	if a.identify != nil {
		return a.identify()
	}
	return a.Accounts.Identify(ctx, who)
}

func TestARequestIsOneLineWithoutAWord(t *testing.T) {
	w := intentstest.Open(t)
	r := ask(w, "request-1", "photos of Anna")
	r.Identity.Token = "a-token"
	serve(t, w.Router, r)
	lines := strings.Split(strings.TrimSpace(w.Log.String()), "\n")
	if len(lines) != 1 {
		t.Fatalf("got %d lines, want one: %s", len(lines), w.Log)
	}
	var line map[string]any
	if err := json.Unmarshal([]byte(lines[0]), &line); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"TimeToAnswer", "TableRequests", "ReadUnits", "WriteUnits", "time"} {
		if _, ok := line[name]; !ok {
			t.Errorf("the line lacks %s: %s", name, lines[0])
		}
		delete(line, name)
	}
	want := map[string]any{"level": "INFO", "msg": "request", "id": "request-1", "channel": "alexa", "gallery": string(intentstest.Family), "intent": "find", "outcome": "answered", "kind": "found", "photos": 10.0}
	if diff := cmp.Diff(want, line); diff != "" {
		t.Errorf("the line differs (-want +got):\n%s", diff)
	}
	for _, secret := range []string{"Anna", "anna", "a-token", "evening"} {
		if strings.Contains(lines[0], secret) {
			t.Errorf("the line says %q", secret)
		}
	}
}

func TestARepeatedRequestGivesTheSameAnswerAndActsOnce(t *testing.T) {
	w := intentstest.Open(t)
	people := &accounts{}
	router := w.NewRouter(people)
	first := serve(t, router, slack(ask(w, "1", "photos of Clara")))
	second := serve(t, router, slack(ask(w, "2", "next")))
	again := serve(t, router, slack(ask(w, "2", "next")))
	if diff := cmp.Diff(shown(second), shown(again)); diff != "" || again.State != second.State {
		t.Errorf("the repeat differs: %s", diff)
	}
	third := serve(t, router, slack(ask(w, "3", "next")))
	if got, want := []int{first.Page.First, second.Page.First, third.Page.First}, []int{1, 2, 3}; !slices.Equal(got, want) {
		t.Errorf("got photos %v, want %v: the repeat moved on", got, want)
	}
	if people.asked != 3 {
		t.Errorf("asked %d times who it is, want 3: repeats are known before", people.asked)
	}
}

func TestARepeatWhileTheFirstIsInWorkIsSilent(t *testing.T) {
	w := intentstest.Open(t)
	people := &accounts{}
	var router *intents.Router
	var inner *intents.Reply
	people.identify = func() (account.Actor, error) {
		people.identify = nil
		inner = serve(t, router, ask(w, "1", "latest photos"))
		return people.Accounts.Identify(t.Context(), account.Identity{User: intentstest.Anna})
	}
	router = w.NewRouter(people)
	outer := serve(t, router, ask(w, "1", "latest photos"))
	if inner.Kind != intents.Silence || outer.Kind != intents.Found {
		t.Errorf("got %s for the repeat and %s for the first, want silence and found", inner.Kind, outer.Kind)
	}
}

func TestARequestWhoseServerDiedIsTakenOverAfterItsLease(t *testing.T) {
	w := intentstest.Open(t)
	// The answer's end is never marked, as if the process had gone.
	w.Store.Faulty.FailWrites(tabletest.Fault{Nth: 2, Times: -1, Kind: fault.Internal})
	serve(t, w.Router, ask(w, "1", "latest photos"))
	w.Store.Faulty.FailWrites()
	if got := serve(t, w.Router, ask(w, "1", "latest photos")); got.Kind != intents.Silence {
		t.Errorf("got %s within the lease, want silence", got.Kind)
	}
	w.Clock.Move(11 * time.Second)
	if got := serve(t, w.Router, ask(w, "1", "latest photos")); got.Kind != intents.Found {
		t.Errorf("got %s after the lease, want found", got.Kind)
	}
}

func TestAFailedRequestMayBeTriedAgain(t *testing.T) {
	w := intentstest.Open(t)
	w.Store.Faulty.FailReads(tabletest.Fault{Kind: fault.Internal, Times: -1})
	failed := serve(t, w.Router, ask(w, "1", "latest photos"))
	w.Store.Faulty.FailReads()
	again := serve(t, w.Router, ask(w, "1", "latest photos"))
	if failed.Kind != intents.Apology || again.Kind != intents.Found {
		t.Errorf("got %s, then %s; want apology, then found", failed.Kind, again.Kind)
	}
}

func TestNobodyKnownIsToldHowToConnectAndShownNothing(t *testing.T) {
	w := intentstest.Open(t)
	r := ask(w, "1", "photos of Anna")
	r.Identity.User = "somebody"
	got := serve(t, w.Router, r)
	if got.Kind != intents.Connect || len(got.Photos) > 0 || got.State != "" || got.Page.Total != 0 || !strings.Contains(got.Speech.String(), "Connect") {
		t.Errorf("got %+v, want how to connect and nothing else", got)
	}
	r = ask(w, "2", "")
	r.Identity.User, r.Intent = "somebody", intents.Stop
	if got := serve(t, w.Router, r); got.Kind != intents.Farewell {
		t.Errorf("got %s for a stranger's stop, want farewell", got.Kind)
	}
}

func TestAPanicIsAnApologyAndNothingPersonalIsLogged(t *testing.T) {
	w := intentstest.Open(t)
	router := w.NewRouter(&accounts{identify: func() (account.Actor, error) { panic("Anna's photos") }})
	got := serve(t, router, ask(w, "1", "photos of Anna"))
	if got.Kind != intents.Apology || got.Fault != "internal" || len(got.Speech) == 0 {
		t.Errorf("got %+v, want an apology", got)
	}
	if log := w.Log.String(); !strings.Contains(log, `"msg":"panic"`) || !strings.Contains(log, `"msg":"request"`) || strings.Contains(log, "Anna's") {
		t.Errorf("got %s, want the panic's type and the request's line", log)
	}
}

func TestEveryFaultOfTheStoreIsAKindSentence(t *testing.T) {
	w := intentstest.Open(t)
	for _, kind := range []fault.Kind{
		fault.Internal, fault.Invalid, fault.Conflict, fault.Denied, fault.Stale, fault.TooLarge, fault.Throttled, fault.Unavailable, fault.Timeout, fault.Canceled,
	} {
		t.Run(kind.String(), func(t *testing.T) {
			w.Store.Faulty.FailReads(tabletest.Fault{Kind: kind, Times: -1})
			defer w.Store.Faulty.FailReads()
			ctx, stop := context.WithTimeout(t.Context(), time.Second)
			defer stop()
			got, err := w.Router.ServeIntent(ctx, ask(w, kind.String(), "photos of Anna"))
			if err != nil || got.Kind != intents.Apology || len(got.Photos) > 0 {
				t.Fatalf("got %+v, %v; want an apology", got, err)
			}
			words := got.Speech.String()
			if len(got.Ask) == 0 || len(got.Reprompt) == 0 || strings.Contains(words, "planned") || strings.Contains(words, kind.String()+":") {
				t.Errorf("got %q, %q: want a kind sentence with a way on", words, got.Ask)
			}
		})
	}
}

func TestAStoreThatTakesNoMarkerStillAnswers(t *testing.T) {
	w := intentstest.Open(t)
	w.Store.Faulty.FailWrites(tabletest.Fault{Kind: fault.Internal, Times: -1})
	if got := serve(t, w.Router, slack(ask(w, "1", "photos of Anna"))); got.Kind != intents.Found {
		t.Errorf("got %s, want found: reading needs no writing", got.Kind)
	}
}

func TestASlowStoreEndsWithItsTime(t *testing.T) {
	w := intentstest.Open(t)
	w.Store.Faulty.FailReads(tabletest.Fault{Delay: time.Minute, Spare: true, Times: -1})
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	got, err := w.Router.ServeIntent(ctx, ask(w, "1", "photos of Anna"))
	if err != nil || got.Kind != intents.Apology || got.Fault != "timeout" {
		t.Errorf("got %+v, %v; want an apology for the time", got, err)
	}
	w.Store.Faulty.FailReads()
	if again := serve(t, w.Router, ask(w, "1", "photos of Anna")); again.Kind != intents.Found {
		t.Errorf("got %s, want found: a worker may take over what ran out of time", again.Kind)
	}
}
