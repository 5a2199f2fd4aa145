package api

import (
	"context"
	"errors"
	"strings"

	"shoebox/shared/account"
	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// farewell deletes an account.
type farewell struct {
	Password string `json:"password" schema:"min=1,max=256,format=password"`
	Email    string `json:"email,omitempty" schema:"max=254,format=email" doc:"Where the person's address isn't known here."`
}

// deleteMe deletes an account for good. The order is such that what fails midway can
// be asked for again: what they sign in with goes last, so that until all else is gone
// the person can prove who they are. Tokens that are good still make nobody anew.
func (a *API) deleteMe(ctx context.Context, c *Call, in farewell) (None, error) {
	tokens, err := a.proven(ctx, c, in)
	if err != nil {
		return None{}, err
	}
	if err := a.People.Bar(ctx, tokens.Subject); err != nil {
		return None{}, err
	}
	if err := a.forget(ctx, c.User.ID); err != nil {
		return None{}, err
	}
	if err := a.Issuer.Remove(ctx, tokens.Access); err != nil {
		return None{}, err
	}
	a.signOut(ctx, tokens)
	c.SetCookie(c.session("", 0))
	return None{}, nil
}

// proven signs a person in again, by whose password nobody else knows.
func (a *API) proven(ctx context.Context, c *Call, in farewell) (issuer.Tokens, error) {
	wrong := &refusal{code: Forbidden, detail: "That isn't your password. Please type it again.", pointer: "/password"}
	email := c.User.Email
	if email == "" {
		email = in.Email
	}
	tokens, err := a.Issuer.SignIn(ctx, email, in.Password)
	switch {
	case fault.Is(err, fault.Unauthenticated), fault.Is(err, fault.Invalid), fault.Is(err, fault.Denied):
		wrong.err = err
		return issuer.Tokens{}, wrong
	case err != nil:
		return issuer.Tokens{}, c.throttled(err)
	}
	u, err := a.People.Arrive(ctx, tokens.Subject)
	if err == nil && u.ID != c.User.ID {
		a.signOut(ctx, tokens)
		err = wrong
	}
	return tokens, err
}

// signOut ends a session that nobody has the tokens of, once its access token is no
// longer needed: with Cognito the one ends the other. It would end by itself.
func (a *API) signOut(ctx context.Context, tokens issuer.Tokens) {
	if err := a.Issuer.SignOut(ctx, tokens.Refresh); err != nil {
		a.Log.WarnContext(ctx, "session left", "fault", fault.Of(err).String())
	}
}

// forget removes a person with all that is theirs alone.
func (a *API) forget(ctx context.Context, user account.UserID) error {
	all, err := a.Galleries.Of(ctx, user)
	if err != nil {
		return err
	}
	for _, g := range all {
		// What is on its way to a gallery that goes, and what this person sends to one
		// that stays. It goes first, since nobody finds it when the person is gone.
		whose := user
		if g.Role == gallery.Owner && g.Members <= 1 {
			whose = ""
		}
		if err := a.inbox.Clear(ctx, g.ID, whose); err != nil {
			return err
		}
	}
	if err := a.clearAnswers(ctx, user); err != nil {
		return err
	}
	err = a.People.Forget(ctx, user, func(o gallery.Objects) error { return a.removeObjects(ctx, o) })
	if held, ok := errors.AsType[*account.HeldError](err); ok {
		return Refuse(Conflict, heldBack(held.Galleries), err)
	}
	return err
}

// clearAnswers removes the answers that are kept for a person's repeated requests.
func (a *API) clearAnswers(ctx context.Context, user account.UserID) error {
	q := table.Query{Partition: "I#" + string(user), Consistent: true}
	for {
		page, err := a.Table.Query(ctx, q)
		if err != nil {
			return err
		}
		var writes []table.Write
		for _, item := range page.Items {
			if item.Bytes("answer") != nil { // else it is in work, as this request may be
				writes = append(writes, table.Delete(item.Key))
			}
		}
		if err := a.Table.Batch(ctx, writes); err != nil {
			return err
		}
		if q.After = page.Next; q.After == "" {
			return nil
		}
	}
}

// heldBack names what somebody has to pass on before they go.
func heldBack(galleries []gallery.Profile) string {
	const named, long = 3, 30 // galleries, and characters of a name
	var names []string
	for _, g := range galleries[:min(named, len(galleries))] {
		name := []rune(g.Name)
		if len(name) > long {
			name = append(name[:long-1], '…')
		}
		names = append(names, string(name))
	}
	if len(galleries) > named {
		names = append(names, "others")
	}
	return "Others use " + strings.Join(names, ", ") + ". Please make one of them an owner there, or delete it, before you go."
}
