// Package tabletest holds every driver of a table to the same behaviour, and
// gives other packages' tests a table to work on.
//
// [Run] is the conformance suite, [Bench] the benchmarks beside it. Where two
// engines differ, the case belongs here, with the reason. [Open] gives a real
// table in a folder of the test's own, and [Faulty] one whose requests go wrong
// where a test wants them to. It is for tests alone.
package tabletest
