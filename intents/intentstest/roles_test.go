package intentstest_test

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/save"
	"shoebox/bots/slackbot/slacksim"
	"shoebox/bots/slackbot/slacktest"
	"shoebox/intents/intentstest"
	"shoebox/shared/blob"
	"shoebox/shared/blob/filestore"
	"shoebox/shared/gallery"
	"shoebox/shared/inbox"
	"shoebox/shared/inbox/intake"
	"shoebox/skills/alexa/alexasim"
)

// asker is somebody who asks at every channel, and what stands behind it.
type asker struct {
	town  *intentstest.Town
	echo  *intentstest.Alexa
	slack *intentstest.Slack
	me    slacktest.Person
	queue *jobs
}

// jobs are a queue whose work is done when a test says so.
type jobs struct{ bodies []string }

// Send implements slackbot.Queue.
func (q *jobs) Send(_ context.Context, body []byte) error {
	q.bodies = append(q.bodies, string(body))
	return nil
}

// newAsker makes somebody with a role in the Family's gallery, which they use: "guest"
// is not connected in Slack and has no account linked with a device, "" was a member
// once.
func newAsker(t *testing.T, role gallery.Role) *asker {
	t.Helper()
	town := intentstest.OpenTown(t, intentstest.Open(t))
	uploads := uploadsOf(t, town)
	a := &asker{town: town, queue: &jobs{}, me: slacktest.Person{Team: "T1", User: "UASKER", Channel: "C0001"}}
	a.slack = town.NewMember(t, a.me.Team, a.me.User, func(c *slackbot.Config, w *slacksim.Workspace) {
		w.Install(slacktest.Installed{Team: a.me.Team, Scopes: slackbot.Scopes()})
		c.Tokens, c.Queue = w.Slack, a.queue
		c.Saver = save.New(save.Config{
			Downloads: slackbot.Downloads{Tokens: w.Slack, Client: w.Client()}, Accounts: town.People, Galleries: town.Galleries,
			Inbox: uploads, Table: town.Store.Table,
		})
	})
	anna := town.Person(t, "Anna")
	town.Join(t, intentstest.Family, "Family", anna, gallery.Owner)
	if role == "guest" {
		// Somebody else has connected first, and shows a photo to the workspace.
		boss := town.NewMember(t, a.me.Team, "UBOSS")
		connect(t, town, boss, anna)
		a.echo = town.NewAlexa("somebody", alexasim.Hub)
		return a
	}
	asker := town.Person(t, "Asker")
	a.echo = town.NewEcho("Asker", alexasim.Hub)
	connect(t, town, a.slack, asker)
	joined := role
	if joined == "" {
		joined = gallery.Viewer
	}
	if joined == gallery.Owner {
		town.Join(t, intentstest.Family, "Family", asker, gallery.Editor)
		if err := town.Galleries.As(gallery.Membership{Gallery: intentstest.Family, Role: gallery.Owner}).SetRole(t.Context(), asker.ID, gallery.Owner); err != nil {
			t.Fatal(err)
		}
	} else {
		town.Join(t, intentstest.Family, "Family", asker, joined)
	}
	a.slack.Say(t, "use family")
	a.echo.Say(t, "use family")
	if role == "" {
		if err := town.Galleries.As(gallery.Membership{Gallery: intentstest.Family, Role: gallery.Owner}).Remove(t.Context(), asker.ID); err != nil {
			t.Fatal(err)
		}
	}
	a.echo = town.NewEcho("Asker", alexasim.Hub) // which listens for no names yet
	return a
}

// operation is what somebody does at a channel. It reports whether it was done with
// the Family's photos.
type operation func(t *testing.T, a *asker) bool

func operations() map[string]operation {
	return map[string]operation{
		"looks by voice": func(t *testing.T, a *asker) bool {
			t.Helper()
			return len(a.echo.Say(t, "photos of weddings").Photos) > 0
		},
		"counts by voice": func(t *testing.T, a *asker) bool {
			t.Helper()
			return strings.Contains(a.echo.Say(t, "how many photos of weddings").Words, "2 ")
		},
		"is told of names by voice": func(t *testing.T, a *asker) bool {
			t.Helper()
			return len(a.echo.Say(t, "latest photos").Names) > 0
		},
		"looks in chat": func(t *testing.T, a *asker) bool {
			t.Helper()
			return len(a.slack.Say(t, "photos of weddings").Photos) > 0
		},
		"goes on by a button": func(t *testing.T, a *asker) bool {
			t.Helper()
			return len(a.slack.Say(t, "photos of weddings").Photos) > 0 && len(a.slack.Press(t, "Next").Photos) > 0
		},
		"sends to the channel by a button": func(t *testing.T, a *asker) bool {
			t.Helper()
			if len(a.slack.Say(t, "photos of weddings").Photos) == 0 {
				return false
			}
			a.slack.Press(t, "Send")
			return slices.ContainsFunc(a.slack.Workspace().Messages(), func(m slacksim.Message) bool { return !m.Ephemeral })
		},
		"saves a picture from a message": func(t *testing.T, a *asker) bool {
			t.Helper()
			return a.save(t)
		},
	}
}

// uploadsOf is the inbox of a town, in which a file is a photo as soon as it is put.
func uploadsOf(t *testing.T, town *intentstest.Town) *inbox.Inbox {
	t.Helper()
	var arrived *intake.Intake
	drawer, err := filestore.Open(filestore.Config{Dir: t.TempDir(), Now: town.Clock.Now, Landed: func(key string, _ int64) {
		if strings.HasPrefix(key, "incoming/") {
			if _, err := arrived.Receive(context.Background(), key); err != nil {
				t.Error(err)
			}
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	bucket := blob.New(drawer)
	records := inbox.New(inbox.Config{Table: town.Store.Table, Blobs: bucket, Galleries: town.Galleries, Now: town.Clock.Now})
	arrived = intake.New(intake.Config{Inbox: records, Galleries: town.Galleries, Blobs: bucket, Now: town.Clock.Now, Log: slog.New(slog.DiscardHandler)})
	return records
}

// save saves a picture by the shortcut of a message, and reports whether the family
// has it then.
func (a *asker) save(t *testing.T) bool {
	t.Helper()
	before := a.photos(t)
	w := a.slack.Workspace()
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 32, 24)), nil); err != nil {
		t.Fatal(err)
	}
	f := w.Share(a.me, slacktest.File{Name: "sunset.jpg", Content: picture.Bytes()})
	turn, err := w.MessageShortcut(t.Context(), a.me, "shoebox.save", slacktest.Message{TS: "1752999999.000100", User: a.me.User, Channel: a.me.Channel, Files: []string{f.ID}})
	if err != nil || len(turn.Refused) > 0 {
		t.Fatalf("got %v, %v, want the form", turn.Refused, err)
	}
	if turn, err = w.Slack.Submit(t.Context(), a.me, nil); err != nil || len(turn.Refused) > 0 {
		t.Fatalf("got %v, %v, want it taken", turn.Refused, err)
	}
	a.work(t)
	return a.photos(t) > before
}

// work has the worker do what is queued.
func (a *asker) work(t *testing.T) {
	t.Helper()
	var batch events.SQSEvent
	for _, body := range a.queue.bodies {
		batch.Records = append(batch.Records, events.SQSMessage{MessageId: "m", Body: body})
	}
	a.queue.bodies = nil
	if resp, err := a.slack.Bot().Work(t.Context(), batch); err != nil || len(resp.BatchItemFailures) > 0 {
		t.Fatalf("got %v, %v to be done again", resp, err)
	}
}

// photos is how many the Family has.
func (a *asker) photos(t *testing.T) int {
	t.Helper()
	tally, err := a.town.Galleries.As(gallery.Membership{Gallery: intentstest.Family, Role: gallery.Owner}).Count(t.Context(), gallery.Query{})
	if err != nil {
		t.Fatal(err)
	}
	return tally.Total
}

// TestWhoMayWhatAtWhichChannel is who may do what with a gallery's photos, at each
// channel: what gallery decides for its methods, seen from where people are.
func TestWhoMayWhatAtWhichChannel(t *testing.T) {
	look := []string{
		"looks by voice", "counts by voice", "is told of names by voice", "looks in chat", "goes on by a button", "sends to the channel by a button",
	}
	change := append([]string{"saves a picture from a message"}, look...)
	for _, tt := range []struct {
		name string
		role gallery.Role
		may  []string
	}{
		{"an owner", gallery.Owner, change},
		{"an editor", gallery.Editor, change},
		{"a viewer", gallery.Viewer, look},
		{"who was a member once", "", nil},
		{"a guest of the workspace", "guest", nil},
	} {
		a := newAsker(t, tt.role)
		for name, operation := range operations() {
			t.Run(tt.name+"/"+name, func(t *testing.T) {
				if got, want := operation(t, a), slices.Contains(tt.may, name); got != want {
					t.Errorf("%s %s: got %v, want %v", tt.name, name, got, want)
				}
				if refused := a.slack.Workspace().Refused(); len(refused) > 0 {
					t.Errorf("Slack refused %q", refused)
				}
			})
		}
	}
}

// TestWhoIsWhatIsSaid has each role hear what they may.
func TestWhoIsWhatIsSaid(t *testing.T) {
	for role, want := range map[gallery.Role]string{
		gallery.Owner: "You are an owner", gallery.Editor: "You are an editor", gallery.Viewer: "You may look at them", "": "not a member any more",
	} {
		a := newAsker(t, role)
		for _, s := range []intentstest.Speaker{a.echo, a.slack} {
			if heard := s.Say(t, "who am i"); !strings.Contains(heard.Words, want) {
				t.Errorf("%q at %s: got %q, want %q", role, s.Channel(), heard.Words, want)
			}
		}
	}
}
