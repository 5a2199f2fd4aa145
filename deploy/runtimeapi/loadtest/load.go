package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"shoebox/bots/slackbot/slacktest"
	"shoebox/deploy/env"
	"shoebox/deploy/events"
	"shoebox/deploy/runtimeapi"
	"shoebox/deploy/runtimeapi/deployment"
	"shoebox/deploy/sample"
	"shoebox/deploy/stage"
	"shoebox/shared/gallery"
)

// load is what is under load, and what came of it.
type load struct {
	deployment *deployment.Deployment
	slack      *slacktest.Slack
	app        http.Handler
	copies     int
	measured   map[string]*series // by the function's name
	hooks      sync.Map           // response_urls that nothing answers, by channel
	serial     atomic.Int64       // of requests
	photos     []gallery.PhotoID
	samples    map[string]string // the sample events, by their names
}

// open deploys the functions over a stage.
func open(ctx context.Context, s *stage.Stage, bootstraps string, copies int) (*load, error) {
	variables := env.Local()["SlackFunction"]
	l := &load{copies: copies, measured: map[string]*series{}, photos: photoIDs(), samples: map[string]string{}}
	for _, name := range []string{"alexa-find", "alexa-launch", "alexa-help", "slackworker-command", "image-newest"} {
		raw, err := os.ReadFile(filepath.Join("deploy", "events", name+".json"))
		if err != nil {
			return nil, err
		}
		l.samples[name] = string(raw)
	}
	l.slack = slacktest.New(slacktest.Config{
		Secret: variables["SHOEBOX_SLACK_SIGNING_SECRET"], AppID: variables["SHOEBOX_SLACK_APP_ID"], Now: time.Now,
		Endpoint: http.HandlerFunc(l.receive), Wait: 20 * time.Second,
	})
	for n := range copies {
		l.slack.Meet(person(n))
	}
	for _, name := range deployment.Channels() {
		l.measured[name] = &series{hurries: name == "slack"}
	}
	var err error
	l.deployment, err = deployment.Open(ctx, deployment.Options{
		Root: ".", Bootstraps: bootstraps, Environment: s.Environment, Slack: l.slack, Copies: copies,
		Set:    map[string]string{"SHOEBOX_CLOCK": "", "SHOEBOX_LOG_LEVEL": "info"},
		Worked: func(r runtimeapi.Result) { l.measured["slackworker"].add(r, true) },
	})
	if err != nil {
		return nil, err
	}
	l.app = deployment.Gateway(func(ctx context.Context, event []byte) (runtimeapi.Result, error) {
		return l.invoke(ctx, "slack", event)
	})
	return l, nil
}

// person is the asker, in one of many conversations.
func person(n int) slacktest.Person {
	return slacktest.Person{Team: sample.SlackTeam, User: sample.SlackUser, Channel: fmt.Sprintf("C0LOAD%03d", n)}
}

// invoke makes an invocation and measures it.
func (l *load) invoke(ctx context.Context, name string, event []byte) (runtimeapi.Result, error) {
	r, err := l.deployment.Functions[name].Invoke(ctx, event)
	if err != nil {
		l.measured[name].fail(err.Error())
		return r, err
	}
	l.measured[name].add(r, r.FunctionError == "")
	return r, nil
}

// shares are how many tenths of the requests each function has.
var shares = map[string]int{"alexa": 3, "slack": 3, "slackworker": 1, "image": 3}

// play makes all requests, or the share of one function.
func (l *load) play(ctx context.Context, requests int, together bool, only string) {
	askers := map[string]func(ctx context.Context, asker int, sender events.Sender){
		"alexa": l.talk, "slack": l.chat, "slackworker": l.work, "image": l.look,
	}
	var all sync.WaitGroup
	for _, name := range deployment.Channels() {
		if only != "" && name != only {
			continue
		}
		all.Go(func() { l.ask(ctx, name, requests*shares[name]/10, askers[name]) })
		if !together {
			all.Wait()
		}
	}
	all.Wait()
}

// paces are how long after one asker the next comes, where nobody waits as long as it
// takes to start all copies at once on one machine (the worker has a second to note in
// its ledger what is done). A load rises; in Lambda each copy has a processor.
var paces = map[string]time.Duration{"alexa": 50 * time.Millisecond, "slack": 150 * time.Millisecond, "slackworker": 150 * time.Millisecond}

// ask has as many askers as there are copies ask until the function has handled so
// many requests.
func (l *load) ask(ctx context.Context, name string, requests int, ask func(context.Context, int, events.Sender)) {
	sender, err := events.Sample()
	if err != nil {
		l.measured[name].fail(err.Error())
		return
	}
	begin := time.Now()
	var askers sync.WaitGroup
	for n := range l.copies {
		askers.Go(func() {
			time.Sleep(time.Duration(n) * paces[name])
			for ctx.Err() == nil && l.measured[name].handled() < requests {
				sender := sender
				sender.At = time.Now()
				ask(ctx, n, sender)
			}
		})
	}
	askers.Wait()
	l.measured[name].took = time.Since(begin)
}

// id names a request.
func (l *load) id() string { return fmt.Sprintf("load-%06d", l.serial.Add(1)) }
