package house_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"shoebox/shared/account/bearer"
	"shoebox/shared/account/issuer"
	"shoebox/shared/account/issuer/house"
	"shoebox/shared/account/issuer/issuertest"
	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

// box keeps the last mail to each address.
type box struct {
	mu    sync.Mutex
	mails map[string]house.Mail
}

func (b *box) Mail(m house.Mail) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.mails[m.To] = m
	return nil
}

func (b *box) code(email string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.mails[email].Code
}

func open(t *testing.T) (*house.House, *box, *time.Time) {
	t.Helper()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	b := &box{mails: map[string]house.Mail{}}
	h := house.New(house.Config{
		Table: tabletest.OpenStore(t, clock).Table, Issuer: "http://127.0.0.1:8080", Client: "shoebox", Mail: b, Now: clock,
	})
	h.Cheapen()
	return h, b, &now
}

func TestAHashCostsWhatItShould(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	store, b := tabletest.OpenStore(t, func() time.Time { return now }), &box{mails: map[string]house.Mail{}}
	h := house.New(house.Config{Table: store.Table, Issuer: "http://127.0.0.1:8080", Client: "shoebox", Mail: b, Now: func() time.Time { return now }})
	anna(t, h, b)
	kept, err := store.Get(t.Context(), house.AccountKey("anna@example.com"))
	if err != nil || !strings.HasPrefix(kept.String("hash"), "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("got %q, %v, want it dear", kept.String("hash"), err)
	}
}

func TestConformance(t *testing.T) {
	issuertest.Run(t, func(t *testing.T) issuertest.Harness {
		t.Helper()
		h, b, now := open(t)
		v := bearer.New(bearer.Config{Issuer: h.Issuer, Clients: []string{h.Client}, Keys: h.Keys, Now: func() time.Time { return *now }})
		return issuertest.Harness{Issuer: h, Code: b.code, Verify: v.Verify}
	})
}

// anna signs up and confirms.
func anna(t *testing.T, h *house.House, b *box) issuer.Tokens {
	t.Helper()
	if err := h.SignUp(t.Context(), issuer.SignUp{Email: "anna@example.com", Password: "a plain old umbrella"}); err != nil {
		t.Fatal(err)
	}
	if err := h.Confirm(t.Context(), "anna@example.com", b.code("anna@example.com")); err != nil {
		t.Fatal(err)
	}
	tokens, err := h.SignIn(t.Context(), "anna@example.com", "a plain old umbrella")
	if err != nil {
		t.Fatal(err)
	}
	return tokens
}

func TestWhoGuessesHasToWait(t *testing.T) {
	h, b, now := open(t)
	anna(t, h, b)
	for _, email := range []string{"anna@example.com", "nobody@example.com"} {
		for range 10 {
			if _, err := h.SignIn(t.Context(), email, "a guess"); !fault.Is(err, fault.Unauthenticated) {
				t.Fatalf("%s: got %v, want it wrong", email, err)
			}
		}
		if _, err := h.SignIn(t.Context(), email, "a plain old umbrella"); !fault.Is(err, fault.Throttled) {
			t.Errorf("%s: got %v, want it throttled, the right password too", email, err)
		}
	}
	*now = now.Add(15 * time.Minute)
	if _, err := h.SignIn(t.Context(), "anna@example.com", "a plain old umbrella"); err != nil {
		t.Errorf("got %v, want Anna to get in after a while", err)
	}
}

func TestACodeIsNotGuessed(t *testing.T) {
	h, b, _ := open(t)
	if err := h.SignUp(t.Context(), issuer.SignUp{Email: "anna@example.com", Password: "a plain old umbrella"}); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if err := h.Confirm(t.Context(), "anna@example.com", "no code"); !fault.Is(err, fault.Stale) {
			t.Fatalf("got %v, want it wrong", err)
		}
	}
	if err := h.Confirm(t.Context(), "anna@example.com", b.code("anna@example.com")); !fault.Is(err, fault.Stale) {
		t.Errorf("got %v, want the code over", err)
	}
}

func TestThingsEnd(t *testing.T) {
	h, b, now := open(t)
	tokens := anna(t, h, b)
	if err := h.Forgot(t.Context(), "anna@example.com"); err != nil {
		t.Fatal(err)
	}
	*now = now.Add(time.Hour)
	if err := h.Reset(t.Context(), "anna@example.com", b.code("anna@example.com"), "another old umbrella"); !fault.Is(err, fault.Stale) {
		t.Errorf("got %v, want the code over after an hour", err)
	}
	if err := h.SignOutEverywhere(t.Context(), tokens.Access); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %v, want the access token over after an hour", err)
	}
	*now = now.Add(30 * 24 * time.Hour)
	if _, err := h.Refresh(t.Context(), tokens.Refresh); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %v, want the session over after 30 days", err)
	}
}

func TestKeysAreReplaced(t *testing.T) {
	h, b, now := open(t)
	tokens := anna(t, h, b)
	first, err := h.Keys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	*now = now.Add(time.Minute)
	if err := h.Rotate(t.Context()); err != nil {
		t.Fatal(err)
	}
	both, err := h.Keys(t.Context())
	if err != nil || len(first.Keys) != 1 || len(both.Keys) != 2 || both.Keys[0] != first.Keys[0] { // the oldest first
		t.Fatalf("got %v, then %v, %v: want the old key shown beside the new", first, both, err)
	}
	if err := h.SignOutEverywhere(t.Context(), tokens.Access); err != nil {
		t.Errorf("got %v, want what the old key signed to stay good", err)
	}
	*now = now.Add(40 * 24 * time.Hour)
	fresh, err := h.Keys(t.Context())
	if err != nil || len(fresh.Keys) != 1 || fresh.Keys[0] == both.Keys[0] || fresh.Keys[0] == both.Keys[1] {
		t.Errorf("got %v, %v, want a new key alone", fresh, err)
	}
}

func join(email string) issuer.SignUp {
	return issuer.SignUp{Email: email, Password: "a plain old umbrella"}
}

func TestNothingOfARemovedAccountIsLeft(t *testing.T) {
	h, b, _ := open(t)
	tokens := anna(t, h, b)
	other, err := h.SignIn(t.Context(), "anna@example.com", "a plain old umbrella")
	if err != nil {
		t.Fatal(err)
	}
	kept := func() (left []string) {
		for _, key := range []table.Key{house.AccountKey("anna@example.com"), house.RefreshKey(tokens.Refresh), house.RefreshKey(other.Refresh)} {
			page, err := h.Table.Query(t.Context(), table.Query{Partition: key.Partition, Consistent: true})
			if err != nil {
				t.Fatal(err)
			}
			for _, item := range page.Items {
				left = append(left, item.Sort)
			}
		}
		return left
	}
	if before := kept(); len(before) < 5 {
		t.Fatalf("got %v, want the account and two sessions, listed and by themselves", before)
	}
	if err := h.Remove(t.Context(), tokens.Access); err != nil {
		t.Fatal(err)
	}
	// How many mails went there is counted on, for whoever has the address next.
	if left := slices.DeleteFunc(kept(), func(sort string) bool { return strings.Contains(sort, "mail") }); len(left) > 0 {
		t.Errorf("%v is left of the account", left)
	}
}
