//go:build unix

package engines

import (
	"errors"
	"os"
	"syscall"
)

// ownGroup has a process lead a group of its own, so that Ctrl-C in a terminal reaches
// whoever started it alone, and a signal to the group reaches all of it.
func ownGroup() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

// terminate asks all of a group to end.
func terminate(leader *os.Process) { syscall.Kill(-leader.Pid, syscall.SIGTERM) } //nolint:errcheck // what has ended can't be told to

// kill ends all of a group.
func kill(leader *os.Process) { syscall.Kill(-leader.Pid, syscall.SIGKILL) } //nolint:errcheck // as above

// tryLock locks a file for this process, unless another holds it.
func tryLock(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}
