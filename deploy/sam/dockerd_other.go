//go:build !linux

package sam

import (
	"context"
	"os/exec"
)

// startable reports whether an engine may be started: elsewhere people start their
// own.
func startable() bool { return false }

func (d *Docker) start(context.Context) error { return nil }

func stop(*exec.Cmd, <-chan error) error { return nil }
