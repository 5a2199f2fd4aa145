package sdkhttp

import (
	"io"
	"net/http"
)

// Transport is next for requests of the AWS SDK.
//
// An answer may begin before the goroutine that wrote the request has looked
// whether its body has more than was announced. The SDK has closed the body by
// then, and a closed body of smithy-go's (1.28) answers WriteTo with io.EOF, which
// [net/http] takes for a request that could not be sent: it closes the connection,
// and the rest of the answer is lost, of a write that was made. Read says the same as
// it should, so that bodies are given no other way to be read.
func Transport(next http.RoundTripper) http.RoundTripper { return transport{next} }

type transport struct{ http.RoundTripper }

// RoundTrip makes one request.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil && r.Body != http.NoBody {
		plain := *r // a transport may not change a request
		plain.Body = onlyRead{r.Body}
		r = &plain
	}
	return t.RoundTripper.RoundTrip(r) //nolint:wrapcheck // the SDK looks at what it is
}

// CloseIdleConnections closes those of the transport below, where it can.
func (t transport) CloseIdleConnections() {
	if closing, ok := t.RoundTripper.(interface{ CloseIdleConnections() }); ok {
		closing.CloseIdleConnections()
	}
}

// onlyRead hides what else a body can do.
type onlyRead struct{ io.ReadCloser }
