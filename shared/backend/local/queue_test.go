package local_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/shared/backend/local"
	"shoebox/shared/fault"
)

// receipts notes what a consumer was given.
type receipts struct {
	mu  sync.Mutex
	got []string // body and receive count
}

func (r *receipts) note(batch events.SQSEvent) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, m := range batch.Records {
		r.got = append(r.got, m.Body+" "+m.Attributes["ApproximateReceiveCount"])
	}
}

func (r *receipts) all() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Sorted(slices.Values(r.got))
}

func send(t *testing.T, q *local.Queue, bodies ...string) {
	t.Helper()
	for _, body := range bodies {
		if err := q.Send(t.Context(), []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
}

func closed(t *testing.T, q *local.Queue) {
	t.Helper()
	if err := q.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestQueueDeliversWhatItTook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r receipts
		q := local.NewQueue(local.QueueConfig{Log: slog.New(slog.DiscardHandler),
			Consumer: func(_ context.Context, b events.SQSEvent) (events.SQSEventResponse, error) {
				r.note(b)
				return events.SQSEventResponse{}, nil
			}})
		send(t, q, "a", "b", "c")
		closed(t, q)
		if got, want := r.all(), []string{"a 1", "b 1", "c 1"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestQueueDeliversAgainWhatFailed(t *testing.T) {
	failures := map[string]func() (events.SQSEventResponse, error){
		"with an error": func() (events.SQSEventResponse, error) {
			return events.SQSEventResponse{}, errors.New("no")
		},
		"as a failed item of the batch": func() (events.SQSEventResponse, error) {
			return events.SQSEventResponse{BatchItemFailures: []events.SQSBatchItemFailure{{ItemIdentifier: "x"}}}, nil
		},
		"with a panic": func() (events.SQSEventResponse, error) { panic("no") },
	}
	for name, fail := range failures {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var r receipts
				start := time.Now()
				var took time.Duration
				q := local.NewQueue(local.QueueConfig{Log: slog.New(slog.DiscardHandler), Visibility: time.Minute,
					Consumer: func(_ context.Context, b events.SQSEvent) (events.SQSEventResponse, error) {
						r.note(b)
						if b.Records[0].Attributes["ApproximateReceiveCount"] == "1" {
							return fail()
						}
						took = time.Since(start)
						return events.SQSEventResponse{}, nil
					}})
				send(t, q, "a")
				closed(t, q)
				if got, want := r.all(), []string{"a 1", "a 2"}; !slices.Equal(got, want) {
					t.Errorf("got %q, want %q", got, want)
				}
				if took != time.Minute {
					t.Errorf("delivered again after %v, want the visibility time-out of 1m", took)
				}
			})
		})
	}
}

func TestQueueEndsADeliveryThatOutlastsItsVisibility(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r receipts
		q := local.NewQueue(local.QueueConfig{Log: slog.New(slog.DiscardHandler), Visibility: time.Second,
			Consumer: func(ctx context.Context, b events.SQSEvent) (events.SQSEventResponse, error) {
				r.note(b)
				if b.Records[0].Attributes["ApproximateReceiveCount"] == "1" {
					<-ctx.Done()
					return events.SQSEventResponse{}, ctx.Err()
				}
				return events.SQSEventResponse{}, nil
			}})
		send(t, q, "slow")
		closed(t, q)
		if got, want := r.all(), []string{"slow 1", "slow 2"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func TestQueueGivesUpAndSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log strings.Builder
		var r receipts
		q := local.NewQueue(local.QueueConfig{Log: slog.New(slog.NewTextHandler(&log, nil)), Receives: 2,
			Consumer: func(_ context.Context, b events.SQSEvent) (events.SQSEventResponse, error) {
				r.note(b)
				return events.SQSEventResponse{}, errors.New("never")
			}})
		send(t, q, "poison")
		closed(t, q)
		if got, want := r.all(), []string{"poison 1", "poison 2"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		if !strings.Contains(log.String(), "message given up") || strings.Contains(log.String(), "poison") {
			t.Errorf("got log %q, want it to tell that a message was given up, without its body", log.String())
		}
	})
}

func TestQueueRefuses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		q := local.NewQueue(local.QueueConfig{Log: slog.New(slog.DiscardHandler), Capacity: 2,
			Consumer: func(context.Context, events.SQSEvent) (events.SQSEventResponse, error) {
				<-release
				return events.SQSEventResponse{}, nil
			}})
		send(t, q, "a", "b")
		if err := q.Send(t.Context(), []byte("c")); !fault.Is(err, fault.Throttled) {
			t.Errorf("got %v from a full queue, want throttled", err)
		}
		if err := q.Send(t.Context(), make([]byte, local.MaxMessage+1)); !fault.Is(err, fault.TooLarge) {
			t.Errorf("got %v for a message over the limit, want too large", err)
		}
		close(release)
		closed(t, q)
		if err := q.Send(t.Context(), []byte("d")); !fault.Is(err, fault.Unavailable) {
			t.Errorf("got %v from a closed queue, want unavailable", err)
		}
	})
}

func TestQueueCloseDoesNotWaitForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := local.NewQueue(local.QueueConfig{Log: slog.New(slog.DiscardHandler), Visibility: time.Hour,
			Consumer: func(ctx context.Context, _ events.SQSEvent) (events.SQSEventResponse, error) {
				<-ctx.Done()
				return events.SQSEventResponse{}, ctx.Err()
			}})
		send(t, q, "stuck")
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := q.Close(ctx); !fault.Is(err, fault.Timeout) {
			t.Errorf("got %v, want a timeout", err)
		}
	})
}

func TestQueueHoldsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r receipts
		q := local.NewQueue(local.QueueConfig{Log: slog.New(slog.DiscardHandler),
			Consumer: func(_ context.Context, b events.SQSEvent) (events.SQSEventResponse, error) {
				r.note(b)
				return events.SQSEventResponse{}, nil
			}})
		if err := q.SendAfter(t.Context(), []byte("later"), time.Minute); err != nil {
			t.Fatal(err)
		}
		send(t, q, "now")
		time.Sleep(59 * time.Second)
		if got, want := r.all(), []string{"now 1"}; !slices.Equal(got, want) {
			t.Errorf("before its time: got %q, want %q", got, want)
		}
		time.Sleep(2 * time.Second)
		if got, want := r.all(), []string{"later 1", "now 1"}; !slices.Equal(got, want) {
			t.Errorf("after it: got %q, want %q", got, want)
		}
		closed(t, q)
	})
}

func TestADeliveryThatFailsSaysWhenItComesAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Duration
		start := time.Now()
		var q *local.Queue
		q = local.NewQueue(local.QueueConfig{Log: slog.New(slog.DiscardHandler), Visibility: time.Minute, Receives: 4,
			Consumer: func(ctx context.Context, b events.SQSEvent) (events.SQSEventResponse, error) {
				at = append(at, time.Since(start))
				pauses := map[int]time.Duration{1: 5 * time.Second, 2: 15 * time.Minute, 3: 0}
				if pause, fails := pauses[len(at)]; fails {
					if err := q.Hide(ctx, b.Records[0].ReceiptHandle, pause); err != nil {
						t.Error(err)
					}
					return events.SQSEventResponse{}, errors.New("no")
				}
				return events.SQSEventResponse{}, nil
			}})
		send(t, q, "a")
		closed(t, q)
		want := []time.Duration{0, 5 * time.Second, 15*time.Minute + 5*time.Second, 15*time.Minute + 5*time.Second}
		if !slices.Equal(at, want) {
			t.Errorf("got deliveries at %v, want %v", at, want)
		}
		if err := q.Hide(t.Context(), "nothing", time.Second); !fault.Is(err, fault.NotFound) {
			t.Errorf("got %v for what is not in delivery, want not found", err)
		}
	})
}

func TestAQueueThatIsHaltedEndsWhatItHasBegunAndForgetsTheRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var r receipts
		begun := make(chan struct{})
		q := local.NewQueue(local.QueueConfig{Log: slog.New(slog.DiscardHandler), AtOnce: 1,
			Consumer: func(_ context.Context, b events.SQSEvent) (events.SQSEventResponse, error) {
				close(begun)
				time.Sleep(time.Second)
				r.note(b)
				return events.SQSEventResponse{}, nil
			}})
		send(t, q, "a", "b")
		<-begun
		if err := q.Halt(t.Context()); err != nil {
			t.Error(err)
		}
		if got := r.all(); len(got) != 1 {
			t.Errorf("got %q, want the one that was begun", got)
		}
		if err := q.Send(t.Context(), []byte("c")); !fault.Is(err, fault.Unavailable) {
			t.Errorf("got %v, want nothing taken any more", err)
		}
	})
}
