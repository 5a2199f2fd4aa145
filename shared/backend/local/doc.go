// Package local opens a Shoebox that lives in one folder of this machine: the
// table in a bbolt file, the pictures in a directory that it serves by signed URLs,
// secrets of its own, and a queue in the process that keeps SQS's contract.
//
// One process at a time owns a folder. It is not an emulation of AWS: other
// drivers under the same seams, held to the same conformance suites. The command
// in deploy/shoebox and tests use it; no Lambda function links it.
package local
