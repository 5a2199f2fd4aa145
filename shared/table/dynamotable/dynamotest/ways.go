package dynamotest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"shoebox/deploy/engines/unreliable"
)

// Operation names what a request asks of DynamoDB: "GetItem".
func Operation(r unreliable.Request) string {
	_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	return operation
}

// Asks chooses the requests for some operations.
func Asks(operations ...string) func(unreliable.Request) bool {
	return func(r unreliable.Request) bool { return slices.Contains(operations, Operation(r)) }
}

// Writes chooses the requests that write.
func Writes(r unreliable.Request) bool {
	return Asks("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems")(r)
}

// Error is how DynamoDB says no: with a status and the name of an exception.
func Error(status int, name string) unreliable.Answer {
	return answer(status, map[string]any{"__type": "com.amazonaws.dynamodb.v20120810#" + name, "message": "as planned"})
}

// Throttled refuses with the exception of a table that is asked too much.
func Throttled(x unreliable.Exchange) {
	x.Reply(Error(http.StatusBadRequest, "ProvisionedThroughputExceededException"))
}

// Conflicting refuses a write as DynamoDB does where it meets a transaction under
// way: one that is a transaction itself is canceled, for its first item.
func Conflicting(x unreliable.Exchange) { x.Reply(conflict(x.Request, 0)) }

func conflict(r unreliable.Request, place int) unreliable.Answer {
	if Operation(r) != "TransactWriteItems" {
		return Error(http.StatusBadRequest, "TransactionConflictException")
	}
	reasons := make([]map[string]string, len(items(r)))
	for i := range reasons {
		reasons[i] = map[string]string{"Code": "None"}
	}
	reasons[place] = map[string]string{"Code": "TransactionConflict", "Message": "Transaction is ongoing for the item"}
	return answer(http.StatusBadRequest, map[string]any{
		"__type":  "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
		"message": "as planned", "CancellationReasons": reasons,
	})
}

// LeaveOver lets DynamoDB come to the first n keys or writes of a batch only, as it
// does where it is throttled in part: it gives the others back.
func LeaveOver(n int) unreliable.Way {
	return func(x unreliable.Exchange) {
		switch Operation(x.Request) {
		case "BatchWriteItem":
			x.Reply(leaveWrites(x, n))
		case "BatchGetItem":
			x.Reply(leaveKeys(x, n))
		default:
			unreliable.Passed(x)
		}
	}
}

func leaveWrites(x unreliable.Exchange, n int) unreliable.Answer {
	body := decode(x.Request.Body)
	left := map[string]any{}
	for name, asked := range object(body["RequestItems"]) {
		writes, _ := asked.([]any)
		if len(writes) > n {
			left[name] = writes[n:]
			object(body["RequestItems"])[name] = writes[:n]
		}
	}
	if n == 0 {
		return answer(http.StatusOK, map[string]any{"UnprocessedItems": left})
	}
	return with(x.Ask(replaced(x.Request, body)), "UnprocessedItems", left)
}

func leaveKeys(x unreliable.Exchange, n int) unreliable.Answer {
	body := decode(x.Request.Body)
	left := map[string]any{}
	for name, asked := range object(body["RequestItems"]) {
		keys, _ := object(asked)["Keys"].([]any)
		if len(keys) > n {
			left[name] = map[string]any{"Keys": keys[n:]}
			object(asked)["Keys"] = keys[:n]
		}
	}
	if n == 0 {
		return answer(http.StatusOK, map[string]any{"Responses": map[string]any{}, "UnprocessedKeys": left})
	}
	return with(x.Ask(replaced(x.Request, body)), "UnprocessedKeys", left)
}

// ShortPages has a query's page end after n items, as one does that is 1 MB.
func ShortPages(n int) unreliable.Way {
	return func(x unreliable.Exchange) {
		body := decode(x.Request.Body)
		limit, bounded := body["Limit"].(json.Number)
		if asked, err := limit.Int64(); Operation(x.Request) == "Query" && (!bounded || err != nil || asked > int64(n)) {
			body["Limit"] = n
			x.Request = replaced(x.Request, body)
		}
		unreliable.Passed(x)
	}
}
