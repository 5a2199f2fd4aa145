package aws_test

import (
	"net/http/httptest"
	"testing"
	"time"

	"shoebox/deploy/pool"
	"shoebox/shared/backend/aws"
	"shoebox/shared/fault"
)

func TestTokensOfTheUserPoolAreGood(t *testing.T) {
	start(t, &services{})
	keysOfThePool := httptest.NewServer(pool.Handler())
	defer keysOfThePool.Close()
	t.Setenv("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", keysOfThePool.URL)
	at := time.Date(2026, 12, 25, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name, accounts string
		kind           fault.Kind // 0 is good
	}{
		{"a token of its client", "cognito://" + pool.ID + "?client=" + pool.Client, 0},
		{"a token of another client", "cognito://" + pool.ID + "?client=other", fault.Unauthenticated},
		{"a token of another pool", "cognito://local_others?client=" + pool.Client, fault.Unauthenticated},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := aws.Open(t.Context(), read(t, map[string]string{
				"SHOEBOX_KEYS": keys, "SHOEBOX_ACCOUNTS": tt.accounts, "SHOEBOX_CLOCK": at.Format(time.RFC3339),
			}))
			if err != nil {
				t.Fatal(err)
			}
			subject, err := b.Verifier.Verify(t.Context(), pool.Token(at))
			if good := tt.kind == 0; good != (err == nil) || good && subject.ID != pool.Subject || !good && !fault.Is(err, tt.kind) {
				t.Errorf("got %v, %v", subject, err)
			}
		})
	}
}

func TestALaptopsAccountsAreNoneInAWS(t *testing.T) {
	start(t, &services{})
	_, err := aws.Open(t.Context(), read(t, map[string]string{"SHOEBOX_KEYS": keys, "SHOEBOX_ACCOUNTS": "local://"}))
	if !fault.Is(err, fault.Invalid) {
		t.Errorf("got %v, want invalid", err)
	}
	b, err := aws.Open(t.Context(), read(t, map[string]string{"SHOEBOX_KEYS": keys}))
	if err != nil || b.Verifier != nil {
		t.Errorf("got a verifier %v, %v where no accounts are named", b.Verifier, err)
	}
}
