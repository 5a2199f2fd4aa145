package pool_test

import (
	"net/http/httptest"
	"testing"
	"time"

	"shoebox/deploy/pool"
	"shoebox/shared/account/bearer"
	"shoebox/shared/fault"
)

func TestTokensAreGoodForAnHour(t *testing.T) {
	server := httptest.NewServer(pool.Handler())
	defer server.Close()
	issuer, _, err := bearer.Pool(pool.ID)
	if err != nil || issuer != pool.Issuer {
		t.Fatalf("got %q, %v, want the pool to be %q", issuer, err, pool.Issuer)
	}
	at := time.Date(2026, 12, 25, 12, 0, 0, 0, time.UTC)
	now := at
	v := bearer.New(bearer.Config{
		Issuer: issuer, Clients: []string{pool.Client}, Now: func() time.Time { return now },
		Keys: bearer.At(server.URL+"/"+pool.ID+"/.well-known/jwks.json", nil),
	})
	subject, err := v.Verify(t.Context(), pool.Token(at))
	if err != nil || subject.ID != pool.Subject {
		t.Errorf("got %v, %v, want the asker", subject, err)
	}
	if first, second := pool.Token(at), pool.Token(at.UTC()); first != second {
		t.Error("the same time gives another token")
	}
	now = at.Add(time.Hour)
	if _, err := v.Verify(t.Context(), pool.Token(at)); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %v after an hour, want unauthenticated", err)
	}
}
