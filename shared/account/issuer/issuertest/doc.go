// Package issuertest holds every issuer to the same: [Run] takes one with a way to
// read its mail. What a stand-in for a service can't do is said by its harness, and
// named in the test's output.
package issuertest
