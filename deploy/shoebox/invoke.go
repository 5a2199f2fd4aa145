package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	lambdaevents "github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
	"github.com/oklog/ulid/v2"

	"shoebox/bots/slackbot"
	"shoebox/deploy/env"
	"shoebox/deploy/events"
	"shoebox/shared/config"
	"shoebox/shared/gateway"
	"shoebox/shared/photolink"
	"shoebox/shared/retention"
)

type invokeCmd struct {
	album    `embed:""`
	clock    `embed:""`
	Fresh    bool   `help:"Send sample events as requests of their own that are made now, or at --now."`
	Function string `arg:"" enum:"alexa,slack,slackworker,image,ingest,retention,digest" help:"alexa, slack, slackworker, image, ingest, retention or digest."`
	Event    string `short:"e" required:"" placeholder:"FILE" help:"The event; - reads events from standard input, one JSON a line."`
}

// Help tells what an event is answered with.
func (invokeCmd) Help() string {
	return `Prints the response, one JSON a line. What the function posts to Slack is not
sent but printed on standard error.

An event is handed over byte for byte, signature and all. The function has the
variables of deploy/env/local.json, as sam local gives them to it, except those that
are set: so its secrets are those the events in deploy/events are signed with, and
its clock stands still at the time they were signed at. A request that was answered
before gets the same answer; with --fresh the ids, times and signatures of sample
events are made anew.

Examples:
  shoebox invoke alexa -e deploy/events/alexa-find.json
  shoebox invoke --fresh slack -e deploy/events/slack-command.json
  shoebox invoke ingest -e deploy/events/ingest-dropped.json
  jq -c . deploy/events/alexa-*.json | shoebox invoke alexa -e -`
}

// maxEvent is the most that Lambda hands to a function, in bytes.
const maxEvent = 6 << 20

// deadlines are how long each function may take, as in deploy/template.yaml.
func deadlines() map[string]time.Duration {
	return map[string]time.Duration{
		"alexa": 8 * time.Second, "slack": 5 * time.Second, "slackworker": 30 * time.Second, "image": 10 * time.Second,
		"ingest": time.Minute, "retention": 15 * time.Minute, "digest": time.Minute,
	}
}

// Run hands the events to the function.
func (c *invokeCmd) Run(sh *shell) error {
	event := []byte(nil)
	if c.Event != "-" {
		var err error
		if event, err = readEvent(c.Event); err != nil {
			return err
		}
	}
	inside := *sh
	inside.lookup = env.Under(sh.lookup, c.Function)
	now, zone, err := c.time(inside.lookup)
	if err != nil {
		return err
	}
	b, err := c.open(&inside, opening{now: now, level: quiet})
	if err != nil {
		return err
	}
	defer b.Close() //nolint:errcheck // every write was made or failed by now
	b.commandsAlone = b.config.SlackClientID == ""
	ch := b.channels(b.Router(), zone, &caught{out: sh.stderr})
	f := &function{name: c.Function, handler: b.function(c.Function, ch), b: b, fresh: c.Fresh}
	if c.Event == "-" {
		err = f.stream(sh)
	} else {
		err = f.once(sh, event)
	}
	return errors.Join(err, ch.close(sh.ctx))
}

// time gives the function's clock, and the zone of people whose zone nobody knows:
// those asked for; else those of the samples, unless an event is to be fresh.
func (c *invokeCmd) time(lookup config.Lookup) (now func() time.Time, zone *time.Location, err error) {
	settings, err := config.Read(lookup)
	if err != nil {
		return nil, nil, err
	}
	if c.Now == "" && !c.Fresh && !settings.Clock.IsZero() {
		c.Now = settings.Clock.Format(time.RFC3339)
		if c.Zone == "" {
			c.Zone = "UTC" // as in Lambda
		}
	}
	moment, err := c.moment()
	if err != nil {
		return nil, nil, err
	}
	return c.ticking(moment), moment.Location(), nil
}

func readEvent(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, failure{fmt.Sprintf("%s can't be read: give the file of an event, or - for standard input.", path), err}
	}
	defer file.Close() //nolint:errcheck // it was only read
	event, err := io.ReadAll(io.LimitReader(file, maxEvent+1))
	switch {
	case err != nil:
		return nil, failure{fmt.Sprintf("%s can't be read: give the file of an event, or - for standard input.", path), err}
	case len(event) > maxEvent:
		return nil, failure{fmt.Sprintf("%s is larger than the 6 MB that Lambda takes.", path), nil}
	case !json.Valid(event):
		return nil, failure{fmt.Sprintf("%s is not JSON.", path), nil}
	}
	return event, nil
}

// function gives the handler of a Lambda function, as its main makes it.
func (b *opened) function(name string, ch *channels) lambda.Handler {
	switch name {
	case "alexa":
		return lambda.NewHandler(ch.skill.Serve)
	case "slack":
		return lambda.NewHandler(ch.bot.Lambda)
	case "slackworker":
		return lambda.NewHandler(ch.bot.Work)
	case "ingest":
		in := b.intake(nil)
		return lambda.NewHandler(func(ctx context.Context, batch lambdaevents.SQSEvent) (lambdaevents.SQSEventResponse, error) {
			if err := b.found(ctx); err != nil { // a file is for a gallery that there is
				return lambdaevents.SQSEventResponse{}, err
			}
			return in.Consume(ctx, batch)
		})
	case "retention":
		return lambda.NewHandler(func(ctx context.Context) (retention.Report, error) {
			return retention.Sweep(ctx, retention.Config{Galleries: b.Galleries, Blobs: b.Blobs, Now: b.Now, Log: b.Log})
		})
	case "digest":
		return lambda.NewHandler(func(ctx context.Context) error {
			_, err := slackbot.Tick(ctx, ch.digests, ch.queue, b.Now())
			return err
		})
	default:
		return lambda.NewHandler(gateway.Lambda(b.pictures()))
	}
}

// pictures serves what links lead to.
func (b *opened) pictures() *photolink.Handler {
	return photolink.NewHandler(photolink.HandlerConfig{
		Links: b.Links, Photos: photolink.From(b.Galleries), Bucket: b.Blobs, Now: b.Now, Log: b.Log,
	})
}

// function is a Lambda function over an open folder.
type function struct {
	name    string
	handler lambda.Handler
	b       *opened
	fresh   bool // each event is a request of its own, made now
}

func (f *function) once(sh *shell, event []byte) error {
	answer, err := f.call(sh.ctx, event)
	if printed := printJSON(sh.stdout, answer); printed != nil {
		return printed
	}
	if err != nil {
		return failure{"the function failed: " + sentence(err) + ".", err}
	}
	return nil
}

// stream answers each event with a line, also one that fails.
func (f *function) stream(sh *shell) error {
	failed, all := 0, 0
	err := eachLine(sh.ctx, sh.stdin, sh.stdout, maxEvent, func(line []byte, tooLong bool) any {
		if !tooLong && len(bytes.TrimSpace(line)) == 0 {
			return nil
		}
		all++
		var answer json.RawMessage
		err := errors.New("the event is larger than the 6 MB that Lambda takes")
		if !tooLong {
			answer, err = f.call(sh.ctx, line)
		} else {
			answer = lambdaError(err)
		}
		if err != nil {
			failed++
		}
		return answer
	})
	if err == nil && failed > 0 {
		return failure{fmt.Sprintf("the function failed on %d of %d events.", failed, all), nil}
	}
	return err
}

// call hands one event over. With an error the answer is what Lambda makes of it.
func (f *function) call(ctx context.Context, event []byte) (answer json.RawMessage, err error) {
	if !json.Valid(event) {
		err := errors.New("the event is not JSON: give each event on a line of its own, as jq -c writes it")
		return lambdaError(err), err
	}
	if f.fresh {
		sender := events.Sender{Secret: f.b.SlackSecrets[0], Links: f.b.Links, At: f.b.Now()}
		if event, err = sender.Again(event, strings.ToLower(ulid.Make().String())); err != nil {
			return lambdaError(err), err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, deadlines()[f.name])
	defer cancel()
	ctx = lambdacontext.NewContext(ctx, &lambdacontext.LambdaContext{AwsRequestID: strings.ToLower(ulid.Make().String())})
	answer, err = f.handler.Invoke(ctx, event)
	if err != nil {
		return lambdaError(err), err
	}
	return answer, nil
}

// lambdaError is what Lambda answers for a function that failed.
func lambdaError(err error) json.RawMessage {
	name := strings.TrimPrefix(fmt.Sprintf("%T", err), "*")
	name = name[strings.LastIndex(name, ".")+1:]
	raw, _ := json.Marshal(map[string]string{"errorMessage": err.Error(), "errorType": name}) // two texts always have a form
	return raw
}

// caught takes posts to Slack and prints them in place of sending them.
type caught struct {
	mu  sync.Mutex
	out io.Writer
}

// RoundTrip says that the post arrived.
func (c *caught) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := printJSON(c.out, map[string]any{"posted": json.RawMessage(body)}); err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: io.NopCloser(strings.NewReader("ok")), Request: r,
	}, nil
}
