package stage

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"shoebox/deploy/pool"
	"shoebox/shared/fault"
)

// keys is where functions find the keys of the samples' user pool.
type keys struct {
	URL     string
	server  *http.Server
	serving sync.WaitGroup
}

// serveKeys serves at a port of all hosts; of 0 at any that is free of the first.
func serveKeys(ctx context.Context, hosts []string, port int) (*keys, error) {
	const op = "stage.serveKeys"
	k := &keys{server: &http.Server{Handler: pool.Handler(), ReadHeaderTimeout: time.Minute}}
	for _, host := range hosts {
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", net.JoinHostPort(host, strconv.Itoa(port)))
		if err != nil {
			return nil, errors.Join(fault.As(op, fault.Conflict, err), k.Close())
		}
		if k.URL == "" {
			k.URL = "http://" + listener.Addr().String()
			port = listener.Addr().(*net.TCPAddr).Port
		}
		k.serving.Go(func() { _ = k.server.Serve(listener) }) // ends when it is closed
	}
	return k, nil
}

// Close ends it.
func (k *keys) Close() error {
	if k == nil {
		return nil
	}
	err := k.server.Close()
	k.serving.Wait()
	return err
}
