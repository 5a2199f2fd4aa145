package runtimeapi

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"shoebox/shared/fault"
)

// Bounds of a function, as of "Lambda quotas". Sizes are in bytes.
const (
	MaxTimeout     = 15 * time.Minute
	MinMemoryMB    = 128
	MaxMemoryMB    = 10_240
	MaxEnvironment = 4 << 10          // all variables together, names and values
	MaxRequest     = 6 << 20          // the event of an invocation that is waited for
	MaxAsync       = 1 << 20          // the event of one that is not
	MaxResponse    = 6<<20 + 100      // what a function answers
	InitLimit      = 10 * time.Second // from the start of the process to its asking for work
)

// Account is the AWS account that functions and queues here are in.
const Account = "123456789012"

// Function is a Lambda function: what is run, and within which bounds.
type Function struct {
	Name      string        // AWS_LAMBDA_FUNCTION_NAME; "" is "function"
	Bootstrap string        // the file that is run; needed
	Env       []string      // NAME=VALUE; the variables that Lambda reserves can't be set
	Timeout   time.Duration // 0 is 3 s, MaxTimeout at most
	MemoryMB  int           // 0 is 128
	// Processors is on how many it runs; 0 is on all there are. What Lambda gives by
	// memory is a share of their time: 1,769 MB has that of one.
	Processors int
	// Log gets all that the function prints, as it prints it; nil is nobody. It
	// must be safe for concurrent use.
	Log io.Writer
}

// own are the variables that a function's Env may set although Lambda gives them a
// value: in AWS they are the role's and the region's.
var own = map[string]string{
	"AWS_REGION":            "eu-west-1",
	"AWS_DEFAULT_REGION":    "", // the region
	"AWS_ACCESS_KEY_ID":     "AKIDEXAMPLE",
	"AWS_SECRET_ACCESS_KEY": "example",
	"AWS_SESSION_TOKEN":     "example",
}

// reserved are the variables that Lambda lets nobody set.
var reserved = regexp.MustCompile(`^(_HANDLER|_X_AMZN_TRACE_ID|AWS_EXECUTION_ENV|AWS_LAMBDA_.*|AWS_XRAY_.*|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR)$`)

// variable is what Lambda takes for a name.
var variable = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9_]+$`)

// complete fills in what is left to Lambda, and refuses what Lambda refuses.
func (f Function) complete() (Function, error) {
	const op = "runtimeapi.Function"
	f.Name = cmp.Or(f.Name, "function")
	f.Timeout = cmp.Or(f.Timeout, 3*time.Second)
	f.MemoryMB = cmp.Or(f.MemoryMB, MinMemoryMB)
	switch {
	case f.Bootstrap == "":
		return f, fault.New(op, fault.Invalid, "no bootstrap")
	case f.Timeout < 0 || f.Timeout > MaxTimeout:
		return f, fault.New(op, fault.Invalid, "a time-out over 15 minutes")
	case f.MemoryMB < MinMemoryMB || f.MemoryMB > MaxMemoryMB:
		return f, fault.New(op, fault.Invalid, "memory is 128 to 10240 MB")
	}
	size := 0
	for _, pair := range f.Env {
		name, value, ok := strings.Cut(pair, "=")
		if !ok || !variable.MatchString(name) || reserved.MatchString(name) {
			return f, fault.New(op, fault.Invalid, "Lambda takes no variable "+name)
		}
		if _, is := own[name]; !is {
			size += len(name) + len(value)
		}
	}
	if size > MaxEnvironment {
		return f, fault.New(op, fault.Invalid, fmt.Sprintf("the variables have %d bytes, and Lambda takes 4096", size))
	}
	return f, nil
}

// region is where the function says that it is.
func (f Function) region() string { return cmp.Or(f.lookup("AWS_REGION"), own["AWS_REGION"]) }

func (f Function) lookup(name string) string {
	for _, pair := range f.Env {
		if n, value, _ := strings.Cut(pair, "="); n == name {
			return value
		}
	}
	return ""
}

// ARN names the function in AWS's way.
func (f Function) ARN() string {
	return "arn:aws:lambda:" + f.region() + ":" + Account + ":function:" + cmp.Or(f.Name, "function")
}

// environment is all that the process finds in its environment: what the
// documentation says of OS-only runtimes, where _X_AMZN_TRACE_ID is the runtime's to
// set and AWS_EXECUTION_ENV is not there.
func (f Function) environment(api, taskRoot, temp string) []string {
	region := f.region()
	env := []string{
		"AWS_LAMBDA_RUNTIME_API=" + api,
		"AWS_LAMBDA_FUNCTION_NAME=" + f.Name,
		"AWS_LAMBDA_FUNCTION_VERSION=$LATEST",
		fmt.Sprintf("AWS_LAMBDA_FUNCTION_MEMORY_SIZE=%d", f.MemoryMB),
		"AWS_LAMBDA_INITIALIZATION_TYPE=on-demand",
		"AWS_LAMBDA_LOG_GROUP_NAME=/aws/lambda/" + f.Name,
		"AWS_LAMBDA_LOG_STREAM_NAME=" + time.Now().UTC().Format("2006/01/02") + "/[$LATEST]" + hexadecimal(16),
		"AWS_XRAY_CONTEXT_MISSING=LOG_ERROR",
		"AWS_XRAY_DAEMON_ADDRESS=127.0.0.1:2000", // of a daemon that listens nowhere
		"LAMBDA_TASK_ROOT=" + taskRoot,
		"LAMBDA_RUNTIME_DIR=/var/runtime",
		"_HANDLER=bootstrap",
		"LANG=en_US.UTF-8",
		"PATH=/usr/local/bin:/usr/bin/:/bin:/opt/bin",
		"LD_LIBRARY_PATH=/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib",
		"TZ=:UTC",
		"TMPDIR=" + temp,
		"PWD=" + taskRoot,
	}
	keys := f.lookup("AWS_ACCESS_KEY_ID") != "" // with a token of theirs, or none
	for name, value := range own {
		if given := f.lookup(name) != "" || keys && name == "AWS_SESSION_TOKEN"; !given {
			env = append(env, name+"="+cmp.Or(value, region))
		}
	}
	return append(env, f.Env...)
}
