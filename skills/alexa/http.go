package alexa

import (
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"strconv"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/telemetry"
)

// HTTP is the skill as an HTTPS endpoint: only what v accepts is read (V1-V5). A
// request that is not Alexa's, or not for this skill, is answered 400, and a
// failure of ours 500 (V5). It panics without a verifier: there is no endpoint
// that does not check.
func (s *Skill) HTTP(v *Verifier) http.Handler {
	if v == nil {
		panic("alexa.HTTP: a verifier is needed")
	}
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if req.Method != http.MethodPost {
			w.Header().Set("Allow", http.MethodPost)
			refuse(w, http.StatusMethodNotAllowed)
			return
		}
		if kind, _, err := mime.ParseMediaType(req.Header.Get("Content-Type")); err != nil || kind != "application/json" {
			refuse(w, http.StatusUnsupportedMediaType)
			return
		}
		body, err := io.ReadAll(http.MaxBytesReader(w, req.Body, maxRequestSize))
		if _, tooLong := errors.AsType[*http.MaxBytesError](err); tooLong {
			refuse(w, http.StatusRequestEntityTooLarge)
			return
		}
		if err != nil {
			refuse(w, http.StatusBadRequest)
			return
		}
		if err := v.Verify(req.Context(), req.Header, body); err != nil {
			ctx := telemetry.WithIDs(req.Context(), telemetry.IDs{Channel: string(account.Alexa)})
			telemetry.Refusal{At: s.now()}.Log(ctx, s.log, "request not verified", slog.String("cause", err.Error()))
			refuse(w, http.StatusBadRequest)
			return
		}
		answer, err := s.Serve(req.Context(), body)
		if err != nil {
			refuse(w, statusOf(err))
			return
		}
		w.Header().Set("Content-Type", "application/json;charset=UTF-8")
		w.Header().Set("Content-Length", strconv.Itoa(len(answer)))
		_, _ = w.Write(answer) // whoever asked is gone: nobody is left to tell
	})
}

// statusOf tells the caller's faults from ours.
func statusOf(err error) int {
	switch fault.Of(err) {
	case fault.Invalid, fault.Denied:
		return http.StatusBadRequest
	default:
		return http.StatusInternalServerError
	}
}

// refuse answers with a status and its name: why is in our log alone.
func refuse(w http.ResponseWriter, status int) { http.Error(w, http.StatusText(status), status) }
