package api

import (
	"context"

	"shoebox/shared/account"
	"shoebox/shared/gallery"
)

// deleteGallery removes a gallery with its photos. What fails midway is asked for
// again: it goes on where it was, and the membership of who asks goes last.
func (a *API) deleteGallery(ctx context.Context, c *Call, _ None) (None, error) {
	p, err := c.Gallery.Profile(ctx)
	if err != nil {
		return None{}, err
	}
	switch {
	case p.Role != gallery.Owner:
		return None{}, Refuse(Forbidden, "", nil)
	case p.Purpose == gallery.Personal:
		return None{}, Refuse(Conflict, "Your own gallery goes with your account alone. You can empty it, or delete your account.", nil)
	}
	if err := a.inbox.Clear(ctx, p.ID, ""); err != nil {
		return None{}, err
	}
	if err := c.Gallery.Destroy(ctx, func(o gallery.Objects) error { return a.removeObjects(ctx, o) }); err != nil {
		return None{}, err
	}
	return None{}, a.goHome(ctx, c.User, p.ID)
}

// goHome has a person whose chosen gallery is no longer theirs use their own.
func (a *API) goHome(ctx context.Context, u account.User, gone gallery.ID) error {
	if u.Gallery != gone {
		return nil
	}
	all, err := a.Galleries.Of(ctx, u.ID)
	if err != nil {
		return err
	}
	for _, p := range all {
		if p.Purpose == gallery.Personal && p.ID != gone {
			_, err := a.People.Set(ctx, u.ID, account.Settings{Gallery: &p.ID})
			return err
		}
	}
	return nil
}
