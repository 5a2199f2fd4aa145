package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/account/issuer/house"
	"shoebox/shared/backend/local"
	"shoebox/skills/alexa"
	"shoebox/skills/alexa/alexasim"
)

type serveCmd struct {
	album `embed:""`
	Addr  string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where to listen (${default}); port 0 is any that is free."`
}

// defaultAddr is where serve listens if not told otherwise.
const defaultAddr = "127.0.0.1:8080"

// Help tells what is served.
func (serveCmd) Help() string {
	return `Serves the gallery at /, the simulators of Alexa and Slack at /try/, the services
the gallery asks at /api/ and /openapi.json, the endpoints /alexa, /slack/commands, /slack/interactions and /slack/events with their
signatures checked, and pictures at /i/. A new folder starts with a sample album.

A picture that is copied into DIR/blobs/inbox/home becomes a photo by itself; one
that makes none is kept below DIR/blobs/refused for 30 days.

The Slack signing secret is SHOEBOX_SLACK_SIGNING_SECRET, or one that is made for
the folder. SHOEBOX_PUBLIC_URL is where a tunnel makes this address public, for
real Alexa skills and Slack apps (SHOEBOX_SKILL_IDS, SHOEBOX_SLACK_APP_ID). Whoever
speaks through one of those may look at the gallery and change nothing.

Examples:
  shoebox serve
  shoebox serve --addr 127.0.0.1:0 --data /tmp/try --empty`
}

// Run serves until the context ends.
func (c *serveCmd) Run(sh *shell) error {
	listener, err := (&net.ListenConfig{}).Listen(sh.ctx, "tcp", c.Addr)
	if err != nil {
		return failure{fmt.Sprintf("%s can't be listened on (%v): give another address with --addr HOST:PORT.", c.Addr, errors.Unwrap(err)), err}
	}
	defer listener.Close() //nolint:errcheck // the server closes it, if it comes so far
	address := "http://" + reachable(listener.Addr().String())

	var b *opened
	var authority *alexasim.Authority
	starting, _ := errgroup.WithContext(sh.ctx)
	starting.Go(func() (err error) {
		b, err = c.open(sh, opening{publicURL: address, level: slog.LevelInfo, joining: true})
		return err
	})
	starting.Go(func() (err error) { // a key takes a while to make
		authority, err = alexasim.NewAuthority(time.Now)
		return err
	})
	if err := starting.Wait(); err != nil {
		if b != nil {
			b.Close() //nolint:errcheck // the first error says more
		}
		return err
	}
	if err := b.found(sh.ctx); err != nil {
		return errors.Join(err, b.Close())
	}
	if err := b.makeDoor(); err != nil {
		return errors.Join(err, b.Close())
	}
	arrivals := b.arrivals()
	ch := b.channels(b.Router(), time.Local, http.DefaultTransport)
	server := newServer(b.routes(sh.ctx, ch, authority, address), b.Log)
	if _, err := fmt.Fprintf(sh.stdout, "listening on %s\n", address); err != nil {
		return errors.Join(err, b.Close())
	}
	ticking := b.everyNowAndThen(sh.ctx, b.periodic(arrivals, ch))
	err = run(sh.ctx, server, listener)
	ending, cancel := context.WithTimeout(context.WithoutCancel(sh.ctx), lastWords)
	defer cancel()
	ticking.Wait()
	return errors.Join(err, ch.close(ending), arrivals.close(ending), b.Close())
}

// lastWords is how long what was begun may take when the server is told to end.
const lastWords = 10 * time.Second

// reachable is an address that a browser on this machine can open.
func reachable(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port)
}

func newServer(h http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// run serves until ctx ends, then lets what was begun come to its end.
func run(ctx context.Context, server *http.Server, listener net.Listener) error {
	serving := make(chan error, 1)
	go func() { serving <- server.Serve(listener) }()
	select {
	case err := <-serving:
		return failure{fmt.Sprintf("the server stopped: %v.", err), err}
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer cancel()
	return server.Shutdown(ending)
}

// tryPath is where the simulators are.
const tryPath = "/try"

// routes are all that is served. address is where the server listens.
func (b *opened) routes(ctx context.Context, ch *channels, authority *alexasim.Authority, address string) http.Handler {
	if b.config.PublicURL != "" {
		address = b.config.PublicURL
	}
	mux := http.NewServeMux()
	skill := b.alexaEndpoint(ch.skill, authority)
	mux.Handle("/alexa", skill)
	mux.Handle("/slack/", ch.bot.HTTP())
	mux.Handle("/i/{token}", b.pictures())
	mux.Handle(local.ObjectsPath, unhurried(b.Objects))
	mux.Handle(tryPath+"/", hosted(b.config.PublicURL, http.StripPrefix(tryPath, b.simulators(ch, authority, skill))))
	services := hosted(b.config.PublicURL, b.api(address).Handler())
	mux.Handle("/api/", services)
	mux.Handle("GET /openapi.json", services)
	signing := hosted(b.config.PublicURL, b.accounts.Handler())
	mux.Handle(house.KeysPath, signing)
	mux.Handle("/oauth/", signing)
	mux.Handle("POST "+demoPath, personal(b.demo()))
	mux.Handle("GET "+mailPath, personal(http.HandlerFunc(b.accounts.showMail)))
	mux.Handle("/", hosted(b.config.PublicURL, atHome(address, b.app(ctx, address))))
	return mux
}

// unhurried gives a file as long as a slow network takes for it.
func unhurried(h http.Handler) http.Handler {
	const patience = 10 * time.Minute
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		control, until := http.NewResponseController(w), time.Now().Add(patience)
		_ = control.SetReadDeadline(until) // where it can't be set, the server's holds
		_ = control.SetWriteDeadline(until)
		h.ServeHTTP(w, r)
	})
}

// alexaEndpoint is the skill's HTTPS endpoint. What names the simulator's chain is
// checked against the simulator's authority, everything else against the roots of
// this machine: neither can speak for the other.
func (b *opened) alexaEndpoint(skill *alexa.Skill, authority *alexasim.Authority) http.Handler {
	simulated := skill.HTTP(authority.Verifier())
	genuine := skill.HTTP(&alexa.Verifier{Now: b.Now})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := authority.Fetch(r.Context(), r.Header.Get("SignatureCertChainUrl")); err == nil {
			simulated.ServeHTTP(w, r)
			return
		}
		genuine.ServeHTTP(w, r)
	})
}
