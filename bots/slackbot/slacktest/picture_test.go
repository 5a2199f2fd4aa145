package slacktest_test

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"

	"shoebox/bots/slackbot/slacktest"
)

// dot is a gif of one pixel.
var dot = func() []byte {
	raw, err := base64.StdEncoding.DecodeString("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
	if err != nil {
		panic(err)
	}
	return raw
}()

func TestOnePictureThatFailsHasTheWholeMessageRefused(t *testing.T) {
	tests := []struct {
		name  string
		serve http.HandlerFunc
		good  bool
	}{
		{"a picture", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/gif")
			_, _ = w.Write(dot)
		}, true},
		{"one that is not there", http.NotFound, false},
		{"one that needs a sign-in", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }, false},
		{"a page", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/png")
			_, _ = w.Write([]byte("<html>"))
		}, false},
		{"WebP", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/webp")
			_, _ = w.Write([]byte("RIFF\x00\x00\x00\x00WEBPVP8 "))
		}, false},
		{"a picture of another type than it says", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/png")
			_, _ = w.Write(dot)
		}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			agents := ""
			k := newKitWith(t, func(c *slacktest.Config) {
				c.Pictures = web(t, func(w http.ResponseWriter, r *http.Request) { agents += r.UserAgent(); tt.serve(w, r) })
			})
			got := k.call("chat.postMessage", fields{"channel": anna.Channel, "text": "x", "blocks": []any{
				block("divider", nil), block("section", fields{"text": plainText("Waves"), "accessory": picture("https://photos.example/i/1")}),
			}})
			if got.OK != tt.good || len(k.Messages()) > 0 != tt.good {
				t.Errorf("got %+v and %d messages, want good %v", got, len(k.Messages()), tt.good)
			}
			if want := "downloading image failed [json-pointer:/blocks/1/accessory/image_url]"; !tt.good && (got.Error != "invalid_blocks" || !strings.HasPrefix(got.Metadata.Messages[0], want)) {
				t.Errorf("got %s %q, want %q", got.Error, got.Metadata.Messages, want)
			}
			if !strings.Contains(agents, "Slack-ImgProxy") {
				t.Errorf("got the user agent %q, want Slack's proxy", agents)
			}
		})
	}
}

func TestPicturesAreFetchedOfResponseURLsAndViewsToo(t *testing.T) {
	k := newKitWith(t, func(c *slacktest.Config) { c.Pictures = web(t, http.NotFound) })
	to := k.command(t)
	body := `{"text":"x","blocks":[{"type":"image","image_url":"https://photos.example/i/1","alt_text":"a"}]}`
	if resp, said := k.do(http.MethodPost, to, "application/json", body, ""); resp.StatusCode != 400 || !strings.Contains(said, "downloading image failed") {
		t.Errorf("a response_url: got %d %s", resp.StatusCode, said)
	}
	view := modal(fields{"blocks": []any{picture("https://photos.example/i/1")}})
	if got := k.call("views.open", fields{"trigger_id": k.Trigger(anna, ""), "view": view}); got.Error != "invalid_arguments" {
		t.Errorf("a view: got %+v", got)
	}
	k.Fail("picture", slacktest.Failure{Status: 503})
	if got := k.call("chat.postMessage", fields{"channel": anna.Channel, "text": "no picture"}); !got.OK {
		t.Errorf("a message without one: got %+v", got)
	}
}

// TestAFileIsReadySomeTimeAfterItsUpload: used at once it is "invalid slack file".
func TestAFileIsReadySomeTimeAfterItsUpload(t *testing.T) {
	k := newKit(t)
	up := k.call("files.getUploadURLExternal", fields{"filename": "a.gif", "length": len(dot), "alt_txt": "Waves"})
	if resp, _ := k.do(http.MethodPost, up.Upload, "application/octet-stream", "short", k.token); resp.StatusCode != 400 {
		t.Errorf("another length: got %d", resp.StatusCode)
	}
	if resp, _ := k.do(http.MethodPost, up.Upload, "application/octet-stream", string(dot), k.token); resp.StatusCode != 200 {
		t.Fatalf("got %d", resp.StatusCode)
	}
	if got := k.call("files.completeUploadExternal", fields{"files": `[{"id":"` + up.FileID + `","title":"Waves"}]`}); !got.OK {
		t.Fatalf("got %+v", got)
	}
	post := func() answered {
		return k.call("chat.postMessage", fields{"channel": anna.Channel, "text": "x", "blocks": []any{
			block("image", fields{"alt_text": "a", "slack_file": fields{"id": up.FileID}}),
		}})
	}
	if got := post(); got.Error != "invalid_blocks" || !strings.HasPrefix(got.Metadata.Messages[0], "invalid slack file") {
		t.Errorf("at once: got %+v", got)
	}
	for i, want := range []string{"", "", "image/gif"} {
		if got := k.call("files.info", fields{"file": up.FileID}).File.Mimetype; got != want {
			t.Errorf("look %d: got %q, want %q", i+1, got, want)
		}
	}
	if got := post(); !got.OK {
		t.Errorf("when it is ready: got %+v", got)
	}
}

// TestPrivateFilesNeedTheToken_3_11: without it there is status 200, and a page.
func TestPrivateFilesNeedTheToken_3_11(t *testing.T) {
	k := newKit(t)
	f := k.Share(anna, slacktest.File{Name: "a.gif", Content: dot})
	from := k.call("files.info", fields{"file": f.ID}).File.Download
	for token, want := range map[string]string{k.token: "image/gif", "": "text/html; charset=utf-8", "xoxb-guessed": "text/html; charset=utf-8"} {
		resp, said := k.do(http.MethodGet, from, "", "", token)
		if got := resp.Header.Get("Content-Type"); resp.StatusCode != 200 || got != want || strings.HasPrefix(said, "GIF") != (token == k.token) {
			t.Errorf("with %q: got %d %s %.20q, want 200 %s", token, resp.StatusCode, got, said, want)
		}
	}
}
