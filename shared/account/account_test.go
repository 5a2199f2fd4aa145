package account_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
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

// settle makes Anna and Ben people with galleries of their own and what they linked.
func settle(t *testing.T) town {
	t.Helper()
	tw := openTown(t)
	for _, a := range []account.Actor{anna, ben} {
		owner := gallery.Member{User: a.User}
		if a.Membership.Role != gallery.Owner {
			owner.User = "somebody"
		}
		if err := tw.galleries.Found(t.Context(), a.Membership.Gallery, gallery.Shared, "A gallery", owner); err != nil {
			t.Fatal(err)
		}
	}
	code, _, err := tw.galleries.As(gallery.Membership{Gallery: ben.Membership.Gallery, Role: gallery.Owner}).Invite(t.Context(), gallery.Viewer, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tw.galleries.Accept(t.Context(), code, gallery.Member{User: ben.User}); err != nil {
		t.Fatal(err)
	}
	for a, identities := range map[account.Actor][]account.Identity{anna: {annasEcho, annasSlack}, ben: {bensSlack}} {
		u := account.User{ID: a.User, Name: a.Name, Zone: a.Zone, Locale: a.Locale, Gallery: a.Membership.Gallery}
		if err := tw.Introduce(t.Context(), u, identities...); err != nil {
			t.Fatal(err)
		}
	}
	return tw
}

func TestEveryDriverKnowsItsPeopleAndNobodyElse(t *testing.T) {
	local := account.NewLocal(
		account.Person{Actor: anna, Identities: []account.Identity{annasEcho, annasSlack}},
		account.Person{Actor: ben, Identities: []account.Identity{bensSlack}},
	)
	people := settle(t).People
	drivers := map[string]account.Accounts{
		"people": people, "local": local,
		"people, and local for the rest": account.Either(people, local),
		"nobody, and local for the rest": account.Either(openTown(t).People, local),
	}
	for name, accounts := range drivers {
		t.Run(name, func(t *testing.T) {
			known := map[account.Identity]account.Actor{annasEcho: anna, annasSlack: anna, bensSlack: ben}
			for who, want := range known {
				who.Enterprise = "E1"
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

func TestATokenThatIsNotGoodIsNoGuest(t *testing.T) {
	local := account.NewLocal(account.Person{Actor: ben, Identities: []account.Identity{annasEcho}})
	who := annasEcho
	who.Token = "revoked"
	if got, err := account.Either(settle(t).People, local).Identify(t.Context(), who); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %+v, %v, want nobody", got, err)
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
	tw := settle(t)
	if err := tw.Link(t.Context(), annasSlack, ben.User); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want a conflict", err)
	}
	if err := tw.Link(t.Context(), annasSlack, anna.User); err != nil {
		t.Errorf("got %v, want what is hers to stay hers", err)
	}
	for range 2 {
		if err := tw.Unlink(t.Context(), annasSlack); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tw.Identify(t.Context(), annasSlack); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %v, want unauthenticated", err)
	}
	if err := tw.Link(t.Context(), annasSlack, ben.User); err != nil {
		t.Errorf("got %v, want it free", err)
	}
}

func TestALinkThatSaysTooLittleIsRefused(t *testing.T) {
	tw := settle(t)
	for name, who := range strangers {
		if name == "no user" || name == "no channel" || strings.HasPrefix(name, "a key") || strings.HasPrefix(name, "a very") {
			if err := tw.Link(t.Context(), who, anna.User); !fault.Is(err, fault.Invalid) {
				t.Errorf("%s: got %v, want it invalid", name, err)
			}
		}
	}
	if err := tw.Link(t.Context(), account.Identity{Channel: account.Slack, Team: "T9", User: "U9"}, ""); !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v, want a person asked for", err)
	}
}

func TestAStoreThatFailsIsNotAStranger(t *testing.T) {
	tw := settle(t)
	tw.store.Faulty.FailReads(tabletest.Fault{Times: -1, Kind: fault.Denied})
	if _, err := tw.Identify(t.Context(), annasSlack); !fault.Is(err, fault.Denied) {
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
