package account_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
	"shoebox/shared/table/tabletest"
)

var (
	anna = account.Actor{
		User: "anna", Name: "Anna", Zone: "Europe/Lisbon", Locale: "pt-PT",
		Membership: gallery.Membership{Gallery: "01J0000000000000000000ANNA", Role: gallery.Owner},
	}
	ben = account.Actor{
		User:       "ben",
		Membership: gallery.Membership{Gallery: "01J00000000000000000000BEN", Role: gallery.Viewer},
	}
	annasEcho  = account.Identity{Channel: account.Alexa, User: "amzn1.ask.account.ANNA"}
	annasSlack = account.Identity{Channel: account.Slack, Team: "T1", User: "U1"}
	bensSlack  = account.Identity{Channel: account.Slack, Team: "T1", User: "U2"}
)

// strangers are all nobody, whatever they resemble.
var strangers = map[string]account.Identity{
	"nobody":                           {},
	"no user":                          {Channel: account.Slack, Team: "T1"},
	"no channel":                       {User: "U1", Team: "T1"},
	"a user nobody linked":             {Channel: account.Slack, Team: "T1", User: "U3"},
	"the same user of another team":    {Channel: account.Slack, Team: "T2", User: "U1"},
	"the same user without a team":     {Channel: account.Slack, User: "U1"},
	"the same user by another channel": {Channel: account.Web, Team: "T1", User: "U1"},
	"a key in disguise":                {Channel: account.Slack, User: "T1#U1"},
	"another spelling":                 {Channel: account.Slack, Team: "t1", User: "u1"},
	"a user with a control character":  {Channel: account.Slack, Team: "T1", User: "U1\x00"},
	"a user that is no UTF-8":          {Channel: account.Slack, Team: "T1", User: "U1\xff"},
	"a very long user":                 {Channel: account.Slack, Team: "T1", User: strings.Repeat("U", 5_000)},
}

func open(t *testing.T) (*account.Linked, *tabletest.Faulty) {
	t.Helper()
	driver, err := bolttable.Open(filepath.Join(t.TempDir(), "shoebox.db"))
	if err != nil {
		t.Fatal(err)
	}
	faulty := tabletest.NewFaulty(driver)
	tb := table.New(faulty, func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) })
	t.Cleanup(func() {
		if err := tb.Close(); err != nil {
			t.Error(err)
		}
	})
	return account.NewLinked(tb), faulty
}

func link(t *testing.T, l *account.Linked, who account.Identity, a account.Actor) {
	t.Helper()
	if err := l.Link(t.Context(), who, a); err != nil {
		t.Fatal(err)
	}
}

func TestEveryDriverKnowsItsPeopleAndNobodyElse(t *testing.T) {
	linked, _ := open(t)
	link(t, linked, annasEcho, anna)
	link(t, linked, annasSlack, anna)
	link(t, linked, bensSlack, ben)
	drivers := map[string]account.Accounts{
		"linked": linked,
		"local": account.NewLocal(
			account.Person{Actor: anna, Identities: []account.Identity{annasEcho, annasSlack}},
			account.Person{Actor: ben, Identities: []account.Identity{bensSlack}},
		),
	}
	for name, accounts := range drivers {
		t.Run(name, func(t *testing.T) {
			known := map[account.Identity]account.Actor{annasEcho: anna, annasSlack: anna, bensSlack: ben}
			for who, want := range known {
				who.Token, who.Enterprise = "not asked for", "E1"
				got, err := accounts.Identify(t.Context(), who)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(got, want); diff != "" {
					t.Errorf("%s (-got +want):\n%s", who.User, diff)
				}
			}
			for name, who := range strangers {
				got, err := accounts.Identify(t.Context(), who)
				if !fault.Is(err, fault.Unauthenticated) || got != (account.Actor{}) {
					t.Errorf("%s: got %+v, %v, want nobody, unauthenticated", name, got, err)
				}
			}
		})
	}
}

func TestALaptopWelcomesGuestsAsThemselves(t *testing.T) {
	look := gallery.Membership{Gallery: anna.Membership.Gallery, Role: gallery.Viewer}
	accounts := account.NewLocal(account.Person{Actor: anna, Identities: []account.Identity{annasSlack}}).Welcome(look)
	if got, err := accounts.Identify(t.Context(), annasSlack); err != nil || got != anna {
		t.Errorf("got %+v, %v, want Anna as ever", got, err)
	}
	first, err := accounts.Identify(t.Context(), account.Identity{Channel: account.Slack, Team: "T7", User: "U7"})
	if err != nil || first.Membership != look {
		t.Errorf("got %+v, %v, want a guest who may look", first, err)
	}
	second, err := accounts.Identify(t.Context(), account.Identity{Channel: account.Slack, Team: "T7", User: "U8"})
	if err != nil || second.User == first.User {
		t.Errorf("got %+v, %v, want another guest", second, err)
	}
	if _, err := accounts.Identify(t.Context(), account.Identity{Channel: account.Slack, Team: "T7"}); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %v, want nobody to stay nobody", err)
	}
}

func TestALinkedIdentityIsNotTakenOver(t *testing.T) {
	linked, _ := open(t)
	link(t, linked, annasSlack, anna)
	if err := linked.Link(t.Context(), annasSlack, ben); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want a conflict", err)
	}
	renamed := anna
	renamed.Name, renamed.Membership.Role = "Anna B.", gallery.Editor
	link(t, linked, annasSlack, renamed)
	got, err := linked.Identify(t.Context(), annasSlack)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(got, renamed); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestAnUnlinkedIdentityIsNobodysAndFree(t *testing.T) {
	linked, _ := open(t)
	link(t, linked, annasSlack, anna)
	for range 2 {
		if err := linked.Unlink(t.Context(), annasSlack); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := linked.Identify(t.Context(), annasSlack); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %v, want unauthenticated", err)
	}
	link(t, linked, annasSlack, ben)
}

func TestALinkThatSaysTooLittleIsRefused(t *testing.T) {
	linked, _ := open(t)
	for name, who := range strangers {
		if name == "no user" || name == "no channel" || strings.HasPrefix(name, "a key") || strings.HasPrefix(name, "a very") {
			if err := linked.Link(t.Context(), who, anna); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: got %v, want it invalid", name, err)
			}
		}
	}
	for _, a := range []account.Actor{{}, {User: "anna"}, {User: "anna", Membership: gallery.Membership{Gallery: "g"}}} {
		if err := linked.Link(t.Context(), annasSlack, a); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: got %v, want it invalid", a, err)
		}
	}
}

func TestAStoreThatFailsIsNotAStranger(t *testing.T) {
	linked, faulty := open(t)
	link(t, linked, annasSlack, anna)
	faulty.FailReads(tabletest.Fault{Times: -1, Kind: fault.Denied})
	if _, err := linked.Identify(t.Context(), annasSlack); !fault.Is(err, fault.Denied) {
		t.Errorf("got %v, want the store's error: the person must not be told to connect again", err)
	}
}

func TestNewLocalRefusesMistakes(t *testing.T) {
	tests := map[string][]account.Person{
		"an identity without a user": {{Actor: anna, Identities: []account.Identity{{Channel: account.Slack}}}},
		"two people of one identity": {{Actor: anna, Identities: []account.Identity{annasSlack}}, {Actor: ben, Identities: []account.Identity{annasSlack}}},
	}
	for name, people := range tests {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("got no panic")
				}
			}()
			account.NewLocal(people...)
		})
	}
}
