package api

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Parameter is one of a query.
type Parameter struct {
	Name    string
	Summary string
	Schema  Schema // of a string, an integer or a boolean
}

// maxParameter is the most characters of a parameter that says no other limit.
const maxParameter = 1000

// galleryParameter is taken wherever a gallery is used.
func galleryParameter() Parameter {
	return Parameter{"gallery", "The gallery to use, in place of the one the person chose.", Schema{Type: "string", MaxLength: 40}}
}

// parameters are all that an operation takes in the query.
func (o Operation) parameters() []Parameter {
	if o.Auth == Member && !strings.Contains(o.Path, "{gallery}") {
		return append([]Parameter{galleryParameter()}, o.Query...)
	}
	return o.Query
}

// query reads and checks the parameters of a request: each at most once, and none
// that is unknown.
func (o Operation) query(r *http.Request) (map[string]string, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, &refusal{code: BadParameter, err: err}
	}
	given := map[string]string{}
	for _, p := range o.parameters() {
		v, there := values[p.Name]
		if !there {
			continue
		}
		delete(values, p.Name)
		if len(v) > 1 {
			return nil, &refusal{code: BadParameter, detail: "A parameter is given twice. Please give it once.", parameter: p.Name}
		}
		if err := p.check(v[0]); err != nil {
			return nil, err
		}
		given[p.Name] = v[0]
	}
	if len(values) > 0 {
		return nil, &refusal{code: BadParameter, detail: "There is a parameter in the address that nobody knows. Please leave it out."}
	}
	return given, nil
}

// bounded is the schema of a parameter, with the limit of all where it says none.
func (p Parameter) bounded() *Schema {
	s := p.Schema
	if s.Type == "string" && s.MaxLength == 0 {
		s.MaxLength = maxParameter
	}
	return &s
}

func (p Parameter) check(v string) error {
	s := p.bounded()
	var err error
	switch s.Type {
	case "boolean":
		if v != "true" && v != "false" {
			err = wrong("/"+p.Name, "must be true or false")
		}
	case "integer":
		err = s.integer(v, "/"+p.Name)
	default:
		if !utf8.ValidString(v) {
			return &refusal{code: BadParameter, parameter: p.Name}
		}
		err = s.text(v, "/"+p.Name)
	}
	if err == nil {
		return nil
	}
	return &refusal{code: BadParameter, detail: problemOf(err, "").Detail, parameter: p.Name}
}

// Text gives a parameter of the query; "" where there is none.
func (c *Call) Text(name string) string { return c.parameters[name] }

// Given reports whether there is a parameter.
func (c *Call) Given(name string) bool { _, there := c.parameters[name]; return there }

// Bool gives a parameter that is true or false; false where there is none.
func (c *Call) Bool(name string) bool { return c.parameters[name] == "true" }

// Int gives a parameter that is a whole number; 0 where there is none.
func (c *Call) Int(name string) int {
	n, _ := strconv.Atoi(c.parameters[name]) // it was checked
	return n
}
