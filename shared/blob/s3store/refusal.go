package s3store

import (
	"encoding/xml"
	"fmt"
	"io"
	"net/http"

	"shoebox/shared/fault"
)

// maxRefusal is the most bytes that are read of a refusal, which has a few hundred.
const maxRefusal = 64 << 10

// refusalError is an answer that is none of success. Its message is left out: it may
// repeat what was asked.
type refusalError struct {
	Status int    `xml:"-"`
	Code   string `xml:"Code"` // "" where S3 did not say, as to a HEAD
}

func (r *refusalError) Error() string { return fmt.Sprintf("S3 answered %d %s", r.Status, r.Code) }

// ErrorCode is what S3 calls it, as the SDK's errors tell theirs.
func (r *refusalError) ErrorCode() string { return r.Code }

func readRefusal(answer *http.Response) *refusalError {
	var r refusalError
	said, err := io.ReadAll(io.LimitReader(answer.Body, maxRefusal)) // all of it, so that the connection stays
	if err != nil || xml.Unmarshal(said, &r) != nil {
		r.Code = "" // the status says enough
	}
	r.Status = answer.StatusCode
	return &r
}

// kind says what a refusal means. What is the matter with the set-up (no such
// bucket, no permission, a bad signature) is Internal: no user can do anything about
// it.
func (r *refusalError) kind() fault.Kind {
	switch r.Code {
	case "NoSuchKey":
		return fault.NotFound
	case "PreconditionFailed":
		return fault.Conflict
	case "SlowDown", "Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequests",
		"ConditionalRequestConflict", "OperationAborted": // somebody else is at the same key just now
		return fault.Throttled
	case "RequestTimeout", "IncompleteBody", "InternalError", "ServiceUnavailable",
		"ExpiredToken", "TokenRefreshRequired": // there are new credentials soon
		return fault.Unavailable
	case "BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch", "InvalidRange",
		"KeyTooLongError", "ObjectParentIsFile", "ExistingObjectIsDirectory":
		return fault.Invalid
	case "EntityTooLarge", "MaxMessageLengthExceeded":
		return fault.TooLarge
	}
	return r.statusKind()
}

// statusKind goes by the status, where the code is none that is known.
func (r *refusalError) statusKind() fault.Kind {
	switch {
	case r.Status == http.StatusNotFound && r.Code == "":
		return fault.NotFound
	case r.Status == http.StatusPreconditionFailed:
		return fault.Conflict
	case r.Status == http.StatusRequestedRangeNotSatisfiable:
		return fault.Invalid
	case r.Status == http.StatusTooManyRequests:
		return fault.Throttled
	case r.Status >= http.StatusInternalServerError:
		return fault.Unavailable
	}
	return fault.Internal
}
