package slackbot

import (
	"context"
	"encoding/json"
	"time"

	"shoebox/shared/fault"
)

// Queue takes work for the worker: SQS in AWS, the same contract elsewhere. What
// was sent comes to [Bot.Work] at least once, in any order.
type Queue interface {
	Send(ctx context.Context, body []byte) error
}

// jobVersion is the shape of a job. Another one is not done.
const jobVersion = 1

// job is one piece of work: an event, an interaction, a call to be answered, or
// answers that are ready but could not be delivered yet.
type job struct {
	Version     int             `json:"v"`
	Event       *delivery       `json:"event,omitempty"`
	Interaction json.RawMessage `json:"interaction,omitempty"` // its payload
	Received    time.Time       `json:"received,omitzero"`     // of Interaction
	Call        call            `json:"call,omitzero"`
	Posts       []Message       `json:"posts,omitempty"` // when set, all that is left to do
	Attempt     int             `json:"attempt,omitempty"`
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

func (b *Bot) send(ctx context.Context, j job) error {
	const op = "slackbot.send"
	j.Version = jobVersion
	body, err := json.Marshal(j)
	if err != nil {
		return fault.Wrap(op, err)
	}
	return fault.Wrap(op, b.Queue.Send(ctx, body))
}
