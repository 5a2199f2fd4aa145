package bearer_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"shoebox/shared/account/bearer"
	"shoebox/shared/fault"
)

// service shows keys, counts how often it was asked, and can be down. Its clock is set
// by hand.
type service struct {
	keys  []bearer.PublicKey
	err   error
	asked atomic.Int64
	now   time.Time
}

func (s *service) source(context.Context) (bearer.KeySet, error) {
	s.asked.Add(1)
	return bearer.KeySet{Keys: s.keys}, s.err
}

func open() (*service, *bearer.Verifier) {
	s := &service{keys: []bearer.PublicKey{bearer.Show("ours", &ours().PublicKey)}, now: noon}
	return s, bearer.New(bearer.Config{Issuer: pool, Clients: []string{client}, Keys: s.source, Now: func() time.Time { return s.now }})
}

// good makes a token that lasts through the test.
func good(t *testing.T) string {
	t.Helper()
	return signed(t, jwt.SigningMethodRS256, ours(), with(access(), "exp", noon.Add(1000*time.Hour).Unix()))
}

func expect(t *testing.T, s *service, want int64) {
	t.Helper()
	if got := s.asked.Load(); got != want {
		t.Errorf("the keys were read %d times, want %d", got, want)
	}
}

func TestKeysAreReadOnceAndKept(t *testing.T) {
	s, v := open()
	for range 100 {
		if _, err := v.Verify(t.Context(), good(t)); err != nil {
			t.Fatal(err)
		}
		s.now = s.now.Add(30 * time.Second)
	}
	expect(t, s, 1)
}

func TestANewKeyIsFoundAtOnce(t *testing.T) {
	s, v := open()
	if _, err := v.Verify(t.Context(), good(t)); err != nil {
		t.Fatal(err)
	}
	s.keys = append(s.keys, bearer.Show("newer", &theirs().PublicKey))
	token := signed(t, jwt.SigningMethodRS256, theirs(), access(), "kid", "newer")
	for range 3 {
		if _, err := v.Verify(t.Context(), token); err != nil {
			t.Fatal(err)
		}
	}
	expect(t, s, 2)
}

func TestWhatIsSurelyNotOursCostsTheIssuerNothing(t *testing.T) {
	s, v := open()
	for _, token := range []string{
		"", "e30.e30.e30", good(t) + ".", "Bearer " + good(t),
		signed(t, jwt.SigningMethodRS256, theirs(), with(access(), "iss", pool+"2"), "kid", "theirs"),
		signed(t, jwt.SigningMethodRS256, theirs(), access(), "kid", nil),
		signed(t, jwt.SigningMethodRS512, theirs(), access(), "kid", "theirs"),
		signed(t, jwt.SigningMethodHS256, []byte("a secret"), access(), "kid", "theirs"),
	} {
		if _, err := v.Verify(t.Context(), token); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("got %v, want it unauthenticated", err)
		}
	}
	expect(t, s, 0)
}

func TestHoweverManyStrangersComeTheIssuerIsHardlyAsked(t *testing.T) {
	s, v := open()
	for i := range 1000 {
		token := signed(t, jwt.SigningMethodRS256, theirs(), access(), "kid", fmt.Sprint(i%7))
		if i == 10 { // all turns are used up
			s.keys = append(s.keys, bearer.Show("newer", &theirs().PublicKey))
		}
		if _, err := v.Verify(t.Context(), token); !fault.Is(err, fault.Unauthenticated) {
			t.Fatalf("got %v, want it unauthenticated", err)
		}
		if i > 10 {
			break
		}
	}
	for range 1000 {
		if _, err := v.Verify(t.Context(), "e30.e30.e30"); !fault.Is(err, fault.Unauthenticated) {
			t.Fatal(err)
		}
	}
	other := signed(t, jwt.SigningMethodRS256, theirs(), with(access(), "iss", pool+"2"), "kid", "theirs")
	for range 100 {
		if _, err := v.Verify(t.Context(), other); !fault.Is(err, fault.Unauthenticated) {
			t.Fatal(err)
		}
	}
	expect(t, s, 5)
	if _, err := v.Verify(t.Context(), good(t)); err != nil {
		t.Errorf("got %v, want the good to pass meanwhile", err)
	}
	s.now = s.now.Add(time.Minute) // and who has the new key waits a minute at most
	if _, err := v.Verify(t.Context(), signed(t, jwt.SigningMethodRS256, theirs(), access(), "kid", "newer")); err != nil {
		t.Errorf("got %v, want the new key found", err)
	}
	expect(t, s, 6)
	s.now = s.now.Add(24 * time.Hour)
	for range 100 {
		v.Verify(t.Context(), signed(t, jwt.SigningMethodRS256, theirs(), with(access(), "exp", s.now.Add(time.Hour).Unix()), "kid", "made up")) //nolint:errcheck // it is counted
	}
	expect(t, s, 11) // turns do not pile up
}

func TestKeysOutliveAnIssuerThatIsDownForADay(t *testing.T) {
	s, v := open()
	token := good(t)
	if _, err := v.Verify(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	s.err = fault.New("test", fault.Unavailable, "down")
	for _, later := range []time.Duration{time.Hour, 10 * time.Hour, 24*time.Hour - time.Second} {
		s.now = noon.Add(later)
		if _, err := v.Verify(t.Context(), token); err != nil {
			t.Errorf("after %v: got %v, want the keys kept", later, err)
		}
	}
	s.now = noon.Add(24 * time.Hour)
	for range 10 {
		if _, err := v.Verify(t.Context(), token); !fault.Is(err, fault.Unavailable) {
			t.Errorf("got %v, want it unavailable after a day", err)
		}
	}
	s.err, s.now = nil, s.now.Add(time.Minute)
	if _, err := v.Verify(t.Context(), token); err != nil {
		t.Errorf("got %v, want it good again", err)
	}
}

func TestAKeyThatIsTakenAwayIsBadWithinAnHour(t *testing.T) {
	s, v := open()
	if _, err := v.Verify(t.Context(), good(t)); err != nil {
		t.Fatal(err)
	}
	s.keys = []bearer.PublicKey{bearer.Show("newer", &theirs().PublicKey)}
	s.now = noon.Add(time.Hour)
	if _, err := v.Verify(t.Context(), good(t)); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("got %v, want it unauthenticated", err)
	}
}

func TestWhatKindOfTroubleThereIsIsTold(t *testing.T) {
	tests := []struct {
		name string
		keys []bearer.PublicKey
		err  error
		want fault.Kind
	}{
		{"an issuer that is down", nil, fault.New("test", fault.Unavailable, "down"), fault.Unavailable},
		{"an issuer that is slow", nil, context.DeadlineExceeded, fault.Timeout},
		{"an issuer without keys", nil, nil, fault.Unavailable},
		{"what nobody thought of", nil, errors.New("strange"), fault.Internal},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, v := open()
			s.keys, s.err = tt.keys, tt.err
			if _, err := v.Verify(t.Context(), good(t)); !fault.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestManyAtOnceShareOneReading(t *testing.T) {
	token := good(t)
	synctest.Test(t, func(t *testing.T) {
		var asked atomic.Int64
		v := bearer.New(bearer.Config{Issuer: pool, Clients: []string{client}, Now: func() time.Time { return noon },
			Keys: func(ctx context.Context) (bearer.KeySet, error) {
				asked.Add(1)
				select {
				case <-ctx.Done():
					return bearer.KeySet{}, ctx.Err()
				case <-time.After(time.Second):
				}
				return bearer.KeySet{Keys: []bearer.PublicKey{bearer.Show("ours", &ours().PublicKey)}}, nil
			}})
		hasty, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for range 25 { // one of whom reads
			all.Go(func() {
				if _, err := v.Verify(hasty, token); err != nil && !fault.Is(err, fault.Canceled) {
					t.Errorf("got %v, want it good, or given up", err)
				}
			})
		}
		synctest.Wait()
		for range 25 {
			all.Go(func() {
				if _, err := v.Verify(t.Context(), token); err != nil {
					t.Errorf("got %v, want it good though who reads gave up", err)
				}
			})
		}
		synctest.Wait()
		cancel()
		all.Wait()
		if asked.Load() != 1 {
			t.Errorf("the keys were read %d times, want once", asked.Load())
		}
	})
}

func TestASourceThatHangsIsLeft(t *testing.T) {
	token := good(t)
	synctest.Test(t, func(t *testing.T) {
		v := verifier(func(ctx context.Context) (bearer.KeySet, error) {
			<-ctx.Done()
			return bearer.KeySet{}, ctx.Err()
		})
		if _, err := v.Verify(t.Context(), token); !fault.Is(err, fault.Timeout) {
			t.Errorf("got %v, want it timed out", err)
		}
	})
}

func TestASourceThatPanicsLeavesNobodyWaiting(t *testing.T) {
	calls := 0
	v := verifier(func(context.Context) (bearer.KeySet, error) {
		if calls++; calls == 1 {
			panic("a bug")
		}
		return bearer.KeySet{Keys: []bearer.PublicKey{bearer.Show("ours", &ours().PublicKey)}}, nil
	})
	func() {
		defer func() { recover() }()   //nolint:errcheck // it was to panic
		v.Verify(t.Context(), good(t)) //nolint:errcheck // it panics
	}()
	if _, err := v.Verify(t.Context(), good(t)); err != nil {
		t.Errorf("got %v, want the next to read again", err)
	}
}
