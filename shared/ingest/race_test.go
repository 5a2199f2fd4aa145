//go:build race

package ingest_test

// raced says that the race detector watches, under which pixels take twenty times as
// long: what has no goroutines of its own is tried without it.
const raced = true
