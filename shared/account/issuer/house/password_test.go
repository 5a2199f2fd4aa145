package house_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"shoebox/shared/account/issuer/house"
	"shoebox/shared/fault"
)

func TestAFewHashesAreMadeAtOnceAndTheRestWaitOrGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		burn := house.NewKiln()
		var now, most, made, throttled, gone atomic.Int64
		work := func() []byte {
			n := now.Add(1)
			if n > most.Load() {
				most.Store(n)
			}
			time.Sleep(time.Second)
			now.Add(-1)
			made.Add(1)
			return []byte{1}
		}
		hasty, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for i := range 2 * (house.HashesAtOnce + house.HashesWaiting) {
			all.Go(func() {
				ctx := t.Context()
				if i%10 == 9 {
					ctx = hasty
				}
				switch _, err := burn(ctx, work); {
				case fault.Is(err, fault.Throttled):
					throttled.Add(1)
				case fault.Is(err, fault.Canceled):
					gone.Add(1)
				case err != nil:
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		cancel()
		all.Wait()
		if most.Load() != house.HashesAtOnce || throttled.Load() != house.HashesAtOnce+house.HashesWaiting || made.Load()+gone.Load() != throttled.Load() {
			t.Errorf("got %d at once, %d made, %d gone, %d throttled", most.Load(), made.Load(), gone.Load(), throttled.Load())
		}
		if _, err := burn(t.Context(), work); err != nil {
			t.Errorf("got %v, want room again", err)
		}
	})
}

func TestMailsAreCounted(t *testing.T) {
	h, b, now := open(t)
	anna(t, h, b) // one mail
	for _, email := range []string{"anna@example.com", "nobody@example.com"} {
		for i := range 20 {
			err := h.Forgot(t.Context(), email)
			last := i == 19 && email == "anna@example.com" && fault.Is(err, fault.Throttled) // with that of the confirmation
			if err != nil && !last {
				t.Fatalf("%s: got %v at mail %d", email, err, i)
			}
		}
		for what, again := range map[string]error{
			"forgot": h.Forgot(t.Context(), email), "resend": h.Resend(t.Context(), email), "sign up": h.SignUp(t.Context(), join(email)),
		} {
			if !fault.Is(again, fault.Throttled) {
				t.Errorf("%s, %s: got %v, want it throttled", email, what, again)
			}
		}
	}
	*now = now.Add(time.Hour)
	if err := h.Forgot(t.Context(), "anna@example.com"); err != nil {
		t.Errorf("got %v, want mail again after an hour", err)
	}
}
