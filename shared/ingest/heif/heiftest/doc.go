// Package heiftest makes HEIC files for tests: those whose items are derived from
// others in ways that no telephone writes.
package heiftest
