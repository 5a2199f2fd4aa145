//go:build !unix

package main

import "os"

// mostMemoryOf is not known on this system.
func mostMemoryOf(*os.ProcessState) int64 { return 0 }
