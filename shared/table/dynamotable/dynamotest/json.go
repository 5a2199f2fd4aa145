package dynamotest

import (
	"bytes"
	"encoding/json"
	"net/http"

	"shoebox/deploy/engines/unreliable"
)

// decode reads a body of DynamoDB's protocol; what is none has nothing in it.
func decode(body []byte) map[string]any {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var read map[string]any
	if err := decoder.Decode(&read); err != nil {
		return map[string]any{}
	}
	return read
}

func encode(body map[string]any) []byte {
	encoded, err := json.Marshal(body)
	if err != nil {
		panic(err) // not of what was decoded
	}
	return encoded
}

func object(of any) map[string]any {
	m, _ := of.(map[string]any)
	return m
}

// answer is one of DynamoDB's.
func answer(status int, body map[string]any) unreliable.Answer {
	header := http.Header{"Content-Type": {"application/x-amz-json-1.0"}, "X-Amzn-Requestid": {"AS-PLANNED"}}
	return unreliable.Answer{Status: status, Header: header, Body: encode(body)}
}

// with gives an answer with something put into it; one that says no stays as it is.
func with(a unreliable.Answer, name string, value any) unreliable.Answer {
	if a.Status != http.StatusOK {
		return a
	}
	body := decode(a.Body)
	body[name] = value
	return answer(a.Status, body)
}

// replaced gives a request with another body. Its signature is no longer right,
// which engines on one's own machine don't mind.
func replaced(r unreliable.Request, body map[string]any) unreliable.Request {
	r.Body = encode(body)
	return r
}

// items gives what a transaction writes.
func items(r unreliable.Request) []any {
	list, _ := decode(r.Body)["TransactItems"].([]any)
	return list
}
