package manifest_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/manifest"
	"shoebox/bots/slackbot/slacktest"
	"shoebox/intents"
	"shoebox/shared/photolink"
)

// handled says what a manifest and what handles Slack's requests do not agree about.
// more are scopes that no handler needs by itself.
func handled(m slack.Manifest, events []slackbot.EventHandler, interactions []slackbot.InteractionHandler, more ...string) []string {
	var wrong []string
	both := func(sort string, named, has []string) {
		for _, name := range named {
			if !slices.Contains(has, name) {
				wrong = append(wrong, "nobody handles the "+sort+" "+name)
			}
		}
		for _, name := range has {
			if !slices.Contains(named, name) {
				wrong = append(wrong, "the manifest lacks the "+sort+" "+name)
			}
		}
	}
	var kinds, scopes, shortcuts, named []string
	for _, h := range events {
		if scopes = append(scopes, h.Scopes...); len(h.Subscriptions) > 0 {
			kinds = append(kinds, h.Subscriptions...)
		} else {
			kinds = append(kinds, h.Type)
		}
	}
	suggests := false
	for _, h := range interactions {
		scopes = append(scopes, h.Scopes...)
		suggests = suggests || h.Type == "block_suggestion"
		if h.Type == "shortcut" || h.Type == "message_action" {
			shortcuts = append(shortcuts, h.Type+" "+h.ID)
		}
	}
	for _, s := range m.Features.Shortcuts {
		named = append(named, map[slack.ShortcutType]string{slack.GlobalShortcut: "shortcut ", slack.MessageShortcut: "message_action "}[s.Type]+s.CallbackID)
	}
	var subscribed []string
	if m.Settings.EventSubscriptions != nil {
		subscribed = m.Settings.EventSubscriptions.BotEvents
	}
	both("event", subscribed, kinds)
	both("shortcut", named, shortcuts)
	both("scope", m.OAuthConfig.Scopes.Bot, append(append(scopes, "commands"), more...))
	for _, pair := range []struct {
		name      string
		is, wants bool
	}{
		{"home tab", m.Features.AppHome.HomeTabEnabled, slices.Contains(kinds, "app_home_opened")},
		{"messages tab", m.Features.AppHome.MessagesTabEnabled, slices.Contains(kinds, "message.im")},
		{"links", len(m.Features.UnfurlDomains) > 0, slices.Contains(kinds, "link_shared")},
		{"menus' options", m.Settings.Interactivity.MessageMenuOptionsUrl != "", suggests},
	} {
		if pair.is != pair.wants {
			wrong = append(wrong, fmt.Sprintf("%s: the manifest says %v, what is handled %v", pair.name, pair.is, pair.wants))
		}
	}
	return wrong
}

func TestManifestNamesWhatIsHandledAndNothingElse_3_14(t *testing.T) {
	if wrong := handled(written(t, whole), slackbot.Events(), slackbot.Interactions(), slackbot.FileScopes()...); len(wrong) > 0 {
		t.Errorf("with all there is: %q", wrong)
	}
	if wrong := handled(written(t, manifest.App{URL: whole.URL, Tokens: true}), slackbot.Events(), slackbot.Interactions()); len(wrong) > 0 {
		t.Errorf("with tokens: %q", wrong)
	}
	var clicks []slackbot.InteractionHandler
	for _, h := range slackbot.Interactions() {
		if !h.Token {
			clicks = append(clicks, h)
		}
	}
	m := written(t, manifest.App{URL: whole.URL})
	if wrong := handled(m, nil, clicks); len(wrong) > 0 {
		t.Errorf("without tokens: %q", wrong)
	}
	if len(m.OAuthConfig.RedirectUrls) > 0 || m.Settings.TokenRotationEnabled || m.Settings.OrgDeployEnabled {
		t.Error("without tokens there is nothing to install by OAuth")
	}
}

func TestAPlantedDifferenceIsFound_3_14(t *testing.T) {
	tests := []struct {
		name  string
		plant func(*slack.Manifest, *[]slackbot.EventHandler, *[]slackbot.InteractionHandler)
		want  string
	}{
		{"an event nobody handles", func(m *slack.Manifest, _ *[]slackbot.EventHandler, _ *[]slackbot.InteractionHandler) {
			m.Settings.EventSubscriptions.BotEvents = append(m.Settings.EventSubscriptions.BotEvents, "pin_added")
		}, "nobody handles the event pin_added"},
		{"a handler of an event that is not subscribed to", func(_ *slack.Manifest, e *[]slackbot.EventHandler, _ *[]slackbot.InteractionHandler) {
			*e = append(*e, slackbot.EventHandler{Type: "pin_added"})
		}, "the manifest lacks the event pin_added"},
		{"a scope nobody needs", func(m *slack.Manifest, _ *[]slackbot.EventHandler, _ *[]slackbot.InteractionHandler) {
			m.OAuthConfig.Scopes.Bot = append(m.OAuthConfig.Scopes.Bot, "pins:read")
		}, "nobody handles the scope pins:read"},
		{"a handler whose scope is not asked for", func(_ *slack.Manifest, e *[]slackbot.EventHandler, _ *[]slackbot.InteractionHandler) {
			(*e)[0].Scopes = append(slices.Clone((*e)[0].Scopes), "pins:read")
		}, "the manifest lacks the scope pins:read"},
		{"a shortcut nobody handles", func(m *slack.Manifest, _ *[]slackbot.EventHandler, _ *[]slackbot.InteractionHandler) {
			m.Features.Shortcuts = append(m.Features.Shortcuts, slack.Shortcut{Type: slack.GlobalShortcut, CallbackID: "dance"})
		}, "nobody handles the shortcut shortcut dance"},
		{"a handler of a shortcut that is in no menu", func(_ *slack.Manifest, _ *[]slackbot.EventHandler, i *[]slackbot.InteractionHandler) {
			*i = append(*i, slackbot.InteractionHandler{Type: "message_action", ID: "dance"})
		}, "the manifest lacks the shortcut message_action dance"},
		{"a home tab that is not shown", func(m *slack.Manifest, _ *[]slackbot.EventHandler, _ *[]slackbot.InteractionHandler) {
			m.Features.AppHome.HomeTabEnabled = false
		}, "home tab: the manifest says false, what is handled true"},
		{"menus whose options nobody asks for", func(m *slack.Manifest, _ *[]slackbot.EventHandler, _ *[]slackbot.InteractionHandler) {
			m.Settings.Interactivity.MessageMenuOptionsUrl = ""
		}, "menus' options: the manifest says false, what is handled true"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, events, interactions := written(t, whole), slackbot.Events(), slackbot.Interactions()
			tt.plant(&m, &events, &interactions)
			if got := handled(m, events, interactions, slackbot.FileScopes()...); !slices.Contains(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// needs are the scopes without which Slack does not tell of an event.
var needs = map[string]string{
	"app_mention": "app_mentions:read", "message.im": "im:history", "link_shared": "links:read", "file_shared": "files:read",
	"app_home_opened": "", "app_uninstalled": "", "tokens_revoked": "",
}

func TestEveryEventHasItsScope_3_14(t *testing.T) {
	m := written(t, whole)
	for _, event := range m.Settings.EventSubscriptions.BotEvents {
		scope, known := needs[event]
		if !known || scope != "" && !slices.Contains(m.OAuthConfig.Scopes.Bot, scope) {
			t.Errorf("%s needs the scope %q (known: %v), asked for are %q", event, scope, known, m.OAuthConfig.Scopes.Bot)
		}
	}
}

// calls are the scopes, one of which a method of slack-go's client needs.
var calls = map[string]string{
	"PostMessageContext": "chat:write", "PostEphemeralContext": "chat:write", "UpdateMessageContext": "chat:write", "DeleteMessageContext": "chat:write",
	"UnfurlMessageContext": "links:write", "UnfurlMessageByIDContext": "links:write",
	"GetUserInfoContext": "users:read", "GetFileInfoContext": "files:read", "GetFileContext": "files:read",
	"GetUploadURLExternalContext": "files:write", "CompleteUploadExternalContext": "files:write", "UploadToURL": "files:write", "DeleteFileContext": "files:write",
	"GetConversationRepliesContext": "im:history", "GetConversationHistoryContext": "im:history",
	"OpenConversationContext": "im:write", "AddReactionContext": "reactions:write", "AddReactionsContext": "reactions:write",
	"OpenViewContext": "", "PushViewContext": "", "UpdateViewContext": "", "PublishViewContext": "", "GetPermalinkContext": "", "AuthTestContext": "",
}

// TestEveryCallHasItsScope_3_14 looks for the calls of the Web API in the bot's
// source.
func TestEveryCallHasItsScope_3_14(t *testing.T) {
	files, err := filepath.Glob("../*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no source: %v", err)
	}
	call := regexp.MustCompile(`\bclient\.([A-Z]\w*)\(`)
	scopes, found := append(slackbot.Scopes(), slackbot.FileScopes()...), 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range call.FindAllStringSubmatch(string(source), -1) {
			found++
			scope, known := calls[m[1]]
			if !known && m[1] != "Do" {
				t.Errorf("%s calls %s, whose scope is not known here", file, m[1])
			}
			if scope != "" && !slices.Contains(scopes, scope) {
				t.Errorf("%s calls %s, whose scope %s no handler asks for", file, m[1], scope)
			}
		}
	}
	if found == 0 {
		t.Error("no calls are found: is it looked at in the right place?")
	}
}

// jobs is a queue that counts.
type jobs struct{ n int }

func (q *jobs) Send(context.Context, []byte) error { q.n++; return nil }

// TestABotHandlesWhatIsInItsManifest sends a bot one of each.
func TestABotHandlesWhatIsInItsManifest_3_14(t *testing.T) {
	now := func() time.Time { return time.Unix(1_753_000_000, 0) }
	queue, log := &jobs{}, &bytes.Buffer{}
	var bot *slackbot.Bot
	workspace := slacktest.New(slacktest.Config{
		Secret: "s", AppID: "A0001", Now: now,
		Endpoint: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { bot.HTTP().ServeHTTP(w, r) }),
	})
	anna := slacktest.Person{Team: "T0001", User: "U0001", Channel: "C0001"}
	workspace.Meet(anna)
	workspace.Install(slacktest.Installed{Team: anna.Team, Scopes: slackbot.Scopes()})
	nobody := intents.HandlerFunc(func(context.Context, *intents.Request) (*intents.Reply, error) {
		return &intents.Reply{Kind: intents.Told, Focus: -1, Speech: intents.Say("Hello.")}, nil
	})
	bot = slackbot.New(slackbot.Config{
		Secrets: []string{"s"}, AppID: "A0001", Queue: queue, Client: workspace.Client(), Now: now, Tokens: workspace,
		Links: photolink.New("https://photos.example", []photolink.Key{{Number: 1, Secret: bytes.Repeat([]byte("k"), 32)}}, now),
		Log:   slog.New(slog.NewTextHandler(log, nil)),
	}, nobody)
	m := written(t, whole)
	for _, event := range append(slices.Clone(m.Settings.EventSubscriptions.BotEvents), "pin_added") {
		before := queue.n
		kind, _, _ := strings.Cut(event, ".")
		if _, err := workspace.Deliver(t.Context(), workspace.Happen(anna, map[string]any{"type": kind, "channel_type": "im"})); err != nil {
			t.Fatal(err)
		}
		if got, want := queue.n > before, event != "pin_added"; got != want {
			t.Errorf("%s: got work for it %v, want %v", event, got, want)
		}
	}
	for _, s := range m.Features.Shortcuts {
		message := slacktest.Message{TS: "1.2", Channel: anna.Channel, User: anna.User, Text: "look"}
		act := func() (slacktest.Turn, error) { return workspace.Shortcut(t.Context(), anna, s.CallbackID) }
		if s.Type == slack.MessageShortcut {
			act = func() (slacktest.Turn, error) {
				return workspace.MessageShortcut(t.Context(), anna, s.CallbackID, message)
			}
		}
		if turn, err := act(); err != nil || len(turn.Refused) > 0 {
			t.Errorf("%s: got %q, %v", s.Name, turn.Refused, err)
		}
	}
	if said := log.String(); strings.Contains(said, "interaction that is not handled") {
		t.Errorf("a shortcut of the manifest is not handled: %s", said)
	}
}
