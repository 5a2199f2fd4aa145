package awsjson

import (
	"cmp"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/aws/smithy-go"
)

// refusal is what the service says is wrong. What is no error of AWS's has the
// status for its code.
func refusal(response *http.Response, answer []byte) error {
	var said struct {
		Type    string `json:"__type"`
		Code    string `json:"code"`
		Message string `json:"message"`
	}
	_ = json.Unmarshal(answer, &said) // a proxy's page is no JSON
	refused := &smithy.GenericAPIError{
		Code:    code(cmp.Or(response.Header.Get("X-Amzn-Errortype"), said.Code, said.Type, response.Status)),
		Message: said.Message,
		Fault:   smithy.FaultClient,
	}
	if response.StatusCode >= http.StatusInternalServerError {
		refused.Fault = smithy.FaultServer
	}
	return refused
}

// code is the name of an error: it may stand behind a namespace and a #, and before
// a colon and an address.
func code(name string) string {
	name, _, _ = strings.Cut(name, ":")
	return name[strings.LastIndex(name, "#")+1:]
}
