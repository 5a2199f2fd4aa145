package slacktest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"time"

	"shoebox/shared/fault"
)

// The headers of a delivery that comes again, and of the answer that wants no more.
const (
	headerRetry  = "X-Slack-Retry-Num"
	headerReason = "X-Slack-Retry-Reason"
	headerNoMore = "X-Slack-No-Retry"
)

// pauses are how long after a failed delivery the next comes.
var pauses = []time.Duration{0, time.Minute, 5 * time.Minute}

// Event is something that happened, as Slack tells of it: as often and in whatever
// order it is delivered.
type Event struct {
	ID   string // Ev…
	Body []byte
}

// retry is a delivery that will come again.
type retry struct {
	event  Event
	num    int
	reason string
	due    time.Time
}

// Delivery is one attempt to tell the app of an event.
type Delivery struct {
	Turn
	Event  Event
	Num    int    // 0 is the first, then 1 to 3
	Failed string // why it will come again; "" when it was taken
}

// Happen makes an event of what happened to somebody. inner is the event itself, its
// type and what it tells; event_ts is added.
func (s *Slack) Happen(p Person, inner map[string]any) Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	inner = maps.Clone(inner)
	if inner["event_ts"] == nil {
		inner["event_ts"] = s.stamp()
	}
	return s.envelope(p, inner)
}

// Copy is the same event under another id, as Slack now and then tells of one.
func (s *Slack) Copy(e Event) (Event, error) {
	var body map[string]any
	if err := json.Unmarshal(e.Body, &body); err != nil {
		return Event{}, fault.As("slacktest.Copy", fault.Invalid, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.id("Ev")
	body["event_id"] = id
	return Event{ID: id, Body: encoded(body)}, nil
}

// envelope puts an event into what all have in common. The caller holds the lock.
func (s *Slack) envelope(p Person, inner map[string]any) Event {
	id := s.id("Ev")
	enterprise := any(nil)
	if p.Enterprise != "" {
		enterprise = p.Enterprise
	}
	team := any(p.Team)
	if p.OrgWide {
		team = nil
	}
	return Event{ID: id, Body: encoded(map[string]any{
		"token": "deprecated", "team_id": p.Team, "enterprise_id": enterprise, "context_team_id": p.Team, "context_enterprise_id": enterprise,
		"api_app_id": s.c.AppID, "type": "event_callback", "event_id": id, "event_time": s.c.Now().Unix(), "event": inner,
		"event_context": "4-" + id, "is_ext_shared_channel": false,
		"authorizations": []any{map[string]any{
			"enterprise_id": enterprise, "team_id": team, "user_id": BotUser, "is_bot": true, "is_enterprise_install": p.OrgWide,
		}},
	})}
}

// encoded is the JSON of what was put together here.
func encoded(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("slacktest: %v", err)) // maps, lists and texts alone
	}
	return raw
}

// Deliver tells the app of an event. Where it does not take it, [Slack.Retry] will
// bring it again.
func (s *Slack) Deliver(ctx context.Context, e Event) (Delivery, error) {
	return s.attempt(ctx, retry{event: e})
}

// Retry brings again what is due by now, in the order in which it is.
func (s *Slack) Retry(ctx context.Context) ([]Delivery, error) {
	s.mu.Lock()
	var due, later []retry
	for _, r := range s.retries {
		if r.due.After(s.c.Now()) {
			later = append(later, r)
		} else {
			due = append(due, r)
		}
	}
	s.retries = later
	s.mu.Unlock()
	var all []Delivery
	for _, r := range due {
		d, err := s.attempt(ctx, r)
		if err != nil {
			return all, err
		}
		all = append(all, d)
	}
	return all, nil
}

func (s *Slack) attempt(ctx context.Context, r retry) (Delivery, error) {
	more := http.Header{}
	if r.num > 0 {
		more.Set(headerRetry, strconv.Itoa(r.num))
		more.Set(headerReason, r.reason)
	}
	d := Delivery{Event: r.event, Num: r.num}
	s.begin(&d.Turn)
	var err error
	if d.Exchange, d.Took, err = s.deliver(ctx, toEvents, "application/json", r.event.Body, more); err != nil {
		return d, err
	}
	d.Failed = s.failed(d.Exchange, d.Took)
	s.conclude(ctx, &d.Turn, func(*Turn) {}) // whatever stands in it is not read
	// A delivery that took too long was given up before its headers came.
	unwanted := d.ResponseHeader.Get(headerNoMore) == "1" && d.Took <= s.c.Patience
	if d.Failed == "" || unwanted || r.num >= len(pauses) {
		return d, nil
	}
	reason := "http_error"
	if d.Took > s.c.Patience {
		reason = "http_timeout"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.retries = append(s.retries, retry{r.event, r.num + 1, reason, s.c.Now().Add(pauses[r.num])})
	return d, nil
}

// Event sends a body to the Events API's endpoint, signed.
func (s *Slack) Event(ctx context.Context, body []byte) (Turn, error) {
	ex, took, err := s.deliver(ctx, toEvents, "application/json", body, nil)
	return Turn{Exchange: ex, Took: took}, err
}
