package api

import (
	"context"
	"net/http"
	"time"

	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
)

// renewed sets a password anew.
type renewed struct {
	Email    string `json:"email" schema:"min=3,max=254,format=email"`
	Code     string `json:"code" schema:"min=1,max=20" doc:"As it was mailed."`
	Password string `json:"password" schema:"min=1,max=256,format=password"`
}

func (r renewed) addressee() string { return r.Email }

func (a *API) passwordOperations() []Operation {
	return []Operation{
		Does(Operation{
			ID: "passwordrules", Service: ServiceLogin, Method: http.MethodGet, Path: "/api/password/rules", Auth: Open,
			Summary: "Say what a password must be.",
		}, a.passwordRules),
		Does(Operation{
			ID: "forgotpassword", Service: ServiceLogin, Method: http.MethodPost, Path: "/api/password/forgot", Auth: Open,
			Summary: "Mail a code by which the password can be set anew.",
			Status:  http.StatusAccepted,
			Limits:  []Limit{{ByIP, 50, time.Hour}, {ByAddress, 5, time.Hour}},
		}, a.forgotPassword),
		Does(Operation{
			ID: "resetpassword", Service: ServiceLogin, Method: http.MethodPost, Path: "/api/password/reset", Auth: Open,
			Summary: "Set the password by the code that was mailed. It signs out everywhere.",
			Limits:  []Limit{{ByIP, 100, quarter}, {ByAddress, 10, quarter}},
		}, a.resetPassword),
	}
}

func (a *API) passwordRules(_ context.Context, c *Call, _ None) (issuer.PasswordRules, error) {
	c.Header().Set("Cache-Control", "public, max-age=3600")
	return issuer.Rules(), nil
}

func (a *API) forgotPassword(ctx context.Context, c *Call, in mailed) (Sent, error) {
	return Sent{"If that address has an account, a code for a new password is on its way to it."}, a.mail(ctx, c, in, a.Issuer.Forgot)
}

func (a *API) resetPassword(ctx context.Context, c *Call, in renewed) (None, error) {
	email, err := address(in.Email)
	if err != nil {
		return None{}, err
	}
	// Before the issuer is asked, which looks at passwords of accounts alone.
	if err := issuer.Password(in.Password, email); err != nil {
		return None{}, &refusal{code: Invalid, detail: fault.Why(err), pointer: "/password", err: err}
	}
	err = evenly(ctx, evenLook, func() error { return a.Issuer.Reset(ctx, email, in.Code, in.Password) })
	if fault.Is(err, fault.Invalid) {
		return None{}, &refusal{code: Invalid, detail: "That password can't be used. Please choose another.", pointer: "/password", err: err}
	}
	return None{}, c.coded(err)
}
