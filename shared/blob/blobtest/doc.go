// Package blobtest holds every driver of a blob store to the same behaviour, and
// gives other packages' tests a store to work on.
//
// [Run] is the conformance suite. Where two technologies differ, the case belongs
// here, with the reason. [Open] gives a real store in a folder of the test's own, and
// [Faulty] a driver that goes wrong where a test wants it to. It is for tests alone.
package blobtest
