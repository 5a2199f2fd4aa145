package redrive

import (
	"context"
	"errors"

	"github.com/aws/smithy-go"

	"shoebox/shared/fault"
)

// said is what an error of AWS means for whoever runs this, as a sentence. What is a
// sentence already stays.
func said(op, queue string, err error) error {
	if err == nil {
		return nil
	}
	if _, ours := errors.AsType[*fault.Error](err); ours {
		return fault.Wrap(op, err)
	}
	kind, sentence := meaning(queue, err)
	return fault.New(op, kind, sentence)
}

func meaning(queue string, err error) (fault.Kind, string) {
	if errors.Is(err, context.Canceled) {
		return fault.Canceled, "stopped. What is not moved is where it was."
	}
	api, ok := errors.AsType[smithy.APIError](err)
	if !ok {
		return fault.Unavailable, "AWS can't be reached: are you online, and is the region right?"
	}
	switch api.ErrorCode() {
	case "AccessDenied", "AccessDeniedException":
		return fault.Denied, "you may not do that with " + queue + ": it takes " + permissions + "."
	case "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", "ResourceNotFoundException", "ResourceNotFound":
		return fault.NotFound, "there is no queue " + queue + " in this account and region."
	case "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "SignatureDoesNotMatch", "MissingAuthenticationToken":
		return fault.Unauthenticated, "AWS does not know your credentials: try aws sts get-caller-identity."
	case "ExpiredToken", "ExpiredTokenException":
		return fault.Unauthenticated, "your credentials for AWS are over: sign in again, with aws sso login or as you did."
	case "InvalidParameterValue", "InvalidParameterValueException":
		return fault.Invalid, "no queue sends its dead letters to " + queue + ", so there is nowhere to bring them back to."
	case "RequestThrottled", "ThrottlingException", "Throttling":
		return fault.Throttled, "AWS was asked too often: try again in a minute."
	}
	return fault.Of(err), "SQS answered " + api.ErrorCode() + ": try again, or use Start DLQ redrive in its console."
}

// permissions are what moving takes.
const permissions = "StartMessageMoveTask, ListMessageMoveTasks, CancelMessageMoveTask, ReceiveMessage, DeleteMessage, GetQueueUrl and GetQueueAttributes of SQS on it, " +
	"and SendMessage on the queue that they came from"
