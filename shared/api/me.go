package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Profile is a person as they see themselves.
type Profile struct {
	ID        account.UserID `json:"id"`
	Name      string         `json:"name"`
	Email     string         `json:"email" doc:"Empty where it is not known."`
	Zone      string         `json:"zone" doc:"An IANA name; empty where they set none."`
	Locale    string         `json:"locale" doc:"A BCP 47 tag; empty where they set none."`
	Gallery   gallery.ID     `json:"gallery" doc:"The one they chose; empty where they are no longer a member of it."`
	Galleries []Gallery      `json:"galleries"`
	Links     []Link         `json:"links" doc:"What is joined to them."`
}

// Link is an identity that is joined to a person.
type Link struct {
	ID      string          `json:"id"`
	Channel account.Channel `json:"channel" schema:"enum=alexa|slack"`
	Team    string          `json:"team" doc:"The Slack workspace's id; empty elsewhere."`
	User    string          `json:"user" doc:"The Slack user's id; empty elsewhere."`
	Since   time.Time       `json:"since"`
	Gallery gallery.ID      `json:"gallery" doc:"The gallery used there; empty is the person's choice."`
}

// settings are what a person may change of themselves. What is left out stays as it
// is; an empty text takes it back.
type settings struct {
	Name    *string     `json:"name,omitempty" schema:"max=100"`
	Zone    *string     `json:"zone,omitempty" schema:"max=64" doc:"An IANA name, as Europe/Lisbon."`
	Locale  *string     `json:"locale,omitempty" schema:"max=35" doc:"A BCP 47 tag, as en-GB."`
	Gallery *gallery.ID `json:"gallery,omitempty" schema:"min=1,max=40" doc:"The gallery to use where nothing else is said."`
}

func (a *API) meOperations() []Operation {
	return []Operation{
		Does(Operation{
			ID: "getme", Service: ServiceMe, Method: http.MethodGet, Path: "/api/me", Auth: Person,
			Summary: "Show the person with their galleries and what is joined to them.",
		}, a.getMe),
		Does(Operation{
			ID: "editme", Service: ServiceMe, Method: http.MethodPatch, Path: "/api/me", Auth: Person,
			Summary: "Change the person's name, time zone, language or chosen gallery.",
			Errors:  []Code{NotAMember},
		}, a.editMe),
		Does(Operation{
			ID: "deleteme", Service: ServiceMe, Method: http.MethodDelete, Path: "/api/me", Auth: Person,
			Summary: "Delete the account: its photos, links and sessions, at once and for good. The password is asked again.",
			Limits:  []Limit{{ByPerson, 10, quarter}},
			Errors:  []Code{Forbidden, Conflict},
		}, a.deleteMe),
		Does(Operation{
			ID: "unlink", Service: ServiceMe, Method: http.MethodDelete, Path: "/api/links/{id}", Auth: Person,
			Summary: "Take away what is joined to the person, as a Slack user. One that is gone is no error.",
		}, a.unlink),
	}
}

func (a *API) getMe(ctx context.Context, c *Call, _ None) (Profile, error) {
	return a.profile(ctx, c.User)
}

func (a *API) profile(ctx context.Context, u account.User) (Profile, error) {
	all, err := a.galleriesOf(ctx, u)
	if err != nil {
		return Profile{}, err
	}
	links, err := a.People.Links(ctx, u.ID)
	if err != nil {
		return Profile{}, err
	}
	p := Profile{ID: u.ID, Name: u.Name, Email: u.Email, Zone: u.Zone, Locale: u.Locale, Galleries: all, Links: make([]Link, len(links))}
	if slices.ContainsFunc(all, func(g Gallery) bool { return g.ID == u.Gallery }) {
		p.Gallery = u.Gallery
	}
	for i, l := range links {
		p.Links[i] = linkOf(l)
	}
	return p, nil
}

// linkOf puts a link into the form its person sees. Amazon's name of a user is
// nothing to anybody.
func linkOf(l account.Link) Link {
	shown := Link{ID: linkID(l), Channel: l.Identity.Channel, Since: l.Since, Gallery: l.Gallery}
	if l.Identity.Channel == account.Slack {
		shown.Team, shown.User = l.Identity.Team, l.Identity.User
	}
	return shown
}

func (a *API) editMe(ctx context.Context, c *Call, in settings) (Profile, error) {
	u, err := a.People.Set(ctx, c.User.ID, account.Settings{Name: in.Name, Zone: in.Zone, Locale: in.Locale, Gallery: in.Gallery})
	switch {
	case fault.Is(err, fault.Denied):
		return Profile{}, &refusal{code: NotAMember, pointer: "/gallery", err: err}
	case fault.Is(err, fault.Invalid):
		return Profile{}, Refuse(Invalid, "A name has at most 100 characters, a zone is like Europe/Lisbon, a language like en-GB.", err)
	case err != nil:
		return Profile{}, err
	}
	return a.profile(ctx, u)
}

func (a *API) unlink(ctx context.Context, c *Call, _ None) (None, error) {
	links, err := a.People.Links(ctx, c.User.ID)
	if err != nil {
		return None{}, err
	}
	for _, l := range links {
		if linkID(l) == c.Path("id") {
			return None{}, a.People.Unlink(ctx, l.Identity)
		}
	}
	return None{}, nil
}

// linkID names a link to its person, without what the channel calls them.
func linkID(l account.Link) string {
	const length = 16 // hexadecimal digits
	sum := sha256.Sum256([]byte(l.ID))
	return hex.EncodeToString(sum[:])[:length]
}
