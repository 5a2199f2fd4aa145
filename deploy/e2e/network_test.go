package e2e_test

import (
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// listen has f called with what happens in the tab, one after another.
func (b *tab) listen(f func(event any)) {
	b.t.Helper()
	if err := chromedp.Listen(b, f); err != nil {
		b.t.Fatal(err)
	}
}

// line is how good the network is.
type line struct {
	offline bool
	latency float64 // ms
	rate    float64 // bytes a second; -1 is any
}

var (
	good = line{rate: -1}
	none = line{offline: true, rate: -1}
)

// connect has the tab's network be so.
func (b *tab) connect(l line) {
	b.t.Helper()
	if _, err := chromedp.Call(b, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Offline: l.offline, Latency: l.latency, DownloadThroughput: l.rate, UploadThroughput: l.rate}},
	}); err != nil {
		b.t.Fatal(err)
	}
	if _, err := chromedp.Call(b, network.OverrideNetworkState, network.OverrideNetworkStateParams{
		Offline: l.offline, Latency: l.latency, DownloadThroughput: l.rate, UploadThroughput: l.rate,
	}); err != nil {
		b.t.Fatal(err)
	}
}

// intercept has the test answer requests whose URL matches a pattern with "*": f gives
// a status and a JSON body for the nth of them, from 1; status 0 lets it through.
func (b *tab) intercept(pattern string, f func(n int, r *network.Request) (status int, body string)) {
	b.t.Helper()
	b.answer(pattern, func(n int, r *network.Request) answer {
		status, body := f(n, r)
		return answer{status: status, body: body}
	})
}

// answer is what the test says in place of the server.
type answer struct {
	status int // 0 lets the request through
	body   string
	wait   string          // Retry-After; "" is none
	until  <-chan struct{} // it is said when this is closed; nil is at once
}

// rule says what requests of a pattern are answered.
type rule struct {
	pattern string
	f       func(n int, r *network.Request) answer
	n       int
}

// answer has the test answer requests as intercept does, when it likes. Of several
// patterns that fit, the newest counts.
func (b *tab) answer(pattern string, f func(n int, r *network.Request) answer) {
	b.t.Helper()
	b.answering.Lock()
	b.rules = append(b.rules, &rule{pattern: pattern, f: f})
	patterns := make([]*fetch.RequestPattern, len(b.rules))
	for i, r := range b.rules {
		patterns[i] = &fetch.RequestPattern{URLPattern: strings.ReplaceAll(r.pattern, "?", `\?`)} // which would stand for any sign
	}
	b.answering.Unlock()
	if len(patterns) == 1 {
		b.listen(func(event any) {
			if e, paused := event.(*fetch.EventRequestPaused); paused {
				a := b.answerTo(e.Request)
				go b.say(e.RequestID, a) // a call waits for the browser, which waits for this to return
			}
		})
	}
	if _, err := chromedp.Call(b, fetch.Enable, fetch.EnableParams{Patterns: patterns}); err != nil {
		b.t.Fatal(err)
	}
}

// answerTo gives what is said to a request.
func (b *tab) answerTo(r *network.Request) answer {
	b.answering.Lock()
	defer b.answering.Unlock()
	for _, rule := range slices.Backward(b.rules) {
		if fits(rule.pattern, r.URL) {
			rule.n++
			return rule.f(rule.n, r)
		}
	}
	return answer{}
}

// say gives the browser an answer to a request that waits.
func (b *tab) say(id fetch.RequestID, a answer) {
	if a.until != nil {
		select {
		case <-a.until:
		case <-b.Done():
			return
		}
	}
	if a.status == 0 {
		_, _ = chromedp.Call(b, fetch.ContinueRequest, fetch.ContinueRequestParams{RequestID: id})
		return
	}
	kind := "application/problem+json"
	if a.status < 300 {
		kind = "application/json"
	}
	header := []*fetch.HeaderEntry{{Name: "Content-Type", Value: kind}}
	if a.wait != "" {
		header = append(header, &fetch.HeaderEntry{Name: "Retry-After", Value: a.wait})
	}
	_, _ = chromedp.Call(b, fetch.FulfillRequest, fetch.FulfillRequestParams{
		RequestID: id, ResponseCode: int64(a.status), Body: []byte(a.body), ResponseHeaders: header,
	})
}

// held has requests of a pattern wait until what it gives is called.
func (b *tab) held(pattern, method string) (release func()) {
	b.t.Helper()
	until := make(chan struct{})
	b.answer(pattern, func(_ int, r *network.Request) answer {
		if r.Method == method {
			return answer{until: until}
		}
		return answer{}
	})
	return sync.OnceFunc(func() { close(until) })
}

// fits reports whether a URL is one of a pattern, whose stars stand for anything.
func fits(pattern, url string) bool {
	parts := strings.Split(pattern, "*")
	for _, part := range parts[:len(parts)-1] {
		_, rest, found := strings.Cut(url, part)
		if !found {
			return false
		}
		url = rest
	}
	return strings.HasSuffix(url, parts[len(parts)-1])
}

// forgetsCookies takes the browser's cookies away.
func (b *tab) forgetsCookies() {
	b.t.Helper()
	if _, err := chromedp.Call(b, network.ClearBrowserCookies, cdp.Empty{}); err != nil {
		b.t.Fatal(err)
	}
}

// path is a URL's path, for requests of this server.
func (b *tab) path(url string) string { return strings.TrimPrefix(url, b.origin) }
