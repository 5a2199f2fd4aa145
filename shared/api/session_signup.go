package api

import (
	"context"
	"net/http"
	"time"

	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
)

// newcomer is somebody who signs up.
type newcomer struct {
	Email    string `json:"email" schema:"min=3,max=254,format=email"`
	Password string `json:"password" schema:"min=1,max=256,format=password" doc:"GET /api/password/rules says what it must be."`
	Name     string `json:"name" schema:"min=1,max=100" doc:"What to call them."`
}

func (n newcomer) addressee() string { return n.Email }

// confirmation shows that an address is theirs.
type confirmation struct {
	Email string `json:"email" schema:"min=3,max=254,format=email"`
	Code  string `json:"code" schema:"min=1,max=20" doc:"As it was mailed."`
}

func (n confirmation) addressee() string { return n.Email }

// mailed asks for mail to an address.
type mailed struct {
	Email string `json:"email" schema:"min=3,max=254,format=email"`
}

func (m mailed) addressee() string { return m.Email }

// Sent says that there may be mail: whether the address has an account is told to its
// owner alone.
type Sent struct {
	Detail string `json:"detail" doc:"One sentence for a person."`
}

func (a *API) signupOperations() []Operation {
	return []Operation{
		Does(Operation{
			ID: "signup", Service: ServiceSignUp, Method: http.MethodPost, Path: "/api/signup", Auth: Open,
			Summary: "Sign up. A code to confirm the address comes by mail; of one that has an account only its owner learns so.",
			Status:  http.StatusAccepted,
			Limits:  []Limit{{ByIP, 50, time.Hour}, {ByAddress, 10, time.Hour}},
		}, a.signUp),
		Does(Operation{
			ID: "confirmemail", Service: ServiceConfirmEmail, Method: http.MethodPost, Path: "/api/confirmemail", Auth: Open,
			Summary: "Confirm an address by the code that was mailed to it.",
			Limits:  []Limit{{ByIP, 100, quarter}, {ByAddress, 10, quarter}},
		}, a.confirmEmail),
		Does(Operation{
			ID: "resendcode", Service: ServiceConfirmEmail, Method: http.MethodPost, Path: "/api/confirmemail/resend", Auth: Open,
			Summary: "Mail another code to an address that waits to be confirmed.",
			Status:  http.StatusAccepted,
			Limits:  []Limit{{ByIP, 50, time.Hour}, {ByAddress, 5, time.Hour}},
		}, a.resendCode),
	}
}

func (a *API) signUp(ctx context.Context, c *Call, in newcomer) (Sent, error) {
	email, err := address(in.Email)
	if err != nil {
		return Sent{}, err
	}
	if err := issuer.Password(in.Password, email); err != nil {
		return Sent{}, &refusal{code: Invalid, detail: fault.Why(err), pointer: "/password", err: err}
	}
	err = evenly(ctx, evenMail, func() error {
		return a.Issuer.SignUp(ctx, issuer.SignUp{Email: email, Password: in.Password, Name: in.Name})
	})
	return Sent{"Please look into your mail: there is a code to confirm the address with."}, c.throttled(err)
}

func (a *API) confirmEmail(ctx context.Context, c *Call, in confirmation) (None, error) {
	email, err := address(in.Email)
	if err != nil {
		return None{}, err
	}
	err = evenly(ctx, evenLook, func() error { return a.Issuer.Confirm(ctx, email, in.Code) })
	return None{}, c.coded(err)
}

func (a *API) resendCode(ctx context.Context, c *Call, in mailed) (Sent, error) {
	return Sent{"If that address waits to be confirmed, another code is on its way to it."}, a.mail(ctx, c, in, a.Issuer.Resend)
}

// mail has an issuer write to an address, and does not tell whether it did.
func (a *API) mail(ctx context.Context, c *Call, in mailed, write func(context.Context, string) error) error {
	email, err := address(in.Email)
	if err != nil {
		return err
	}
	return c.throttled(evenly(ctx, evenMail, func() error { return write(ctx, email) }))
}

// address gives an address as it is kept.
func address(email string) (string, error) {
	kept, err := issuer.Email(email)
	if err != nil {
		return "", &refusal{code: Invalid, detail: fault.Why(err), pointer: "/email", err: err}
	}
	return kept, nil
}

// coded says of a code that is wrong, over or used that it is one of these.
func (c *Call) coded(err error) error {
	if fault.Is(err, fault.Stale) {
		return &refusal{code: Invalid, detail: "That code isn't right, or not any more. Please check it, or ask for another.", pointer: "/code", err: err}
	}
	return c.throttled(err)
}
