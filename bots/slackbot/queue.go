package slackbot

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"shoebox/bots/slackbot/digest"
	"shoebox/shared/fault"
)

// Queue takes work for the worker: SQS in AWS, the same contract elsewhere. What
// was sent comes to [Bot.Work] at least once, in any order.
type Queue interface {
	Send(ctx context.Context, body []byte) error
}

// jobVersion is the shape of a job. Another one is not done.
const jobVersion = 1

// job is one piece of work: an event, an interaction, a digest to be made, a call to be
// answered, or answers that are ready but could not be delivered yet.
type job struct {
	Version     int             `json:"v"`
	Event       *delivery       `json:"event,omitempty"`
	Interaction json.RawMessage `json:"interaction,omitempty"` // its payload
	Received    time.Time       `json:"received,omitzero"`     // of Interaction
	Call        call            `json:"call,omitzero"`
	Digest      *digest.Due     `json:"digest,omitempty"`
	Posts       []Message       `json:"posts,omitempty"` // when set, all that is left to do
	Attempt     int             `json:"attempt,omitempty"`
	NotBefore   time.Time       `json:"not_before,omitzero"` // Slack asked to wait

	// after is how long from now the job is to wait.
	after time.Duration
	// again says that somebody began the job before, and nobody knows how far it
	// went.
	again bool
}

// rest is the job that delivers what could not be delivered yet. What opens a door is
// made anew then, so that the queue keeps nothing of it.
func rest(c call, left []Message, after time.Duration) job {
	if slices.ContainsFunc(left, func(m Message) bool { return m.door }) {
		return job{Call: c.later(), after: after}
	}
	return job{Call: c, Posts: left, after: after}
}

// name tells a job from all others: the same job has it again when it is delivered
// again, and so have the many deliveries of one message.
func (j job) name() string {
	name := fingerprint(j.Call.Team, j.Call.User, j.Call.ID)
	switch {
	case j.Event != nil:
		name = j.Event.name()
	case len(j.Interaction) > 0:
		name = fingerprint(string(j.Interaction))
	case j.Digest != nil:
		name = fingerprint(j.Digest.ID())
	}
	return j.sort() + "." + strconv.Itoa(j.Attempt) + "." + name
}

// sort says what kind of work it is.
func (j job) sort() string {
	switch {
	case j.Event != nil:
		return "event"
	case len(j.Interaction) > 0:
		return "interaction"
	case len(j.Posts) > 0:
		return "posts"
	case j.Digest != nil:
		return "digest"
	}
	return "call"
}

// maxAttempts is how often a delivery is put back into the queue before it is
// given up; the queue's own redelivery comes on top.
const maxAttempts = 5

// urlLife is how long a response_url can be used, from the payload on.
const urlLife = 30 * time.Minute

// readJob reads a job of this version.
func readJob(body string) (j job, ok bool) {
	err := json.Unmarshal([]byte(body), &j)
	return j, err == nil && j.Version == jobVersion
}

// delayer is a Queue that can hold a message back for a while.
type delayer interface {
	SendAfter(ctx context.Context, body []byte, delay time.Duration) error
}

// send puts a job into the queue.
func (b *Bot) send(ctx context.Context, j job) error {
	const op = "slackbot.send"
	j.Version = jobVersion
	if j.after > 0 {
		j.NotBefore = b.Now().Add(j.after)
	}
	body, err := json.Marshal(j)
	if err != nil {
		return fault.Wrap(op, err)
	}
	if q, ok := b.Queue.(delayer); ok && j.after > 0 {
		return fault.Wrap(op, q.SendAfter(ctx, body, j.after))
	}
	return fault.Wrap(op, b.Queue.Send(ctx, body))
}
