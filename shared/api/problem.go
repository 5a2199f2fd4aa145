package api

import (
	"encoding/json"
	"errors"
	"net/http"

	"shoebox/shared/fault"
)

// Code names what went wrong, for programs. A code is never given another meaning.
type Code string

// The codes.
const (
	BadParameter    Code = "bad_parameter"
	Malformed       Code = "malformed"
	Unauthenticated Code = "unauthenticated"
	Unconfirmed     Code = "unconfirmed"
	Forbidden       Code = "forbidden"
	NotAMember      Code = "not_a_member"
	CrossOrigin     Code = "cross_origin"
	NotFound        Code = "not_found"
	NotAllowed      Code = "method_not_allowed"
	Conflict        Code = "conflict"
	InProgress      Code = "in_progress"
	Gone            Code = "gone"
	Changed         Code = "changed"
	TooLarge        Code = "too_large"
	BadType         Code = "unsupported_media_type"
	Invalid         Code = "invalid"
	KeyReused       Code = "key_reused"
	NoPrecondition  Code = "precondition_required"
	Throttled       Code = "throttled"
	Internal        Code = "internal"
	Unavailable     Code = "unavailable"
)

// Problem is what goes wrong as the client reads it: RFC 9457.
type Problem struct {
	Type      string `json:"type" doc:"Always about:blank: the code says which problem it is."`
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Detail    string `json:"detail" doc:"One sentence for a person, with a way on."`
	Code      Code   `json:"code"`
	RequestID string `json:"request_id" doc:"What to tell whoever runs this Shoebox."`
	Pointer   string `json:"pointer,omitempty" doc:"A JSON Pointer to what is wrong in the body."`
	Parameter string `json:"parameter,omitempty" doc:"The parameter or header that is wrong."`
}

// known is what a code means to people.
type known struct {
	status int
	detail string
}

// codes are all of them, with what is said where nothing better is known.
func codes() map[Code]known {
	return map[Code]known{
		BadParameter:    {http.StatusBadRequest, "A parameter of the address isn't right. Please check it."},
		Malformed:       {http.StatusBadRequest, "The request couldn't be read: its body must be one JSON object."},
		Unauthenticated: {http.StatusUnauthorized, "Please sign in first."},
		Unconfirmed:     {http.StatusForbidden, "Please confirm your address first: there is a code for it in your mail."},
		Forbidden:       {http.StatusForbidden, "You may not do that in this gallery. One of its owners can."},
		NotAMember:      {http.StatusForbidden, "You aren't a member of that gallery. Please choose another."},
		CrossOrigin:     {http.StatusForbidden, "That came from another site, which may not speak for you. Please use the page itself."},
		NotFound:        {http.StatusNotFound, "There is nothing here, or nothing that you can see. Please look at the list again."},
		NotAllowed:      {http.StatusMethodNotAllowed, "That can't be done here. The Allow header says what can."},
		Conflict:        {http.StatusConflict, "That doesn't fit how things are now. Please look again, and then try it."},
		InProgress:      {http.StatusConflict, "The same request is still being worked on. Please try again in a moment."},
		Gone:            {http.StatusGone, "That was good once, and isn't any more. Please start again."},
		Changed:         {http.StatusPreconditionFailed, "Somebody changed it meanwhile. Please look at it again before you change it."},
		TooLarge:        {http.StatusRequestEntityTooLarge, "That is more than fits. Please make it smaller."},
		BadType:         {http.StatusUnsupportedMediaType, "The body must be JSON: send it as application/json."},
		Invalid:         {http.StatusUnprocessableEntity, "Something in the request isn't right. Please check what was sent."},
		KeyReused:       {http.StatusUnprocessableEntity, "That Idempotency-Key was used for another request. Please make a new one."},
		NoPrecondition:  {http.StatusPreconditionRequired, "Say in If-Match which version is to be changed: its ETag."},
		Throttled:       {http.StatusTooManyRequests, "That was tried too often. Please wait a while."},
		Internal:        {http.StatusInternalServerError, "Something went wrong here. Please try again."},
		Unavailable:     {http.StatusServiceUnavailable, "The gallery is slow to answer. Please try again in a moment."},
	}
}

// refusal is an error that knows how it is told.
type refusal struct {
	code      Code
	detail    string // "" is what the code says
	pointer   string
	parameter string
	err       error // for the log; may be nil
}

// Refuse makes an error that is answered by a code and a sentence of its own; ""
// is the code's. err is for the log and may be nil.
func Refuse(code Code, detail string, err error) error {
	return &refusal{code: code, detail: detail, err: err}
}

// Error implements error.
func (r *refusal) Error() string {
	if r.err != nil {
		return "api: " + string(r.code) + ": " + r.err.Error()
	}
	return "api: " + string(r.code)
}

// Unwrap gives the error beneath.
func (r *refusal) Unwrap() error { return r.err }

// codeOf says what a fault is to a client.
func codeOf(kind fault.Kind) Code {
	switch kind {
	case fault.Invalid:
		return Invalid
	case fault.NotFound:
		return NotFound
	case fault.Conflict:
		return Conflict
	case fault.Unauthenticated:
		return Unauthenticated
	case fault.Denied:
		return Forbidden
	case fault.Stale:
		return Gone
	case fault.TooLarge:
		return TooLarge
	case fault.Throttled:
		return Throttled
	case fault.Unavailable, fault.Timeout, fault.Canceled:
		return Unavailable
	case fault.Internal:
	}
	return Internal
}

// problemOf puts an error into a Problem. Nothing of the error's own text is in it.
func problemOf(err error, requestID string) Problem {
	r, ok := errors.AsType[*refusal](err)
	if !ok {
		r = &refusal{code: codeOf(fault.Of(err))}
	}
	k := codes()[r.code]
	if r.detail == "" {
		r = &refusal{r.code, k.detail, r.pointer, r.parameter, r.err}
	}
	return Problem{
		Type: "about:blank", Title: http.StatusText(k.status), Status: k.status,
		Detail: r.detail, Code: r.code, RequestID: requestID, Pointer: r.pointer, Parameter: r.parameter,
	}
}

// answer puts a Problem into the form in which it is sent.
func (p Problem) answer(header http.Header) answer {
	body, _ := json.Marshal(p) // it is texts and a number
	header.Set("Content-Type", "application/problem+json")
	return answer{p.Status, header, body}
}
