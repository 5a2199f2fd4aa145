package api

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// check holds a JSON value, with its numbers as they were written, to a schema. at
// is the JSON Pointer to it.
func (s *schemas) check(schema *Schema, v any, at string) error {
	if name, ok := strings.CutPrefix(schema.Ref, schemaPrefix); ok {
		schema = s.named[name]
	}
	switch schema.Type {
	case "string":
		text, ok := v.(string)
		if !ok {
			return wrong(at, "must be a text")
		}
		return schema.text(text, at)
	case "boolean":
		if _, ok := v.(bool); !ok {
			return wrong(at, "must be true or false")
		}
	case "integer":
		n, ok := v.(json.Number)
		if !ok {
			return wrong(at, "must be a whole number")
		}
		return schema.integer(n.String(), at)
	case "number":
		if _, ok := v.(json.Number); !ok {
			return wrong(at, "must be a number")
		}
	case "array":
		return s.array(schema, v, at)
	case "object":
		return s.object(schema, v, at)
	}
	return nil
}

func (s *Schema) text(text, at string) error {
	n := utf8.RuneCountInString(text)
	switch {
	case s.Enum != nil && !slices.Contains(s.Enum, text):
		return wrong(at, "must be one of "+strings.Join(s.Enum, ", "))
	case n < s.MinLength && n == 0:
		return wrong(at, "must not be empty")
	case n < s.MinLength:
		return wrong(at, fmt.Sprintf("must have at least %d characters", s.MinLength))
	case s.MaxLength > 0 && n > s.MaxLength:
		return wrong(at, fmt.Sprintf("must have at most %d characters", s.MaxLength))
	case strings.ContainsRune(text, 0):
		return wrong(at, "must not hold a zero byte")
	case s.Format == "date-time":
		if _, err := time.Parse(time.RFC3339, text); err != nil {
			return wrong(at, "must be a time like 2026-07-13T14:40:00+02:00")
		}
	}
	return nil
}

func (s *Schema) integer(text, at string) error {
	n, err := strconv.ParseInt(text, 10, 64)
	switch {
	case err != nil:
		return wrong(at, "must be a whole number")
	case s.Minimum != nil && n < *s.Minimum:
		return wrong(at, fmt.Sprintf("must be at least %d", *s.Minimum))
	case s.Maximum != nil && n > *s.Maximum:
		return wrong(at, fmt.Sprintf("must be at most %d", *s.Maximum))
	}
	return nil
}

func (s *schemas) array(schema *Schema, v any, at string) error {
	list, ok := v.([]any)
	if !ok {
		return wrong(at, "must be a list")
	}
	if schema.MaxItems > 0 && len(list) > schema.MaxItems {
		return wrong(at, fmt.Sprintf("must have at most %d entries", schema.MaxItems))
	}
	for i, item := range list {
		if err := s.check(schema.Items, item, at+"/"+strconv.Itoa(i)); err != nil {
			return err
		}
	}
	return nil
}

func (s *schemas) object(schema *Schema, v any, at string) error {
	object, ok := v.(map[string]any)
	if !ok {
		return wrong(at, "must be an object")
	}
	for _, name := range schema.Required {
		if _, there := object[name]; !there {
			return wrong(at+"/"+name, "is missing")
		}
	}
	if schema.Properties == nil && schema.AdditionalProperties == nil {
		return nil // any object
	}
	for name, value := range object {
		property := schema.Properties[name]
		if each, open := schema.AdditionalProperties.(*Schema); open && property == nil {
			property = each
		}
		if property == nil {
			return &refusal{code: Invalid, detail: "There is a field in the body that nobody knows. Please leave it out.", pointer: at}
		}
		if err := s.check(property, value, at+"/"+name); err != nil {
			return err
		}
	}
	return nil
}

// wrong says what is wrong with a value. The names in at are ours.
func wrong(at, what string) error {
	name := at[strings.LastIndexByte(at, '/')+1:]
	if name == "" {
		name = "the body"
	}
	return &refusal{code: Invalid, detail: strings.ToUpper(name[:1]) + name[1:] + " " + what + ".", pointer: at}
}
