// Package telemetry writes the log: one JSON object a line, on the level asked for,
// with the ids that lead from a line to its request, and with a guard that keeps
// secrets and people's words out.
//
// In Lambda the lines about requests, jobs and pictures are metrics, too, in
// CloudWatch's embedded metric format: CloudWatch reads the figures off the log, so
// that they cost no request and no time. How many there are is a [Size]: each
// metric and each value of a dimension is paid by the month, and the ten that a
// household needs are free. On a laptop the same lines are plain.
//
// A line holds ids that mean nothing to who does not have the table: of a request,
// a gallery, a trace. It holds no name, no word that was said or written, no token
// and no link.
//
// What came of a request is decided where requests are served, in intents,
// photolink and the channels. This package only says how it is written.
package telemetry
