package check_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// asOpenAPI has the validator read a document of OpenAPI and say whether it is one, by
// the schemas that the specification's authors publish, whether its references lead
// somewhere, and whether every schema in it is one of JSON Schema (draft 2020-12), which
// the former leave open.
const asOpenAPI = `
import { Validator } from '@seriousme/openapi-schema-validator';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
const validator = new Validator({ strict: false });
const document = JSON.parse(readFileSync(0, 'utf8'));
const result = await validator.validate(document);
let unresolved = '';
try { validator.resolveRefs({ specification: document }); } catch (e) { unresolved = String(e.message); }
const Ajv = createRequire(import.meta.resolve('@seriousme/openapi-schema-validator'))('ajv/dist/2020.js').default;
const ajv = new Ajv({ strict: false });
const unfit = [];
const walk = (value, name) => {
  if (value === null || typeof value !== 'object') return;
  if (name === 'schema') { if (!ajv.validateSchema(value)) unfit.push(ajv.errorsText()); return; }
  for (const key of Object.keys(value)) walk(value[key], name === 'schemas' ? 'schema' : key);
};
walk(document, '');
const errors = [result.errors, unresolved, ...unfit].filter((e) => e && e.length);
console.log(JSON.stringify({ valid: result.valid && errors.length === 0, version: validator.version, errors }));
`

func TestTheValidatorTakesTheOpenAPIDocument(t *testing.T) {
	folder := platform(t)
	raw, err := os.ReadFile(filepath.Join(root, "deploy", "openapi.json"))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name     string
		old, new string // what is planted; "" is nothing
		valid    bool
	}{
		{"as it is", "", "", true},
		{"with a parameter in no place", `"in": "query"`, `"in": "nowhere"`, false},
		{"with an operation without responses", `"responses"`, `"answers"`, false},
		{"with a type nobody knows", `"type": "integer"`, `"type": "whole"`, false},
		{"with a reference to nothing", `"$ref": "#/components/schemas/Problem"`, `"$ref": "#/components/schemas/Trouble"`, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			document := bytes.Replace(raw, []byte(tt.old), []byte(tt.new), 1)
			if tt.old != "" && bytes.Equal(document, raw) {
				t.Fatal("nothing was planted")
			}
			var got struct {
				Valid   bool
				Version string
				Errors  any
			}
			if err := json.Unmarshal(run(t, folder, document, "node", "--input-type=module", "-e", asOpenAPI), &got); err != nil {
				t.Fatal(err)
			}
			if got.Valid != tt.valid || got.Version != "3.1" {
				t.Errorf("got valid %v of version %s, want %v: %v", got.Valid, got.Version, tt.valid, got.Errors)
			}
		})
	}
}
