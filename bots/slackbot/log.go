package slackbot

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/telemetry"
)

// named gives a context whose lines hold the id of a request; "" is not known yet.
func named(ctx context.Context, id string) context.Context {
	return telemetry.WithIDs(ctx, telemetry.IDs{Channel: string(account.Slack), Request: id})
}

// logRefused writes the line of what is not worked on.
func (b *Bot) logRefused(ctx context.Context, err error) {
	telemetry.Refusal{At: b.Now()}.Log(ctx, b.Log, "slack: refused", slog.String("fault", fault.Of(err).String()), slog.String("cause", err.Error()))
}

// take does the job of a message, and writes its line. A panic has it delivered
// again, as an error does.
func (b *Bot) take(ctx context.Context, m events.SQSMessage) (err error) {
	began := b.Now()
	j, readable := readJob(m.Body)
	ctx, cost := telemetry.Track(named(ctx, j.name()))
	line := telemetry.Job{Sort: j.sort(), Outcome: telemetry.Unusable, Age: age(m, j, began), Retries: received(m) - 1, Cost: cost}
	defer func() {
		if p := recover(); p != nil {
			telemetry.Panic(ctx, b.Log, p)
			line.Outcome, err = telemetry.Again, fault.New("slackbot.Work", fault.Internal, fmt.Sprintf("panicked with a %T", p))
		}
		line.At = b.Now()
		line.Took = line.At.Sub(began)
		line.Log(ctx, b.Log, failure(err)...)
	}()
	if readable {
		line.Outcome, err = b.do(ctx, j, received(m) == 1)
	}
	return err
}

func failure(err error) []slog.Attr {
	if err == nil {
		return nil
	}
	return []slog.Attr{slog.String("fault", fault.Of(err).String()), slog.String("cause", err.Error())}
}

// outcome says what became of a job that was begun.
func outcome(err error) telemetry.Outcome {
	if err != nil {
		return telemetry.Again
	}
	return telemetry.Done
}

// received is how often a message was delivered, this time included; 0 is not said.
func received(m events.SQSMessage) int {
	n, err := strconv.Atoi(m.Attributes["ApproximateReceiveCount"])
	if err != nil {
		return 0
	}
	return n
}

// age is how long a job lay in the queue since it was to be done. It is 0 where
// nobody says when it was sent.
func age(m events.SQSMessage, j job, now time.Time) time.Duration {
	sent, err := strconv.ParseInt(m.Attributes["SentTimestamp"], 10, 64)
	if err != nil {
		return 0
	}
	from := time.UnixMilli(sent)
	if j.NotBefore.After(from) {
		from = j.NotBefore
	}
	return now.Sub(from)
}
