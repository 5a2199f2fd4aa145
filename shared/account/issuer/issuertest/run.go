package issuertest

import (
	"strings"
	"testing"

	"shoebox/shared/account"
	"shoebox/shared/account/issuer"
	"shoebox/shared/fault"
)

// Harness is an issuer under test.
type Harness struct {
	issuer.Issuer
	// Code gives the last code that was mailed to an address; "" is none.
	Code func(email string) string
	// Verify finds out whom an access token speaks of, by the issuer's keys alone.
	Verify account.Verify

	// What a stand-in for the service can't do, in words for who reads the output; ""
	// is that it can.
	AnyCode       string // it takes any code for the right one
	SendsOnce     string // it can't send a code once more
	KeepsSessions string // it can't end sessions that are elsewhere
	KeepsTokens   string // it can't make a refresh token useless
	KeepsAccounts string // it can't remove an account
	Nameless      string // its tokens don't tell a name
}

// lacks skips a test, or tells of a part that is left out and reports true, where the
// service can't do something.
func lacks(t *testing.T, all bool, what string) bool {
	t.Helper()
	switch {
	case what == "":
		return false
	case all:
		t.Skip(what)
	}
	t.Log("left out in part: " + what)
	return true
}

const (
	anna     = "anna@example.com"
	password = "a plain old umbrella"
)

// subject is an issuer with the test it undergoes.
type subject struct {
	Harness
	t *testing.T
}

// Run holds the issuers that open makes to what an issuer is.
func Run(t *testing.T, open func(t *testing.T) Harness) {
	t.Helper()
	tests := []struct {
		name string
		test func(subject)
	}{
		{"who confirms an address signs in and gets tokens", signsIn},
		{"an address that is not confirmed is told so, by the right password alone", unconfirmed},
		{"nobody learns whether an address has an account", tellsNothing},
		{"codes are good once, and wrong ones are not", codes},
		{"what can't be an address or a password is refused", refused},
		{"a password that nobody can have is as wrong as any", impossible},
		{"an access token is verified by keys alone", verified},
		{"a refresh token gives new tokens", refreshes},
		{"a refresh token that is signed out is useless", signsOut},
		{"signing out everywhere ends all sessions", everywhere},
		{"a forgotten password is set anew by a code", forgotten},
		{"an account that is removed is gone", removed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { tt.test(subject{open(t), t}) })
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

// join has Anna sign up and confirm.
func (h Harness) join(t *testing.T) {
	t.Helper()
	must(t, h.SignUp(t.Context(), issuer.SignUp{Email: anna, Password: password, Name: "Anna"}))
	must(t, h.Confirm(t.Context(), anna, h.Code(anna)))
}

func (h Harness) signIn(t *testing.T, email string) issuer.Tokens {
	t.Helper()
	tokens, err := h.SignIn(t.Context(), email, password)
	must(t, err)
	return tokens
}

func signsIn(on subject) {
	t, h := on.t, on.Harness
	h.join(t)
	tokens := h.signIn(t, " Anna@Example.com ")
	if tokens.Access == "" || tokens.Refresh == "" || tokens.Expires.IsZero() {
		t.Errorf("a token is missing, or its end: %v", tokens.Expires)
	}
	s := tokens.Subject
	if s.Issuer == "" || s.ID == "" || s.Email != anna {
		t.Errorf("the tokens speak of %+v, want Anna", s)
	}
	if !lacks(t, false, h.Nameless) && s.Name != "Anna" {
		t.Errorf("got the name %q, want Anna", s.Name)
	}
	again := h.signIn(t, anna)
	if again.Subject != s {
		t.Errorf("got %+v, then %+v: want the same person", s, again.Subject)
	}
}

func unconfirmed(on subject) {
	t, h := on.t, on.Harness
	must(t, h.SignUp(t.Context(), issuer.SignUp{Email: anna, Password: password, Name: "Anna"}))
	_, err := h.SignIn(t.Context(), anna, password)
	wants(t, err, fault.Denied)
	_, err = h.SignIn(t.Context(), anna, "not her password")
	wants(t, err, fault.Unauthenticated)
	if h.Code(anna) == "" {
		t.Error("no code was mailed")
	}
	if !lacks(t, false, h.SendsOnce) {
		must(t, h.Resend(t.Context(), anna))
	}
	must(t, h.Confirm(t.Context(), anna, h.Code(anna)))
	h.signIn(t, anna)
}

func tellsNothing(on subject) {
	t, h := on.t, on.Harness
	h.join(t)
	ctx := t.Context()
	for _, email := range []string{anna, "nobody@example.com"} {
		_, err := h.SignIn(ctx, email, "not the password")
		wants(t, err, fault.Unauthenticated)
		must(t, h.Forgot(ctx, email))
		wants(t, h.Reset(ctx, email, "no code", "short"), fault.Invalid)
		if !lacks(t, false, h.SendsOnce) {
			must(t, h.Resend(ctx, email))
		}
	}
	for _, none := range []string{"", "nobody"} {
		must(t, h.Resend(ctx, none))
		must(t, h.Forgot(ctx, none))
		wants(t, h.Confirm(ctx, none, "000000"), fault.Stale)
		wants(t, h.Reset(ctx, none, "000000", password), fault.Stale)
	}
	must(t, h.SignUp(ctx, issuer.SignUp{Email: anna, Password: "somebody else's words", Name: "Eve"}))
	wants(t, h.Confirm(ctx, "nobody@example.com", "000000"), fault.Stale)
	wants(t, h.Reset(ctx, "nobody@example.com", "000000", password), fault.Stale)
	if s := h.signIn(t, anna).Subject; s.Name != "Anna" && h.Nameless == "" {
		t.Errorf("somebody else signed up as %q over Anna", s.Name)
	}
}

func codes(on subject) {
	t, h := on.t, on.Harness
	lacks(t, true, h.AnyCode)
	ctx := t.Context()
	must(t, h.SignUp(ctx, issuer.SignUp{Email: anna, Password: password, Name: "Anna"}))
	code := h.Code(anna)
	wrong := "000000"
	if code == wrong {
		wrong = "000001"
	}
	wants(t, h.Confirm(ctx, anna, wrong), fault.Stale)
	must(t, h.Confirm(ctx, anna, code))
	for _, used := range []string{code, wrong, ""} {
		wants(t, h.Confirm(ctx, anna, used), fault.Stale)
	}
	must(t, h.Forgot(ctx, anna))
	code = h.Code(anna)
	if code == wrong {
		wrong = "000002"
	}
	for _, bad := range []string{wrong, ""} {
		wants(t, h.Reset(ctx, anna, bad, "another old umbrella"), fault.Stale)
	}
	must(t, h.Reset(ctx, anna, code, "another old umbrella"))
	wants(t, h.Reset(ctx, anna, code, "a third old umbrella"), fault.Stale)
	_, err := h.SignIn(ctx, anna, "another old umbrella")
	must(t, err)
}

func refused(on subject) {
	t, h := on.t, on.Harness
	for name, s := range map[string]issuer.SignUp{
		"no address":           {Email: "", Password: password},
		"half an address":      {Email: "anna@", Password: password},
		"two addresses":        {Email: "anna@example.com,eve@example.com", Password: password},
		"a line break":         {Email: "anna@example.com\nBcc: eve@example.com", Password: password},
		"a short password":     {Email: anna, Password: "short"},
		"one letter, often":    {Email: anna, Password: "aaaaaaaaaaaaaaaa"},
		"no password":          {Email: anna},
		"the address itself":   {Email: anna, Password: "Anna@example.com"},
		"a control character":  {Email: anna, Password: "a plain\x00old umbrella"},
		"a name of many lines": {Email: anna, Password: password, Name: "Anna\nAnna"},
		"a very long name":     {Email: anna, Password: password, Name: strings.Repeat("Anna", 26)},
	} {
		if err := h.SignUp(t.Context(), s); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: got %v, want it invalid", name, err)
		}
	}
}

func impossible(on subject) {
	t, h := on.t, on.Harness
	h.join(t)
	for _, email := range []string{anna, "nobody@example.com", "nobody", ""} {
		for _, none := range []string{"", strings.Repeat("x", 257), strings.Repeat("x", 100_000)} {
			_, err := h.SignIn(t.Context(), email, none)
			wants(t, err, fault.Unauthenticated)
		}
	}
	h.signIn(t, anna)
}

func verified(on subject) {
	t, h := on.t, on.Harness
	h.join(t)
	tokens := h.signIn(t, anna)
	got, err := h.Verify(t.Context(), tokens.Access)
	if err != nil || got.ID != tokens.Subject.ID || got.Issuer != tokens.Subject.Issuer {
		t.Errorf("got %+v, %v, want %+v", got, err, tokens.Subject)
	}
	for _, bad := range []string{tokens.Refresh, tokens.Access[:len(tokens.Access)-8], "made up", ""} {
		_, err := h.Verify(t.Context(), bad)
		wants(t, err, fault.Unauthenticated)
	}
}
