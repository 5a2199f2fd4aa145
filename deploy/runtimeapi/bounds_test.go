package runtimeapi_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/runtimeapi"
	"shoebox/shared/fault"
)

func TestRuntimeIsHeldToTheProtocol(t *testing.T) {
	i := start(t, function("START=raw"))
	do(t, i, `{}`)
	r := do(t, i, `{}`)
	var got map[string]int
	if err := json.Unmarshal(r.Body, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"early answer": 403, "next without an answer": 403, "another id": 400, "late init error": 403, "answer": 202, "second answer": 403}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFunctionIsHeldToLambdasBounds(t *testing.T) {
	tests := []struct {
		name   string
		change func(*runtimeapi.Function)
	}{
		{"no bootstrap", func(f *runtimeapi.Function) { f.Bootstrap = "" }},
		{"a bootstrap that is not there", func(f *runtimeapi.Function) { f.Bootstrap = "/nowhere/bootstrap" }},
		{"a time-out over 15 minutes", func(f *runtimeapi.Function) { f.Timeout = 16 * time.Minute }},
		{"too little memory", func(f *runtimeapi.Function) { f.MemoryMB = 64 }},
		{"too much memory", func(f *runtimeapi.Function) { f.MemoryMB = 20_000 }},
		{"a variable that Lambda reserves", func(f *runtimeapi.Function) { f.Env = []string{"AWS_LAMBDA_FUNCTION_NAME=other"} }},
		{"a variable without a name", func(f *runtimeapi.Function) { f.Env = []string{"=x"} }},
		{"more than 4 KB of variables", func(f *runtimeapi.Function) { f.Env = []string{"LONG=" + strings.Repeat("x", 4096)} }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := function()
			tt.change(&f)
			if _, err := runtimeapi.Start(t.Context(), f); !fault.Is(err, fault.Invalid) {
				t.Errorf("got %v, want an Invalid", err)
			}
		})
	}
}
