package runtimeapi

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
)

// prefix is where the Runtime API is, by its version.
const prefix = "/2018-06-01/runtime/"

// Headers of the Runtime API.
const (
	headerRequestID = "Lambda-Runtime-Aws-Request-Id"
	headerDeadline  = "Lambda-Runtime-Deadline-Ms"
	headerARN       = "Lambda-Runtime-Invoked-Function-Arn"
	headerTrace     = "Lambda-Runtime-Trace-Id"
	headerClient    = "Lambda-Runtime-Client-Context"
	headerIdentity  = "Lambda-Runtime-Cognito-Identity"
	headerErrorType = "Lambda-Runtime-Function-Error-Type"
	trailerError    = "Lambda-Runtime-Function-Error-Body"
)

// handler is the Runtime API of one environment. There is no snapshot to restore
// from, so the routes of SnapStart are not there.
func (i *Instance) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+prefix+"invocation/next", i.serveNext)
	mux.HandleFunc("POST "+prefix+"invocation/{id}/response", i.serveResponse)
	mux.HandleFunc("POST "+prefix+"invocation/{id}/error", i.serveError)
	mux.HandleFunc("POST "+prefix+"init/error", i.serveInitError)
	return mux
}

// serveNext gives the runtime work, as soon as there is some.
func (i *Instance) serveNext(w http.ResponseWriter, r *http.Request) {
	if !i.ask() {
		refuse(w, http.StatusForbidden, "InvalidStateTransition", "Transition from Running to Ready is not allowed: the invocation has no answer")
		return
	}
	select {
	case work := <-i.work:
		h := w.Header()
		h.Set("Content-Type", "application/json")
		h.Set(headerRequestID, work.RequestID)
		h.Set(headerDeadline, strconv.FormatInt(work.deadline.UnixMilli(), 10))
		h.Set(headerARN, i.f.ARN())
		h.Set(headerTrace, work.TraceID)
		if len(work.ClientContext) > 0 {
			h.Set(headerClient, string(work.ClientContext))
		}
		if len(work.Identity) > 0 {
			h.Set(headerIdentity, string(work.Identity))
		}
		_, _ = w.Write(work.Event)
	case <-r.Context().Done():
		i.unask()
	}
}

// serveResponse takes what the function answers.
func (i *Instance) serveResponse(w http.ResponseWriter, r *http.Request) {
	body, whole := read(r)
	a := answer{body: body}
	kind := r.Trailer.Get(headerErrorType)
	switch {
	case !whole:
		a = failed("Function.ResponseSizeTooLarge", "Response payload size exceeded maximum allowed payload size ("+strconv.Itoa(MaxResponse)+" bytes).")
	case kind != "": // it failed while it was being sent
		said, err := base64.StdEncoding.DecodeString(r.Trailer.Get(trailerError))
		if a = (answer{body: said, kind: kind}); err != nil || !json.Valid(said) {
			a = failed(kind, "the response broke off")
		}
	}
	if !i.tell(w, r.PathValue("id"), a) {
		return
	}
	if !whole {
		refuse(w, http.StatusRequestEntityTooLarge, "RequestEntityTooLarge", "Exceeded maximum allowed payload size ("+strconv.Itoa(MaxResponse)+" bytes).")
		return
	}
	accept(w)
}

// serveError takes what the function fails with.
func (i *Instance) serveError(w http.ResponseWriter, r *http.Request) {
	if i.tell(w, r.PathValue("id"), reportOf(r)) {
		accept(w)
	}
}

// serveInitError takes why the runtime can't start.
func (i *Instance) serveInitError(w http.ResponseWriter, r *http.Request) {
	if i.tell(w, "", reportOf(r)) {
		accept(w)
	}
}

// answer is what becomes of an invocation: a body, and the type of the error if it is
// one.
type answer struct {
	body []byte
	kind string
}

// reported is the body of an error.
type reported struct {
	Message string `json:"errorMessage"`
	Type    string `json:"errorType"`
}

// failed is an error of Lambda's own.
func failed(kind, message string) answer {
	body, _ := json.Marshal(reported{message, kind}) // two texts always have a form
	return answer{body, kind}
}

// reportOf reads the error that a runtime reports. Its type is in the header or else in
// the body; what is no JSON is passed on as Lambda does, as an error without words.
func reportOf(r *http.Request) answer {
	body, whole := read(r)
	var said reported
	if err := json.Unmarshal(body, &said); err != nil || !whole {
		body = []byte("{}")
	}
	kind := r.Header.Get(headerErrorType)
	if kind == "" {
		kind = said.Type
	}
	if kind == "" {
		kind = "Runtime.UnknownReason"
	}
	return answer{body, kind}
}

// read reads a body, and reports whether that is all of it. What is too large is read
// on for a while, so that its sender comes to hear the refusal.
func read(r *http.Request) (body []byte, whole bool) {
	body, err := io.ReadAll(io.LimitReader(r.Body, MaxResponse+1))
	if err == nil && len(body) <= MaxResponse {
		return body, true
	}
	const patience = 64 << 20
	_, _ = io.Copy(io.Discard, io.LimitReader(r.Body, patience))
	return nil, false
}

func accept(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusAccepted)
	_, _ = io.WriteString(w, `{"status":"OK"}`)
}

func refuse(w http.ResponseWriter, status int, kind, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = w.Write(failed(kind, message).body)
}
