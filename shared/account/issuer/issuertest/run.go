package issuertest

import (
	"testing"

	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
)

// Harness is an issuer under test.
type Harness struct {
	issuer.Issuer
	// Code gives the last code that was mailed to an address; "" is none.
	Code func(email string) string
	// AnyCode says that the service takes any code for the right one.
	AnyCode bool
	// KeepsSessions says that the service can't end sessions that are elsewhere.
	KeepsSessions bool
}

const password = "a plain old umbrella"

// Run holds the issuers that open makes to what an issuer is.
func Run(t *testing.T, open func(t *testing.T) Harness) {
	t.Helper()
	tests := []struct {
		name string
		test func(*testing.T, Harness)
	}{
		{"who confirms an address signs in and gets tokens", signsIn},
		{"an address that is not confirmed is told so, by the right password alone", unconfirmed},
		{"nobody learns whether an address has an account", tellsNothing},
		{"codes are good once, and wrong ones are not", codes},
		{"what can't be an address or a password is refused", refused},
		{"a refresh token gives new tokens until it is signed out", refreshes},
		{"signing out everywhere ends all sessions", everywhere},
		{"a forgotten password is set anew by a code", forgotten},
		{"an account that is removed is gone", removed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { tt.test(t, open(t)) })
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wants(t *testing.T, err error, kind fault.Kind) {
	t.Helper()
	if !fault.Is(err, kind) {
		t.Errorf("got %v, want %v", err, kind)
	}
}

// join has somebody sign up and confirm.
func (h Harness) join(t *testing.T, email string) {
	t.Helper()
	must(t, h.SignUp(t.Context(), issuer.SignUp{Email: email, Password: password, Name: "Anna"}))
	must(t, h.Confirm(t.Context(), email, h.Code(email)))
}

func (h Harness) signIn(t *testing.T, email string) issuer.Tokens {
	t.Helper()
	tokens, err := h.SignIn(t.Context(), email, password)
	must(t, err)
	return tokens
}

func signsIn(t *testing.T, h Harness) {
	h.join(t, "anna@example.com")
	tokens := h.signIn(t, " Anna@Example.com ")
	if tokens.Access == "" || tokens.Refresh == "" || tokens.Expires.IsZero() {
		t.Errorf("a token is missing, or its end: %v", tokens.Expires)
	}
	s := tokens.Subject
	if s.Issuer == "" || s.ID == "" || s.Email != "anna@example.com" || s.Name != "Anna" {
		t.Errorf("the tokens speak of %+v, want Anna", s)
	}
	again := h.signIn(t, "anna@example.com")
	if again.Subject != s {
		t.Errorf("got %+v, then %+v: want the same person", s, again.Subject)
	}
}

func unconfirmed(t *testing.T, h Harness) {
	must(t, h.SignUp(t.Context(), issuer.SignUp{Email: "anna@example.com", Password: password, Name: "Anna"}))
	_, err := h.SignIn(t.Context(), "anna@example.com", password)
	wants(t, err, fault.Denied)
	_, err = h.SignIn(t.Context(), "anna@example.com", "not her password")
	wants(t, err, fault.Unauthenticated)
	first := h.Code("anna@example.com")
	must(t, h.Resend(t.Context(), "anna@example.com"))
	if h.Code("anna@example.com") == "" || !h.AnyCode && first == "" {
		t.Error("no code was mailed")
	}
	must(t, h.Confirm(t.Context(), "anna@example.com", h.Code("anna@example.com")))
	h.signIn(t, "anna@example.com")
}

func tellsNothing(t *testing.T, h Harness) {
	h.join(t, "anna@example.com")
	ctx := t.Context()
	for _, email := range []string{"anna@example.com", "nobody@example.com"} {
		_, err := h.SignIn(ctx, email, "not the password")
		wants(t, err, fault.Unauthenticated)
		must(t, h.Resend(ctx, email))
		must(t, h.Forgot(ctx, email))
	}
	must(t, h.SignUp(ctx, issuer.SignUp{Email: "anna@example.com", Password: "somebody else's words", Name: "Eve"}))
	wants(t, h.Confirm(ctx, "nobody@example.com", "000000"), fault.Stale)
	wants(t, h.Reset(ctx, "nobody@example.com", "000000", password), fault.Stale)
	if s := h.signIn(t, "anna@example.com").Subject; s.Name != "Anna" {
		t.Errorf("somebody else signed up as %q over Anna", s.Name)
	}
}

func codes(t *testing.T, h Harness) {
	if h.AnyCode {
		t.Skip("this service takes any code for the right one")
	}
	ctx := t.Context()
	must(t, h.SignUp(ctx, issuer.SignUp{Email: "anna@example.com", Password: password, Name: "Anna"}))
	code := h.Code("anna@example.com")
	wrong := "000000"
	if code == wrong {
		wrong = "000001"
	}
	wants(t, h.Confirm(ctx, "anna@example.com", wrong), fault.Stale)
	must(t, h.Confirm(ctx, "anna@example.com", code))
	wants(t, h.Confirm(ctx, "anna@example.com", code), fault.Stale)
}

func refused(t *testing.T, h Harness) {
	for name, s := range map[string]issuer.SignUp{
		"no address":          {Email: "", Password: password},
		"half an address":     {Email: "anna@", Password: password},
		"two addresses":       {Email: "anna@example.com,eve@example.com", Password: password},
		"a line break":        {Email: "anna@example.com\nBcc: eve@example.com", Password: password},
		"a short password":    {Email: "anna@example.com", Password: "short"},
		"one letter, often":   {Email: "anna@example.com", Password: "aaaaaaaaaaaaaaaa"},
		"no password":         {Email: "anna@example.com"},
		"the address itself":  {Email: "anna@example.com", Password: "Anna@example.com"},
		"a control character": {Email: "anna@example.com", Password: "a plain\x00old umbrella"},
	} {
		if err := h.SignUp(t.Context(), s); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: got %v, want it invalid", name, err)
		}
	}
}

func refreshes(t *testing.T, h Harness) {
	ctx := t.Context()
	h.join(t, "anna@example.com")
	tokens := h.signIn(t, "anna@example.com")
	next, err := h.Refresh(ctx, tokens.Refresh)
	must(t, err)
	if next.Access == "" || next.Refresh == "" || next.Subject.ID != tokens.Subject.ID {
		t.Errorf("got tokens of %+v, want Anna's", next.Subject)
	}
	must(t, h.SignOut(ctx, next.Refresh))
	must(t, h.SignOut(ctx, next.Refresh))
	_, err = h.Refresh(ctx, next.Refresh)
	wants(t, err, fault.Unauthenticated)
	for _, made := range []string{"", "made up"} {
		_, err = h.Refresh(ctx, made)
		wants(t, err, fault.Unauthenticated)
	}
}

func everywhere(t *testing.T, h Harness) {
	if h.KeepsSessions {
		t.Skip("this service can't end sessions that are elsewhere")
	}
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
	if h.KeepsSessions {
		return
	}
	_, err = h.Refresh(ctx, old.Refresh)
	wants(t, err, fault.Unauthenticated)
}

func removed(t *testing.T, h Harness) {
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
