//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// mostMemoryOf is the most memory that a process held which has ended, in bytes; 0 is
// not known.
func mostMemoryOf(p *os.ProcessState) int64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return usage.Maxrss // which are bytes there
	}
	return usage.Maxrss * 1024
}
