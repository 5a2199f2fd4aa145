package install_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
)

var home = install.Workspace{Team: "T0001"}

func TestInstalling_3_12(t *testing.T) {
	k := newKit(t)
	k.slack.good["a-code"] = team("xoxb-1", nil)
	b := k.browser()
	w := b.agree(b.begin(t), "a-code")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Shoebox is in your workspace") {
		t.Fatalf("got %d %s", w.Code, w.Body)
	}
	got, err := k.Find(t.Context(), home)
	want := install.Installation{
		Team: "T0001", AppID: "A0001", BotUser: "UBOT", Installer: "U0001", Scopes: []string{"commands", "chat:write"},
		Installed: k.clock.Now(), Tokens: install.Tokens{Bot: "xoxb-1"},
	}
	if diff := cmp.Diff(got, want); err != nil || diff != "" {
		t.Errorf("got - want +:\n%s (%v)", diff, err)
	}
	if strings.Contains(k.logs.String(), "xoxb") || strings.Contains(fmt.Sprintf("%v %+v %#v", got, got, got.Tokens), "xoxb-1") {
		t.Error("a token can be read in the log, or in what prints")
	}
}

func TestWhatDoesNotInstall_3_12(t *testing.T) {
	tests := []struct {
		name   string
		come   func(*kit, *browser, string) (status int, words string)
		status int
		words  string
	}{
		{"another browser brings the state", func(k *kit, _ *browser, state string) (int, string) {
			w := k.browser().agree(state, "a-code")
			return w.Code, w.Body.String()
		}, http.StatusBadRequest, "That took too long"},
		{"a state that was not given", func(_ *kit, b *browser, _ string) (int, string) {
			w := b.agree("made-up", "a-code")
			return w.Code, w.Body.String()
		}, http.StatusBadRequest, "That took too long"},
		{"no state", func(_ *kit, b *browser, _ string) (int, string) {
			w := b.agree("", "a-code")
			return w.Code, w.Body.String()
		}, http.StatusBadRequest, "That took too long"},
		{"ten minutes later", func(k *kit, b *browser, state string) (int, string) {
			k.clock.Pass(10 * time.Minute)
			w := b.agree(state, "a-code")
			return w.Code, w.Body.String()
		}, http.StatusBadRequest, "That took too long"},
		{"somebody who says no", func(_ *kit, b *browser, state string) (int, string) {
			w := b.get(install.PathCallback + "?error=access_denied&state=" + url.QueryEscape(state))
			return w.Code, w.Body.String()
		}, http.StatusOK, "Nothing was installed"},
		{"a code that Slack did not give", func(_ *kit, b *browser, state string) (int, string) {
			w := b.agree(state, "another-code")
			return w.Code, w.Body.String()
		}, http.StatusBadGateway, "Slack did not answer"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			k := newKit(t)
			k.slack.good["a-code"] = team("xoxb-1", nil)
			b := k.browser()
			status, words := tt.come(k, b, b.begin(t))
			if status != tt.status || !strings.Contains(words, tt.words) {
				t.Errorf("got %d %s, want %d and %q", status, words, tt.status, tt.words)
			}
			if _, err := k.Find(t.Context(), home); !fault.Is(err, fault.NotFound) {
				t.Errorf("it is installed all the same: %v", err)
			}
			if strings.Contains(k.logs.String(), "a-code") || strings.Contains(k.logs.String(), "hush") {
				t.Errorf("a secret is in the log: %s", k.logs)
			}
		})
	}
}

func TestAStateIsGoodOnce_3_12(t *testing.T) {
	k := newKit(t)
	k.slack.good["a-code"], k.slack.good["b-code"] = team("xoxb-1", nil), team("xoxb-2", nil)
	b := k.browser()
	state := b.begin(t)
	again := &browser{k, maps.Clone(b.cookies)}
	b.agree(state, "a-code")
	if w := again.agree(state, "b-code"); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "used already") {
		t.Errorf("got %d %s, want that it was used", w.Code, w.Body)
	}
	if token, err := k.Token(t.Context(), home); token != "xoxb-1" {
		t.Errorf("got the second code's token, want the first's (%v)", err)
	}
}

func TestAnOrganisationsInstallationIsForAllItsWorkspaces_3_12(t *testing.T) {
	k := newKit(t)
	k.slack.good["a-code"] = team("xoxb-org", map[string]any{
		"team": nil, "enterprise": map[string]any{"id": "E0001", "name": "All"}, "is_enterprise_install": true,
	})
	b := k.browser()
	b.agree(b.begin(t), "a-code")
	for name, w := range map[string]install.Workspace{
		"as the organisation":      {Enterprise: "E0001", Team: "T0001", OrgWide: true},
		"as one of its workspaces": {Enterprise: "E0001", Team: "T0002"},
		"without a team":           {Enterprise: "E0001"},
	} {
		if token, err := k.Token(t.Context(), w); token != "xoxb-org" {
			t.Errorf("%s: got no token: %v", name, err)
		}
	}
	if _, err := k.Token(t.Context(), install.Workspace{Enterprise: "E0002", Team: "T0001"}); !fault.Is(err, fault.NotFound) {
		t.Errorf("another organisation: got %v, want NotFound", err)
	}
	// A workspace's own goes before its organisation's.
	own := install.Installation{Enterprise: "E0001", Team: "T0002", BotUser: "UOWN", Installed: k.clock.Now(), Tokens: install.Tokens{Bot: "xoxb-own"}}
	if err := k.Save(t.Context(), own); err != nil {
		t.Fatal(err)
	}
	if token, err := k.Token(t.Context(), install.Workspace{Enterprise: "E0001", Team: "T0002"}); token != "xoxb-own" {
		t.Errorf("got not the workspace's own token: %v", err)
	}
}

func TestAWorkspaceIsMadeReadyBeforeItsInstallationIsKept(t *testing.T) {
	organisation := team("xoxb-1", nil)
	maps.Copy(organisation, map[string]any{
		"team": nil, "is_enterprise_install": true, "enterprise": map[string]any{"id": "E0001", "name": "Acme Group"},
	})
	for _, tt := range []struct {
		name   string
		answer map[string]any
		fails  bool
		want   string
		at     install.Workspace
	}{
		{"a workspace", team("xoxb-1", nil), false, "T0001 U0001", home},
		{"an organisation", organisation, false, "E0001 U0001", install.Workspace{Enterprise: "E0001", OrgWide: true}},
		{"one that can't be made ready", team("xoxb-1", nil), true, "T0001 U0001", home},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := newKit(t)
			k.slack.good["a-code"] = tt.answer
			made := ""
			k.oauth.Workspace = func(_ context.Context, team, _, installer string) error {
				made = team + " " + installer
				if _, err := k.Find(t.Context(), tt.at); !fault.Is(err, fault.NotFound) {
					t.Errorf("got %v, want nothing kept yet", err)
				}
				if tt.fails {
					return fault.New("test.Workspace", fault.Unavailable, "away")
				}
				return nil
			}
			b := k.browser()
			b.agree(b.begin(t), "a-code")
			_, err := k.Find(t.Context(), tt.at)
			if made != tt.want || (err != nil) != tt.fails {
				t.Errorf("got %q and %v, want %q", made, err, tt.want)
			}
		})
	}
}
