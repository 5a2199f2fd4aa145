package cognito_test

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cognitoidentityprovider"
	"github.com/golang-jwt/jwt/v5"

	"shoebox/shared/account/bearer"
	"shoebox/shared/account/issuer"
	"shoebox/shared/account/issuer/cognito"
	"shoebox/shared/fault"
	"shoebox/shared/sdkhttp"
)

const (
	name   = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI"
	client = "1example23456789"
)

var key = sync.OnceValue(func() *rsa.PrivateKey {
	made, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return made
})

func signed(t *testing.T, pool string, claims jwt.MapClaims) string {
	t.Helper()
	all := jwt.MapClaims{"sub": "anna", "iss": pool, "exp": time.Now().Add(time.Hour).Unix()}
	maps.Copy(all, claims)
	token := jwt.NewWithClaims(jwt.SigningMethodRS256, all)
	token.Header["kid"] = "ours"
	text, err := token.SignedString(key())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// script is a Cognito that gives the answers it is told to, by operation, and keeps
// what it was asked.
type script struct {
	answers map[string]string // a body; one that begins with ! is an error's code
	status  int               // of errors
	asked   []string
	headers []http.Header
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body) // what is missing shows
	operation := strings.TrimPrefix(r.Header.Get("X-Amz-Target"), "AWSCognitoIdentityProviderService.")
	s.asked, s.headers = append(s.asked, operation+" "+string(body)), append(s.headers, r.Header)
	answer, known := s.answers[operation]
	if !known {
		answer = "{}"
	}
	if code, refused := strings.CutPrefix(answer, "!"); refused {
		code, message, _ := strings.Cut(code, " ")
		w.WriteHeader(s.status)
		fmt.Fprintf(w, `{"__type":%q,"message":%q}`, code, message)
		return
	}
	io.WriteString(w, answer) //nolint:errcheck // what is missing shows
}

func open(t *testing.T, s *script) *cognito.Pool {
	t.Helper()
	if s.status == 0 {
		s.status = http.StatusBadRequest
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return cognito.New(cognito.Config{
		API: cognitoidentityprovider.New(cognitoidentityprovider.Options{
			Region: "eu-west-1", BaseEndpoint: &server.URL, HTTPClient: &http.Client{Transport: sdkhttp.Transport(server.Client().Transport)}, Retryer: aws.NopRetryer{},
		}),
		Client: client,
		Verifier: bearer.New(bearer.Config{Issuer: name, Clients: []string{client}, Now: time.Now, Keys: func(context.Context) (bearer.KeySet, error) {
			return bearer.KeySet{Keys: []bearer.PublicKey{bearer.Show("ours", &key().PublicKey)}}, nil
		}}),
	})
}

const words = "a plain old umbrella"

// calls are all that an issuer does, by operation of Cognito, as good as they can be.
func calls(t *testing.T, p *cognito.Pool) map[string]func() error {
	t.Helper()
	ctx, anna := t.Context(), "anna@example.com"
	access := signed(t, name, jwt.MapClaims{"token_use": "access", "client_id": client})
	return map[string]func() error{
		"SignUp":                 func() error { return p.SignUp(ctx, issuer.SignUp{Email: anna, Password: words, Name: "Anna"}) },
		"ConfirmSignUp":          func() error { return p.Confirm(ctx, anna, "123456") },
		"ResendConfirmationCode": func() error { return p.Resend(ctx, anna) },
		"InitiateAuth":           func() error { _, err := p.SignIn(ctx, anna, words); return err },
		"InitiateAuth refresh":   func() error { _, err := p.Refresh(ctx, "refresh"); return err },
		"ForgotPassword":         func() error { return p.Forgot(ctx, anna) },
		"ConfirmForgotPassword":  func() error { return p.Reset(ctx, anna, "123456", words) },
		"RevokeToken":            func() error { return p.SignOut(ctx, "refresh") },
		"GlobalSignOut":          func() error { return p.SignOutEverywhere(ctx, access) },
		"DeleteUser":             func() error { return p.Remove(ctx, access) },
	}
}

func TestWhatCognitoSaysIsFoldedIntoWhatAnIssuerTells(t *testing.T) {
	const nothing = fault.Kind(255)
	tests := []struct {
		operation, says string
		want            fault.Kind
	}{
		{"SignUp", "UsernameExistsException", nothing},
		{"SignUp", "InvalidPasswordException", fault.Invalid},
		{"SignUp", "CodeDeliveryFailureException", fault.Unavailable},
		{"SignUp", "LimitExceededException", fault.Throttled},
		{"ConfirmSignUp", "CodeMismatchException", fault.Stale},
		{"ConfirmSignUp", "ExpiredCodeException", fault.Stale},
		{"ConfirmSignUp", "UserNotFoundException", fault.Stale},
		{"ConfirmSignUp", "NotAuthorizedException User cannot be confirmed. Current status is CONFIRMED", fault.Stale},
		{"ConfirmSignUp", "TooManyFailedAttemptsException", fault.Throttled},
		{"ResendConfirmationCode", "UserNotFoundException", nothing},
		{"ResendConfirmationCode", "InvalidParameterException User is already confirmed.", nothing},
		{"ResendConfirmationCode", "LimitExceededException", fault.Throttled},
		{"InitiateAuth", "NotAuthorizedException Incorrect username or password.", fault.Unauthenticated},
		{"InitiateAuth", "NotAuthorizedException Password attempts exceeded", fault.Throttled},
		{"InitiateAuth", "UserNotFoundException", fault.Unauthenticated},
		{"InitiateAuth", "UserNotConfirmedException", fault.Denied},
		{"InitiateAuth", "PasswordResetRequiredException", fault.Unauthenticated},
		{"InitiateAuth", "InvalidParameterException", fault.Unauthenticated},
		{"InitiateAuth", "TooManyRequestsException", fault.Throttled},
		{"InitiateAuth refresh", "NotAuthorizedException Refresh Token has been revoked", fault.Unauthenticated},
		{"InitiateAuth refresh", "UserNotFoundException", fault.Unauthenticated},
		{"ForgotPassword", "UserNotFoundException", nothing},
		{"ForgotPassword", "InvalidParameterException Cannot reset password for the user as there is no registered/verified email", nothing},
		{"ForgotPassword", "NotAuthorizedException User password cannot be reset in the current state.", nothing},
		{"ForgotPassword", "LimitExceededException Attempt limit exceeded, please try after some time.", fault.Throttled},
		{"ConfirmForgotPassword", "CodeMismatchException", fault.Stale},
		{"ConfirmForgotPassword", "ExpiredCodeException", fault.Stale},
		{"ConfirmForgotPassword", "UserNotFoundException", fault.Stale},
		{"ConfirmForgotPassword", "UserNotConfirmedException", fault.Stale},
		{"ConfirmForgotPassword", "InvalidPasswordException", fault.Invalid},
		{"ConfirmForgotPassword", "PasswordHistoryPolicyViolationException", fault.Invalid},
		{"RevokeToken", "UnauthorizedException", nothing},
		{"RevokeToken", "UnsupportedTokenTypeException", nothing},
		{"RevokeToken", "InvalidParameterException", nothing},
		{"GlobalSignOut", "NotAuthorizedException Access Token has been revoked", fault.Unauthenticated},
		{"GlobalSignOut", "UserNotFoundException", fault.Unauthenticated},
		{"DeleteUser", "NotAuthorizedException Access Token has been revoked", fault.Unauthenticated},
		{"DeleteUser", "UserNotFoundException", fault.Unauthenticated},
	}
	for _, tt := range tests {
		t.Run(tt.operation+" "+tt.says, func(t *testing.T) {
			operation, _, _ := strings.Cut(tt.operation, " ")
			p := open(t, &script{answers: map[string]string{operation: "!" + tt.says}})
			err := calls(t, p)[tt.operation]()
			if (err == nil) != (tt.want == nothing) || err != nil && !fault.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestTroubleIsNobodysFault(t *testing.T) {
	for operation := range calls(t, open(t, &script{})) {
		for _, tt := range []struct {
			says   string
			status int
			want   fault.Kind
		}{
			{"TooManyRequestsException", 400, fault.Throttled},
			{"ThrottlingException", 400, fault.Throttled},
			{"InternalErrorException", 500, fault.Unavailable},
			{"ServiceUnavailable", 503, fault.Unavailable},
			{"ResourceNotFoundException User pool client 1example23456789 does not exist.", 400, fault.Internal},
			{"SomethingNewException anna@example.com is no good", 400, fault.Internal},
		} {
			on, _, _ := strings.Cut(operation, " ")
			err := calls(t, open(t, &script{answers: map[string]string{on: "!" + tt.says}, status: tt.status}))[operation]()
			if !fault.Is(err, tt.want) {
				t.Errorf("%s, %s: got %v, want %v", operation, tt.says, err, tt.want)
			}
			if err != nil && strings.Contains(err.Error(), "anna") {
				t.Errorf("%s: got %v, which tells of somebody", operation, err)
			}
		}
	}
}

func TestNothingIsSignedSinceNoRoleNeedsARight(t *testing.T) {
	s := &script{}
	for operation, call := range calls(t, open(t, s)) {
		before := len(s.asked)
		call() //nolint:errcheck // what was asked counts
		if on, _, _ := strings.Cut(operation, " "); len(s.asked) == before || !strings.HasPrefix(s.asked[before], on+" ") {
			t.Errorf("%s: asked %v", operation, s.asked[before:])
		}
	}
	for i, asked := range s.asked {
		if got := s.headers[i].Get("Authorization"); got != "" {
			t.Errorf("%s: got %q, want it unsigned", asked, got)
		}
	}
}

func TestTokensOfOthersNeverReachCognito(t *testing.T) {
	s := &script{}
	p := open(t, s)
	for what, token := range map[string]string{
		"another pool's":   signed(t, name+"2", jwt.MapClaims{"token_use": "access", "client_id": client}),
		"another client's": signed(t, name, jwt.MapClaims{"token_use": "access", "client_id": "another"}),
		"an id token":      signed(t, name, jwt.MapClaims{"token_use": "id", "aud": client}),
		"nobody's":         "made up",
	} {
		for _, call := range []func(context.Context, string) error{p.Remove, p.SignOutEverywhere} {
			if err := call(t.Context(), token); !fault.Is(err, fault.Unauthenticated) {
				t.Errorf("%s: got %v, want it unauthenticated", what, err)
			}
		}
	}
	if len(s.asked) > 0 {
		t.Errorf("asked %v, want nothing", s.asked)
	}
}

func TestSignInAsksForNoMoreThanAPassword(t *testing.T) {
	for challenge, want := range map[string]fault.Kind{"NEW_PASSWORD_REQUIRED": fault.Unauthenticated, "SMS_MFA": fault.Internal} {
		p := open(t, &script{answers: map[string]string{"InitiateAuth": `{"ChallengeName":"` + challenge + `","Session":"s"}`}})
		if _, err := p.SignIn(t.Context(), "anna@example.com", words); !fault.Is(err, want) {
			t.Errorf("%s: got %v, want %v", challenge, err, want)
		}
	}
}

func TestTokensThatAreNotGoodAreNotPassedOn(t *testing.T) {
	access := signed(t, name, jwt.MapClaims{"token_use": "access", "client_id": client})
	identity := signed(t, name, jwt.MapClaims{"token_use": "id", "aud": client})
	for what, result := range map[string]string{
		"none": `{}`, "no id token": `{"AccessToken":"` + access + `"}`,
		"made up": `{"AccessToken":"a.b.c","IdToken":"` + identity + `"}`, "mixed up": `{"AccessToken":"` + identity + `","IdToken":"` + access + `"}`,
	} {
		p := open(t, &script{answers: map[string]string{"InitiateAuth": `{"AuthenticationResult":` + result + `}`}})
		if got, err := p.SignIn(t.Context(), "anna@example.com", words); !fault.Is(err, fault.Internal) || got.Access != "" {
			t.Errorf("%s: got %v, want it internal", what, err)
		}
	}
}

func TestWhoGivesUpIsNotAnswered(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := open(t, &script{}).Forgot(ctx, "anna@example.com"); !fault.Is(err, fault.Canceled) {
		t.Errorf("got %v, want it canceled", err)
	}
}

func TestAPoolNeedsAllItsParts(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("got a pool, want it refused")
		}
	}()
	cognito.New(cognito.Config{Client: client})
}
