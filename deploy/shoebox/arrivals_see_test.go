package main_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	lambdaevents "github.com/aws/aws-lambda-go/events"

	"shoebox/shared/backend/local"
	"shoebox/shared/blob"

	main "shoebox/deploy/shoebox"
)

func TestAFileOfWhichAFullQueueDidNotHearIsToldAtTheNextLook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told []string // bodies
		free := make(chan struct{})
		queue := local.NewQueue(local.QueueConfig{
			Capacity: 1, AtOnce: 1, Log: slog.New(slog.DiscardHandler),
			Consumer: func(_ context.Context, batch lambdaevents.SQSEvent) (lambdaevents.SQSEventResponse, error) {
				<-free
				told = append(told, batch.Records[0].Body)
				return lambdaevents.SQSEventResponse{}, nil
			},
		})
		see := main.See(time.Now, queue)
		file := blob.Listed{Key: "inbox/home/lake.jpg", Size: 60_000, Modified: time.Now().Add(-time.Hour)}
		look := func(times int) {
			for range times {
				see(t.Context(), file)
				time.Sleep(2 * time.Second)
				synctest.Wait()
			}
		}
		if err := queue.Send(t.Context(), []byte("all there is room for")); err != nil {
			t.Fatal(err)
		}
		look(5)
		close(free)
		look(5)
		if err := queue.Close(t.Context()); err != nil {
			t.Error(err)
		}
		of := slices.DeleteFunc(told, func(body string) bool { return !strings.Contains(body, "lake.jpg") })
		if len(of) != 1 {
			t.Errorf("told of the file %d times, want once when there is room", len(of))
		}
	})
}
