package issuertest

import (
	"strings"

	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
)

func refreshes(on subject) {
	t, h := on.t, on.Harness
	ctx := t.Context()
	h.join(t)
	tokens := h.signIn(t, anna)
	next, err := h.Refresh(ctx, tokens.Refresh)
	must(t, err)
	if next.Access == "" || next.Refresh == "" || next.Subject.ID != tokens.Subject.ID {
		t.Errorf("got tokens of %+v, want Anna's", next.Subject)
	}
	for _, made := range []string{"", "made up", tokens.Access, strings.Repeat("x", 10_000)} {
		_, err = h.Refresh(ctx, made)
		wants(t, err, fault.Unauthenticated)
	}
}

func signsOut(on subject) {
	t, h := on.t, on.Harness
	lacks(t, true, h.KeepsTokens)
	ctx := t.Context()
	h.join(t)
	here, there := h.signIn(t, anna), h.signIn(t, anna)
	for _, token := range []string{here.Refresh, here.Refresh, "made up", ""} {
		must(t, h.SignOut(ctx, token))
	}
	_, err := h.Refresh(ctx, here.Refresh)
	wants(t, err, fault.Unauthenticated)
	_, err = h.Refresh(ctx, there.Refresh)
	must(t, err)
}

func everywhere(on subject) {
	t, h := on.t, on.Harness
	lacks(t, true, h.KeepsSessions)
	ctx := t.Context()
	h.join(t)
	here, there := h.signIn(t, anna), h.signIn(t, anna)
	must(t, h.SignOutEverywhere(ctx, here.Access))
	for _, tokens := range []issuer.Tokens{here, there} {
		_, err := h.Refresh(ctx, tokens.Refresh)
		wants(t, err, fault.Unauthenticated)
	}
	wants(t, h.SignOutEverywhere(ctx, "made up"), fault.Unauthenticated)
	h.signIn(t, anna)
}

func forgotten(on subject) {
	t, h := on.t, on.Harness
	ctx := t.Context()
	h.join(t)
	old := h.signIn(t, anna)
	must(t, h.Forgot(ctx, anna))
	code := h.Code(anna)
	wants(t, h.Reset(ctx, anna, code, "short"), fault.Invalid)
	must(t, h.Reset(ctx, anna, code, "another old umbrella"))
	_, err := h.SignIn(ctx, anna, password)
	wants(t, err, fault.Unauthenticated)
	_, err = h.SignIn(ctx, anna, "another old umbrella")
	must(t, err)
	if !lacks(t, false, h.KeepsSessions) {
		_, err = h.Refresh(ctx, old.Refresh)
		wants(t, err, fault.Unauthenticated)
	}
}

func removed(on subject) {
	t, h := on.t, on.Harness
	lacks(t, true, h.KeepsAccounts)
	ctx := t.Context()
	h.join(t)
	tokens := h.signIn(t, anna)
	wants(t, h.Remove(ctx, "made up"), fault.Unauthenticated)
	must(t, h.Remove(ctx, tokens.Access))
	_, err := h.SignIn(ctx, anna, password)
	wants(t, err, fault.Unauthenticated)
	_, err = h.Refresh(ctx, tokens.Refresh)
	wants(t, err, fault.Unauthenticated)
	h.join(t)
	if again := h.signIn(t, anna); again.Subject.ID == tokens.Subject.ID {
		t.Error("a new account is taken for the one that was removed")
	}
}
