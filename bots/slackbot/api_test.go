package slackbot_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/install"
)

// said makes an answer of the Web API that refuses.
func refuses(word string) answer {
	return answer{status: 200, said: `{"ok":false,"error":"` + word + `","response_metadata":{"messages":["[ERROR] with xoxb-sample-1 for U2CERLKJA"]}}`}
}

func TestWhatTheWebAPIRefuses_3_13(t *testing.T) {
	refusedPicture := answer{status: 200, said: `{"ok":false,"error":"invalid_blocks","errors":["downloading image failed [json-pointer:/blocks/0/image_url]"]}`}
	tests := []struct {
		name   string
		script []answer
		calls  int // of chat.postEphemeral
		said   int // messages in the end
		again  int // jobs to be delivered again
		queued int // jobs put back
	}{
		{"nothing", nil, 1, 1, 0, 0},
		{"a rate limit that is short is waited for", []answer{{status: 429, after: "2"}}, 2, 1, 0, 0},
		{"a rate limit that is long goes back into the queue", []answer{{status: 429, after: "60"}}, 1, 0, 0, 1},
		{"a rate limit without a time is tried again soon", []answer{{status: 429, said: "<html>"}}, 2, 1, 0, 0},
		{"a rate limit with a time that is none", []answer{{status: 429, after: "soon"}}, 2, 1, 0, 0},
		{"ratelimited as a word", []answer{refuses("ratelimited")}, 2, 1, 0, 0},
		{"a server that fails once", []answer{{status: 503, said: "<html>"}}, 2, 1, 0, 0},
		{"a server that goes on failing", slices.Repeat([]answer{{status: 503}}, 2), 2, 0, 0, 1},
		{"no connection", []answer{{err: errors.New("https://slack.com/api/chat.postEphemeral?token=xoxb-sample-1")}}, 2, 1, 0, 0},
		{"an answer that is no JSON", []answer{{status: 200, said: "<html>"}}, 2, 1, 0, 0},
		{"a word nobody knows may pass", []answer{refuses("solar_flare")}, 2, 1, 0, 0},
		{"a redirect is not followed", slices.Repeat([]answer{{status: 302}}, 2), 2, 0, 0, 1},
		{"a channel the app is not in", []answer{refuses("not_in_channel")}, 1, 0, 0, 0},
		{"a channel that is not there", []answer{refuses("channel_not_found")}, 1, 0, 0, 0},
		{"a token that is not good", []answer{refuses("invalid_auth")}, 1, 0, 0, 0},
		{"a token that was revoked", []answer{refuses("token_revoked")}, 1, 0, 0, 0},
		{"an account that is gone", []answer{refuses("account_inactive")}, 1, 0, 0, 0},
		{"a scope that was not granted", []answer{refuses("missing_scope")}, 1, 0, 0, 0},
		{"a picture that can't be fetched once", []answer{refusedPicture}, 2, 1, 0, 0},
		{"a picture that can't be fetched is left out", []answer{refusedPicture, refusedPicture}, 3, 1, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newSpeaker(t, nil)
				s.api.script = tt.script
				s.hear(t, told("Ev1", mentioned("<@UBOT> beach", nil), nil))
				again := s.work(t, s.batch())
				queued := len(s.queue.bodies)
				if len(s.api.calls) != tt.calls || len(s.api.said) != tt.said || len(again) != tt.again || queued != tt.queued {
					t.Errorf("got %d calls, %d messages, %d again, %d queued; want %d, %d, %d, %d: %s",
						len(s.api.calls), len(s.api.said), len(again), queued, tt.calls, tt.said, tt.again, tt.queued, s.log)
				}
				for _, leak := range []string{"xoxb", "U2CERLKJA", "beach", "api/chat"} {
					if strings.Contains(s.log.String(), leak) {
						t.Errorf("%q is in the log: %s", leak, s.log)
					}
				}
				s.sleep(time.Minute)
				for range 3 { // whatever was put back is done in the end, and nothing twice
					s.work(t, s.batch())
				}
				if said := len(s.api.said); queued > 0 && said != 1 || said > 1 || s.album.calls != 1 {
					t.Errorf("got %d messages and %d acts in the end, want at most one", said, s.album.calls)
				}
			})
		})
	}
}

func TestLongRateLimitsAreWaitedForOneAfterTheOther_3_13(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSpeaker(t, nil)
		s.api.script = slices.Repeat([]answer{{status: 429, after: "60"}}, 3)
		s.hear(t, told("Ev1", mentioned("<@UBOT> beach", nil), nil))
		for range 4 {
			if again := s.work(t, s.batch()); len(again) > 0 {
				t.Fatalf("got %q again, want none", again)
			}
			s.sleep(time.Minute)
		}
		s.answeredOnce(t)
	})
}

func TestQueueIsAskedToHoldBack_3_13(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSpeaker(t, nil)
		held := &holding{queue: s.queue}
		c := s.config()
		c.Queue, c.Tokens, c.Ledger = held, givenToken{}, s.ledger
		s.bot = slackbot.New(c, s.album)
		s.api.script = []answer{{status: 429, after: "60"}}
		s.hear(t, told("Ev1", mentioned("<@UBOT> beach", nil), nil))
		s.work(t, s.batch())
		if !slices.Equal(held.delays, []time.Duration{time.Minute}) {
			t.Errorf("got delays %v, want a minute", held.delays)
		}
	})
}

// holding is a queue that can hold back.
type holding struct {
	*queue
	delays []time.Duration
}

func (h *holding) SendAfter(ctx context.Context, body []byte, delay time.Duration) error {
	h.delays = append(h.delays, delay)
	return h.Send(ctx, body)
}

func TestWorkspaceWithoutTheAppIsGivenUp(t *testing.T) {
	s := newSpeaker(t, nil)
	s.hear(t, told("Ev1", mentioned("<@UBOT> beach", nil), map[string]any{"authorizations": []any{map[string]any{"team_id": "TNONE", "user_id": "UBOT"}}}))
	if again := s.work(t, s.batch()); len(again) > 0 || len(s.api.calls) > 0 {
		t.Errorf("got %q again and calls %q, want none", again, s.api.calls)
	}
}

// asking keeps for which workspaces a token was wanted.
type asking struct{ workspaces []install.Workspace }

func (a *asking) Token(_ context.Context, w install.Workspace) (string, error) {
	a.workspaces = append(a.workspaces, w)
	return botToken, nil
}

func TestTokenIsOfTheInstallationAnEventIsFor_3_12(t *testing.T) {
	tests := []struct {
		name string
		more map[string]any
		want install.Workspace
		team string // of the person
	}{
		{"a workspace", nil, install.Workspace{Team: "T0001"}, "T0001"},
		{
			"an organisation's installation",
			map[string]any{"enterprise_id": "E1", "authorizations": []any{map[string]any{"enterprise_id": "E1", "team_id": "T0001", "user_id": "UBOT", "is_enterprise_install": true}}},
			install.Workspace{Enterprise: "E1", Team: "T0001", OrgWide: true}, "T0001",
		},
		{
			"a channel shared with another workspace, where the app is not installed",
			map[string]any{"team_id": "T0009", "authorizations": []any{map[string]any{"team_id": "T0001", "user_id": "UBOT"}}},
			install.Workspace{Team: "T0001"}, "T0001",
		},
		{"no authorizations", map[string]any{"authorizations": []any{}}, install.Workspace{Team: "T0001"}, "T0001"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tokens := &asking{}
			s := newSpeaker(t, func(c *slackbot.Config) { c.Tokens = tokens })
			s.hear(t, told("Ev1", messaged("beach", nil), tt.more))
			s.work(t, s.batch())
			if !slices.Equal(tokens.workspaces, []install.Workspace{tt.want}) {
				t.Errorf("got tokens of %+v, want %+v", tokens.workspaces, tt.want)
			}
			if got := s.album.last.Identity; got.Team != tt.team || got.User != "U2CERLKJA" {
				t.Errorf("got %+v as who asks, want of %s", got, tt.team)
			}
		})
	}
}

func TestAPIURLCanBeAnother(t *testing.T) {
	s := newSpeaker(t, func(c *slackbot.Config) { c.APIURL = "https://sim.example/api/" })
	var asked []string
	s.client.Transport = recording(func(r *http.Request) { asked = append(asked, r.URL.Host) })
	c := s.config()
	c.Tokens, c.APIURL = givenToken{}, "https://sim.example/api/"
	s.bot = slackbot.New(c, s.album)
	s.hear(t, told("Ev1", mentioned("<@UBOT> beach", nil), nil))
	s.work(t, s.batch())
	if len(asked) == 0 || asked[0] != "sim.example" {
		t.Errorf("got %q asked, want sim.example", asked)
	}
}

type recording func(*http.Request)

func (f recording) RoundTrip(r *http.Request) (*http.Response, error) {
	f(r)
	return reply(r, 200, "", `{"ok":true}`), nil
}
