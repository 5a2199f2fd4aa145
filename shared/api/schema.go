package api

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Schema is a part of JSON Schema (draft 2020-12, as OpenAPI 3.1 has it): what the
// document says of a body or a parameter is what is checked of it.
type Schema struct {
	Ref                  string             `json:"$ref,omitempty"`
	Type                 string             `json:"type,omitempty"`
	Format               string             `json:"format,omitempty"`
	Description          string             `json:"description,omitempty"`
	Enum                 []string           `json:"enum,omitempty"`
	Default              any                `json:"default,omitempty"`
	MinLength            int                `json:"minLength,omitempty"`
	MaxLength            int                `json:"maxLength,omitempty"` // characters; 0 is no limit of its own
	Minimum              *int64             `json:"minimum,omitempty"`
	Maximum              *int64             `json:"maximum,omitempty"`
	Items                *Schema            `json:"items,omitempty"`
	MaxItems             int                `json:"maxItems,omitempty"`
	Properties           map[string]*Schema `json:"properties,omitempty"`
	Required             []string           `json:"required,omitempty"`
	AdditionalProperties any                `json:"additionalProperties,omitempty"` // false, or the schema of any
}

// schemas makes schemas of Go types, each named type once.
type schemas struct{ named map[string]*Schema }

func newSchemas() *schemas { return &schemas{map[string]*Schema{}} }

const schemaPrefix = "#/components/schemas/"

// of gives the schema of a type: a reference for a struct, which is then among the
// named. What a field is more than its type stands in its tag:
//
//	schema:"min=1,max=300,items=50,format=email,enum=newest|oldest"
//	doc:"One line."
//
// min and max are characters of a text, or bounds of a number; items the most of a
// list, whose texts the rest is about. A field without omitempty is required.
func (s *schemas) of(t reflect.Type) *Schema {
	if t == reflect.TypeFor[json.RawMessage]() {
		return &Schema{Type: "object"} // one that is described elsewhere
	}
	switch t.Kind() {
	case reflect.Pointer:
		return s.of(t.Elem())
	case reflect.String:
		return &Schema{Type: "string"}
	case reflect.Bool:
		return &Schema{Type: "boolean"}
	case reflect.Int, reflect.Int64:
		return &Schema{Type: "integer", Format: "int64"}
	case reflect.Float64:
		return &Schema{Type: "number"}
	case reflect.Slice:
		return &Schema{Type: "array", Items: s.of(t.Elem())}
	case reflect.Map:
		return &Schema{Type: "object", AdditionalProperties: s.of(t.Elem())}
	case reflect.Struct:
		if t == reflect.TypeFor[time.Time]() {
			return &Schema{Type: "string", Format: "date-time"}
		}
		return s.ofStruct(t)
	default:
		panic("api: no schema for " + t.String())
	}
}

func (s *schemas) ofStruct(t reflect.Type) *Schema {
	name := strings.ToUpper(t.Name()[:1]) + t.Name()[1:]
	ref := &Schema{Ref: schemaPrefix + name}
	if s.named[name] != nil {
		return ref
	}
	made := &Schema{Type: "object", Properties: map[string]*Schema{}, AdditionalProperties: false}
	s.named[name] = made // before its fields: a type may hold itself
	for f := range t.Fields() {
		s.field(made, f)
	}
	slices.Sort(made.Required)
	return ref
}

func (s *schemas) field(into *Schema, f reflect.StructField) {
	tag := f.Tag.Get("json")
	name, options, _ := strings.Cut(tag, ",")
	switch {
	case f.Anonymous && name == "":
		for inner := range f.Type.Fields() {
			s.field(into, inner)
		}
		return
	case name == "-":
		return
	case name == "":
		panic("api: a field without a JSON name: " + f.Name)
	}
	made := s.of(f.Type)
	made.Description = f.Tag.Get("doc")
	made.refine(f.Tag.Get("schema"))
	into.Properties[name] = made
	if !strings.Contains(options, "omit") {
		into.Required = append(into.Required, name)
	}
}

// refine adds what a tag says.
func (s *Schema) refine(tag string) {
	leaf := s
	if s.Items != nil {
		leaf = s.Items
	}
	for rule := range strings.SplitSeq(tag, ",") {
		name, value, _ := strings.Cut(rule, "=")
		n, _ := strconv.Atoi(value)
		wide := int64(n)
		switch name {
		case "":
		case "items":
			s.MaxItems = n
		case "format":
			leaf.Format = value
		case "enum":
			leaf.Enum = strings.Split(value, "|")
		case "min":
			if leaf.Type == "string" {
				leaf.MinLength = n
			} else {
				leaf.Minimum = &wide
			}
		case "max":
			if leaf.Type == "string" {
				leaf.MaxLength = n
			} else {
				leaf.Maximum = &wide
			}
		default:
			panic("api: no such rule of a schema: " + rule)
		}
	}
}
