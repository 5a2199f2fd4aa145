package main

import (
	"math"
	"runtime/debug"
)

// importMemory is what the collector of garbage tries to keep the process below while
// pictures come in, in bytes: pixels are large, and die young.
const importMemory = 300 << 20

// bounded keeps the process small until the function that it gives is called. A limit
// that somebody set by GOMEMLIMIT stays.
func bounded() func() {
	was := debug.SetMemoryLimit(-1)
	if was != math.MaxInt64 {
		return func() {}
	}
	debug.SetMemoryLimit(importMemory)
	return func() { debug.SetMemoryLimit(was) }
}
