package dynamotable

import (
	"errors"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// reason is why one write was refused, as DynamoDB says it.
type reason struct {
	code    string
	message string
	item    attributes // the item its condition met; nil for none
}

const conditionFailed = "ConditionalCheckFailed"

// reasons are those of a refusal, one for each write; nil for another error.
func reasons(err error) []reason {
	if e, ok := errors.AsType[*types.ConditionalCheckFailedException](err); ok {
		return []reason{{code: conditionFailed, item: e.Item}}
	}
	e, ok := errors.AsType[*types.TransactionCanceledException](err)
	if !ok {
		return nil
	}
	list := make([]reason, len(e.CancellationReasons))
	for i, r := range e.CancellationReasons {
		list[i] = reason{code: aws.ToString(r.Code), message: aws.ToString(r.Message), item: r.Item}
	}
	return list
}

// classifyWrite says what an error of a write means, and which of the writes it is
// about.
func classifyWrite(op string, err error, writes []table.Write, now time.Time) error {
	why := reasons(err)
	if _, conflict := errors.AsType[*types.TransactionConflictException](err); len(why) == 0 && !conflict {
		return classify(op, err)
	}
	var rejection table.RejectedError
	worst := fault.Conflict
	for i, r := range why {
		switch kind := reasonKind(r); {
		case r.code == conditionFailed && i < len(writes):
			reject(&rejection, i, writes[i], r, now)
		case kind == fault.Invalid || kind == fault.TooLarge, kind == fault.Throttled && worst == fault.Conflict:
			worst = kind
		}
	}
	if len(rejection.Failed)+len(rejection.Expired) == 0 && worst != fault.Conflict {
		return fault.As(op, worst, err)
	}
	return fault.As(op, fault.Conflict, &rejection)
}

// reject notes a write whose condition failed: the caller's, or the one that keeps
// an update off an expired item.
func reject(rejection *table.RejectedError, i int, w table.Write, r reason, now time.Time) {
	item := toItem(r.item)
	expired := r.item != nil && !item.Expires.IsZero() && !item.Expires.After(now)
	if expired && w.Op == table.OpUpdate && table.Holds(w.If, nil) {
		rejection.Expired = append(rejection.Expired, i)
		return
	}
	rejection.Failed = append(rejection.Failed, i)
}

func reasonKind(r reason) fault.Kind {
	switch r.code {
	case "ThrottlingError", "ProvisionedThroughputExceeded":
		return fault.Throttled
	case "ValidationError":
		return invalidKind(r.message)
	case "ItemCollectionSizeLimitExceeded":
		return fault.TooLarge
	}
	return fault.Conflict
}

// refused tells what is known of the sizes of writes whose conditions failed: the
// engine charges for them, and does not say how much.
func refused(writes []table.Write, err error) table.Wrote {
	why := reasons(err)
	failed := false
	for _, r := range why {
		failed = failed || r.code == conditionFailed
	}
	if !failed || len(why) != len(writes) {
		return table.Wrote{}
	}
	wrote := table.Wrote{Sizes: sizes(writes)}
	for i, r := range why {
		if r.item == nil {
			continue
		}
		before := toItem(r.item)
		wrote.Sizes[i].Before = table.Size(before)
		if writes[i].Op != table.OpUpdate {
			continue
		}
		if after, err := table.Apply(writes[i], &before); err == nil {
			wrote.Sizes[i].After = table.Size(after)
		}
	}
	return wrote
}
