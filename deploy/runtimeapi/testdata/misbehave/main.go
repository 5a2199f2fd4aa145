// The function misbehave does what its event asks for, and starts as the variable
// START says.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

type event struct {
	Do   string `json:"do"`
	For  int    `json:"for"` // milliseconds, megabytes, or an exit status
	Path string `json:"path"`

	Records []events.SQSMessage `json:"Records"`
}

// calls counts the invocations of this process; ticks what it does between them.
var calls, ticks int

var held [][]byte

// eat takes so many megabytes, and holds them.
func eat(megabytes int) {
	for range megabytes {
		b := make([]byte, 1<<20)
		for i := range b {
			b[i] = 1
		}
		held = append(held, b)
		time.Sleep(time.Millisecond)
	}
}

func main() {
	fmt.Println("starting")
	switch start, rest, _ := strings.Cut(os.Getenv("START"), ":"); start {
	case "exit":
		os.Exit(3)
	case "hang":
		time.Sleep(time.Hour)
	case "refuse":
		post("init/error", `{"errorMessage":"no configuration","errorType":"Config.Missing"}`)
		os.Exit(1)
	case "once": // fails, and then never again
		if _, err := os.Stat(rest); err != nil {
			_ = os.WriteFile(rest, nil, 0o600)
			os.Exit(1)
		}
	case "eat":
		megabytes, _ := strconv.Atoi(rest) // a number, by who started it
		eat(megabytes)
		return
	case "raw":
		raw()
		return
	}
	lambda.Start(handle)
}

func handle(ctx context.Context, e event) (any, error) {
	calls++
	lc, _ := lambdacontext.FromContext(ctx)
	fmt.Printf("call %d\n", calls)
	fmt.Fprintf(os.Stderr, "aside %d\n", calls)
	if len(e.Records) > 0 {
		return batch(e.Records)
	}
	switch e.Do {
	case "tell":
		deadline, _ := ctx.Deadline()
		environment := os.Environ()
		slices.Sort(environment)
		return map[string]any{
			"id": lc.AwsRequestID, "arn": lc.InvokedFunctionArn, "left": time.Until(deadline).Milliseconds(), "trace": os.Getenv("_X_AMZN_TRACE_ID"),
			"client": lc.ClientContext.Client.AppTitle, "identity": lc.Identity.CognitoIdentityID, "calls": calls, "env": environment,
		}, nil
	case "sleep":
		time.Sleep(time.Duration(e.For) * time.Millisecond)
	case "wait": // until there is a file
		for {
			if _, err := os.Stat(e.Path); err == nil {
				break
			}
			time.Sleep(time.Millisecond)
		}
	case "fail":
		return nil, errors.New("it went wrong")
	case "panic":
		panic("it went very wrong")
	case "exit":
		os.Exit(e.For)
	case "large":
		return strings.Repeat("x", e.For), nil
	case "eat":
		eat(e.For)
	case "have eaten": // by a process of its own
		other := exec.Command("/proc/self/exe") //nolint:noctx // it ends with this one's environment
		other.Env = append(os.Environ(), "START=eat:"+strconv.Itoa(e.For))
		return nil, other.Run()
	case "write":
		err := os.WriteFile(filepath.Join(os.Getenv("LAMBDA_TASK_ROOT"), "note"), nil, 0o600)
		return fmt.Sprint(err), nil
	case "go on": // after the answer
		go func() {
			for {
				ticks++
				time.Sleep(time.Millisecond)
			}
		}()
	case "flaky": // fails until the file has so many lines
		f, err := os.OpenFile(e.Path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, err
		}
		_, _ = fmt.Fprintln(f, lc.AwsRequestID)
		_ = f.Close()
		said, _ := os.ReadFile(e.Path)
		if strings.Count(string(said), "\n") <= e.For {
			return nil, errors.New("not yet")
		}
	}
	return map[string]any{"calls": calls, "ticks": ticks}, nil
}

// batch does what the bodies of messages say, and tells which failed.
func batch(records []events.SQSMessage) (any, error) {
	out := events.SQSEventResponse{BatchItemFailures: []events.SQSBatchItemFailure{}}
	for _, m := range records {
		fmt.Printf("got %s\n", m.Body)
		switch m.Body {
		case "bad":
			out.BatchItemFailures = append(out.BatchItemFailures, events.SQSBatchItemFailure{ItemIdentifier: m.MessageId})
		case "all bad":
			return nil, errors.New("the batch")
		case "nonsense":
			return map[string]any{"batchItemFailures": []any{map[string]any{"itemIdentifier": "nobody's"}}}, nil
		case "die first":
			if m.Attributes["ApproximateReceiveCount"] == "1" {
				os.Exit(9)
			}
		case "die":
			os.Exit(9)
		}
	}
	return out, nil
}

// raw speaks the Runtime API by itself, and not well. Its answers are what it was
// answered.
func raw() {
	statuses := map[string]int{"early answer": post("invocation/nothing/response", "{}")}
	for {
		id := next()
		if id == "" {
			return
		}
		statuses["next without an answer"] = get()
		statuses["another id"] = post("invocation/nothing/response", "{}")
		statuses["late init error"] = post("init/error", "{}")
		body, _ := json.Marshal(statuses)
		statuses["answer"] = post("invocation/"+id+"/response", string(body))
		statuses["second answer"] = post("invocation/"+id+"/response", "{}")
	}
}

func base() string { return "http://" + os.Getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/" }

func next() string {
	resp, err := http.Get(base() + "invocation/next")
	if err != nil {
		return ""
	}
	defer resp.Body.Close()
	return resp.Header.Get("Lambda-Runtime-Aws-Request-Id")
}

func get() int {
	resp, err := http.Get(base() + "invocation/next")
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	return resp.StatusCode
}

func post(path, body string) int {
	resp, err := http.Post(base()+path, "application/json", strings.NewReader(body))
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	return resp.StatusCode
}
