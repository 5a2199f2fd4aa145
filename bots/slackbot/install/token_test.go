package install_test

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"time"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
	"shoebox/shared/table/tabletest"
)

// installed is a kit with tokens that rotate.
func installed(tb testing.TB) *kit {
	tb.Helper()
	k := newKit(tb)
	k.slack.good["a-code"] = rotating("xoxe-1", "refresh-1")
	k.slack.good["refresh-1"] = rotating("xoxe-2", "refresh-2")
	b := k.browser()
	if w := b.agree(b.begin(tb), "a-code"); w.Code != http.StatusOK {
		tb.Fatalf("got %d", w.Code)
	}
	k.slack.asked = 0
	return k
}

func TestATokenIsRefreshedOnceBeforeItExpires_3_12(t *testing.T) {
	k := installed(t)
	if token, err := k.Token(t.Context(), home); token != "xoxe-1" {
		t.Fatalf("got another token than the one with time left (%v)", err)
	}
	k.clock.Pass(12*time.Hour - 5*time.Minute)
	const many = 20
	tokens := make([]string, many)
	var all sync.WaitGroup
	for n := range many {
		all.Go(func() {
			token, err := k.Token(t.Context(), home)
			if err != nil {
				t.Error(err)
			}
			tokens[n] = token
		})
	}
	all.Wait()
	for _, token := range tokens {
		if token != "xoxe-1" && token != "xoxe-2" { // the old one lives for five minutes
			t.Error("a caller got neither the old nor the new token")
		}
	}
	if token, err := k.Token(t.Context(), home); token != "xoxe-2" || k.slack.asked != 1 {
		t.Errorf("Slack was asked %d times, want once; or it is not the new token (%v)", k.slack.asked, err)
	}
	k.slack.good["refresh-2"] = rotating("xoxe-3", "refresh-3")
	k.clock.Pass(12 * time.Hour)
	if token, err := k.Token(t.Context(), home); token != "xoxe-3" {
		t.Errorf("the second pair was not kept together (%v)", err)
	}
}

func TestOthersWaitForTheOneWhoRefreshesWhatHasExpired_3_12(t *testing.T) {
	k := installed(t)
	k.clock.Pass(13 * time.Hour)
	k.slack.entered, k.slack.hold = make(chan struct{}, 1), make(chan struct{})
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if token, err := k.Token(t.Context(), home); token != "xoxe-2" {
				t.Errorf("got no new token: %v", err)
			}
		})
	}
	<-k.slack.entered
	close(k.slack.hold)
	both.Wait()
	if k.slack.asked != 1 {
		t.Errorf("Slack was asked %d times, want once", k.slack.asked)
	}
}

func TestARefreshThatFails_3_12(t *testing.T) {
	k := installed(t)
	k.slack.refuse = "internal_error"
	k.clock.Pass(12*time.Hour - 5*time.Minute)
	if token, err := k.Token(t.Context(), home); token != "xoxe-1" || err != nil {
		t.Errorf("with time left: got no token: %v", err)
	}
	k.clock.Pass(time.Hour)
	if _, err := k.Token(t.Context(), home); !fault.Is(err, fault.Unavailable) {
		t.Errorf("after it expired: got %v, want Unavailable", err)
	}
	k.slack.refuse = ""
	if token, err := k.Token(t.Context(), home); token != "xoxe-2" {
		t.Errorf("when Slack answers again: got no token: %v", err)
	}
}

func TestALockWhoseHolderDiedIsTakenOver_3_12(t *testing.T) {
	k := installed(t)
	k.clock.Pass(13 * time.Hour)
	k.slack.refuse = "internal_error"
	k.Faulty.FailWrites(tabletest.Fault{Nth: 2}) // the lock is taken, and not given back
	if _, err := k.Token(t.Context(), home); !fault.Is(err, fault.Unavailable) {
		t.Fatalf("got %v, want Unavailable", err)
	}
	k.slack.refuse = ""
	short, done := context.WithTimeout(t.Context(), 600*time.Millisecond)
	defer done()
	if _, err := k.Token(short, home); !fault.Is(err, fault.Timeout) {
		t.Errorf("within the lease: got %v, want that it waits", err)
	}
	k.clock.Pass(time.Minute)
	if token, err := k.Token(t.Context(), home); token != "xoxe-2" {
		t.Errorf("after the lease: got no token: %v", err)
	}
}

func TestATokenIsKeptWhoeverAskedForItHasGone_3_12(t *testing.T) {
	k := installed(t)
	k.clock.Pass(13 * time.Hour)
	leaving, leave := context.WithCancel(t.Context())
	k.Faulty.FailWrites(tabletest.Fault{Nth: 2, Do: leave, Spare: true}) // as the new pair is written
	_, _ = k.Token(leaving, home)
	if token, err := k.Token(t.Context(), home); token != "xoxe-2" || k.slack.asked != 1 {
		t.Errorf("the new pair was lost (%v)", err)
	}
}

func TestForgetting_3_12(t *testing.T) {
	for _, tt := range []struct {
		name string
		say  func(*kit) error
		gone bool
	}{
		{"the app was removed", func(k *kit) error { return k.Forget(t.Context(), home, k.clock.Now()) }, true},
		{"its token was revoked, and then it was removed", func(k *kit) error {
			if err := k.Revoked(t.Context(), home, []string{"UBOT"}, k.clock.Now()); err != nil {
				return err
			}
			return k.Forget(t.Context(), home, k.clock.Now())
		}, true},
		{"it was removed, and then its token revoked, twice", func(k *kit) error {
			if err := k.Forget(t.Context(), home, k.clock.Now()); err != nil {
				return err
			}
			if err := k.Revoked(t.Context(), home, []string{"UBOT"}, k.clock.Now()); err != nil {
				return err
			}
			return k.Revoked(t.Context(), home, []string{"UBOT"}, k.clock.Now())
		}, true},
		{"another user's token was revoked", func(k *kit) error { return k.Revoked(t.Context(), home, []string{"U0001"}, k.clock.Now()) }, false},
		{"it was removed before it was installed anew", func(k *kit) error { return k.Forget(t.Context(), home, k.clock.Now().Add(-time.Minute)) }, false},
		{"it was removed elsewhere", func(k *kit) error { return k.Forget(t.Context(), install.Workspace{Team: "T0002"}, k.clock.Now()) }, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			k := installed(t)
			if err := tt.say(k); err != nil {
				t.Fatal(err)
			}
			if _, err := k.Find(t.Context(), home); fault.Is(err, fault.NotFound) != tt.gone {
				t.Errorf("got %v, want gone: %v", err, tt.gone)
			}
		})
	}
}

func TestAnOlderInstallationChangesNothing_3_12(t *testing.T) {
	k := installed(t)
	old := install.Installation{Team: "T0001", Installed: k.clock.Now().Add(-time.Hour), Tokens: install.Tokens{Bot: "xoxb-old"}}
	if err := k.Save(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	if token, err := k.Token(t.Context(), home); token != "xoxe-1" {
		t.Errorf("the older one is kept (%v)", err)
	}
}

func TestTokensOpenWhereTheyWereSealedAlone(t *testing.T) {
	sealer, other := install.NewLocalSealer([]byte("new"), []byte("old")), install.NewLocalSealer([]byte("old"))
	sealed, err := other.Seal(t.Context(), []byte("xoxb-1"), "I#-#T0001")
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := sealer.Open(t.Context(), sealed, "I#-#T0001"); string(plain) != "xoxb-1" {
		t.Errorf("a key that was used before does not open it: %v", err)
	}
	if _, err := sealer.Open(t.Context(), sealed, "I#-#T0002"); !fault.Is(err, fault.Denied) {
		t.Errorf("elsewhere: got %v, want Denied", err)
	}
	for i := range sealed {
		changed := append([]byte(nil), sealed...)
		changed[i] ^= 1
		if _, err := sealer.Open(t.Context(), changed, "I#-#T0001"); !fault.Is(err, fault.Denied) {
			t.Errorf("with byte %d changed: got %v, want Denied", i, err)
		}
	}
	if fresh, err := sealer.Seal(t.Context(), []byte("xoxb-1"), "here"); err != nil {
		t.Error(err)
	} else if _, err := other.Open(t.Context(), fresh, "here"); !fault.Is(err, fault.Denied) {
		t.Errorf("another key: got %v, want Denied", err)
	}
}
