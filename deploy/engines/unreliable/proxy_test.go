package unreliable_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/engines/unreliable"
)

// echo is a server that says what it was asked, and counts.
func echo(t *testing.T) (*unreliable.Proxy, *atomic.Int32) {
	t.Helper()
	asked := new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		w.Header().Set("X-Echo", r.Header.Get("X-Asked"))
		w.WriteHeader(http.StatusAccepted)
		_, _ = io.WriteString(w, r.Method+" "+r.URL.RequestURI()+" "+string(body))
	}))
	t.Cleanup(server.Close)
	p, err := unreliable.Start(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	return p, asked
}

// ask gives what a proxy answers; "lost" where it does not.
func ask(t *testing.T, p *unreliable.Proxy) string {
	t.Helper()
	return askUntil(t.Context(), t, p)
}

// askUntil is ask by who has no patience once ctx ends, and a minute's at most.
func askUntil(ctx context.Context, t *testing.T, p *unreliable.Proxy) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.URL+"/x?y=z", strings.NewReader("hello"))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Asked", "h")
	in, err := http.DefaultClient.Do(r)
	if err != nil {
		return "lost"
	}
	defer func() { _ = in.Body.Close() }()
	body, err := io.ReadAll(in.Body)
	if err != nil {
		return "lost"
	}
	return in.Status[:3] + in.Header.Get("X-Echo") + " " + string(body)
}

func TestWays(t *testing.T) {
	const said = "202h POST /x?y=z hello"
	busy := unreliable.Answer{Status: http.StatusServiceUnavailable, Body: []byte("busy")}
	tests := []struct {
		name  string
		way   unreliable.Way
		want  string
		asked int32 // of the server
	}{
		{"a request is passed on whole", unreliable.Passed, said, 1},
		{"a silent proxy asks nobody", unreliable.Silent, "lost", 0},
		{"an answer is kept back", unreliable.Unanswered, "lost", 1},
		{"a connection is refused", unreliable.Refused, "lost", 0},
		{"a connection breaks within the answer", unreliable.Cut, "lost", 1},
		{"another answers", unreliable.Says(busy), "503 busy", 0},
		{"another answers after the server did", unreliable.SaysAfter(busy), "503 busy", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, asked := echo(t)
			ctx, giveUp := context.WithCancel(t.Context())
			defer giveUp()
			p.Plan(unreliable.Fault{Way: func(x unreliable.Exchange) {
				if tt.want == "lost" { // some never end by themselves
					go func() {
						for ctx.Err() == nil && asked.Load() < tt.asked {
							time.Sleep(time.Millisecond)
						}
						time.Sleep(time.Second) // in which an answer would come
						giveUp()
					}()
				}
				tt.way(x)
			}})
			if got := askUntil(ctx, t, p); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got := asked.Load(); got != tt.asked {
				t.Errorf("the server was asked %d times, want %d", got, tt.asked)
			}
			if got := ask(t, p); got != said {
				t.Errorf("the next request: got %q, want %q", got, said)
			}
		})
	}
}

func TestPlan(t *testing.T) {
	p, _ := echo(t)
	no := unreliable.Says(unreliable.Answer{Status: http.StatusTeapot})
	tests := []struct {
		name   string
		faults []unreliable.Fault
		want   string // of five requests, those that fail are x
	}{
		{"nothing is planned", nil, "....."},
		{"the first fails", []unreliable.Fault{{Way: no}}, "x...."},
		{"the third and the fourth fail", []unreliable.Fault{{Nth: 3, Times: 2, Way: no}}, "..xx."},
		{"all from the second on fail", []unreliable.Fault{{Nth: 2, Times: -1, Way: no}}, ".xxxx"},
		{"two faults", []unreliable.Fault{{Way: no}, {Nth: 4, Way: no}}, "x...x"},
		{"a fault of other requests", []unreliable.Fault{{Of: func(r unreliable.Request) bool { return r.URI == "/" }, Way: no}}, "....."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p.Plan(tt.faults...)
			var got strings.Builder
			for range 5 {
				if strings.HasPrefix(ask(t, p), "418") {
					got.WriteByte('x')
					continue
				}
				got.WriteByte('.')
			}
			if d := cmp.Diff(got.String(), tt.want); d != "" {
				t.Errorf("got -, want +:\n%s", d)
			}
			if got := p.Requests(); got != 5 {
				t.Errorf("counted %d requests, want 5", got)
			}
		})
	}
}
