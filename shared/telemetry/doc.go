// Package telemetry sets up the log: one JSON object a line, on the level asked
// for, with the Lambda request's id, and with a guard that keeps secrets and
// people's words out.
//
// What is logged of a request is decided where requests are served, in intents
// and photolink. This package only says how it is written.
package telemetry
