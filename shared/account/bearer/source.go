package bearer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"shoebox/shared/fault"
)

// Source gives an issuer's public keys of now.
type Source func(ctx context.Context) (KeySet, error)

const (
	maxKeySet = 64 << 10 // bytes; Cognito's has about 900
	fetchTime = 3 * time.Second
)

// At is a Source that gets the keys at a URL, which is configuration and never from a
// token. It follows no redirect. A nil transport is the default one.
func At(url string, transport http.RoundTripper) Source {
	client := &http.Client{
		Transport:     transport,
		Timeout:       fetchTime,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return func(ctx context.Context) (KeySet, error) {
		const op = "bearer.At"
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
		if err != nil {
			return KeySet{}, fault.As(op, fault.Internal, err)
		}
		request.Header.Set("Accept", "application/json")
		response, err := client.Do(request)
		if err != nil {
			return KeySet{}, fault.As(op, unreachable(err), err)
		}
		defer response.Body.Close()
		if response.StatusCode != http.StatusOK {
			return KeySet{}, fault.New(op, fault.Unavailable, "the issuer's keys: "+response.Status)
		}
		body, err := io.ReadAll(io.LimitReader(response.Body, maxKeySet+1))
		if err != nil {
			return KeySet{}, fault.As(op, unreachable(err), err)
		}
		var set KeySet
		if err := json.Unmarshal(body, &set); err != nil || len(body) > maxKeySet {
			return KeySet{}, fault.New(op, fault.Unavailable, fmt.Sprintf("the issuer's keys are none, in %d bytes", len(body)))
		}
		return set, nil
	}
}

func unreachable(err error) fault.Kind {
	var slow interface{ Timeout() bool }
	if errors.As(err, &slow) && slow.Timeout() {
		return fault.Timeout
	}
	return fault.Unavailable
}
