// Package enginestest gives tests the engines of package engines, where they are
// switched on.
//
// Plain `go test` needs no engine: without SHOEBOX_ENGINES=1, which `make engines`
// sets, a test that asks for one is skipped. Where the machine lacks what an engine
// needs the test is skipped with a sentence that says how to get it; in CI it fails.
package enginestest
