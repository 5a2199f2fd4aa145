package runtimeapi_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/deploy/runtimeapi"
	"shoebox/shared/fault"
)

func TestFunctionFindsWhatLambdaGives(t *testing.T) {
	i := start(t, function("COLOUR=green", "AWS_REGION=eu-central-1"))
	r, err := i.Do(t.Context(), runtimeapi.Call{
		Event: []byte(`{"do":"tell"}`), ClientContext: json.RawMessage(`{"client":{"app_title":"phone"}}`),
		Identity: json.RawMessage(`{"cognitoIdentityId":"somebody"}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		ID, ARN, Trace, Client, Identity string
		Left                             int64
		Env                              []string
	}
	if err := json.Unmarshal(r.Body, &got); err != nil {
		t.Fatal(err)
	}
	if got.ID != r.RequestID || got.ARN != "arn:aws:lambda:eu-central-1:123456789012:function:misbehave" || got.Client != "phone" || got.Identity != "somebody" {
		t.Errorf("got %+v, want the request's", got)
	}
	if got.Left <= 0 || got.Left > 20_000 {
		t.Errorf("got %d ms left, want up to 20,000", got.Left)
	}
	if !regexp.MustCompile(`^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1$`).MatchString(got.Trace) {
		t.Errorf("got trace %q, want X-Ray's form", got.Trace)
	}
	hidden := regexp.MustCompile(`^(AWS_LAMBDA_RUNTIME_API=127\.0\.0\.1:)[0-9]+|^(AWS_LAMBDA_LOG_STREAM_NAME=)[0-9/]{10}/\[\$LATEST\][0-9a-f]{32}|^((?:LAMBDA_TASK_ROOT|PWD|TMPDIR)=).*/lambda-[0-9]+|^(_X_AMZN_TRACE_ID=).*`)
	for n, pair := range got.Env {
		got.Env[n] = hidden.ReplaceAllString(pair, "$1$2$3$4…")
	}
	slices.Sort(got.Env)
	want := []string{
		"AWS_ACCESS_KEY_ID=AKIDEXAMPLE", "AWS_DEFAULT_REGION=eu-central-1", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256",
		"AWS_LAMBDA_FUNCTION_NAME=misbehave", "AWS_LAMBDA_FUNCTION_VERSION=$LATEST", "AWS_LAMBDA_INITIALIZATION_TYPE=on-demand",
		"AWS_LAMBDA_LOG_GROUP_NAME=/aws/lambda/misbehave", "AWS_LAMBDA_LOG_STREAM_NAME=…", "AWS_LAMBDA_RUNTIME_API=127.0.0.1:…",
		"AWS_REGION=eu-central-1", "AWS_SECRET_ACCESS_KEY=example", "AWS_SESSION_TOKEN=example", "AWS_XRAY_CONTEXT_MISSING=LOG_ERROR",
		"AWS_XRAY_DAEMON_ADDRESS=127.0.0.1:2000", "COLOUR=green", "LAMBDA_RUNTIME_DIR=/var/runtime", "LAMBDA_TASK_ROOT=…/task", "LANG=en_US.UTF-8",
		"LD_LIBRARY_PATH=/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib",
		"PATH=/usr/local/bin:/usr/bin/:/bin:/opt/bin", "PWD=…/task", "TMPDIR=…/tmp", "TZ=:UTC", "_HANDLER=bootstrap", "_X_AMZN_TRACE_ID=…",
	}
	if diff := cmp.Diff(want, got.Env); diff != "" {
		t.Errorf("the environment (-want +got):\n%s", diff)
	}
}

func TestResultTellsWhatLambdaReports(t *testing.T) {
	i := start(t, function())
	first, second := do(t, i, `{}`), do(t, i, `{}`)
	if first.Init <= 0 || second.Init != 0 {
		t.Errorf("got %v and %v of start, want it in the first alone", first.Init, second.Init)
	}
	for _, r := range []runtimeapi.Result{first, second} {
		if r.Duration <= 0 || r.Billed < r.Init+r.Duration || r.Billed-r.Init-r.Duration >= time.Millisecond || r.Billed%time.Millisecond != 0 {
			t.Errorf("got %v billed for %v and %v, want whole milliseconds of both", r.Billed, r.Init, r.Duration)
		}
		if r.MaxMemory < 1<<20 || r.MaxMemory > 256<<20 {
			t.Errorf("got %d bytes of memory, want some", r.MaxMemory)
		}
	}
	if got, want := string(first.Logs), "starting\ncall 1\naside 1\n"; got != want {
		t.Errorf("got logs %q, want %q", got, want)
	}
	if got, want := string(second.Logs), "call 2\naside 2\n"; got != want {
		t.Errorf("got logs %q, want %q", got, want)
	}
	form := regexp.MustCompile(`^REPORT RequestId: [0-9a-f-]{36}\tDuration: [0-9.]+ ms\tBilled Duration: [0-9]+ ms\tMemory Size: 256 MB\tMax Memory Used: [0-9]+ MB(\tInit Duration: [0-9.]+ ms)?$`)
	if m := form.FindStringSubmatch(first.Report()); m == nil || m[1] == "" {
		t.Errorf("got %q", first.Report())
	}
	if m := form.FindStringSubmatch(second.Report()); m == nil || m[1] != "" {
		t.Errorf("got %q", second.Report())
	}
}

func TestFunctionErrorsHaveLambdasShape(t *testing.T) {
	tests := []struct {
		name, event string
		gone        bool
		want        said
		status      string
	}{
		{"an error of the handler", `{"do":"fail"}`, false, said{"errorString", "it went wrong"}, "error\tError Type: errorString"},
		{"a panic", `{"do":"panic"}`, true, said{"string", "it went very wrong"}, "error\tError Type: string"},
		{"an end", `{"do":"exit","for":4}`, true, said{"Runtime.ExitError", "RequestId: ID Error: Runtime exited with error: exit status 4"}, "error\tError Type: Runtime.ExitError"},
		{"an end without a reason", `{"do":"exit","for":0}`, true, said{"Runtime.ExitError", "RequestId: ID Error: Runtime exited without providing a reason"}, "error\tError Type: Runtime.ExitError"},
		{"an answer over 6 MB", `{"do":"large","for":6291555}`, true, said{"Function.ResponseSizeTooLarge", "Response payload size exceeded maximum allowed payload size (6291556 bytes)."}, "error\tError Type: Function.ResponseSizeTooLarge"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			i := start(t, function())
			r := do(t, i, tt.event)
			tt.want.Message = strings.Replace(tt.want.Message, "ID", r.RequestID, 1)
			if strings.HasPrefix(tt.want.Message, "Response") {
				tt.want.Message = "Response payload size exceeded maximum allowed payload size (6291556 bytes)."
			}
			if diff := cmp.Diff(tt.want, saying(t, r)); diff != "" || r.FunctionError != "Unhandled" {
				t.Errorf("got %q; (-want +got):\n%s", r.FunctionError, diff)
			}
			if !strings.HasSuffix(r.Report(), "\tStatus: "+tt.status) {
				t.Errorf("got %q, want status %q", r.Report(), tt.status)
			}
			if i.Gone() != tt.gone {
				t.Errorf("got an environment that is gone: %v, want %v", i.Gone(), tt.gone)
			}
			_, err := i.Invoke(t.Context(), []byte(`{}`))
			if tt.gone != fault.Is(err, fault.Unavailable) {
				t.Errorf("got %v from the next invocation", err)
			}
		})
	}
}

func TestLargestAnswerIsTaken(t *testing.T) {
	i := start(t, function())
	if r := do(t, i, `{"do":"large","for":6291554}`); len(r.Body) != runtimeapi.MaxResponse || r.FunctionError != "" {
		t.Errorf("got %d bytes and %q, want %d", len(r.Body), r.FunctionError, runtimeapi.MaxResponse)
	}
}

func TestEventIsHeldToItsBounds(t *testing.T) {
	i := start(t, function())
	tests := []struct {
		name  string
		event []byte
		want  fault.Kind
	}{
		{"over 6 MB", []byte(`"` + strings.Repeat("x", runtimeapi.MaxRequest-1) + `"`), fault.TooLarge},
		{"no JSON", []byte(`{`), fault.Invalid},
		{"nothing", nil, fault.Invalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := i.Invoke(t.Context(), tt.event); !fault.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
	largest := `{"path":"` + strings.Repeat("x", runtimeapi.MaxRequest-len(`{"path":""}`)) + `"}`
	count(t, do(t, i, largest))
}

func TestFunctionIsKilledAtItsDeadline(t *testing.T) {
	f := function()
	f.Timeout = 300 * time.Millisecond
	i := start(t, f)
	r := do(t, i, `{"do":"sleep","for":3600000}`)
	want := said{"Sandbox.Timedout", "RequestId: " + r.RequestID + " Error: Task timed out after 0.30 seconds"}
	if diff := cmp.Diff(want, saying(t, r)); diff != "" || r.FunctionError != "Unhandled" || !i.Gone() {
		t.Errorf("got %q, gone %v; (-want +got):\n%s", r.FunctionError, i.Gone(), diff)
	}
	if !strings.HasSuffix(r.Report(), "\tStatus: timeout") || r.Duration < f.Timeout {
		t.Errorf("got %q", r.Report())
	}
}

func TestFunctionIsKilledOverItsMemory(t *testing.T) {
	for _, what := range []string{"eat", "have eaten"} { // by itself, and by what it starts
		t.Run(what, func(t *testing.T) {
			f := function()
			f.MemoryMB = 128
			i := start(t, f)
			count(t, do(t, i, `{"do":"eat","for":20}`))
			r := do(t, i, fmt.Sprintf(`{"do":%q,"for":4000}`, what))
			want := said{"Runtime.ExitError", "RequestId: " + r.RequestID + " Error: Runtime exited with error: signal: killed"}
			if diff := cmp.Diff(want, saying(t, r)); diff != "" || r.ErrorType != "Runtime.OutOfMemory" || !i.Gone() {
				t.Errorf("got %q, gone %v; (-want +got):\n%s", r.ErrorType, i.Gone(), diff)
			}
			if r.MaxMemory <= 128<<20 {
				t.Errorf("got %d bytes, want more than there may be", r.MaxMemory)
			}
		})
	}
}

func TestFunctionIsFrozenBetweenInvocations(t *testing.T) {
	i := start(t, function())
	do(t, i, `{"do":"go on"}`)
	began := time.Now()
	before := count(t, do(t, i, `{}`)).Ticks
	thawed := time.Since(began)
	time.Sleep(500 * time.Millisecond)
	began = time.Now()
	after := count(t, do(t, i, `{}`)).Ticks
	thawed += time.Since(began)
	if got, most := after-before, int(thawed/time.Millisecond)+2; got > most { // it ticks while the calls last, however long
		t.Errorf("got %d ticks of a millisecond each between two calls half a second apart, want %d at most of a frozen function", got, most)
	}
}

func TestTaskRootCantBeWritten(t *testing.T) {
	i := start(t, function())
	r, err := i.Invoke(t.Context(), []byte(`{"do":"write"}`))
	if os.Geteuid() == 0 { // whom no permission stops
		if !fault.Is(err, fault.Denied) || !i.Gone() {
			t.Errorf("got %v, want the function to be found out", err)
		}
		return
	}
	if err != nil || !strings.Contains(string(r.Body), "permission denied") {
		t.Errorf("got %s, %v; want a refusal", r.Body, err)
	}
}

func TestFunctionThatCantStartSaysWhy(t *testing.T) {
	tests := []struct {
		name, start string
		want        runtimeapi.InitError
	}{
		{"it ends", "START=exit", runtimeapi.InitError{Type: "Runtime.ExitError", Message: "Error: Runtime exited with error: exit status 3", Logs: []byte("starting\n")}},
		{"it says why", "START=refuse", runtimeapi.InitError{Type: "Config.Missing", Said: []byte(`{"errorMessage":"no configuration","errorType":"Config.Missing"}`), Logs: []byte("starting\n")}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := runtimeapi.Start(t.Context(), function(tt.start))
			got, ok := asInitError(err)
			if !ok {
				t.Fatalf("got %v, want an InitError", err)
			}
			got.Took = 0
			if diff := cmp.Diff(tt.want, *got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestStartIsGivenUpWithItsContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := runtimeapi.Start(ctx, function("START=hang")); !fault.Is(err, fault.Timeout) {
		t.Errorf("got %v, want a timeout", err)
	}
}

func TestInvocationIsGivenUpWithItsContext(t *testing.T) {
	i := start(t, function())
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := i.Invoke(ctx, []byte(`{"do":"sleep","for":3600000}`)); !fault.Is(err, fault.Timeout) || !i.Gone() {
		t.Errorf("got %v, gone %v; want a timeout", err, i.Gone())
	}
}

func TestEnvironmentHandlesOneInvocationAtATime(t *testing.T) {
	f, heard := function(), make(hearing, 100)
	f.Log = heard
	i := start(t, f)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = i.Invoke(ctx, []byte(`{"do":"sleep","for":3600000}`))
	}()
	defer func() { cancel(); <-ended }()
	heard.until(t, "call 1")
	if _, err := i.Invoke(t.Context(), []byte(`{}`)); !fault.Is(err, fault.Conflict) {
		t.Errorf("got %v, want a conflict", err)
	}
}
