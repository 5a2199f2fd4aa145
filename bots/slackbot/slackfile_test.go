package slackbot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"image"
	"image/jpeg"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/slack-go/slack"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/fileids"
	"shoebox/bots/slackbot/install"
	"shoebox/bots/slackbot/slacktest"
	"shoebox/intents/intentstest"
	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

// darkroom has a picture for every photo, but for the lost ones.
type darkroom struct {
	picture []byte
	lost    bool
	read    int
}

func newDarkroom(tb testing.TB) *darkroom {
	tb.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2)), nil); err != nil {
		tb.Fatal(err)
	}
	return &darkroom{picture: b.Bytes()}
}

func (d *darkroom) Photo(_ context.Context, _ gallery.ID, id gallery.PhotoID) (gallery.Photo, error) {
	return gallery.Photo{ID: id, State: gallery.Live, Objects: gallery.Objects{Small: "small", Large: "large"}}, nil
}

func (d *darkroom) Head(context.Context, string) (blob.Attributes, error) {
	return blob.Attributes{}, errors.New("who uploads a picture reads it")
}

func (d *darkroom) ReadAll(context.Context, string, int64) ([]byte, error) {
	d.read++
	if d.lost {
		return nil, fault.New("darkroom", fault.NotFound, "lost")
	}
	return d.picture, nil
}

// newFiler is a tenant whose workspace wants files.
func newFiler(tb testing.TB, looks int, change func(*slackbot.Files)) (*tenant, *darkroom) {
	tb.Helper()
	d := newDarkroom(tb)
	files := &slackbot.Files{Source: photolink.Source{Photos: d, Bucket: d}}
	if change != nil {
		change(files)
	}
	t := newTenant(tb, intentstest.Anna, nil, func(c *slacktest.Config) { c.Looks = looks }, func(c *slackbot.Config) { c.Files = files })
	files.IDs = fileids.New(t.world.Store.Table, t.world.Clock.Now)
	return t, d
}

// asks asks for photos of Anna, lets the worker work, and gives the message that is
// there then.
func (t *tenant) asks(tb testing.TB) slacktest.Message {
	tb.Helper()
	turn := must(t.Command(tb.Context(), t.Person, "photos of Anna"))(tb)
	if len(turn.Refused) > 0 {
		tb.Fatalf("refused: %q", turn.Refused)
	}
	t.works(tb)
	all := t.Messages()
	if len(all) == 0 {
		tb.Fatalf("no message; %s", t.log)
	}
	return all[len(all)-1]
}

func uploads(t *tenant) int { return len(t.Calls("files.getUploadURLExternal")) }

func TestPicturesLieInTheWorkspaceThatWantsThem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, _ := newFiler(t, 3, nil)
		turn := must(h.Command(t.Context(), h.Person, "photos of Anna"))(t)
		if len(turn.Refused) > 0 || len(turn.Messages) > 0 || len(h.Calls()) > 0 || len(h.queue.bodies) != 1 {
			t.Fatalf("got %+v and calls %v, want nothing but a job: uploading takes too long", turn.Messages, h.Calls())
		}
		start := time.Now()
		h.works(t)
		if got, want := time.Since(start), 7*time.Second; got != want {
			t.Errorf("waited %v for the file to be ready, want 1 s, 2 s and 4 s", got)
		}
		all := h.Messages()
		if len(all) != 1 {
			t.Fatalf("got %d messages, want one; refused %q; %s", len(all), h.Refused(), h.log)
		}
		first := all[0]
		shows(t, first.Blocks, "slack_file", "!image_url", "1 of 16")
		if f, ok := h.File(fileOf(t, first.Blocks)); !ok || f.Name != "photo.jpg" || !strings.Contains(f.Alt, "Anna") || len(f.Channels) > 0 {
			t.Errorf("got file %+v, want one that says what is in it, and is in no channel", f)
		}
		// The same photo is uploaded once; then the front posts by itself.
		turn = must(h.Command(t.Context(), h.Person, "photos of Anna"))(t)
		if len(turn.Posts) != 1 || len(h.queue.bodies) > 0 || uploads(h) != 1 {
			t.Errorf("got %d posts, %d jobs, %d uploads; want one post of what is there", len(turn.Posts), len(h.queue.bodies), uploads(h))
		}
		// A button leads to a photo that is not there yet.
		turn = must(h.Press(t.Context(), h.Person, first, "shoebox.next"))(t)
		if len(turn.Posts) > 0 || len(h.queue.bodies) != 1 {
			t.Errorf("got %d posts, %d jobs, want a job", len(turn.Posts), len(h.queue.bodies))
		}
		h.works(t)
		if uploads(h) != 2 || strings.Contains(h.log.String(), "files.slack.com") {
			t.Errorf("got %d uploads, want 2; %s", uploads(h), h.log)
		}
		h.strict(t)
	})
}

// fileOf is the file that blocks show.
func fileOf(tb testing.TB, blocks json.RawMessage) string {
	tb.Helper()
	var all []struct {
		File struct{ ID string } `json:"slack_file"`
	}
	if err := json.Unmarshal(blocks, &all); err != nil {
		tb.Fatal(err)
	}
	for _, b := range all {
		if b.File.ID != "" {
			return b.File.ID
		}
	}
	return ""
}

func TestWorkspacesThatWantLinksGetLinks(t *testing.T) {
	for name, tt := range map[string]struct {
		teams []string
		file  bool
	}{
		"all want files":                  {nil, true},
		"this one wants files":            {[]string{"T9", "T0001"}, true},
		"another workspace wants files":   {[]string{"T9"}, false},
		"another organisation wants them": {[]string{"E9"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			h, d := newFiler(t, 0, func(f *slackbot.Files) { f.Teams = tt.teams })
			m := h.asks(t)
			if got := fileOf(t, m.Blocks) != ""; got != tt.file || (d.read > 0) != tt.file {
				t.Errorf("got a file %v, and read %d pictures", got, d.read)
			}
		})
	}
}

func TestAPictureThatCannotBeAFileIsALink(t *testing.T) {
	tests := []struct {
		name  string
		looks int
		plan  func(*tenant, *darkroom)
	}{
		{"its object is lost", 0, func(_ *tenant, d *darkroom) { d.lost = true }},
		{"Slack gives no place for it", 0, func(h *tenant, _ *darkroom) {
			h.Fail("files.getUploadURLExternal", slacktest.Refusing("missing_scope"))
		}},
		{"the upload fails", 0, func(h *tenant, _ *darkroom) { h.Fail("upload", slacktest.Broken()) }},
		{"the upload is not completed", 0, func(h *tenant, _ *darkroom) {
			h.Fail("files.completeUploadExternal", slacktest.Refusing("file_not_found"))
		}},
		{"it never is ready", 100, func(*tenant, *darkroom) {}},
		{"nobody says whether it is ready", 1, func(h *tenant, _ *darkroom) { h.Fail("files.info", slacktest.RateLimited(30)) }},
		{"the response_url does not take it after all", 0, func(h *tenant, _ *darkroom) {
			h.Fail("response_url", slacktest.Failure{Status: 400, Body: "invalid_blocks"})
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h, d := newFiler(t, tt.looks, nil)
				tt.plan(h, d)
				m := h.asks(t)
				shows(t, m.Blocks, "image_url", "!slack_file")
				if strings.Contains(h.log.String(), "xoxb") || strings.Contains(h.log.String(), "upload/v1") {
					t.Errorf("a secret is in the log: %s", h.log)
				}
			})
		})
	}
}

func TestAFileThatIsGoneIsUploadedAnew(t *testing.T) {
	h, _ := newFiler(t, 0, nil)
	first := fileOf(t, h.asks(t).Blocks)
	client := slack.New(must(h.Token(t.Context(), install.Workspace{Team: h.Team}))(t), slack.OptionHTTPClient(h.Client()))
	if err := client.DeleteFileContext(t.Context(), first); err != nil { // as the workspace's own rules may
		t.Fatal(err)
	}
	turn := must(h.Command(t.Context(), h.Person, "photos of Anna"))(t) // the file is refused first
	if len(turn.Messages) != 1 {
		t.Fatalf("got %d messages, want one; %s", len(turn.Messages), h.log)
	}
	shows(t, turn.Messages[0].Blocks, "image_url", "!slack_file")
	if again := fileOf(t, h.asks(t).Blocks); again == "" || again == first {
		t.Errorf("got file %q, want a new one", again)
	}
}

func TestHomeTabAndUnfurlsShowFiles_3_9(t *testing.T) {
	h, _ := newFiler(t, 0, nil)
	v := h.opens(t)
	shows(t, v.Blocks, "slack_file", "!image_url")
	before := uploads(h)
	h.types(t, v, "photos of Anna")
	if len(h.queue.bodies) != 1 || uploads(h) != before {
		t.Errorf("got %d jobs and %d uploads, want that the worker uploads", len(h.queue.bodies), uploads(h)-before)
	}
	h.works(t)
	shows(t, h.home(t).Blocks, "slack_file", "!image_url", "photos of Anna")
	url := h.link(intentstest.Family, familyPhoto, nil)
	_, id, e := h.Link(h.Person, url, false)
	h.told(t, e)
	shows(t, unfurled(t, h.Unfurled(id))[url], "slack_file", "!image_url")
	h.strict(t)
}

func TestFilesAreForgottenWithTheWorkspace_3_12(t *testing.T) {
	h, _ := newFiler(t, 0, nil)
	h.asks(t)
	gone, revoked := h.Uninstall(h.Person)
	h.told(t, gone)
	h.told(t, revoked)
	h.Install(slacktest.Installed{Team: "T0001", Scopes: append(slackbot.Scopes(), slackbot.FileScopes()...)})
	h.asks(t)
	if got := uploads(h); got != 2 {
		t.Errorf("got %d uploads, want another after the app came back", got)
	}
}
