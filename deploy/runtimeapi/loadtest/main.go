// Command loadtest has the deployed functions handle many requests at once, as Lambda
// would: up to so many copies of each, one request each, over a stage.
//
//	go run ./deploy/runtimeapi/loadtest [-requests 5000] [-copies 50] [-together] [-only NAME]
//
// The mix is of what people do: three tenths are turns with Alexa (a search, going on
// from it, help), three tenths commands and buttons of Slack, a tenth what the front
// hands to Slack's worker, and three tenths pictures. Slack is slacktest's, which holds
// every answer to its limits and to three seconds. The functions take turns, since
// copies of all at once wait for one another's processors on a small machine; with
// -together they don't. Who asks asks again at once, so the copies are always at work.
//
// It prints what came of it and fails on any error: a function's, an apology, an error
// in a log, an answer that a platform would not take or wait for.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"

	"shoebox/deploy/runtimeapi/deployment"
	"shoebox/deploy/stage"
)

func main() {
	requests := flag.Int("requests", 5000, "how many requests, of all functions")
	copies := flag.Int("copies", 50, "how many copies of each function")
	together := flag.Bool("together", false, "all functions at once, not in turn")
	only := flag.String("only", "", "one function alone: alexa, slack, slackworker or image")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *requests, *copies, *together, *only); err != nil {
		fmt.Fprintln(os.Stderr, "loadtest:", err)
		stop()
		os.Exit(1) //nolint:gocritic // stop was called
	}
}

// run builds, opens and loads.
func run(ctx context.Context, requests, copies int, together bool, only string) (err error) {
	dir, err := os.MkdirTemp("", "loadtest-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // it is the system's to clear away
	if err := deployment.Build(ctx, ".", dir, deployment.Channels()...); err != nil {
		return err
	}
	s, err := stage.Open(ctx, stage.Options{})
	if err != nil {
		return err
	}
	defer func() {
		if closed := s.Close(); err == nil {
			err = closed
		}
	}()
	l, err := open(ctx, s, dir, copies)
	if err != nil {
		return err
	}
	defer func() {
		if closed := l.deployment.Close(); err == nil {
			err = closed
		}
	}()
	l.play(ctx, requests, together, only)
	if err := l.print(os.Stdout); err != nil {
		return err
	}
	return l.verdict()
}
