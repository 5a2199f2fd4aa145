package slacktest_test

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"shoebox/bots/slackbot/slacktest"
)

// TestAPlantedBreachIsFound has for each rule of the Web API a call that breaks it,
// and what Slack says of that.
func TestAPlantedBreachIsFound(t *testing.T) {
	say := func(more fields) fields {
		f := fields{"channel": anna.Channel, "text": "hello"}
		maps.Copy(f, more)
		return f
	}
	blocks := func(list ...any) fields { return say(fields{"blocks": list}) }
	many := func(n int, b fields) []any {
		all := make([]any, n)
		for i := range all {
			all[i] = b
		}
		return all
	}
	tests := []struct {
		name, method string
		body         func(k *kit) fields
		want         string
	}{
		{"a method nobody knows", "chat.shout", func(*kit) fields { return nil }, "unknown_method"},
		{"nothing to say", "chat.postMessage", func(*kit) fields { return fields{"channel": anna.Channel} }, "no_text"},
		{"too much to say", "chat.postMessage", func(*kit) fields { return say(fields{"text": strings.Repeat("x", 40_001)}) }, "msg_too_long"},
		{"blocks without words for them", "chat.postMessage", func(*kit) fields {
			return fields{"channel": anna.Channel, "blocks": []any{block("divider", nil)}}
		}, "no_text"},
		{"a block too many", "chat.postMessage", func(*kit) fields { return blocks(many(51, block("divider", nil))...) }, "invalid_blocks"},
		{"blocks that are too long in all", "chat.postMessage", func(*kit) fields {
			return blocks(many(5, block("section", fields{"text": plainText(strings.Repeat("x", 2900))}))...)
		}, "msg_blocks_too_long"},
		{"blocks that are no JSON", "chat.postMessage", func(*kit) fields { return say(fields{"blocks": "["}) }, "invalid_blocks_format"},
		{"a block nobody knows", "chat.postMessage", func(*kit) fields { return blocks(block("hologram", nil)) }, "invalid_blocks"},
		{"a carousel", "chat.postMessage", func(*kit) fields { return blocks(block("carousel", fields{"elements": []any{}})) }, "invalid_blocks"},
		{"an empty text", "chat.postMessage", func(*kit) fields { return blocks(block("section", fields{"text": plainText("")})) }, "invalid_blocks"},
		{"a picture of two sources", "chat.postMessage", func(*kit) fields {
			return blocks(block("image", fields{"alt_text": "a", "image_url": "https://x.example/i", "slack_file": fields{"id": "F000000001"}}))
		}, "invalid_blocks"},
		{"a picture without a description", "chat.postMessage", func(*kit) fields { return blocks(block("image", fields{"image_url": "https://x.example/i"})) }, "invalid_blocks"},
		{"a file that is not there", "chat.postMessage", func(*kit) fields {
			return blocks(block("image", fields{"alt_text": "a", "slack_file": fields{"id": "F000000001"}}))
		}, "invalid_blocks"},
		{"a call to everybody", "chat.postMessage", func(*kit) fields { return say(fields{"text": "<!channel> look"}) }, "invalid_arguments"},
		{"names that become links", "chat.postMessage", func(*kit) fields { return say(fields{"link_names": true}) }, "invalid_arguments"},
		{"words that become links", "chat.postMessage", func(*kit) fields { return say(fields{"parse": "full"}) }, "invalid_arguments"},
		{"a channel that is not there", "chat.postMessage", func(*kit) fields { return say(fields{"channel": "C0009"}) }, "channel_not_found"},
		{"another workspace's channel", "chat.postMessage", func(k *kit) fields {
			k.Meet(slacktest.Person{Team: "T0002", User: "U0002", Channel: "C0002"})
			return say(fields{"channel": "C0002"})
		}, "channel_not_found"},
		{"a channel the app is not in", "chat.postMessage", func(k *kit) fields { k.Expel(slacktest.BotUser, anna.Channel); return say(nil) }, "not_in_channel"},
		{"a thread that is not there", "chat.postMessage", func(*kit) fields { return say(fields{"thread_ts": "1.2"}) }, "thread_not_found"},
		{"a whisper to somebody elsewhere", "chat.postEphemeral", func(*kit) fields { return say(fields{"user": "U0009"}) }, "user_not_in_channel"},
		{"an edit of what only one person sees", "chat.update", func(k *kit) fields {
			return say(fields{"ts": k.call("chat.postEphemeral", say(fields{"user": anna.User})).MessageTS})
		}, "message_not_found"},
		{"an edit of somebody else's message", "chat.update", func(k *kit) fields {
			m, _ := k.Say(anna, "mine", "")
			return say(fields{"ts": m.TS})
		}, "cant_update_message"},
		{"taking away somebody else's message", "chat.delete", func(k *kit) fields {
			m, _ := k.Say(anna, "mine", "")
			return fields{"channel": anna.Channel, "ts": m.TS}
		}, "cant_delete_message"},
		{"no unfurls", "chat.unfurl", func(k *kit) fields {
			m, _, _ := k.Link(anna, "https://x.example/p/1", false)
			return fields{"channel": anna.Channel, "ts": m.TS}
		}, "missing_unfurls"},
		{"an unfurl of both addresses", "chat.unfurl", func(k *kit) fields {
			m, id, _ := k.Link(anna, "https://x.example/p/1", false)
			return fields{"channel": anna.Channel, "ts": m.TS, "unfurl_id": id, "source": "conversations_history", "user_auth_message": "x"}
		}, "invalid_arguments"},
		{"an unfurl of a link that was not posted", "chat.unfurl", func(k *kit) fields {
			m, _, _ := k.Link(anna, "https://x.example/p/1", false)
			return fields{"channel": anna.Channel, "ts": m.TS, "unfurls": fields{"https://x.example/p/2": fields{"blocks": []any{block("divider", nil)}}}}
		}, "cannot_unfurl_url"},
		{"an unfurl without blocks", "chat.unfurl", func(k *kit) fields {
			m, _, _ := k.Link(anna, "https://x.example/p/1", false)
			return fields{"channel": anna.Channel, "ts": m.TS, "unfurls": fields{"https://x.example/p/1": fields{"blocks": []any{}}}}
		}, "cannot_unfurl_url"},
		{"an unfurl in the composer by its channel", "chat.unfurl", func(k *kit) fields {
			k.Link(anna, "https://x.example/p/1", true)
			return fields{"channel": "COMPOSER", "ts": "composer", "user_auth_message": "x"}
		}, "channel_not_found"},
		{"an unfurl of another source", "chat.unfurl", func(k *kit) fields {
			_, id, _ := k.Link(anna, "https://x.example/p/1", true)
			return fields{"unfurl_id": id, "source": "conversations_history", "user_auth_message": "x"}
		}, "invalid_source"},
		{"a trigger id that was never given", "views.open", func(*kit) fields { return fields{"trigger_id": "1.2.3", "view": modal(nil)} }, "invalid_trigger_id"},
		{"a trigger id after three seconds", "views.open", func(k *kit) fields {
			id := k.Trigger(anna, "")
			k.pass(3001 * time.Millisecond)
			return fields{"trigger_id": id, "view": modal(nil)}
		}, "expired_trigger_id"},
		{"a trigger id twice", "views.open", func(k *kit) fields {
			f := fields{"trigger_id": k.Trigger(anna, ""), "view": modal(nil)}
			k.call("views.open", f)
			return f
		}, "exchanged_trigger_id"},
		{"a fourth modal", "views.push", func(k *kit) fields {
			id := k.call("views.open", fields{"trigger_id": k.Trigger(anna, ""), "view": modal(nil)}).View.ID
			for range 2 {
				k.call("views.push", fields{"trigger_id": k.Trigger(anna, id), "view": modal(nil)})
			}
			return fields{"trigger_id": k.Trigger(anna, id), "view": modal(nil)}
		}, "push_limit_reached"},
		{"a push from where no modal is", "views.push", func(k *kit) fields { return fields{"trigger_id": k.Trigger(anna, ""), "view": modal(nil)} }, "invalid_trigger_id"},
		{"a modal whose title is too long", "views.open", func(k *kit) fields {
			return fields{"trigger_id": k.Trigger(anna, ""), "view": modal(fields{"title": plainText(strings.Repeat("x", 25))})}
		}, "invalid_arguments"},
		{"a home tab for a modal", "views.open", func(k *kit) fields { return fields{"trigger_id": k.Trigger(anna, ""), "view": home()} }, "invalid_arguments"},
		{"null for a view's blocks", "views.publish", func(*kit) fields { return fields{"user_id": anna.User, "view": fields{"type": "home", "blocks": nil}} }, "invalid_arguments"},
		{"an update of an old state", "views.update", func(k *kit) fields {
			v := k.call("views.open", fields{"trigger_id": k.Trigger(anna, ""), "view": modal(nil)}).View
			f := fields{"view_id": v.ID, "hash": v.Hash, "view": modal(nil)}
			k.call("views.update", f)
			return f
		}, "hash_conflict"},
		{"a home tab over an old state", "views.publish", func(k *kit) fields {
			f := fields{"user_id": anna.User, "view": home()}
			v := k.call("views.publish", f).View
			k.call("views.publish", f)
			f["hash"] = v.Hash
			return f
		}, "hash_conflict"},
		{"an update of a modal that was closed", "views.update", func(k *kit) fields {
			v := k.call("views.open", fields{"trigger_id": k.Trigger(anna, ""), "view": modal(nil)}).View
			must(k.Dismiss(t.Context(), anna, false))(t)
			return fields{"view_id": v.ID, "view": modal(nil)}
		}, "not_found"},
		{"an outside name twice", "views.push", func(k *kit) fields {
			named := modal(fields{"external_id": "one"})
			v := k.call("views.open", fields{"trigger_id": k.Trigger(anna, ""), "view": named}).View
			return fields{"trigger_id": k.Trigger(anna, v.ID), "view": named}
		}, "duplicate_external_id"},
		{"a description that is too long", "files.getUploadURLExternal", func(*kit) fields {
			return fields{"filename": "a.png", "length": 1, "alt_txt": strings.Repeat("x", 1001)}
		}, "alt_txt_too_large"},
		{"an upload of nothing", "files.getUploadURLExternal", func(*kit) fields { return fields{"filename": "a.png", "length": 0} }, "invalid_arguments"},
		{"the end of an upload that never was", "files.completeUploadExternal", func(k *kit) fields {
			id := k.call("files.getUploadURLExternal", fields{"filename": "a.png", "length": 1}).FileID
			return fields{"files": `[{"id":"` + id + `"}]`}
		}, "file_not_found"},
		{"a file of a channel the app is not in", "files.info", func(k *kit) fields {
			f := k.Share(anna, slacktest.File{Name: "a.png"})
			k.Expel(slacktest.BotUser, anna.Channel)
			return fields{"file": f.ID}
		}, "file_not_found"},
		{"taking away somebody else's file", "files.delete", func(k *kit) fields {
			return fields{"file": k.Share(anna, slacktest.File{Name: "a.png"}).ID}
		}, "cant_delete_file"},
		{"a user that is not there", "users.info", func(*kit) fields { return fields{"user": "U0009"} }, "user_not_found"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			k := newKit(t)
			body := tt.body(k)
			before := len(k.Messages())
			got := k.call(tt.method, body)
			if got.OK || got.Error != tt.want {
				t.Errorf("got ok %v, %q %q, want %q", got.OK, got.Error, got.Metadata.Messages, tt.want)
			}
			if n := len(k.Messages()); n != before {
				t.Errorf("got %d messages, %d were there: a refused call does nothing", n, before)
			}
			if len(k.Refused()) == 0 {
				t.Error("the refusal is not kept")
			}
		})
	}
}

func TestWhoMayCall_3_12(t *testing.T) {
	tests := []struct {
		name  string
		token func(k *kit) string
		want  string
	}{
		{"nobody without a token", func(*kit) string { return "" }, "not_authed"},
		{"nobody with another", func(*kit) string { return "xoxb-guessed" }, "invalid_auth"},
		{"nobody without the scope", func(k *kit) string {
			return k.Install(slacktest.Installed{Team: "T0001", Scopes: []string{"commands"}})
		}, "missing_scope"},
		{"nobody once it was revoked", func(k *kit) string { k.Revoke("T0001"); return k.token }, "token_revoked"},
		{"nobody twelve hours later, where tokens rotate", func(k *kit) string {
			token := k.Install(slacktest.Installed{Team: "T0001", Scopes: scopes, Rotates: true})
			k.pass(12 * time.Hour)
			return token
		}, "token_expired"},
		{"another organisation's app", func(k *kit) string { return k.Install(slacktest.Installed{Enterprise: "E0002", Scopes: scopes}) }, "channel_not_found"},
		{"the app", func(k *kit) string { return k.token }, ""},
		{"the app in an organisation", func(k *kit) string {
			k.Meet(slacktest.Person{Team: anna.Team, Enterprise: "E0001", User: anna.User, Channel: anna.Channel})
			return k.Install(slacktest.Installed{Enterprise: "E0001", Scopes: scopes})
		}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			k := newKit(t)
			k.token = tt.token(k)
			if got := k.call("chat.postMessage", fields{"channel": anna.Channel, "text": "hello"}); got.Error != tt.want || got.OK != (tt.want == "") {
				t.Errorf("got %v %q, want %q", got.OK, got.Error, tt.want)
			}
		})
	}
}

func TestCodesAreForOneUse_3_12(t *testing.T) {
	k := newKit(t)
	code := k.Agree(slacktest.Installed{Enterprise: "E0001", Scopes: scopes, Rotates: true})
	trade := func(more ...string) answered {
		f := url.Values{"client_id": {"1.2"}, "client_secret": {"hush"}}
		for i := 0; i < len(more); i += 2 {
			f.Set(more[i], more[i+1])
		}
		return k.form("oauth.v2.access", f)
	}
	if got := trade("code", code, "client_secret", "wrong"); got.Error != "bad_client_secret" {
		t.Errorf("a wrong secret: got %+v", got)
	}
	first := trade("code", code)
	if !first.OK || first.Team != nil || first.Refresh == "" {
		t.Errorf("got %+v, want an organisation's tokens, and no team", first)
	}
	if got := trade("code", code); got.Error != "code_already_used" {
		t.Errorf("the code again: got %+v", got)
	}
	if got := trade("grant_type", "refresh_token", "refresh_token", first.Refresh); !got.OK || got.Access == first.Access {
		t.Errorf("a refresh: got %+v, want another token", got)
	}
	if got := trade("grant_type", "refresh_token", "refresh_token", first.Refresh); got.Error != "invalid_refresh_token" {
		t.Errorf("the refresh token again: got %+v", got)
	}
	late := k.Agree(slacktest.Installed{Team: "T0001"})
	k.pass(10 * time.Minute)
	if got := trade("code", late); got.Error != "invalid_code" {
		t.Errorf("ten minutes later: got %+v", got)
	}
}

func TestScriptedFailures_3_13(t *testing.T) {
	k := newKit(t)
	k.Fail("chat.postMessage", slacktest.RateLimited(30), slacktest.Refusing("invalid_auth"), slacktest.Failure{})
	resp, said := k.do(http.MethodPost, "https://slack.com/api/chat.postMessage", "application/json", "{}", k.token)
	if resp.StatusCode != 429 || resp.Header.Get("Retry-After") != "30" || strings.HasPrefix(said, "{") {
		t.Errorf("got %d, Retry-After %q, %q; want 429, 30 and no JSON", resp.StatusCode, resp.Header.Get("Retry-After"), said)
	}
	body := fields{"channel": anna.Channel, "text": "hello"}
	if got := k.call("chat.postMessage", body); got.Error != "invalid_auth" {
		t.Errorf("got %+v, want invalid_auth", got)
	}
	if got := k.call("chat.postMessage", body); !got.OK || len(k.Messages()) != 1 {
		t.Errorf("got %+v, want the third to go well", got)
	}
	k.Fail("chat.postMessage", slacktest.Lost())
	req := must(http.NewRequestWithContext(t.Context(), http.MethodPost, "https://slack.com/api/chat.postMessage", strings.NewReader(`{"channel":"C0001","text":"x"}`)))(t)
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+k.token)
	if resp, err := k.Client().Do(req); err == nil {
		_ = resp.Body.Close()
		t.Error("got an answer, want it lost")
	}
	if len(k.Messages()) != 2 {
		t.Error("what is lost is the answer alone: the message is there")
	}
	for _, c := range k.Calls() {
		if strings.Contains(c.Header.Get("Authorization"), k.token) {
			t.Error("a token is kept among the calls")
		}
	}
}
