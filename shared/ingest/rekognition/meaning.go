package rekognition

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	smithy "github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"shoebox/shared/fault"
)

// meaning says what an error of the SDK's means; nil is a picture that has no labels.
// The SDK's own text is left out, since it repeats what was answered.
func meaning(ctx context.Context, err error) error {
	const op = "rekognition.Labels"
	if ctx.Err() != nil {
		return fault.Wrap(op, ctx.Err())
	}
	refused, ok := errors.AsType[smithy.APIError](err)
	if !ok {
		return unreadable(op, err)
	}
	switch code := refused.ErrorCode(); code {
	case "InvalidImageFormatException", "ImageTooLargeException",
		// What is asked differs by the picture alone: one that is a hair wide, say.
		"InvalidParameterException", "ValidationException", "InvalidS3ObjectException":
		return nil
	case "ThrottlingException", "Throttling", "ProvisionedThroughputExceededException", "TooManyRequestsException",
		"RequestLimitExceeded", "LimitExceededException", "SlowDown":
		return fault.New(op, fault.Throttled, "Amazon Rekognition is asked too often: "+code+".")
	case "InternalServerError", "InternalFailure", "ServiceUnavailable", "ServiceUnavailableException",
		"RequestTimeout", "RequestTimeoutException",
		"ExpiredToken", "ExpiredTokenException": // there are new credentials soon
		return fault.New(op, fault.Unavailable, "Amazon Rekognition can't answer now: "+code+".")
	case "AccessDeniedException", "AccessDenied", "UnauthorizedOperation", "UnrecognizedClientException", "InvalidClientTokenId",
		"InvalidSignatureException", "SignatureDoesNotMatch", "MissingAuthenticationToken", "IncompleteSignature",
		"SubscriptionRequiredException", "OptInRequired":
		return fault.New(op, fault.Denied, "Amazon Rekognition may not be asked: "+code+
			". Allow rekognition:DetectLabels to the function's role, or leave SHOEBOX_LABELS unset.")
	}
	return unreadable(op, err)
}

// unreadable is for answers of which the status alone is known, or not even that.
func unreadable(op string, err error) error {
	if code := status(err); code >= http.StatusBadRequest {
		return fault.New(op, statusKind(code), fmt.Sprintf("Amazon Rekognition answered %d.", code))
	}
	return fault.New(op, fault.Unavailable, "Amazon Rekognition did not answer, or nothing that can be read.")
}

// statusKind goes by the status, where the code is none that is known.
func statusKind(status int) fault.Kind {
	switch {
	case status == http.StatusTooManyRequests:
		return fault.Throttled
	case status == http.StatusForbidden || status == http.StatusUnauthorized:
		return fault.Denied
	case status >= http.StatusInternalServerError:
		return fault.Unavailable
	}
	return fault.Internal // what was asked is ours
}

// status is the status that was answered; 0 for none.
func status(err error) int {
	if answer, ok := errors.AsType[*smithyhttp.ResponseError](err); ok && answer.Response != nil {
		return answer.Response.StatusCode
	}
	return 0
}
