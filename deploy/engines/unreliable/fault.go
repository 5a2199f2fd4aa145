package unreliable

import "net/http"

// Fault is what goes wrong with some requests.
type Fault struct {
	// Of chooses the requests it may befall; nil are all. It is called once
	// for each request, one after the other.
	Of func(Request) bool
	// Nth is the first of them it befalls, counted from 1; 0 means 1. Those
	// that an earlier fault befell are not counted.
	Nth int
	// Times is how many of them in a row it befalls; 0 means 1, negative all
	// from then on.
	Times int
	Way   Way
}

// planned is a fault and the number of requests it has seen.
type planned struct {
	Fault
	n int
}

func (p *planned) befalls(r Request) bool {
	if p.Of != nil && !p.Of(r) {
		return false
	}
	p.n++
	first := max(p.Nth, 1)
	return p.n >= first && (p.Times < 0 || p.n < first+max(p.Times, 1))
}

// Request is what the proxy was asked. A Way must not change what it holds, but may
// put another in its place.
type Request struct {
	Method string
	URI    string // path and query
	Header http.Header
	Body   []byte
}

// Answer is what a server said.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}
