package slackbot

import (
	"errors"
	"io"
	"net/http"
)

// HTTP answers on [PathCommands], [PathInteractions] and [PathEvents], and on the
// paths of package install where the Config has it.
func (b *Bot) HTTP() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBody))
		var a ack
		switch _, tooLong := errors.AsType[*http.MaxBytesError](err); {
		case tooLong:
			a = refusal(http.StatusRequestEntityTooLarge, "too large")
		case err != nil:
			a = refusal(http.StatusBadRequest, "not understood")
		default:
			r.Header.Set("Host", r.Host) // where gateways tell it
			a = b.serve(r.Context(), hit{method: r.Method, path: r.URL.Path, query: r.URL.Query(), header: r.Header, body: body})
		}
		for k, v := range a.header {
			w.Header().Set(k, v)
		}
		w.WriteHeader(a.status)
		if len(a.body) == 0 {
			return
		}
		if _, err := w.Write(a.body); err != nil {
			b.Log.WarnContext(r.Context(), "slack: the answer was not taken")
		}
	})
}
