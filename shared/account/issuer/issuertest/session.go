package issuertest

import (
	"strings"
	"testing"

	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
)

func refreshes(t *testing.T, h Harness) {
	ctx := t.Context()
	h.join(t, "anna@example.com")
	tokens := h.signIn(t, "anna@example.com")
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

func signsOut(t *testing.T, h Harness) {
	lacks(t, true, h.KeepsTokens)
	ctx := t.Context()
	h.join(t, "anna@example.com")
	here, there := h.signIn(t, "anna@example.com"), h.signIn(t, "anna@example.com")
	for _, token := range []string{here.Refresh, here.Refresh, "made up", ""} {
		must(t, h.SignOut(ctx, token))
	}
	_, err := h.Refresh(ctx, here.Refresh)
	wants(t, err, fault.Unauthenticated)
	_, err = h.Refresh(ctx, there.Refresh)
	must(t, err)
}

func everywhere(t *testing.T, h Harness) {
	lacks(t, true, h.KeepsSessions)
	ctx := t.Context()
	h.join(t, "anna@example.com")
	here, there := h.signIn(t, "anna@example.com"), h.signIn(t, "anna@example.com")
	must(t, h.SignOutEverywhere(ctx, here.Access))
	for _, tokens := range []issuer.Tokens{here, there} {
		_, err := h.Refresh(ctx, tokens.Refresh)
		wants(t, err, fault.Unauthenticated)
	}
	wants(t, h.SignOutEverywhere(ctx, "made up"), fault.Unauthenticated)
	h.signIn(t, "anna@example.com")
}

func forgotten(t *testing.T, h Harness) {
	ctx := t.Context()
	h.join(t, "anna@example.com")
	old := h.signIn(t, "anna@example.com")
	must(t, h.Forgot(ctx, "anna@example.com"))
	code := h.Code("anna@example.com")
	wants(t, h.Reset(ctx, "anna@example.com", code, "short"), fault.Invalid)
	must(t, h.Reset(ctx, "anna@example.com", code, "another old umbrella"))
	_, err := h.SignIn(ctx, "anna@example.com", password)
	wants(t, err, fault.Unauthenticated)
	_, err = h.SignIn(ctx, "anna@example.com", "another old umbrella")
	must(t, err)
	if !lacks(t, false, h.KeepsSessions) {
		_, err = h.Refresh(ctx, old.Refresh)
		wants(t, err, fault.Unauthenticated)
	}
}

func removed(t *testing.T, h Harness) {
	lacks(t, true, h.KeepsAccounts)
	ctx := t.Context()
	h.join(t, "anna@example.com")
	tokens := h.signIn(t, "anna@example.com")
	wants(t, h.Remove(ctx, "made up"), fault.Unauthenticated)
	must(t, h.Remove(ctx, tokens.Access))
	_, err := h.SignIn(ctx, "anna@example.com", password)
	wants(t, err, fault.Unauthenticated)
	_, err = h.Refresh(ctx, tokens.Refresh)
	wants(t, err, fault.Unauthenticated)
	h.join(t, "anna@example.com")
	if again := h.signIn(t, "anna@example.com"); again.Subject.ID == tokens.Subject.ID {
		t.Error("a new account is taken for the one that was removed")
	}
}
