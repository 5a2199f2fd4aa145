package slackbot_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"shoebox/bots/slackbot"
)

const formType = "application/x-www-form-urlencoded"

// commandForm is the body of a command.
func commandForm(change func(url.Values)) string {
	form := url.Values{
		"api_app_id": {appID}, "team_id": {"T0001"}, "user_id": {"U1"}, "channel_id": {"C1"}, "command": {"/photos"},
		"text": {"beach"}, "response_url": {"https://hooks.slack.com/commands/T0001/1/x"}, "trigger_id": {"1.2.3"},
	}
	if change != nil {
		change(form)
	}
	return form.Encode()
}

// signed sends a body with a good signature.
func (h *house) signed(tb testing.TB, path, contentType, body string) *httptest.ResponseRecorder {
	tb.Helper()
	req := httptest.NewRequestWithContext(tb.Context(), http.MethodPost, path, strings.NewReader(body))
	stamp := strconv.FormatInt(h.now().Unix(), 10)
	req.Header.Set("Content-Type", contentType)
	req.Header.Set(slackbot.HeaderTimestamp, stamp)
	req.Header.Set(slackbot.HeaderSignature, slackbot.Sign(secret, stamp, []byte(body)))
	rec := httptest.NewRecorder()
	h.bot.HTTP().ServeHTTP(rec, req)
	return rec
}

func TestRefusals(t *testing.T) {
	sign := func(h *house, r *http.Request, body string) {
		stamp := strconv.FormatInt(h.now().Unix(), 10)
		r.Header.Set(slackbot.HeaderTimestamp, stamp)
		r.Header.Set(slackbot.HeaderSignature, slackbot.Sign(secret, stamp, []byte(body)))
	}
	unsigned := func(*house, *http.Request, string) {}
	without := func(field string) string { return commandForm(func(f url.Values) { f.Del(field) }) }
	with := func(field, value string) string { return commandForm(func(f url.Values) { f.Set(field, value) }) }
	tests := []struct {
		name, method, path, contentType, body string
		sign                                  func(*house, *http.Request, string)
		status                                int
	}{
		{"a good command is answered", "POST", "/slack/commands", formType, commandForm(nil), sign, 200},
		{"a charset does no harm", "POST", "/slack/commands", formType + "; charset=utf-8", commandForm(nil), sign, 200},
		{"a stage before the path does no harm", "POST", "/prod/slack/commands", formType, commandForm(nil), sign, 200},
		{"without a signature it is refused", "POST", "/slack/commands", formType, commandForm(nil), unsigned, 401},
		{"a challenge without a signature is refused", "POST", "/slack/events", "application/json", `{"type":"url_verification","challenge":"x"}`, unsigned, 401},
		{"a GET is refused", "GET", "/slack/commands", "", "", sign, 405},
		{"a PUT is refused", "PUT", "/slack/interactions", formType, "", sign, 405},
		{"JSON is no command", "POST", "/slack/commands", "application/json", "{}", sign, 415},
		{"a form is no event", "POST", "/slack/events", formType, "a=b", sign, 415},
		{"no content type is refused", "POST", "/slack/commands", "", commandForm(nil), sign, 415},
		{"another path is not found", "POST", "/slack/nothing", formType, commandForm(nil), sign, 404},
		{"another app's command is refused", "POST", "/slack/commands", formType, with("api_app_id", "A9"), sign, 403},
		{"a command of no app is refused", "POST", "/slack/commands", formType, without("api_app_id"), sign, 403},
		{"a command of nobody is refused", "POST", "/slack/commands", formType, without("user_id"), sign, 400},
		{"a command of no team is refused", "POST", "/slack/commands", formType, without("team_id"), sign, 400},
		{"a form without a command is refused", "POST", "/slack/commands", formType, without("command"), sign, 400},
		{"a form that can't be read is refused", "POST", "/slack/commands", formType, "a=%zz", sign, 400},
		{"an answer to another host is refused", "POST", "/slack/commands", formType, with("response_url", "https://169.254.169.254/x"), sign, 400},
		{"a host that only begins well is refused", "POST", "/slack/commands", formType, with("response_url", "https://hooks.slack.com.evil.example/x"), sign, 400},
		{"broken JSON is refused", "POST", "/slack/events", "application/json", `{"type"`, sign, 400},
		{"an event that goes very deep is refused", "POST", "/slack/events", "application/json", `{"event":` + strings.Repeat(`{"a":`, 100_000), sign, 400},
		{"a host with a port is refused", "POST", "/slack/commands", formType, with("response_url", "https://hooks.slack.com:8443/x"), sign, 400},
		{"a host in another script is refused", "POST", "/slack/commands", formType, with("response_url", "https://hooks.slаck.com/x"), sign, 400},
		{"another app's event is refused", "POST", "/slack/events", "application/json", `{"type":"event_callback","api_app_id":"A9"}`, sign, 403},
		{"a body over the limit is refused", "POST", "/slack/commands", formType, strings.Repeat("x", slackbot.MaxBody+1), sign, 413},
		{"a certificate check by GET is answered", "GET", "/slack/commands?ssl_check=1", "", "", unsigned, 200},
		{"a certificate check by POST is answered", "POST", "/slack/commands", formType, "ssl_check=1&token=x", unsigned, 200},
		{"a certificate check with a command is not one", "POST", "/slack/commands", formType, with("ssl_check", "1"), unsigned, 401},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := newHouse(t)
			req := httptest.NewRequestWithContext(t.Context(), tt.method, tt.path, strings.NewReader(tt.body))
			if tt.contentType != "" {
				req.Header.Set("Content-Type", tt.contentType)
			}
			tt.sign(h, req, tt.body)
			rec := httptest.NewRecorder()
			h.bot.HTTP().ServeHTTP(rec, req)
			if rec.Code != tt.status {
				t.Errorf("got %d %q, want %d", rec.Code, rec.Body, tt.status)
			}
			if rec.Code != 200 && h.album.calls > 0 {
				t.Error("something was done for a refused request")
			}
			for _, leak := range []string{secret, "v0=", "hooks.slack.com"} {
				if strings.Contains(h.log.String()+rec.Body.String(), leak) && rec.Code != 200 {
					t.Errorf("%q is in the log or the answer: %s", leak, h.log)
				}
			}
		})
	}
}

func TestEveryGatewayVerifies_3_1(t *testing.T) {
	body := commandForm(nil)
	for _, form := range []string{"HTTP API", "Function URL", "REST API", "REST API with repeated headers"} {
		for _, encoded := range []bool{false, true} {
			t.Run(form+map[bool]string{true: " in base64"}[encoded], func(t *testing.T) {
				h := newHouse(t)
				sent := body
				if encoded {
					sent = base64.StdEncoding.EncodeToString([]byte(body))
				}
				stamp := strconv.FormatInt(h.now().Unix(), 10)
				headers := map[string]string{
					"content-type": formType, "x-slack-request-timestamp": stamp, "X-SLACK-Signature": slackbot.Sign(secret, stamp, []byte(body)),
				}
				payload := map[string]any{"body": sent, "isBase64Encoded": encoded, "headers": headers}
				switch form {
				case "REST API":
					payload["httpMethod"], payload["path"] = "POST", "/slack/commands"
				case "REST API with repeated headers":
					many := map[string][]string{}
					for k, v := range headers {
						many[k] = []string{v}
					}
					payload["httpMethod"], payload["path"], payload["multiValueHeaders"], payload["headers"] = "POST", "/slack/commands", many, nil
				default:
					payload["version"], payload["rawPath"] = "2.0", "/slack/commands"
					payload["requestContext"] = map[string]any{"http": map[string]any{"method": "POST", "path": "/slack/commands"}}
				}
				raw := must(h.bot.Lambda(t.Context(), json.RawMessage(mustJSON(t, payload))))(t)
				var got struct {
					StatusCode int
					Body       string
				}
				if err := json.Unmarshal(raw, &got); err != nil {
					t.Fatal(err)
				}
				if got.StatusCode != 200 || !strings.Contains(got.Body, "1 of 47") {
					t.Errorf("got %d %q, want an answer with a photo", got.StatusCode, got.Body)
				}
			})
		}
	}
}

func TestLambdaNeverFails(t *testing.T) {
	tests := []struct {
		name, payload string
		status        int
	}{
		{"nothing", ``, 400},
		{"null", `null`, 400},
		{"a list", `[]`, 400},
		{"an event of something else", `{"Records":[]}`, 400},
		{"broken base64", `{"httpMethod":"POST","path":"/slack/commands","body":"%%%","isBase64Encoded":true}`, 400},
		{"a broken query", `{"rawPath":"/slack/commands","rawQueryString":"%zz","requestContext":{"http":{"method":"GET"}}}`, 400},
		{"no headers", `{"httpMethod":"POST","path":"/slack/commands","body":"a=b"}`, 401},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := newHouse(t)
			raw := must(h.bot.Lambda(t.Context(), json.RawMessage(tt.payload)))(t)
			var got struct{ StatusCode int }
			if err := json.Unmarshal(raw, &got); err != nil {
				t.Fatal(err)
			}
			if got.StatusCode != tt.status {
				t.Errorf("got %d, want %d", got.StatusCode, tt.status)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("/slack/commands", formType, commandForm(nil))
	f.Add("/slack/interactions", formType, "payload="+url.QueryEscape(`{"type":"block_actions","api_app_id":"A0123456789","user":{"id":"U1"},"response_url":"https://hooks.slack.com/x","state":{"values":[]},"actions":[{"action_id":"shoebox.next","value":"{}"}]}`))
	f.Add("/slack/events", "application/json", `{"type":"event_callback","api_app_id":"A0123456789","event":{"type":"x"}}`)
	f.Add("/slack/commands", formType, "text=<@U1|>&text=\xff&command=%00")
	f.Fuzz(func(t *testing.T, path, contentType, body string) {
		h := newHouse(t)
		req := &http.Request{Method: http.MethodPost, URL: &url.URL{Path: path}, Header: http.Header{"Content-Type": {contentType}}, Body: http.NoBody}
		req = req.WithContext(t.Context())
		stamp := strconv.FormatInt(h.now().Unix(), 10)
		req.Header.Set(slackbot.HeaderTimestamp, stamp)
		req.Header.Set(slackbot.HeaderSignature, slackbot.Sign(secret, stamp, []byte(body)))
		req.Body = readCloser{strings.NewReader(body)}
		rec := httptest.NewRecorder()
		h.bot.HTTP().ServeHTTP(rec, req)
		if rec.Code >= 500 {
			t.Errorf("got %d: a stranger's bytes are no failure of ours", rec.Code)
		}
		if rec.Header().Get("Content-Type") == "application/json" {
			if wrong, err := slackbot.Check(rec.Body.Bytes()); err != nil || len(wrong) > 0 {
				t.Errorf("Slack would refuse the answer: %v %v", wrong, err)
			}
		}
	})
}

type readCloser struct{ *strings.Reader }

func (readCloser) Close() error { return nil }

func pretty(tb testing.TB, raw []byte) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, raw, "", "  "); err != nil {
		tb.Fatal(err)
	}
	return append(b.Bytes(), '\n')
}

func mustJSON(tb testing.TB, v any) string {
	tb.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		tb.Fatal(err)
	}
	return string(raw)
}
