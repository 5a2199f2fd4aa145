package slackbot

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"shoebox/bots/slackbot/digest"
	"shoebox/shared/fault"
)

// Tick puts a job for each digest that is due into the queue of the worker; see
// [digest.Digests.Tick]. It is to be called every quarter of an hour. A job that is
// put there twice is done once.
func Tick(ctx context.Context, d *digest.Digests, q Queue, now time.Time) (digest.Run, error) {
	const op = "slackbot.Tick"
	run, err := d.Tick(ctx, now, func(ctx context.Context, due digest.Due) error {
		body, err := json.Marshal(job{Version: jobVersion, Digest: &due})
		if err != nil {
			return fault.Wrap(op, err)
		}
		return q.Send(ctx, body)
	})
	return run, fault.Wrap(op, err)
}

// digestLife is how long after it was due a digest is still of use: a morning's is
// none in the evening.
const digestLife = 3 * time.Hour

// sendsDigests reports whether anybody can have a digest: without a token nothing is posted.
func (b *Bot) sendsDigests() bool { return b.Digests != nil && b.Tokens != nil }

// digestPause is how long a digest waits that Slack failed to take. Left in the queue as
// it is, it would be taken for one that may have arrived.
const digestPause = time.Minute

// makeDigest makes a digest that is due, and puts it back into the queue as a message
// that is ready: until then it may be made as often as it takes, and from then on it
// is posted once. Where there are no photos of the day nothing is posted.
func (b *Bot) makeDigest(ctx context.Context, due digest.Due) error {
	const op = "slackbot.makeDigest"
	if !b.sendsDigests() || b.Now().Sub(due.At) > digestLife {
		b.Log.WarnContext(ctx, "slack: a digest is given up")
		return nil
	}
	day, err := due.Date()
	if err != nil {
		return b.settled(ctx, err)
	}
	s, err := b.Digests.Find(ctx, due.Place)
	if fault.Is(err, fault.NotFound) || err == nil && s.Asked.After(due.At) {
		return nil // it was stopped since, or asked for anew
	}
	if err != nil {
		return fault.Wrap(op, err)
	}
	e, err := b.Digests.Compose(ctx, s, day)
	if fault.Is(err, fault.Denied) || fault.Is(err, fault.NotFound) {
		b.Log.InfoContext(ctx, "slack: a digest ends, its member may not see the gallery")
		return fault.Wrap(op, b.Digests.Drop(ctx, s))
	}
	if err != nil || len(e.Photos) == 0 {
		return fault.Wrap(op, err)
	}
	c := digestCall(due, s)
	return fault.Wrap(op, b.send(ctx, job{Digest: &due, Call: c, Posts: b.renderDigest(c, s, e)}))
}

// digestCall is what a digest answers: nobody's command.
func digestCall(due digest.Due, s digest.Subscription) call {
	return call{
		ID: "digest." + fingerprint(due.ID()), Team: s.Team, Enterprise: s.Installed.Enterprise, User: s.User,
		Channel: s.Channel, Direct: direct(s.Channel), Received: due.At, Installed: s.Installed,
	}
}

// refusedDigest stops a digest that Slack will not take any more. Of what else Slack
// refused nothing is left to do.
func (b *Bot) refusedDigest(ctx context.Context, j job, why error) error {
	const op = "slackbot.refusedDigest"
	if j.Digest == nil || b.Digests == nil || !over(why) {
		return nil
	}
	s, err := b.Digests.Find(ctx, j.Digest.Place)
	if fault.Is(err, fault.NotFound) || err == nil && s.Asked.After(j.Digest.At) {
		return nil
	}
	if err != nil {
		return fault.Wrap(op, err)
	}
	b.Log.InfoContext(ctx, "slack: a digest ends, its channel takes none", "error", why.Error())
	return fault.Wrap(op, b.Digests.Drop(ctx, s))
}

// gone are Slack's words for a conversation that can't be posted to again by itself.
var gone = []string{
	"channel_not_found", "not_in_channel", "is_archived", "account_inactive", "token_revoked", "team_not_found",
	"user_not_found", "cannot_dm_bot", "team_access_not_granted",
}

// over reports whether nothing will ever be posted where Slack said so: the app is
// gone from there, or what it posted to.
func over(err error) bool {
	if e, ok := errors.AsType[*apiError](err); ok {
		return slices.Contains(gone, e.word)
	}
	return fault.Is(err, fault.NotFound) // the app is not installed
}
