package deployed

import (
	"context"
	"log/slog"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/digest"
	"shoebox/shared/backend/aws"
	"shoebox/shared/config"
	"shoebox/shared/fault"
)

// OpenDigest makes the handler of the scheduled function, which needs no more of a
// configuration than the table, the keys and the queue. It is to be called every
// quarter of an hour; what it was asked with does not matter. Its error is that not all
// that is due could be handed on: the next call makes up for it.
func OpenDigest(ctx context.Context, c config.Config) (func(context.Context) error, error) {
	const op = "deployed.OpenDigest"
	b, err := aws.Open(ctx, c)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	digests, queue := digestsOf(b), b.Queue()
	return func(ctx context.Context) error {
		now := b.Now()
		run, err := slackbot.Tick(ctx, digests, queue, now)
		line := []slog.Attr{
			slog.Int("slots", run.Slots), slog.Int("queued", run.Queued), slog.Int("missed", run.Missed),
			slog.Int("moved", run.Moved), slog.Int("lost", run.Lost), slog.Duration("took", b.Now().Sub(now)),
		}
		level := slog.LevelInfo
		if err != nil {
			level = slog.LevelError
			line = append(line, slog.String("fault", fault.Of(err).String()), slog.String("cause", err.Error()))
		}
		b.Log.LogAttrs(ctx, level, "digest", line...)
		return fault.Wrap(op, err)
	}, nil
}

// digestsOf are the digests over the table of a backend.
func digestsOf(b *aws.Backend) *digest.Digests {
	return digest.New(digest.Config{Table: b.Table, Galleries: b.Galleries, Accounts: b.Accounts, Now: b.Now})
}
