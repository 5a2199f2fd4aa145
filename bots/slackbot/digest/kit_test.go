package digest_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"shoebox/bots/slackbot/digest"
	"shoebox/bots/slackbot/install"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

const (
	family = gallery.ID("01J0000000000000000000000F")
	anna   = "UANNA"
)

// desk is where digests are kept, with a clock that a test moves.
type desk struct {
	*digest.Digests
	store    tabletest.Store
	accounts *accounts

	mu     sync.Mutex
	now    time.Time
	handed []digest.Due
}

// accounts know Anna, until a test says otherwise.
type accounts struct {
	actor account.Actor
	err   error
}

func (a *accounts) Identify(_ context.Context, who account.Identity) (account.Actor, error) {
	if who.User != anna || who.Channel != account.Slack {
		return account.Actor{}, fault.New("test.Identify", fault.Unauthenticated, "a stranger")
	}
	return a.actor, a.err
}

func newDesk(tb testing.TB, now string) *desk {
	tb.Helper()
	d := &desk{now: at(tb, now), accounts: &accounts{actor: account.Actor{
		User: anna, Membership: gallery.Membership{Gallery: family, Role: gallery.Viewer},
	}}}
	d.store = tabletest.OpenStore(tb, d.clock)
	d.Digests = digest.New(digest.Config{
		Table: d.store.Table, Galleries: gallery.New(d.store.Table, [][]byte{bytes.Repeat([]byte{7}, 32)}, d.clock), Accounts: d.accounts, Now: d.clock,
	})
	return d
}

func (d *desk) clock() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.now
}

func (d *desk) set(now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now = now
}

// hand takes what is due.
func (d *desk) hand(_ context.Context, due digest.Due) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.handed = append(d.handed, due)
	return nil
}

// days are the days of what was handed on since the last look, in order.
func (d *desk) days() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	var days []string
	for _, due := range d.handed {
		days = append(days, due.Day)
	}
	d.handed = nil
	return days
}

// tick runs at a time.
func (d *desk) tick(tb testing.TB, now time.Time) digest.Run {
	tb.Helper()
	d.set(now)
	return must(d.Tick(tb.Context(), now, d.hand))(tb)
}

// keep keeps a digest in Anna's channel.
func (d *desk) keep(tb testing.TB, rule digest.Rule) digest.Subscription {
	tb.Helper()
	s := subscription("C0001", rule)
	must(d.Set(tb.Context(), s))(tb)
	return s
}

func subscription(channel string, rule digest.Rule) digest.Subscription {
	return digest.Subscription{
		Place: digest.Place{Installed: install.Workspace{Team: "T0001"}, Team: "T0001", Channel: channel},
		Rule:  rule, Gallery: family, Member: anna, User: anna, Name: "Anna",
	}
}

func lisbon(at time.Duration) digest.Rule { return digest.Rule{At: at, Zone: "Europe/Lisbon"} }

// left are the items of digests that lie in the table, but for the note of the runs.
func (d *desk) left(tb testing.TB) []string {
	tb.Helper()
	var left []string
	for _, item := range d.store.Sweep(tb) {
		if strings.HasPrefix(item.Key.Partition, "Y#") && item.Key.Partition != "Y#run" {
			left = append(left, fmt.Sprintf("%.80s", item))
		}
	}
	return left
}

// batch writes items.
func (d *desk) batch(tb testing.TB, items []table.Item) {
	tb.Helper()
	writes := make([]table.Write, len(items))
	for i, item := range items {
		writes[i] = table.Put(item)
	}
	if err := d.store.Batch(tb.Context(), writes); err != nil {
		tb.Fatal(err)
	}
}
