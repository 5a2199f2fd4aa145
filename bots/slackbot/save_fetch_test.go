package slackbot_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
)

// drawer is a store of files: it answers files.info with one, and its download.
type drawer struct {
	info   string
	status int
	header http.Header
	body   io.Reader
	err    error
	asked  []string // hosts that were sent a token for a download
}

func (d *drawer) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host == "slack.com" {
		return reply(r, 200, "", d.info), nil
	}
	if r.Header.Get("Authorization") != "" {
		d.asked = append(d.asked, r.URL.Host)
	}
	if d.err != nil {
		return nil, d.err
	}
	return &http.Response{StatusCode: d.status, Header: d.header, Body: io.NopCloser(d.body), Request: r}, nil
}

func TestFetch_3_11(t *testing.T) {
	const jpeg = "\xff\xd8\xff\xe0 the rest of a picture"
	const url = "https://files.slack.com/files-pri/T1-F1/download/a.jpg"
	info := func(more ...any) string {
		return mustJSON(t, map[string]any{"ok": true, "file": file("F000000001", "a.jpg", "image/jpeg", append([]any{"url_private_download", url, "size", 30}, more...)...)})
	}
	header := func(kind string) http.Header { return http.Header{"Content-Type": {kind}} }
	tests := []struct {
		name   string
		drawer drawer
		kind   fault.Kind
		asked  int // downloads
	}{
		{"a picture", drawer{info: info(), header: header("image/jpeg"), body: strings.NewReader(jpeg)}, ok, 1},
		{"a picture of no particular type", drawer{info: info(), header: header("application/octet-stream"), body: strings.NewReader(jpeg)}, ok, 1},
		{"one that Slack had us look up", drawer{info: info("file_access", "visible"), header: header("image/jpeg"), body: strings.NewReader(jpeg)}, ok, 1},
		{"a HEIC picture", drawer{info: info("mimetype", "image/heic"), header: header("image/heic"), body: strings.NewReader("\x00\x00\x00\x18ftypheic....")}, ok, 1},
		{"a WebP picture", drawer{info: info("mimetype", "image/webp"), header: header("image/webp"), body: strings.NewReader("RIFF....WEBPVP8 ")}, ok, 1},
		{"the page to log in", drawer{info: info(), header: header("text/html; charset=utf-8"), body: strings.NewReader("<html>")}, fault.NotFound, 1},
		{"the page to log in, as a picture", drawer{info: info(), header: header("image/jpeg"), body: strings.NewReader("<!DOCTYPE html>")}, fault.Invalid, 1},
		{"something else", drawer{info: info(), header: header("application/json"), body: strings.NewReader("{}")}, fault.Invalid, 1},
		{"a redirect is not followed", drawer{info: info(), status: 302, header: http.Header{"Location": {"https://evil.slack.com/"}}, body: http.NoBody}, fault.NotFound, 1},
		{"what may not be seen", drawer{info: info(), status: 403, body: http.NoBody}, fault.NotFound, 1},
		{"too many", drawer{info: info(), status: 429, body: http.NoBody}, fault.Throttled, 1},
		{"an outage", drawer{info: info(), status: 503, body: http.NoBody}, fault.Unavailable, 1},
		{"no connection", drawer{info: info(), err: errors.New("down")}, fault.Unavailable, 1},
		{"no time", drawer{info: info(), err: context.DeadlineExceeded}, fault.Timeout, 1},
		{"cut short", drawer{info: info(), header: header("image/jpeg"), body: io.MultiReader(strings.NewReader(jpeg), broken{})}, fault.Unavailable, 1},
		{"another host gets no token", drawer{info: info("url_private_download", "https://slack.com.evil.example/a.jpg")}, fault.Invalid, 0},
		{"a host that only ends like it gets no token", drawer{info: info("url_private_download", "https://evilslack.com/a.jpg")}, fault.Invalid, 0},
		{"another port gets no token", drawer{info: info("url_private_download", "https://files.slack.com:8443/a.jpg")}, fault.Invalid, 0},
		{"a name in the URL gets no token", drawer{info: info("url_private_download", "https://files.slack.com@evil.example/a.jpg")}, fault.Invalid, 0},
		{"no encryption gets no token", drawer{info: info("url_private_download", "http://files.slack.com/a.jpg")}, fault.Invalid, 0},
		{"a file that lies elsewhere", drawer{info: info("is_external", true)}, fault.Invalid, 0},
		{"a file of an external mode", drawer{info: info("mode", "external")}, fault.Invalid, 0},
		{"a tombstone", drawer{info: info("mode", "tombstone")}, fault.NotFound, 0},
		{"a file over the workspace's limit", drawer{info: info("mode", "hidden_by_limit")}, fault.NotFound, 0},
		{"no picture", drawer{info: info("mimetype", "application/pdf")}, fault.Invalid, 0},
		{"a size that is too large", drawer{info: info("size", slackbot.MaxDownload+1)}, fault.TooLarge, 0},
		{"more than it says", drawer{info: info(), header: header("image/jpeg"), body: io.LimitReader(zeros{}, slackbot.MaxDownload+2)}, fault.TooLarge, 1},
		{"a file that is gone", drawer{info: `{"ok":false,"error":"file_not_found"}`}, fault.NotFound, 0},
		{"a scope that is missing", drawer{info: `{"ok":false,"error":"missing_scope"}`}, fault.NotFound, 0},
		{"a token that is revoked", drawer{info: `{"ok":false,"error":"token_revoked"}`}, fault.Unavailable, 0},
		{"the Web API is asked too often", drawer{info: `{"ok":false,"error":"ratelimited"}`}, fault.Throttled, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := tt.drawer
			if d.status == 0 {
				d.status = 200
			}
			got, err := slackbot.Downloads{Tokens: givenToken{}, Client: &http.Client{Transport: &d}}.Fetch(t.Context(), install.Workspace{Team: "T0001"}, "F000000001")
			switch {
			case tt.kind == ok && (err != nil || len(got.Data) == 0 || got.Name != "a.jpg"):
				t.Errorf("got %+v, %v, want the picture", got, err)
			case tt.kind != ok && (err == nil || fault.Of(err) != tt.kind):
				t.Errorf("got %v, want %v", err, tt.kind)
			case err != nil && (strings.Contains(err.Error(), "files.slack.com") || strings.Contains(err.Error(), botToken)):
				t.Errorf("the error tells too much: %v", err)
			}
			if len(d.asked) != tt.asked {
				t.Errorf("got the token sent to %q, want %d", d.asked, tt.asked)
			}
		})
	}
}

// ok stands for no fault in a table.
const ok = fault.Kind(255)

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

func TestFetchWhereTheAppIsNotInstalled_3_11(t *testing.T) {
	_, err := slackbot.Downloads{Tokens: givenToken{}, Client: http.DefaultClient}.Fetch(t.Context(), install.Workspace{Team: "TNONE"}, "F000000001")
	if !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want not found", err)
	}
}
