// Package runtimeapi is Lambda on this machine, for tests and measurements: it runs
// the bootstrap files that `make build GOARCH_LAMBDA=amd64` makes, as they are, and
// does to them what Lambda does.
//
// [Start] makes one execution environment: the process, with the environment Lambda
// gives and no more, and the Runtime API (version 2018-06-01) that it asks for work.
// Between invocations it is frozen, so that nothing can rely on going on after its
// answer. It is killed at its deadline and over its memory, and whatever it printed
// belongs to the invocation at hand. [Fleet] is the function with its many
// environments: one request each, more as they are needed, a fresh one for each that
// died. [Async] is what invokes it without waiting: two retries, then a destination
// and a dead-letter queue. [Queue] is SQS as far as a function meets it, [SQS] the
// address that the SDK's client sends to, and [Source] what takes messages from it to
// the function in batches.
//
// Facts are of AWS's documentation: "Using the Lambda runtime API for custom
// runtimes", "Lambda quotas", "Using Lambda environment variables" and "Using Lambda
// with Amazon SQS".
//
// It is not Amazon Linux: the system, its libraries and its certificates are this
// machine's. The processor's time is not portioned by memory, but for a function that is
// told on how many it runs; the network is open, there are no layers, extensions, snapshots or response streams, and /tmp is
// TMPDIR, a folder of the environment's own. The task root is read-only for everybody
// but the superuser, whose function is found out instead. A function's memory is the
// most that its process and those it started each held (VmHWM), looked at every 20 ms,
// where Lambda never lets them have more.
//
// Production code imports none of it. The road goes on at deploy/stage, which has the
// table and the bucket that a function wants, and at the tests here, in which every
// function of Shoebox handles its files in deploy/events.
package runtimeapi
