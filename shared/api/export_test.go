package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
)

// Undocumented says how an answer is not as the document has it; "" is nothing.
func (a *API) Undocumented(r *http.Request, status int, body []byte) string {
	o, _ := newRoutes(a.operations).find(r)
	if o == nil {
		return ""
	}
	s := newSchemas()
	out := o.out
	switch {
	case status >= http.StatusBadRequest:
		var p Problem
		if json.Unmarshal(body, &p) != nil || !slices.Contains(o.codes(), p.Code) || codes()[p.Code].status != status {
			return fmt.Sprintf("%s answers %d with the code %q, which is not among its codes", o.ID, status, p.Code)
		}
		out = reflect.TypeFor[Problem]()
	case status == http.StatusNotModified:
		return ""
	case status == http.StatusAccepted && o.later != nil:
		out = o.later
	case status != o.status() && !slices.Contains(o.Also, status):
		return fmt.Sprintf("%s answers %d", o.ID, status)
	}
	if out == nil || status == http.StatusNoContent {
		if len(body) > 0 {
			return o.ID + " answers with a body"
		}
		return ""
	}
	v, err := parse(body, mostDepth)
	if err != nil {
		return fmt.Sprintf("%s answers what is no JSON: %v", o.ID, err)
	}
	if err := s.check(s.of(out), v, ""); err != nil {
		return fmt.Sprintf("%s answers what is not as its schema: %s", o.ID, problemOf(err, "").Detail)
	}
	return ""
}

const mostDepth = 20
