package slacktest

import (
	"context"
	"net/http"
	"strconv"
	"time"
)

// Failure is what goes wrong with one request. The zero value is a request that goes
// well, between others that do not.
type Failure struct {
	Status   int           // of HTTP; 0 is 200
	After    int           // Retry-After in seconds; 0 is not said
	Location string        // of a redirect
	Word     string        // Slack's: "invalid_auth"
	Body     string        // in place of JSON
	Delay    time.Duration // before anything happens
	Lost     bool          // it is done, and the answer does not arrive
}

// RateLimited is 429, whose body is no JSON.
func RateLimited(seconds int) Failure {
	return Failure{Status: http.StatusTooManyRequests, After: seconds, Body: "Too many requests. Slow down, please."}
}

// Refusing is an answer with Slack's word for why not.
func Refusing(word string) Failure { return Failure{Word: word} }

// Slow takes its time and then goes well.
func Slow(d time.Duration) Failure { return Failure{Delay: d} }

// Broken is a server's error.
func Broken() Failure {
	return Failure{Status: http.StatusBadGateway, Body: "<html>Bad Gateway</html>"}
}

// Lost is done, but nobody hears of it.
func Lost() Failure { return Failure{Lost: true} }

// Fail scripts what becomes of the next requests of a name, as [Call] has it; a
// "picture" is one that Slack fetches for a message.
func (s *Slack) Fail(name string, script ...Failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failures[name] = append(s.failures[name], script...)
}

// fails takes the next of a script.
func (s *Slack) fails(name string) Failure {
	s.mu.Lock()
	defer s.mu.Unlock()
	script := s.failures[name]
	if len(script) == 0 {
		return Failure{}
	}
	s.failures[name] = script[1:]
	return script[0]
}

// early reports whether a failure comes in place of what was asked.
func (f Failure) early() bool { return f.Status != 0 || f.Word != "" || f.Body != "" }

func (f Failure) answer() answer {
	h := http.Header{}
	if f.After > 0 {
		h.Set("Retry-After", strconv.Itoa(f.After))
	}
	if f.Location != "" {
		h.Set("Location", f.Location)
	}
	a := answer{status: f.Status, header: h, body: []byte(f.Body), word: f.Word}
	if a.status == 0 {
		a.status = http.StatusOK
	}
	if a.word != "" && f.Body == "" {
		h.Set("Content-Type", "application/json; charset=utf-8")
		a.body = []byte(`{"ok":false,"error":"` + f.Word + `"}`)
	}
	if a.word == "" {
		a.word = "status_" + strconv.Itoa(a.status)
	}
	return a
}

// pause waits, as long as somebody waits for the answer.
func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
