package intentstest

import (
	"context"
	"strings"
	"testing"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/slacksim"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/skills/alexa/alexasim"
)

// Town is a World whose people have accounts: who is asking is found out by tokens,
// links and workspaces, as where it is deployed.
type Town struct {
	*World
	People  *account.People
	revoked map[string]bool
}

// OpenTown makes a Town that is gone with the test.
func OpenTown(tb testing.TB, w *World) *Town {
	tb.Helper()
	town := &Town{World: w, revoked: map[string]bool{}}
	town.People = account.NewPeople(account.PeopleConfig{
		Table: w.Store.Table, Galleries: w.Galleries, Verify: town.verify, Now: w.Clock.Now,
	})
	w.Router = w.NewRouter(town.People)
	return town
}

const tokens = "access token of "

// Token is what somebody's linked account gives a device.
func (*Town) Token(name string) string { return tokens + name }

// Revoke ends the tokens of somebody.
func (town *Town) Revoke(name string) { town.revoked[tokens+name] = true }

func (town *Town) verify(_ context.Context, token string) (account.Subject, error) {
	name, ours := strings.CutPrefix(token, tokens)
	if !ours || town.revoked[token] {
		return account.Subject{}, fault.New("intentstest.verify", fault.Unauthenticated, "revoked")
	}
	return subject(name), nil
}

func subject(name string) account.Subject {
	return account.Subject{Issuer: "https://issuer.example", ID: "sub-" + name, Email: strings.ToLower(name) + "@example.com", Name: name}
}

// Person is somebody who signed in on the web.
func (town *Town) Person(tb testing.TB, name string) account.User {
	tb.Helper()
	u, err := town.People.Arrive(tb.Context(), subject(name))
	if err != nil {
		tb.Fatalf("%s does not arrive: %v", name, err)
	}
	return u
}

// Join makes somebody a member of a gallery. The first is its owner.
func (town *Town) Join(tb testing.TB, id gallery.ID, name string, u account.User, role gallery.Role) {
	tb.Helper()
	member := gallery.Member{User: u.ID, Name: u.Name}
	if role == gallery.Owner {
		if err := town.Galleries.Found(tb.Context(), id, gallery.Shared, name, member); err != nil {
			tb.Fatalf("founding %s: %v", name, err)
		}
		return
	}
	owner := gallery.Membership{Gallery: id, Role: gallery.Owner}
	code, _, err := town.Galleries.As(owner).Invite(tb.Context(), role, account.CodeLife)
	if err == nil {
		_, err = town.Galleries.Accept(tb.Context(), code, member)
	}
	if err != nil {
		tb.Fatalf("joining %s: %v", name, err)
	}
}

// NewEcho gives somebody a device whose account link gives their token.
func (town *Town) NewEcho(name, screen string) *Alexa {
	return town.newAlexa("amzn1.ask.account."+strings.ToUpper(name), town.Token(name), screen)
}

// Recognise has a device know that somebody with an account of their own speaks; ""
// is a voice that it does not know.
func (town *Town) Recognise(a *Alexa, name string) {
	if name == "" {
		a.device.Recognise(alexasim.Voice{})
		return
	}
	a.device.Recognise(alexasim.Voice{PersonID: "amzn1.ask.person." + strings.ToUpper(name), Token: town.Token(name)})
}

// NewMember is somebody in a workspace, whose app was installed by hand. parts change
// what the bot is made of.
func (town *Town) NewMember(tb testing.TB, team, user string, parts ...func(*slackbot.Config, *slacksim.Workspace)) *Slack {
	tb.Helper()
	return town.newSlack(tb, team, user, func(c *slackbot.Config, w *slacksim.Workspace) {
		c.Workspaces = town.People
		for _, change := range parts {
			change(c, w)
		}
	})
}

// Connect follows the link that somebody was given in Slack, signed in on the web.
func (town *Town) Connect(tb testing.TB, link string, u account.User) error {
	tb.Helper()
	code, ok := strings.CutPrefix(link, PublicURL+"/connect/")
	if !ok {
		tb.Fatalf("%q is no link to connect by", link)
	}
	_, err := town.People.Finish(tb.Context(), code, u.ID)
	return err
}
