package slacktest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"

	"shoebox/shared/fault"
)

// maxBody is the longest request that is read, in bytes.
const maxBody = 16 << 20

// answer is what a request gets.
type answer struct {
	status int
	header http.Header
	body   []byte
	word   string   // Slack's, when it refuses
	wrong  []string // what was wrong with what was sent
}

// answer takes any request of the app's. An error is one of the connection.
func (s *Slack) answer(req *http.Request) (*http.Response, error) {
	const op = "slacktest.answer"
	var body []byte
	if req.Body != nil {
		var err error
		if body, err = io.ReadAll(io.LimitReader(req.Body, maxBody)); err != nil {
			return nil, fault.Wrap(op, err)
		}
	}
	name, serve := s.route(req)
	failure := s.fails(name)
	if err := pause(req.Context(), failure.Delay); err != nil {
		return nil, fault.Wrap(op, err)
	}
	a := failure.answer()
	if !failure.early() {
		a = serve(req, body)
	}
	s.record(name, req, body, a)
	if failure.Lost {
		return nil, &net.OpError{Op: "read", Net: "tcp", Err: errors.New("connection reset by peer")}
	}
	return &http.Response{
		Status: http.StatusText(a.status), StatusCode: a.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: a.header, Body: io.NopCloser(bytes.NewReader(a.body)), ContentLength: int64(len(a.body)), Request: req,
	}, nil
}

// route finds what a request is for, by its path alone.
func (s *Slack) route(req *http.Request) (name string, serve func(*http.Request, []byte) answer) {
	path := req.URL.Path
	switch {
	case strings.HasPrefix(path, "/commands/"), strings.HasPrefix(path, "/actions/"), strings.HasPrefix(path, "/app/"):
		return "response_url", s.takePost
	case strings.HasPrefix(path, "/upload/"):
		return "upload", s.takeUpload
	case strings.HasPrefix(path, "/files-pri/"):
		return "download", s.giveFile
	}
	name = strings.TrimPrefix(path, "/api/")
	return name, func(req *http.Request, body []byte) answer { return s.serveMethod(name, req, body) }
}

// record keeps a call, without its token.
func (s *Slack) record(name string, req *http.Request, body []byte, a answer) {
	header := req.Header.Clone()
	if header.Get("Authorization") != "" {
		header.Set("Authorization", "Bearer xoxb-…")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	url := req.URL.String()
	s.calls = append(s.calls, Call{
		Name: name, Error: a.word, Wrong: a.wrong,
		Exchange: Exchange{
			Method: req.Method, URL: url, Header: header, Body: body,
			Status: a.status, ResponseHeader: a.header, ResponseBody: a.body,
		},
	})
	s.called++
	const most = 1000 // a simulator runs for long
	if extra := len(s.calls) - most; extra > 0 {
		s.calls = slices.Delete(s.calls, 0, extra)
	}
	if h := s.hooks[url]; h != nil {
		h.posts = append(h.posts, s.calls[len(s.calls)-1].Exchange)
		if a.word != "" {
			h.refused = append(h.refused, a.word+": "+strings.Join(a.wrong, "; "))
		}
	}
	s.arrived.Broadcast()
}

// refusal is why the Web API refuses.
type refusal struct {
	word  string
	wrong []string // for response_metadata.messages
}

func no(word string, wrong ...string) *refusal { return &refusal{word, wrong} }

// result is what a method of the Web API answers with, beside "ok".
type result map[string]any

// method is one of the Web API's.
type method struct {
	scopes []string // one of them is needed
	open   bool     // no token is needed
	do     func(*Slack, *call) (result, *refusal)
}

// call is a request to the Web API, decoded.
type call struct {
	params
	grant *grant
	req   *http.Request
}

// serveMethod answers a call of the Web API: always 200, with "ok" or an error.
func (s *Slack) serveMethod(name string, req *http.Request, body []byte) answer {
	got, refused := s.call(name, req, body)
	if refused != nil {
		got = result{"ok": false, "error": refused.word}
		if len(refused.wrong) > 0 {
			got["response_metadata"] = map[string]any{"messages": refused.wrong}
		}
	} else {
		if got == nil {
			got = result{}
		}
		got["ok"] = true
		refused = &refusal{}
	}
	raw, err := json.Marshal(got)
	if err != nil {
		raw = []byte(`{"ok":false,"error":"internal_error"}`)
	}
	h := http.Header{"Content-Type": {"application/json; charset=utf-8"}}
	return answer{status: http.StatusOK, header: h, body: raw, word: refused.word, wrong: refused.wrong}
}

func (s *Slack) call(name string, req *http.Request, body []byte) (result, *refusal) {
	m, known := methods[name]
	if !known {
		return nil, no("unknown_method")
	}
	p, err := readParams(req, body)
	if err != nil {
		return nil, no("invalid_form_data", err.Error())
	}
	c := &call{params: p, req: req}
	if !m.open {
		var refused *refusal
		if c.grant, refused = s.authorize(c, m.scopes); refused != nil {
			return nil, refused
		}
	}
	return m.do(s, c)
}

// methods are those of the Web API that are answered.
var methods = map[string]method{
	"auth.test":                    {do: (*Slack).authTest},
	"auth.revoke":                  {do: (*Slack).authRevoke},
	"oauth.v2.access":              {open: true, do: (*Slack).oauthAccess},
	"chat.postMessage":             {scopes: []string{"chat:write"}, do: (*Slack).postMessage},
	"chat.postEphemeral":           {scopes: []string{"chat:write"}, do: (*Slack).postEphemeral},
	"chat.update":                  {scopes: []string{"chat:write"}, do: (*Slack).updateMessage},
	"chat.delete":                  {scopes: []string{"chat:write"}, do: (*Slack).deleteMessage},
	"chat.getPermalink":            {do: (*Slack).permalink},
	"chat.unfurl":                  {scopes: []string{"links:write"}, do: (*Slack).unfurl},
	"views.open":                   {do: (*Slack).openView},
	"views.push":                   {do: (*Slack).pushView},
	"views.update":                 {do: (*Slack).updateView},
	"views.publish":                {do: (*Slack).publishView},
	"files.info":                   {scopes: []string{"files:read"}, do: (*Slack).fileInfo},
	"files.delete":                 {scopes: []string{"files:write"}, do: (*Slack).deleteFile},
	"files.getUploadURLExternal":   {scopes: []string{"files:write"}, do: (*Slack).uploadURL},
	"files.completeUploadExternal": {scopes: []string{"files:write"}, do: (*Slack).completeUpload},
	"users.info":                   {scopes: []string{"users:read"}, do: (*Slack).userInfo},
	"conversations.info": {
		scopes: []string{"channels:read", "groups:read", "im:read", "mpim:read"}, do: (*Slack).conversationInfo,
	},
	"conversations.members": {
		scopes: []string{"channels:read", "groups:read", "im:read", "mpim:read"}, do: (*Slack).conversationMembers,
	},
	"conversations.open":    {scopes: []string{"im:write", "mpim:write"}, do: (*Slack).openConversation},
	"conversations.history": {scopes: histories, do: (*Slack).history},
	"conversations.replies": {scopes: histories, do: (*Slack).replies},
	"reactions.add":         {scopes: []string{"reactions:write"}, do: (*Slack).addReaction},
}

var histories = []string{"channels:history", "groups:history", "im:history", "mpim:history"}
