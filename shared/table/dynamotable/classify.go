package dynamotable

import (
	"context"
	"errors"
	"net/http"
	"strings"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"shoebox/shared/fault"
)

// classify says what an error of the SDK means. What DynamoDB refuses for reasons
// that are ours (no such table, no permission, a token used for something else) is
// Internal: no user can do anything about it.
func classify(op string, err error) error {
	return fault.As(op, kindOf(err), err)
}

func kindOf(err error) fault.Kind {
	if apiErr, ok := errors.AsType[smithy.APIError](err); ok {
		return apiKind(apiErr, err)
	}
	switch {
	case errors.Is(err, context.Canceled):
		return fault.Canceled
	case errors.Is(err, context.DeadlineExceeded):
		return fault.Timeout
	}
	if _, unsent := errors.AsType[*smithyhttp.RequestSendError](err); unsent {
		return fault.Unavailable
	}
	if _, broken := errors.AsType[*smithy.DeserializationError](err); broken {
		return fault.Unavailable
	}
	return responseKind(err)
}

// apiKind goes by the error's name.
func apiKind(e smithy.APIError, err error) fault.Kind {
	switch e.ErrorCode() {
	case "ConditionalCheckFailedException", "TransactionCanceledException",
		"TransactionConflictException", "ReplicatedWriteConflictException":
		return fault.Conflict
	case "ProvisionedThroughputExceededException", "ProvisionedThroughputExceeded", "ThrottlingException",
		"ThrottlingError", "RequestLimitExceeded", "Throttling", "TooManyRequestsException":
		return fault.Throttled
	case "TransactionInProgressException", "InternalServerError", "InternalFailure", "ServiceUnavailable":
		return fault.Unavailable
	case "ItemCollectionSizeLimitExceededException", "RequestEntityTooLarge":
		return fault.TooLarge
	case "ValidationException", "ValidationError", "SerializationException":
		return invalidKind(e.ErrorMessage())
	}
	return responseKind(err)
}

// invalidKind tells what is too large from what is wrong, by the only thing that
// does: DynamoDB's message.
func invalidKind(message string) fault.Kind {
	if strings.Contains(message, "exceeded the maximum allowed size") || strings.Contains(message, "exceeds the maximum") {
		return fault.TooLarge
	}
	return fault.Invalid
}

// responseKind goes by the status of the answer, if there was one.
func responseKind(err error) fault.Kind {
	r, ok := errors.AsType[*awshttp.ResponseError](err)
	switch {
	case !ok:
		return fault.Internal
	case r.HTTPStatusCode() == http.StatusTooManyRequests:
		return fault.Throttled
	case r.HTTPStatusCode() >= http.StatusInternalServerError:
		return fault.Unavailable
	}
	return fault.Internal
}
