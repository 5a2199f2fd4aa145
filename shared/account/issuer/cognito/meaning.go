package cognito

import (
	"errors"
	"net"
	"net/http"
	"strings"

	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"shoebox/shared/fault"
)

// meaning is what the refusals of an operation mean to who asked. What is nil can't be
// met by anything people do, and is a mistake of ours or of the pool's setup.
type meaning struct {
	exists      verdict // the address has an account
	unknown     verdict // it has none
	unconfirmed verdict // it has one that was not confirmed
	refused     verdict // wrong password or token, or the account is in no state for it
	invalid     verdict // a parameter that is none, or the account is in no state for it
	badCode     verdict // the code is wrong, over or used
	badPassword verdict // it is against the pool's policy
	reset       verdict // an operator took the password away
}

// verdict makes an error, or none.
type verdict func(op string) error

func fine(string) error { return nil }

func wrong(op string) error {
	return fault.New(op, fault.Unauthenticated, "wrong address, password or token")
}

func waiting(op string) error {
	return fault.New(op, fault.Denied, "the address is not confirmed yet")
}

func over(op string) error {
	return fault.New(op, fault.Stale, "the code is not good, or no longer")
}

func weak(op string) error {
	return fault.New(op, fault.Invalid, "That password can't be used: take a longer one, of a few words that don't belong together.")
}

// strange says that Cognito gave a token that is not good: that is its fault or our
// setup's, and never that of who signs in.
func strange(op string, err error) error {
	if fault.Is(err, fault.Unauthenticated) {
		return fault.As(op, fault.Internal, err)
	}
	return fault.Wrap(op, err)
}

// of says what an error of the SDK means. It keeps the code of what Cognito said, whose
// words may repeat what was sent.
func (m meaning) of(op string, err error) error {
	if err == nil {
		return nil
	}
	said, isAPI := errors.AsType[smithy.APIError](err)
	if !isAPI {
		return fault.As(op, trouble(err), err)
	}
	code := said.ErrorCode()
	if v := m.verdict(code, said.ErrorMessage()); v != nil {
		return v(op)
	}
	switch {
	case throttled(code):
		return fault.New(op, fault.Throttled, code)
	case code == "CodeDeliveryFailureException" || down(err):
		return fault.New(op, fault.Unavailable, code)
	}
	return fault.New(op, fault.Internal, code)
}

func (m meaning) verdict(code, message string) verdict {
	switch code {
	case "UsernameExistsException", "AliasExistsException":
		return m.exists
	case "UserNotFoundException":
		return m.unknown
	case "UserNotConfirmedException":
		return m.unconfirmed
	case "NotAuthorizedException", "UnauthorizedException":
		// The one way in which Cognito says that somebody guesses passwords.
		if strings.Contains(message, "attempts exceeded") {
			return func(op string) error { return fault.New(op, fault.Throttled, "too many wrong passwords") }
		}
		return m.refused
	case "InvalidParameterException", "UnsupportedTokenTypeException":
		return m.invalid
	case "CodeMismatchException", "ExpiredCodeException":
		return m.badCode
	case "InvalidPasswordException", "PasswordHistoryPolicyViolationException":
		return m.badPassword
	case "PasswordResetRequiredException":
		return m.reset
	}
	return nil
}

// down reports whether Cognito says that the fault is its own.
func down(err error) bool {
	answer, is := errors.AsType[*smithyhttp.ResponseError](err)
	return is && answer.HTTPStatusCode() >= http.StatusInternalServerError
}

func throttled(code string) bool {
	switch code {
	case "TooManyRequestsException", "TooManyFailedAttemptsException", "LimitExceededException", "ThrottlingException", "Throttling":
		return true
	}
	return false
}

// trouble is what kind of error kept a request from being answered.
func trouble(err error) fault.Kind {
	if kind := fault.Of(err); kind != fault.Internal { // the context's
		return kind
	}
	if slow, is := errors.AsType[net.Error](err); is && slow.Timeout() {
		return fault.Timeout
	}
	return fault.Unavailable
}
