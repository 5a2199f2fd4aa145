package house_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
)

func TestACodeIsGoodForOneClientOnce(t *testing.T) {
	tests := []struct {
		name   string
		redeem func(code string) url.Values
		status int
		want   string
	}{
		{"a code that is made up", func(string) url.Values { return redeeming("made up") }, 400, "invalid_grant"},
		{"no code", func(string) url.Values { return redeeming("") }, 400, "invalid_request"},
		{"no address", func(c string) url.Values { return redeeming(c, "redirect_uri", "") }, 400, "invalid_request"},
		{"another address", func(c string) url.Values { return redeeming(c, "redirect_uri", landing+"?region=eu") }, 400, "invalid_grant"},
		{"another verifier", func(c string) url.Values { return redeeming(c, "code_verifier", verifier+"2") }, 400, "invalid_grant"},
		{"no verifier", func(c string) url.Values { return redeeming(c, "code_verifier", "") }, 400, "invalid_grant"},
		{"the challenge in place of the verifier", func(c string) url.Values { return redeeming(c, "code_verifier", challenge(verifier)) }, 400, "invalid_grant"},
		{"a verifier of strange letters", func(c string) url.Values { return redeeming(c, "code_verifier", strings.Repeat("ß", 50)) }, 400, "invalid_grant"},
		{"another client", func(c string) url.Values { return redeeming(c, "client_id", "phone", "client_secret", "") }, 400, "invalid_grant"},
		{"an unknown client", func(c string) url.Values { return redeeming(c, "client_id", "eve") }, 401, "invalid_client"},
		{"no client", func(c string) url.Values { return redeeming(c, "client_id", "", "client_secret", "") }, 401, "invalid_client"},
		{"a wrong secret", func(c string) url.Values { return redeeming(c, "client_secret", "guess") }, 401, "invalid_client"},
		{"no secret", func(c string) url.Values { return redeeming(c, "client_secret", "") }, 401, "invalid_client"},
		{"a secret for who has none", func(c string) url.Values { return redeeming(c, "client_id", "phone", "client_secret", "x") }, 401, "invalid_client"},
		{"a password", func(c string) url.Values { return redeeming(c, "grant_type", "password") }, 400, "unsupported_grant_type"},
		{"no type of grant", func(c string) url.Values { return redeeming(c, "grant_type", "") }, 400, "invalid_request"},
		{"two codes", func(c string) url.Values { v := redeeming(c); v.Add("code", c); return v }, 400, "invalid_request"},
		{"a body beyond all bounds", func(c string) url.Values { return redeeming(c, "x", strings.Repeat("x", 20_000)) }, 400, "invalid_request"},
	}
	s := serve(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := s.exchange(tt.redeem(s.code(asking())))
			if diff := cmp.Diff(got, token{Error: tt.want, status: tt.status}, cmp.AllowUnexported(token{})); diff != "" {
				t.Errorf("got - want +:\n%s", diff)
			}
		})
	}
}

func TestACodeEnds(t *testing.T) {
	s := serve(t)
	code := s.code(asking())
	*s.now = s.now.Add(2 * time.Minute)
	if got := s.exchange(redeeming(code)); got.Error != "invalid_grant" {
		t.Errorf("got %+v, want it over after two minutes", got)
	}
	code = s.code(asking())
	s.exchange(redeeming(code, "code_verifier", verifier+"2"))
	if got := s.exchange(redeeming(code)); got.Error != "invalid_grant" {
		t.Errorf("got %+v, want it used up by a guess", got)
	}
}

func TestACodeThatComesTwiceEndsWhatWasMadeOfIt(t *testing.T) {
	s := serve(t)
	code := s.code(asking())
	first := s.exchange(redeeming(code))
	if second := s.exchange(redeeming(code)); second.Error != "invalid_grant" {
		t.Errorf("got %+v, want a used code refused", second)
	}
	if got := s.exchange(renewing(first.Refresh)); got.Error != "invalid_grant" {
		t.Errorf("got %+v, want what was made of it over", got)
	}
}

func renewing(refresh string, changes ...string) url.Values {
	return change(url.Values{
		"grant_type": {"refresh_token"}, "refresh_token": {refresh}, "client_id": {"alexa"}, "client_secret": {alexa.Secret},
	}, changes...)
}

func TestARefreshTokenIsItsClientsAlone(t *testing.T) {
	s := serve(t)
	page, err := s.SignIn(t.Context(), "anna@example.com", "a plain old umbrella")
	if err != nil {
		t.Fatal(err)
	}
	linked := s.exchange(redeeming(s.code(asking())))
	for name, v := range map[string]url.Values{
		"the page's": renewing(page.Refresh), "another client's": renewing(linked.Refresh, "client_id", "phone", "client_secret", ""),
		"made up": renewing("made up"), "an access token": renewing(linked.Access),
	} {
		if got := s.exchange(v); got.Error != "invalid_grant" || got.Access != "" {
			t.Errorf("%s: got %+v, want it refused", name, got)
		}
	}
	if got := s.exchange(renewing("")); got.Error != "invalid_request" {
		t.Errorf("got %+v, want it missed", got)
	}
	if got := s.exchange(renewing(linked.Refresh, "scope", "email")); got.Error != "invalid_scope" || got.Access != "" {
		t.Errorf("got %+v, want no more than was granted", got)
	}
	if _, err := s.Refresh(t.Context(), linked.Refresh); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %v, want a linked token to be no session of the page", err)
	}
	if err := s.Remove(t.Context(), linked.Access); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %v, want a linked token to remove nothing", err)
	}
	if err := s.SignOutEverywhere(t.Context(), page.Access); err != nil {
		t.Fatal(err)
	}
	if got := s.exchange(renewing(linked.Refresh)); got.Error != "invalid_grant" {
		t.Errorf("got %+v, want the link ended with all sessions", got)
	}
}
