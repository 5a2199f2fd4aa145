// Package telemetrytest reads a log as CloudWatch does: it says what metrics a line
// makes, and what it would refuse a line for.
//
// It knows nothing of what telemetry means to write. Its rules are those of the
// format's specification, so that a mistake of ours does not hide in both.
package telemetrytest
