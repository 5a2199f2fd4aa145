package save_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/install"
	"shoebox/bots/slackbot/save"
	"shoebox/shared/account"
	"shoebox/shared/backend/local"
	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/blob/filestore"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
	"shoebox/shared/inbox/intake"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
	"shoebox/shared/table/tabletest"
)

const home gallery.ID = "01J00000000000000000000000"

func clock() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

// files is a workspace's store of files: it holds what a test puts there.
type files struct {
	data  map[string][]byte // by id
	gets  int               // downloads
	types map[string]string // "" is image/jpeg
}

func (f *files) RoundTrip(r *http.Request) (*http.Response, error) {
	answer := func(kind, body string) (*http.Response, error) {
		return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {kind}}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
	}
	if r.URL.Host == "files.slack.com" {
		f.gets++
		return answer("image/jpeg", string(f.data[r.URL.Query().Get("f")]))
	}
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(raw))
	if err != nil {
		return nil, err
	}
	id := form.Get("file")
	if f.data[id] == nil {
		return answer("application/json", `{"ok":false,"error":"file_not_found"}`)
	}
	kind := f.types[id]
	if kind == "" {
		kind = "image/jpeg"
	}
	return answer("application/json", fmt.Sprintf(`{"ok":true,"file":{"id":%q,"name":"IMG_1234.jpg","mimetype":%q,"mode":"hosted","created":1752999000,
		"permalink":"https://team.slack.com/files/U1/%s","url_private_download":"https://files.slack.com/download?f=%s"}}`, id, kind, id, id))
}

// Token implements slackbot.Tokens.
func (*files) Token(context.Context, install.Workspace) (string, error) { return "xoxb-1", nil }

// people are an editor, a viewer and nobody else.
func people() account.Accounts {
	person := func(user string, role gallery.Role) account.Person {
		return account.Person{
			Actor:      account.Actor{User: account.UserID(user), Zone: "Europe/Lisbon", Membership: gallery.Membership{Gallery: home, Role: role}},
			Identities: []account.Identity{who(user)},
		}
	}
	return account.NewLocal(person("UEDITOR", gallery.Editor), person("UVIEWER", gallery.Viewer))
}

func who(user string) account.Identity {
	return account.Identity{Channel: account.Slack, Team: "T1", User: user}
}

// room is a Saver with what it stands on, and what makes photos of what it puts.
type room struct {
	*save.Saver
	files   *files
	gallery *gallery.Gallery
	bucket  *blob.Store
	faulty  *tabletest.Faulty
	table   *table.Table
	idle    *bool // what is put stays as it is
}

// save saves a file, and waits for what becomes of it: for as long as the test may last,
// since the first picture from a phone compiles its decoder.
func (r room) save(ctx context.Context, f slackbot.SavedFile) (slackbot.Saved, error) {
	arrive, err := r.Save(ctx, f)
	if err != nil {
		return slackbot.Saved{}, err
	}
	saved, err := arrive(ctx)
	if err == nil && saved.Later {
		return saved, errors.New("it is still on its way: nobody made anything of it")
	}
	return saved, err
}

func open(tb testing.TB) room {
	tb.Helper()
	driver, err := bolttable.Open(filepath.Join(tb.TempDir(), "shoebox.db"))
	if err != nil {
		tb.Fatal(err)
	}
	r := room{files: &files{data: map[string][]byte{}, types: map[string]string{}}, faulty: tabletest.NewFaulty(driver), idle: new(bool)}
	r.table = table.New(r.faulty, clock)
	tb.Cleanup(func() {
		if err := r.table.Close(); err != nil {
			tb.Error(err)
		}
	})
	galleries := gallery.New(r.table, gallery.Keys{bytes.Repeat([]byte{7}, 32)}, clock)
	r.gallery = galleries.As(gallery.Membership{Gallery: home, Role: gallery.Owner})
	settle(tb, galleries, r.gallery)
	var queue *local.Queue
	drawer, err := filestore.Open(filestore.Config{Dir: tb.TempDir(), Now: clock, Landed: func(key string, size int64) {
		if strings.HasPrefix(key, "incoming/") && !*r.idle {
			if err := queue.Send(context.Background(), local.Notification(key, size)); err != nil {
				tb.Error(err)
			}
		}
	}})
	if err != nil {
		tb.Fatal(err)
	}
	r.bucket = blob.New(drawer)
	records := inbox.New(inbox.Config{Table: r.table, Blobs: r.bucket, Galleries: galleries, Now: clock})
	made := intake.New(intake.Config{Inbox: records, Galleries: galleries, Blobs: r.bucket, Now: clock, Log: slog.New(slog.DiscardHandler)})
	queue = local.NewQueue(local.QueueConfig{Consumer: made.Consume, Log: slog.New(slog.DiscardHandler)})
	tb.Cleanup(func() {
		if err := queue.Halt(context.WithoutCancel(tb.Context())); err != nil {
			tb.Error(err)
		}
	})
	r.Saver = save.New(save.Config{
		Downloads: slackbot.Downloads{Tokens: r.files, Client: &http.Client{Transport: r.files}},
		Accounts:  people(), Galleries: galleries, Inbox: records, Table: r.table,
	})
	return r
}

// settle makes the gallery with its members.
func settle(tb testing.TB, all *gallery.Galleries, g *gallery.Gallery) {
	tb.Helper()
	if err := all.Found(tb.Context(), home, gallery.Shared, "Home", gallery.Member{User: "UOWNER"}); err != nil {
		tb.Fatal(err)
	}
	for user, role := range map[gallery.UserID]gallery.Role{"UEDITOR": gallery.Editor, "UVIEWER": gallery.Viewer} {
		code, _, err := g.Invite(tb.Context(), role, time.Hour)
		if err == nil {
			_, err = all.Accept(tb.Context(), code, gallery.Member{User: user})
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
}

// photos gives what is in the gallery.
func (r room) photos(tb testing.TB) []gallery.Photo {
	tb.Helper()
	page, err := r.gallery.Find(tb.Context(), gallery.Query{})
	if err != nil {
		tb.Fatal(err)
	}
	var ids []gallery.PhotoID
	for _, h := range page.Hits {
		ids = append(ids, h.ID)
	}
	photos, err := r.gallery.Photos(tb.Context(), ids)
	if err != nil {
		tb.Fatal(err)
	}
	return photos
}

func wanted(user, id string) slackbot.SavedFile {
	return slackbot.SavedFile{Workspace: install.Workspace{Team: "T1"}, Who: who(user), FileID: id, Title: "By the sea", Tags: []string{"holiday"}, Album: "Summer"}
}

func TestAPictureOfSlackBecomesAPhoto_3_11(t *testing.T) {
	r := open(t)
	r.files.data["F000000001"] = blobtest.Picture(t, 10)
	if saved, err := r.save(t.Context(), wanted("UEDITOR", "F000000001")); err != nil || saved != (slackbot.Saved{}) {
		t.Fatalf("got %+v, %v, want it saved", saved, err)
	}
	photos := r.photos(t)
	if len(photos) != 1 {
		t.Fatalf("got %d photos, want one", len(photos))
	}
	p := photos[0]
	type said struct {
		Title        string
		Tags, Albums []string
		Taken        time.Time
		Width        int
	}
	got := said{p.Title, p.Tags, p.Albums, p.Taken.UTC(), p.Width}
	want := said{"By the sea", []string{"holiday"}, []string{"Summer"}, time.Unix(1752999000, 0).UTC(), 32}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	if a, err := r.bucket.Head(t.Context(), p.Objects.Large); err != nil || a.Type != "image/jpeg" {
		t.Errorf("got %+v, %v, want a picture for the photo", a, err)
	}
}

func TestAFileIsSavedOnce_3_11(t *testing.T) {
	r := open(t)
	r.files.data["F000000001"], r.files.data["F000000002"] = blobtest.Picture(t, 10), blobtest.Picture(t, 10)
	if _, err := r.save(t.Context(), wanted("UEDITOR", "F000000001")); err != nil {
		t.Fatal(err)
	}
	if _, err := r.save(t.Context(), wanted("UEDITOR", "F000000001")); !fault.Is(err, fault.Conflict) || r.files.gets != 1 {
		t.Errorf("got %v after %d downloads, want it known by its id", err, r.files.gets)
	}
	if _, err := r.save(t.Context(), wanted("UEDITOR", "F000000002")); !fault.Is(err, fault.Conflict) || r.files.gets != 2 {
		t.Errorf("got %v after %d downloads, want it known by its content", err, r.files.gets)
	}
	if _, err := r.save(t.Context(), wanted("UEDITOR", "F000000002")); !fault.Is(err, fault.Conflict) || r.files.gets != 2 {
		t.Errorf("got %v after %d downloads, want it known by its id now", err, r.files.gets)
	}
	p := r.photos(t)[0]
	if _, err := r.gallery.Trash(t.Context(), p.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := r.gallery.Delete(t.Context(), p.ID); err != nil {
		t.Fatal(err)
	}
	if err := r.gallery.Removed(t.Context(), p.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := r.save(t.Context(), wanted("UEDITOR", "F000000001")); err != nil || len(r.photos(t)) != 1 {
		t.Errorf("got %v, want what was deleted saved again", err)
	}
}

func TestWhoMayNotSaveFetchesNothing_3_11(t *testing.T) {
	r := open(t)
	r.files.data["F000000001"] = blobtest.Picture(t, 10)
	for user, kind := range map[string]fault.Kind{"UVIEWER": fault.Denied, "USTRANGER": fault.Unauthenticated} {
		if _, err := r.save(t.Context(), wanted(user, "F000000001")); !fault.Is(err, kind) {
			t.Errorf("%s: got %v, want %v", user, err, kind)
		}
	}
	if r.files.gets > 0 || len(r.photos(t)) > 0 {
		t.Errorf("got %d downloads, want none", r.files.gets)
	}
}

func TestWhatMakesNoPhotoIsSaidWhy_3_11(t *testing.T) {
	r := open(t)
	r.files.data["F000000001"] = blobtest.Picture(t, 10)[:80]
	r.files.data["F000000002"] = []byte("\x00\x00\x00\x18ftypheic and more")
	r.files.types["F000000002"] = "image/heic"
	long := wanted("UEDITOR", "F000000003")
	r.files.data["F000000003"], long.Tags = blobtest.Picture(t, 30), []string{strings.Repeat("x", 101)}
	tests := []struct {
		name string
		file slackbot.SavedFile
		kind fault.Kind
		why  string
	}{
		{"cut short", wanted("UEDITOR", "F000000001"), fault.Invalid, "it is damaged or cut short"},
		{"of another format, and cut short", wanted("UEDITOR", "F000000002"), fault.Invalid, "it is damaged or cut short"},
		{"with a name too long", long, fault.TooLarge, "a name is over 100 characters"},
		{"gone", wanted("UEDITOR", "F000000009"), fault.NotFound, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := r.save(t.Context(), tt.file)
			if !fault.Is(err, tt.kind) || !strings.Contains(err.Error(), tt.why) {
				t.Errorf("got %v, want %v because %q", err, tt.kind, tt.why)
			}
		})
	}
	if len(r.photos(t)) > 0 {
		t.Error("something is in the gallery")
	}
}

func TestAPictureThatLooksLikeAnotherIsSavedAndSaid(t *testing.T) {
	r := open(t)
	first, second := scene(t, 90), scene(t, 60)
	r.files.data["F000000001"], r.files.data["F000000002"] = first, second
	if _, err := r.save(t.Context(), wanted("UEDITOR", "F000000001")); err != nil {
		t.Fatal(err)
	}
	saved, err := r.save(t.Context(), wanted("UEDITOR", "F000000002"))
	if err != nil || saved != (slackbot.Saved{Alike: true}) || len(r.photos(t)) != 2 {
		t.Errorf("got %+v, %v, want it saved, and said that it looks alike", saved, err)
	}
}

// scene is a picture of something, in a quality.
func scene(tb testing.TB, quality int) []byte {
	tb.Helper()
	m := image.NewGray(image.Rect(0, 0, 320, 240))
	for y := range 240 {
		for x := range 320 {
			shade := uint8(40 + (x*y/97)%60)
			if (x-200)*(x-200)+(y-90)*(y-90) < 3600 {
				shade = 220
			}
			m.SetGray(x, y, color.Gray{Y: shade + uint8(y/4)})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestAPictureThatTakesLongIsOnItsWay(t *testing.T) {
	r := open(t)
	*r.idle = true
	r.files.data["F000000001"] = blobtest.Picture(t, 10)
	arrive, err := r.Save(t.Context(), wanted("UEDITOR", "F000000001"))
	if err != nil {
		t.Fatal(err)
	}
	soon, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if saved, err := arrive(soon); err != nil || saved != (slackbot.Saved{Later: true}) {
		t.Errorf("got %+v, %v, want it on its way", saved, err)
	}
}

func TestASaveThatBrokeOffCanBeRepeated(t *testing.T) {
	r := open(t)
	r.files.data["F000000001"] = blobtest.Picture(t, 10)
	r.faulty.FailReads(tabletest.Fault{Times: -1, Kind: fault.Unavailable})
	if _, err := r.save(t.Context(), wanted("UEDITOR", "F000000001")); !fault.Is(err, fault.Unavailable) {
		t.Errorf("got %v, want unavailable", err)
	}
	r.faulty.FailReads()
	if _, err := r.save(t.Context(), wanted("UEDITOR", "F000000001")); err != nil {
		t.Errorf("got %v, want it saved", err)
	}
}
