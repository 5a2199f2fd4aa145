package api

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// openAPI is a document of OpenAPI 3.1, as far as ours says anything.
type openAPI struct {
	OpenAPI    string                           `json:"openapi"`
	Info       info                             `json:"info"`
	Servers    []server                         `json:"servers"`
	Tags       []tag                            `json:"tags"`
	Paths      map[string]map[string]pathMethod `json:"paths"`
	Components map[string]map[string]any        `json:"components"`
}

type info struct {
	Title       string `json:"title"`
	Version     string `json:"version"`
	Description string `json:"description"`
}

type server struct {
	URL string `json:"url"`
}

type tag struct {
	Name string `json:"name"`
}

type pathMethod struct {
	OperationID string                        `json:"operationId"`
	Tags        []Service                     `json:"tags"`
	Summary     string                        `json:"summary"`
	Security    []map[string][]string         `json:"security"`
	Parameters  []documentedParameter         `json:"parameters,omitempty"`
	RequestBody *documentedBody               `json:"requestBody,omitempty"`
	Responses   map[string]documentedResponse `json:"responses"`
}

type documentedParameter struct {
	Name        string  `json:"name"`
	In          string  `json:"in"`
	Description string  `json:"description,omitempty"`
	Required    bool    `json:"required,omitempty"`
	Schema      *Schema `json:"schema"`
}

type documentedBody struct {
	Required bool                 `json:"required,omitempty"`
	Content  map[string]mediaType `json:"content"`
}

type mediaType struct {
	Schema *Schema `json:"schema"`
}

type documentedResponse struct {
	Description string               `json:"description"`
	Content     map[string]mediaType `json:"content,omitempty"`
	// Codes are the codes of the problems that go by the status.
	Codes []Code `json:"x-codes,omitempty"`
}

// about is what a reader of the document must know of all operations.
const about = `The API of a Shoebox, a gallery of photographs that is asked by voice, in chat and on the web.

Bodies are JSON objects in UTF-8, without a name twice and without unknown fields. Errors are application/problem+json (RFC 9457): act on the code, and show the detail to people. Every answer has an X-Request-Id.

Access tokens go as Authorization: Bearer. A gallery that is not the caller's and one that is not there are told alike, and so are their photos. Cursors are signed, and good for the gallery and the list that they come from.

A request that changes something and carries an Idempotency-Key is done once within 24 hours, however often it is sent: the answer is that of the first. Pages of other sites are not served: there is no CORS.`

// Describe gives the OpenAPI document of all operations.
func Describe() []byte {
	var a API // a registry needs no parts to be described
	return describe(a.registry())
}

// describe gives the document of operations, in the same bytes always.
func describe(operations []Operation) []byte {
	s := newSchemas()
	d := openAPI{
		OpenAPI: "3.1.0",
		Info:    info{Title: "Shoebox", Version: "1", Description: about},
		Servers: []server{{"/"}}, Paths: map[string]map[string]pathMethod{},
	}
	problem := s.of(reflect.TypeFor[Problem]())
	for _, service := range Services() {
		d.Tags = append(d.Tags, tag{string(service)})
	}
	for _, o := range operations {
		if d.Paths[o.Path] == nil {
			d.Paths[o.Path] = map[string]pathMethod{}
		}
		d.Paths[o.Path][strings.ToLower(o.Method)] = s.describe(o, problem)
	}
	named := map[string]any{}
	for name, schema := range s.named {
		named[name] = schema
	}
	d.Components = map[string]map[string]any{
		"schemas":         named,
		"securitySchemes": {"bearer": map[string]string{"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	_ = e.Encode(d) // it is texts and numbers
	return b.Bytes()
}

// describe gives one operation.
func (s *schemas) describe(o Operation, problem *Schema) pathMethod {
	m := pathMethod{
		OperationID: o.ID, Tags: []Service{o.Service}, Summary: o.Summary,
		Security: []map[string][]string{{"bearer": {}}}, Parameters: s.parameters(o), Responses: s.responses(o, problem),
	}
	if o.Auth == Open {
		m.Security = []map[string][]string{}
	}
	if o.in != nil {
		m.RequestBody = &documentedBody{Required: true, Content: map[string]mediaType{"application/json": {s.of(o.in)}}}
	}
	return m
}

// parameters are those of the path, the query, the headers and the cookies.
func (s *schemas) parameters(o Operation) []documentedParameter {
	var all []documentedParameter
	for segment := range strings.SplitSeq(o.Path, "/") {
		if name, ok := strings.CutPrefix(segment, "{"); ok {
			all = append(all, documentedParameter{Name: strings.TrimSuffix(name, "}"), In: "path", Required: true, Schema: &Schema{Type: "string"}})
		}
	}
	for _, p := range o.parameters() {
		all = append(all, documentedParameter{Name: p.Name, In: "query", Description: p.Summary, Schema: p.bounded()})
	}
	if o.keyed() {
		all = append(all, documentedParameter{
			Name: "Idempotency-Key", In: "header", Required: o.RequireKey, Schema: &Schema{Type: "string", MinLength: shortestKey, MaxLength: longestKey},
			Description: "A new one for each thing to do, the same for each try of it.",
		})
	}
	if o.IfMatch {
		all = append(all, documentedParameter{
			Name: "If-Match", In: "header", Required: true, Schema: &Schema{Type: "string"}, Description: "The ETag of what is to be changed, or * for whatever it is.",
		})
	}
	if o.Cookie != "" {
		all = append(all, documentedParameter{Name: o.Cookie, In: "cookie", Schema: &Schema{Type: "string"}})
	}
	return all
}

// responses are those that go well, and one for each status of the problems.
func (s *schemas) responses(o Operation, problem *Schema) map[string]documentedResponse {
	all := map[string]documentedResponse{}
	for _, status := range append([]int{o.status()}, o.Also...) {
		r := documentedResponse{Description: http.StatusText(status)}
		if o.out != nil && status != http.StatusNoContent {
			r.Content = map[string]mediaType{"application/json": {s.of(o.out)}}
		}
		all[strconv.Itoa(status)] = r
	}
	if o.later != nil {
		all[strconv.Itoa(http.StatusAccepted)] = documentedResponse{
			Description: http.StatusText(http.StatusAccepted), Content: map[string]mediaType{"application/json": {s.of(o.later)}},
		}
	}
	known := codes()
	for _, code := range o.codes() {
		status := strconv.Itoa(known[code].status)
		r := all[status]
		r.Description = http.StatusText(known[code].status)
		r.Content = map[string]mediaType{"application/problem+json": {problem}}
		r.Codes = append(r.Codes, code)
		all[status] = r
	}
	return all
}

// codes are those an operation may answer with, sorted.
func (o Operation) codes() []Code {
	all := map[Code]bool{BadParameter: true, Internal: true, Unavailable: true}
	add := func(when bool, codes ...Code) {
		for _, c := range codes {
			all[c] = all[c] || when
		}
	}
	add(o.changes(), CrossOrigin)
	add(o.Auth != Open, Unauthenticated)
	add(o.Auth == Member, NotAMember)
	add(o.in != nil, Malformed, Invalid, TooLarge, BadType)
	add(len(o.Limits) > 0, Throttled)
	add(o.keyed(), InProgress, KeyReused)
	add(o.IfMatch, NoPrecondition)
	add(true, o.Errors...)
	maps.DeleteFunc(all, func(_ Code, may bool) bool { return !may })
	return slices.Sorted(maps.Keys(all))
}

func (a *API) documentOperations() []Operation {
	document := sync.OnceValue(func() json.RawMessage { return json.RawMessage(describe(a.operations)) })
	return []Operation{
		Does(Operation{
			ID: "openapi", Service: ServiceDocument, Method: http.MethodGet, Path: "/openapi.json", Auth: Open,
			Summary: "Describe all operations: this document.",
		}, func(_ context.Context, c *Call, _ None) (json.RawMessage, error) {
			c.Shows(1)
			return document(), nil
		}),
	}
}
