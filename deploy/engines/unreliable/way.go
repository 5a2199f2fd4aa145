package unreliable

import (
	"maps"
	"net/http"
	"strconv"
)

// Way is what happens to a request.
type Way func(Exchange)

// Exchange is a request on its way.
type Exchange struct {
	Request Request
	Writer  http.ResponseWriter // to who asks
	Gone    <-chan struct{}     // closed when who asks has gone
	proxy   *Proxy
}

// Ask puts a request to the server and gives its answer. A server that can't be
// asked breaks the connection with who asks.
func (x Exchange) Ask(r Request) Answer {
	a, err := x.proxy.ask(r)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	return a
}

// Reply gives an answer to who asks.
func (x Exchange) Reply(a Answer) {
	x.head(a)
	_, _ = x.Writer.Write(a.Body) // who asks may have gone
}

func (x Exchange) head(a Answer) {
	maps.Copy(x.Writer.Header(), a.Header)
	x.Writer.Header().Set("Content-Length", strconv.Itoa(len(a.Body)))
	x.Writer.WriteHeader(a.Status)
}

// Passed lets it happen as it should.
func Passed(x Exchange) { x.Reply(x.Ask(x.Request)) }

// Silent never answers, and never asks the server.
func Silent(x Exchange) { <-x.Gone }

// Unanswered asks the server and keeps its answer back.
func Unanswered(x Exchange) {
	x.Ask(x.Request)
	<-x.Gone
}

// Refused breaks the connection without asking the server.
func Refused(Exchange) { panic(http.ErrAbortHandler) }

// Cut asks the server and breaks the connection in the middle of its answer.
func Cut(x Exchange) {
	a := x.Ask(x.Request)
	x.head(a)
	_, _ = x.Writer.Write(a.Body[:len(a.Body)/2])
	_ = http.NewResponseController(x.Writer).Flush()
	panic(http.ErrAbortHandler)
}

// Says gives an answer in the server's place.
func Says(a Answer) Way {
	return func(x Exchange) { x.Reply(a) }
}

// SaysAfter asks the server and gives another answer than it did.
func SaysAfter(a Answer) Way {
	return func(x Exchange) {
		x.Ask(x.Request)
		x.Reply(a)
	}
}
