package api

import (
	"context"
	"net/http"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// GalleryMember is a member of a gallery, as the others see them.
type GalleryMember struct {
	User  account.UserID `json:"user"`
	Name  string         `json:"name" doc:"What to call them; may be empty."`
	Role  gallery.Role   `json:"role" schema:"enum=owner|editor|viewer"`
	Since time.Time      `json:"since"`
	You   bool           `json:"you" doc:"Whether it is who asks."`
}

// MemberList is all members of a gallery.
type MemberList struct {
	Members []GalleryMember `json:"members"`
}

// promotion gives a member another role.
type promotion struct {
	Role gallery.Role `json:"role" schema:"enum=owner|editor|viewer"`
}

func (a *API) membersOperations() []Operation {
	const path = galleryPath + "/members"
	return []Operation{
		Does(Operation{
			ID: "getmembers", Service: ServiceGalleries, Method: http.MethodGet, Path: path,
			Summary: "List the members of a gallery.",
		}, a.getMembers),
		Does(Operation{
			ID: "editmember", Service: ServiceGalleries, Method: http.MethodPatch, Path: path + "/{user}",
			Summary: "Give a member another role. A gallery keeps an owner.",
			Errors:  []Code{NotFound, Conflict, Forbidden},
		}, a.editMember),
		Does(Operation{
			ID: "deletemember", Service: ServiceGalleries, Method: http.MethodDelete, Path: path + "/{user}",
			Summary: "Take a member out of a gallery, or leave it. Who is no member is no error.",
			Errors:  []Code{Conflict, Forbidden},
		}, a.deleteMember),
	}
}

func (a *API) getMembers(ctx context.Context, c *Call, _ None) (MemberList, error) {
	members, err := c.Gallery.Members(ctx)
	if err != nil {
		return MemberList{}, err
	}
	shown := make([]GalleryMember, len(members))
	for i, m := range members {
		shown[i] = GalleryMember{User: m.User, Name: m.Name, Role: m.Role, Since: m.Since, You: m.User == c.User.ID}
	}
	return MemberList{shown}, nil
}

func (a *API) editMember(ctx context.Context, c *Call, in promotion) (None, error) {
	return None{}, keepsOwner(c.Gallery.SetRole(ctx, account.UserID(c.Path("user")), in.Role))
}

func (a *API) deleteMember(ctx context.Context, c *Call, _ None) (None, error) {
	user, id := account.UserID(c.Path("user")), c.Gallery.ID()
	if user != c.User.ID {
		return None{}, keepsOwner(c.Gallery.Remove(ctx, user))
	}
	if err := a.leave(ctx, c); err != nil {
		return None{}, err
	}
	return None{}, a.goHome(ctx, c.User, id)
}

// leave ends the membership of who asks. Nobody leaves their own gallery.
func (a *API) leave(ctx context.Context, c *Call) error {
	p, err := c.Gallery.Profile(ctx)
	if err != nil {
		return err
	}
	if p.Purpose == gallery.Personal && p.Role == gallery.Owner {
		return Refuse(Conflict, "Your own gallery goes with your account alone. Please choose another to leave.", nil)
	}
	return keepsOwner(a.Galleries.Leave(ctx, c.Gallery.ID(), c.User.ID))
}

// keepsOwner says of a last owner that there must be one.
func keepsOwner(err error) error {
	if fault.Is(err, fault.Conflict) {
		return Refuse(Conflict, "A gallery keeps an owner. Please make somebody else one first.", err)
	}
	return err
}
