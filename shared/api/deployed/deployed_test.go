package deployed_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/shared/api"
	"shoebox/shared/api/deployed"
	"shoebox/shared/backend/aws"
	"shoebox/shared/config"
	"shoebox/shared/gateway"
)

// parts are those of a configuration, without a request to anything.
func parts(t *testing.T, accounts string) api.Config {
	t.Helper()
	t.Setenv("AWS_REGION", "eu-west-1")
	env := map[string]string{
		"SHOEBOX_TABLE": "dynamodb://photos", "SHOEBOX_KEYS": "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
		"SHOEBOX_PUBLIC_URL": "https://photos.example.com", "SHOEBOX_ACCOUNTS": accounts,
	}
	c, err := config.Read(func(name string) (string, bool) { v, ok := env[name]; return v, ok })
	if err != nil {
		t.Fatal(err)
	}
	b, err := aws.Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	p := deployed.Parts(b)
	return p
}

func TestWithoutAccountsNothingIsServed(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("services were made that trust nobody, or anybody")
		}
	}()
	api.New(parts(t, ""))
}

func TestServicesThatNeedThePagesAddressTakeItFromTheGateway(t *testing.T) {
	services := deployed.AtItsAddress(parts(t, "cognito://eu-west-1_AbCdEfGhI?client=1example23456789"), api.ServiceShares)
	address := ""
	h := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		address = deployed.Address(r)
		services.ServeHTTP(w, r)
	})
	answer, err := gateway.Lambda(h)(t.Context(), events.APIGatewayV2HTTPRequest{
		RawPath: "/api/shares", Headers: map[string]string{"host": "evil.example.com"},
		RequestContext: events.APIGatewayV2HTTPRequestContext{
			DomainName: "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
			HTTP:       events.APIGatewayV2HTTPRequestContextHTTPDescription{Method: http.MethodGet},
		},
	})
	if err != nil || answer.StatusCode != http.StatusUnauthorized {
		t.Errorf("got %d and %s, %v, want to be asked for a token", answer.StatusCode, answer.Body, err)
	}
	if want := "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com"; address != want {
		t.Errorf("got the address %q, want %q, which no client can choose", address, want)
	}
	again := httptest.NewRecorder()
	services.ServeHTTP(again, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/api/nothing", http.NoBody))
	if body, err := io.ReadAll(again.Result().Body); err != nil || !strings.Contains(string(body), "not_found") {
		t.Errorf("got %s, %v, want another request to be answered, too", body, err)
	}
}
