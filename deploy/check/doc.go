// Package check holds the checks of the repository itself: who imports whom, what
// lies where, what a newcomer is promised. They run as ordinary tests.
//
// The import plan in plan_test.go is the architecture as a table: a new package or
// a new arrow is added there on purpose, or it fails.
package check
