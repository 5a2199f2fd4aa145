package runtimeapi

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// onProcessors starts something so that it, and what it starts, runs on so many
// processors: the last of those that this process may run on. Lambda gives a function
// of 1,769 MB the time of one.
func onProcessors(n int, start func() error) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var all, some unix.CPUSet
	if err := unix.SchedGetaffinity(0, &all); err != nil {
		return err
	}
	const most = 1024 // in a set
	for cpu := most - 1; cpu >= 0 && some.Count() < n; cpu-- {
		if all.IsSet(cpu) {
			some.Set(cpu)
		}
	}
	if err := unix.SchedSetaffinity(0, &some); err != nil { // of this thread, which the process is started by
		return err
	}
	defer unix.SchedSetaffinity(0, &all) //nolint:errcheck // it was so before
	return start()
}
