package intentstest_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/digest"
	"shoebox/bots/slackbot/install"
	"shoebox/bots/slackbot/ledger"
	"shoebox/bots/slackbot/slacksim"
	"shoebox/bots/slackbot/slacktest"
	"shoebox/intents/intentstest"
	"shoebox/shared/account"
	"shoebox/shared/gallery"
	"shoebox/shared/table/tabletest"
	"shoebox/skills/alexa/alexasim"
)

// morning is a workspace in which digests can be had, by a bot with a token and a queue
// of its own.
type morning struct {
	*intentstest.Town
	*intentstest.Slack
	digests *digest.Digests
	queue   *postbox
}

// postbox is a queue that delivers when it is told to.
type postbox struct {
	mu     sync.Mutex
	bodies []string
}

func (q *postbox) Send(_ context.Context, body []byte) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.bodies = append(q.bodies, string(body))
	return nil
}

func (q *postbox) take() events.SQSEvent {
	q.mu.Lock()
	defer q.mu.Unlock()
	var batch events.SQSEvent
	for _, body := range q.bodies {
		batch.Records = append(batch.Records, events.SQSMessage{MessageId: body, Body: body, Attributes: map[string]string{"ApproximateReceiveCount": "1"}})
	}
	q.bodies = nil
	return batch
}

// newMorning has Anna, who owns the Family's gallery, connected in Slack.
func newMorning(t *testing.T) *morning {
	t.Helper()
	m := &morning{Town: intentstest.OpenTown(t, intentstest.OpenWith(t, everything)), queue: &postbox{}}
	m.digests = digest.New(digest.Config{Table: m.Store.Table, Galleries: m.Galleries, Accounts: m.People, Now: m.Clock.Now})
	anna := m.Person(t, "Anna")
	m.Join(t, intentstest.Family, "Family", anna, gallery.Owner)
	m.Slack = m.member(t, intentstest.Anna)
	connect(t, m.Town, m.Slack, anna)
	m.Say(t, "use family")
	return m
}

// member is somebody in the workspace.
func (m *morning) member(t *testing.T, user string) *intentstest.Slack {
	t.Helper()
	return m.NewMember(t, intentstest.Team, user, func(c *slackbot.Config, w *slacksim.Workspace) {
		w.Install(slacktest.Installed{Team: intentstest.Team, Scopes: slackbot.Scopes()})
		c.Tokens, c.Digests, c.Queue, c.Ledger = w, m.digests, m.queue, ledger.New(m.Store.Table, m.Clock.Now)
	})
}

// run has the scheduled function run, and the worker do what comes of it. It gives the
// messages that all in the channel see and that are new.
func (m *morning) run(t *testing.T) []slacksim.Message {
	t.Helper()
	before := len(m.Workspace().Messages())
	if _, err := slackbot.Tick(t.Context(), m.digests, m.queue, m.Clock.Now()); err != nil {
		t.Fatal(err)
	}
	for batch := m.queue.take(); len(batch.Records) > 0; batch = m.queue.take() {
		resp, err := m.Bot().Work(t.Context(), batch)
		if err != nil || len(resp.BatchItemFailures) > 0 {
			t.Fatalf("the worker: %v, %v", err, resp.BatchItemFailures)
		}
	}
	return m.Workspace().Messages()[before:]
}

// to moves the clock.
func (m *morning) to(t *testing.T, when string) {
	t.Helper()
	at, err := time.Parse(time.RFC3339, when)
	if err != nil {
		t.Fatal(err)
	}
	m.Clock.Move(at.Sub(m.Clock.Now()))
}

func TestTranscriptsOfDigests(t *testing.T) {
	files, err := filepath.Glob("testdata/digest/*.txt")
	if err != nil || len(files) < 2 {
		t.Fatalf("%v: got %d transcripts", err, len(files))
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			m := newMorning(t)
			f, err := os.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close() //nolint:errcheck // it was read alone
			tr, err := intentstest.Read(f)
			if err != nil {
				t.Fatal(err)
			}
			tr.Play(t, m.World, m.Slack)
			checkLog(t, m.Log.String())
			checkPrivate(t, m.Log.String(), said("Anna Family Lisbon"))
			if refused := m.Workspace().Refused(); len(refused) > 0 {
				t.Errorf("Slack refused: %q", refused)
			}
		})
	}
}

func TestADigestComesEachMorningWithPhotosAlone(t *testing.T) {
	m := newMorning(t)
	m.Say(t, "digest on 8:00")
	for _, day := range []struct {
		at   string
		want []string // in the message's words; nil is no message
	}{
		{"2026-11-22T11:00:00Z", nil}, // it was asked for after today's
		{"2026-11-23T07:45:00Z", nil},
		{"2026-11-23T08:00:00Z", nil}, // no photos of that day
		{"2026-12-25T08:00:00Z", []string{"On this day, 25 December:", "from 2021 to 2025"}},
		{"2026-12-25T08:00:30Z", nil}, // once
		{"2027-11-22T08:15:00Z", []string{"On this day, 22 November:"}},
	} {
		m.to(t, day.at)
		got := m.run(t)
		if len(got) != min(len(day.want), 1) {
			t.Fatalf("%s: got %d messages, want %d", day.at, len(got), min(len(day.want), 1))
		}
		for _, want := range day.want {
			if !strings.Contains(got[0].Text, want) {
				t.Errorf("%s: got %q, want %q in it", day.at, got[0].Text, want)
			}
		}
		for _, message := range got {
			if message.Ephemeral || message.Channel != "C0001" || !strings.Contains(string(message.Blocks), "Anna asked for this") {
				t.Errorf("%s: got %+v, want all in the channel to see who asked", day.at, message)
			}
		}
	}
	if refused := m.Workspace().Refused(); len(refused) > 0 {
		t.Errorf("Slack refused: %q", refused)
	}
}

func TestNobodyWithoutAnAccountBeginsADigest(t *testing.T) {
	m := newMorning(t)
	guest := m.member(t, "UGUEST")
	if heard := guest.Say(t, "digest on 8:00"); !strings.Contains(heard.Words, "Connect yours") {
		t.Errorf("a guest: got %q, want to be told to connect", heard.Words)
	}
	if heard := guest.Say(t, "digest"); !strings.Contains(heard.Words, "No digest comes here") {
		t.Errorf("a guest: got %q", heard.Words)
	}
	m.Say(t, "digest on 8:00")
	if heard := guest.Say(t, "digest"); !strings.Contains(heard.Words, "Anna asked for it") {
		t.Errorf("a guest: got %q, want to be told who asked", heard.Words)
	}
	if heard := guest.Say(t, "digest off"); !strings.Contains(heard.Words, "No more photos") {
		t.Errorf("a guest: got %q, want whoever is there to end it", heard.Words)
	}
}

func TestByVoiceADigestIsPolitelyNoneOfItsThings(t *testing.T) {
	m := newMorning(t)
	for _, words := range []string{"find the daily digest", "show me the digest", "find my digest"} {
		echo := m.NewEcho("Anna", alexasim.None)
		if heard := echo.Say(t, words); !strings.Contains(heard.Words, "Slack") || heard.End {
			t.Errorf("%q: got %q, want to be told where", words, heard.Words)
		}
	}
	plain := m.NewMember(t, intentstest.Team, "UBARE")
	if heard := plain.Say(t, "digest on 8:00"); !strings.Contains(heard.Words, "can't post by myself") {
		t.Errorf("without a token: got %q", heard.Words)
	}
}

// TestWhoLosesTheGalleryHasNoDigest: nothing is posted, and nothing is left of it.
func TestWhoLosesTheGalleryHasNoDigest(t *testing.T) {
	tests := []struct {
		name string
		lose func(*testing.T, *morning)
	}{
		{"by leaving it", func(t *testing.T, m *morning) {
			t.Helper()
			ben := m.Person(t, "Ben")
			m.Join(t, intentstest.Family, "Family", ben, gallery.Editor)
			owner := m.Galleries.As(gallery.Membership{Gallery: intentstest.Family, Role: gallery.Owner})
			check(t, owner.SetRole(t.Context(), ben.ID, gallery.Owner))
			check(t, owner.Remove(t.Context(), m.Person(t, "Anna").ID))
		}},
		{"by disconnecting", func(t *testing.T, m *morning) { t.Helper(); m.Say(t, "disconnect") }},
		{"by its end", func(t *testing.T, m *morning) {
			t.Helper()
			owner := m.Galleries.As(gallery.Membership{Gallery: intentstest.Family, Role: gallery.Owner})
			check(t, owner.Destroy(t.Context(), func(gallery.Objects) error { return nil }))
		}},
		{"by deleting the account", func(t *testing.T, m *morning) {
			t.Helper()
			check(t, m.People.Forget(t.Context(), m.Person(t, "Anna").ID, func(gallery.Objects) error { return nil }))
		}},
		{"by the app's end", func(t *testing.T, m *morning) {
			t.Helper()
			check(t, m.digests.Forget(t.Context(), install.Workspace{Team: intentstest.Team}, m.Clock.Now()))
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMorning(t)
			m.Say(t, "digest on 8:00")
			m.to(t, "2026-12-24T12:00:00Z")
			tt.lose(t, m)
			m.to(t, "2026-12-25T08:00:00Z")
			if got := m.run(t); len(got) > 0 {
				t.Errorf("got %q, want nothing posted", got[0].Text)
			}
			kept := slices.DeleteFunc(m.Store.Sweep(t), func(item tabletest.Kept) bool {
				return !strings.HasPrefix(item.Key.Partition, "Y#") || item.Key.Partition == "Y#run"
			})
			if len(kept) > 0 {
				t.Errorf("got %q left, want nothing", kept)
			}
		})
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestWhoUsesAnotherGalleryKeepsTheDigestOfThis: what was asked for stays what it is.
func TestWhoUsesAnotherGalleryKeepsTheDigestOfThis(t *testing.T) {
	m := newMorning(t)
	m.Say(t, "digest on 8:00")
	m.Say(t, "use anna's photos")
	m.to(t, "2026-12-25T08:00:00Z")
	if got := m.run(t); len(got) != 1 || !strings.Contains(got[0].Text, "25 December") {
		t.Errorf("got %d messages, want the family's photos", len(got))
	}
}

func TestAnAccountsZoneGoesBeforeSlacks(t *testing.T) {
	m := newMorning(t)
	zone := "Asia/Kathmandu"
	if _, err := m.People.Set(t.Context(), m.Person(t, "Anna").ID, account.Settings{Zone: &zone}); err != nil {
		t.Fatal(err)
	}
	if heard := m.Say(t, "digest on 8:00"); !strings.Contains(heard.Words, "8:00, Kathmandu time") {
		t.Errorf("got %q", heard.Words)
	}
	m.to(t, "2026-12-25T02:15:00Z")
	if got := m.run(t); len(got) != 1 {
		t.Errorf("got %d messages, want one at a quarter past", len(got))
	}
}
