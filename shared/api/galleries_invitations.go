package api

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Invitation is one that waits, as owners see it: it invites nobody.
type Invitation struct {
	ID      string       `json:"id"`
	Role    gallery.Role `json:"role" schema:"enum=owner|editor|viewer"`
	Expires time.Time    `json:"expires"`
}

// InvitationList is the invitations of a gallery that wait.
type InvitationList struct {
	Invitations []Invitation `json:"invitations"`
}

// NewInvitation is an invitation with the link that invites. It is told once.
type NewInvitation struct {
	Invitation
	URL string `json:"url" schema:"format=uri" doc:"For one person, once. Whoever has it may come in."`
}

// Invited is what an invitation says to who has it.
type Invited struct {
	Gallery gallery.ID   `json:"gallery"`
	Name    string       `json:"name" doc:"Of the gallery."`
	Role    gallery.Role `json:"role" schema:"enum=owner|editor|viewer"`
	Expires time.Time    `json:"expires"`
}

// inviting makes an invitation.
type inviting struct {
	Role gallery.Role `json:"role" schema:"enum=owner|editor|viewer"`
	Days int          `json:"days,omitempty" schema:"min=1,max=30" doc:"How long it is good; 7 where nothing is said."`
}

const usualInvitation = 7 // days

func (a *API) invitationsOperations() []Operation {
	const path, code = galleryPath + "/invitations", "/api/invitations/{code}"
	return []Operation{
		Does(Operation{
			ID: "getinvitations", Service: ServiceGalleries, Method: http.MethodGet, Path: path,
			Summary: "List the invitations that wait.",
			Errors:  []Code{Forbidden},
		}, a.getInvitations),
		Does(Operation{
			ID: "addinvitation", Service: ServiceGalleries, Method: http.MethodPost, Path: path,
			Summary: "Make a link by which one person becomes a member.",
			Status:  http.StatusCreated, Limits: []Limit{{ByPerson, 100, time.Hour}},
			Errors: []Code{Forbidden, TooLarge},
		}, a.addInvitation),
		Does(Operation{
			ID: "deleteinvitation", Service: ServiceGalleries, Method: http.MethodDelete, Path: path + "/{id}",
			Summary: "Withdraw an invitation. One that is over is no error.",
			Errors:  []Code{Forbidden},
		}, a.deleteInvitation),
		Does(Operation{
			ID: "getinvitation", Service: ServiceGalleries, Method: http.MethodGet, Path: code, Auth: Open,
			Summary: "Say what an invitation is to.",
			Limits:  []Limit{{ByIP, 100, quarter}}, Errors: []Code{NotFound},
		}, a.getInvitation),
		Does(Operation{
			ID: "acceptinvitation", Service: ServiceGalleries, Method: http.MethodPost, Path: code + "/accept", Auth: Person,
			Summary: "Become a member by an invitation, which uses it up.",
			Limits:  []Limit{{ByPerson, 50, quarter}}, Errors: []Code{NotFound, TooLarge},
		}, a.acceptInvitation),
	}
}

func (a *API) getInvitations(ctx context.Context, c *Call, _ None) (InvitationList, error) {
	all, err := c.Gallery.Invitations(ctx)
	shown := make([]Invitation, len(all))
	for i, v := range all {
		shown[i] = invitationOf(v)
	}
	return InvitationList{shown}, err
}

func invitationOf(i gallery.Invitation) Invitation {
	return Invitation{ID: i.ID, Role: i.Role, Expires: i.Expires.UTC()}
}

func (a *API) addInvitation(ctx context.Context, c *Call, in inviting) (NewInvitation, error) {
	if in.Days == 0 {
		in.Days = usualInvitation
	}
	code, i, err := c.Gallery.Invite(ctx, in.Role, time.Duration(in.Days)*24*time.Hour)
	if fault.Is(err, fault.TooLarge) {
		return NewInvitation{}, Refuse(TooLarge, "Fifty invitations are waiting already. Please withdraw one first.", err)
	}
	if err != nil {
		return NewInvitation{}, err
	}
	return NewInvitation{invitationOf(i), a.pageOf("/invitations/", code)}, nil
}

// pageOf is a link to where the web page shows what a code is for.
func (a *API) pageOf(path, code string) string { return a.PublicURL + path + url.PathEscape(code) }

func (a *API) deleteInvitation(ctx context.Context, c *Call, _ None) (None, error) {
	return None{}, c.Gallery.Withdraw(ctx, c.Path("id"))
}

func (a *API) getInvitation(ctx context.Context, c *Call, _ None) (Invited, error) {
	i, err := a.Galleries.Invited(ctx, c.Path("code"))
	if err != nil {
		return Invited{}, overInvitation(err)
	}
	return Invited{i.Gallery, i.Name, i.Role, i.Expires.UTC()}, nil
}

func (a *API) acceptInvitation(ctx context.Context, c *Call, _ None) (Gallery, error) {
	p, err := a.Galleries.Accept(ctx, c.Path("code"), gallery.Member{User: c.User.ID, Name: c.User.Name})
	if fault.Is(err, fault.TooLarge) {
		return Gallery{}, Refuse(TooLarge, "The gallery has a hundred members, or you have a hundred galleries. One has to go first.", err)
	}
	if err != nil {
		return Gallery{}, overInvitation(err)
	}
	return galleryOf(p), nil
}

// overInvitation says of an invitation that is not there what may have become of it.
func overInvitation(err error) error {
	if fault.Is(err, fault.NotFound) {
		return Refuse(NotFound, "That invitation was used, or is over. Please ask for another.", err)
	}
	return err
}
