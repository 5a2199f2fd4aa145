//go:build !unix

package engines

import (
	"errors"
	"os"
	"syscall"
)

func ownGroup() *syscall.SysProcAttr { return nil }

func terminate(leader *os.Process) { kill(leader) }

func kill(leader *os.Process) { leader.Kill() } //nolint:errcheck // what has ended can't be killed

// tryLock locks nothing: without a POSIX system no engine is started.
func tryLock(*os.File) (bool, error) { return false, errors.ErrUnsupported }
