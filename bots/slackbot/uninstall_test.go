package slackbot_test

import (
	"slices"
	"testing"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
)

func TestUninstallAndRevocationInAnyOrder_3_12(t *testing.T) {
	uninstalled := map[string]any{"type": "app_uninstalled"}
	revoked := map[string]any{"type": "tokens_revoked", "tokens": map[string]any{"oauth": []string{}, "bot": []string{"UBOT"}}}
	others := map[string]any{"type": "tokens_revoked", "tokens": map[string]any{"oauth": []string{"U1"}, "bot": []string{}}}
	none := map[string]any{"authorizations": nil} // the app is gone
	org := map[string]any{"team_id": "E1", "enterprise_id": "E1", "authorizations": nil}
	tests := []struct {
		name   string
		orgs   bool
		events []map[string]any
		more   map[string]any
		newer  bool // it was installed again after Slack said so
		kept   bool
	}{
		{"uninstalled, then revoked", false, []map[string]any{uninstalled, revoked}, none, false, false},
		{"revoked, then uninstalled", false, []map[string]any{revoked, uninstalled}, none, false, false},
		{"each twice", false, []map[string]any{revoked, revoked, uninstalled, uninstalled}, none, false, false},
		{"revoked alone", false, []map[string]any{revoked}, none, false, false},
		{"the token of a person revoked", false, []map[string]any{others}, none, false, true},
		{"said late, of what was installed again since", false, []map[string]any{uninstalled, revoked}, none, true, true},
		{"an organisation's, uninstalled alone", true, []map[string]any{uninstalled}, org, false, false},
		{"an organisation's", true, []map[string]any{uninstalled, revoked}, org, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var kept *install.Installations
			s := newSpeaker(t, nil)
			kept = install.New(s.store.Table, install.NewLocalSealer([]byte("a secret of this test")), install.App{ClientID: "1.2", ClientSecret: "hush"}, s.client, s.now)
			c := s.config()
			c.Tokens, c.Ledger = kept, s.ledger
			s.bot = slackbot.New(c, s.album)
			i := install.Installation{Team: "T0001", BotUser: "UBOT", Installed: s.now().Add(-time.Hour), Tokens: install.Tokens{Bot: botToken}}
			w := install.Workspace{Team: "T0001"}
			if tt.orgs {
				i.Enterprise, i.Team, i.OrgWide = "E1", "", true
				w = install.Workspace{Enterprise: "E1", Team: "T0002", OrgWide: true}
			}
			if tt.newer {
				i.Installed = s.now().Add(time.Minute)
			}
			if err := kept.Save(t.Context(), i); err != nil {
				t.Fatal(err)
			}
			for n, event := range tt.events {
				s.hear(t, told("Ev"+string(rune('a'+n)), event, tt.more))
			}
			if again := s.work(t, s.batch()); len(again) > 0 {
				t.Errorf("got %q again, want none: %s", again, s.log)
			}
			_, err := kept.Find(t.Context(), w)
			if tt.kept != (err == nil) || err != nil && !fault.Is(err, fault.NotFound) {
				t.Errorf("got %v, want kept %v", err, tt.kept)
			}
		})
	}
}

func TestScopesAreWhatIsHandled(t *testing.T) {
	got := slackbot.Scopes()
	for _, want := range []string{"commands", "chat:write", "app_mentions:read", "im:history"} {
		if !slices.Contains(got, want) {
			t.Errorf("got %q, which lacks %s", got, want)
		}
	}
	if !slices.IsSorted(got) || len(slices.Compact(slices.Clone(got))) != len(got) {
		t.Errorf("got %q, want each once and in order", got)
	}
}
