package install

import (
	"context"
	"time"

	"github.com/slack-go/slack"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

const (
	// early is how long before it expires a token is refreshed: longer than any
	// work that is begun with it.
	early = 10 * time.Minute
	// lease is how long a refresh may take. One that takes longer is taken over.
	lease = 20 * time.Second
	// patience is how often somebody who needs a token looks whether the one who
	// refreshes it is done.
	patience = 250 * time.Millisecond
)

// Token gives a bot token for a workspace that is good for minutes. NotFound where
// the app is not installed; Unavailable while the only token has expired and Slack
// gives no new one.
//
// Rotated tokens live for twelve hours, and a refresh token is good once: so one
// refreshes, under a lock in the table, and the others use the old token as long as
// it lives.
func (s *Installations) Token(ctx context.Context, w Workspace) (string, error) {
	const op = "install.Token"
	for {
		p, i, err := s.find(ctx, w)
		if err != nil {
			return "", fault.Wrap(op, err)
		}
		left := i.Tokens.Expires.Sub(s.now())
		if i.Tokens.Expires.IsZero() || i.Tokens.Refresh == "" || left > early {
			return i.Tokens.Bot, nil
		}
		token, err := s.refresh(ctx, p, i)
		switch {
		case err == nil:
			return token, nil
		case left > time.Minute:
			return i.Tokens.Bot, nil // it will be tried again with the next call
		case !fault.Is(err, fault.Conflict):
			return "", fault.Wrap(op, err)
		}
		select { // another one is at it
		case <-ctx.Done():
			return "", fault.Wrap(op, ctx.Err())
		case <-time.After(patience):
		}
	}
}

// refresh gets a new pair of tokens and keeps it. Conflict says that another one
// does just that.
func (s *Installations) refresh(ctx context.Context, p place, i Installation) (string, error) {
	const op = "install.refresh"
	holder, now := random(), s.now()
	// The lock is of the tokens that were read: who read older ones is late.
	free := table.AnyOf(table.HasNo("lockuntil"), table.Less("lockuntil", now.Unix()))
	lock := table.Update(p.key(), table.Change{Set: table.Attributes{"lock": holder, "lockuntil": now.Add(lease).Unix()}}, table.Present(), free)
	if err := s.table.Write(ctx, lock); err != nil {
		return "", err
	}
	_, current, err := s.find(ctx, Workspace{p.enterprise, p.team, i.OrgWide})
	if err != nil {
		return "", err
	}
	if current.Tokens.Bot != i.Tokens.Bot {
		return current.Tokens.Bot, s.unlock(ctx, p, holder, nil) // refreshed between our two looks
	}
	asked, cancel := context.WithTimeout(ctx, lease/2)
	defer cancel()
	// Whatever becomes of who asked: a refresh token is good once, so the new pair
	// must be kept, and the lock given back.
	keeping, done := context.WithTimeout(context.WithoutCancel(ctx), lease)
	defer done()
	answer, err := slack.RefreshOAuthV2TokenContext(asked, s.client, s.app.ClientID, s.app.ClientSecret, current.Tokens.Refresh)
	if err != nil {
		_ = s.unlock(keeping, p, holder, nil) // else its lease ends
		return "", fault.New(op, fault.Unavailable, "Slack gave no new token: "+reason(err))
	}
	fresh := Tokens{Bot: answer.AccessToken, Refresh: answer.RefreshToken, Expires: now.Add(time.Duration(answer.ExpiresIn) * time.Second)}
	sealed, err := s.seal(ctx, p, fresh)
	if err != nil {
		return "", err
	}
	return fresh.Bot, s.unlock(keeping, p, holder, sealed)
}

// unlock gives the lock back, and keeps new tokens if there are any.
func (s *Installations) unlock(ctx context.Context, p place, holder string, sealed []byte) error {
	change := table.Change{Remove: []string{"lock", "lockuntil"}}
	if sealed != nil {
		change.Set = table.Attributes{"tokens": sealed}
	}
	err := s.table.Write(ctx, table.Update(p.key(), change, table.Equal("lock", holder)))
	if fault.Is(err, fault.Conflict) {
		return nil // it was installed anew, taken away, or taken over meanwhile
	}
	return err
}
