package sam

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"shoebox/shared/fault"
)

// startable reports whether an engine may be started.
func startable() bool { return os.Geteuid() == 0 }

// startUp is how long an engine may take until it answers: some two seconds on a machine
// that does nothing else. stopping is how long it may take to end.
const (
	startUp  = 2 * time.Minute
	stopping = time.Minute
)

// start starts an engine that leaves nothing behind but its network.
func (d *Docker) start(ctx context.Context) error {
	const op = "sam.start"
	folder, err := os.MkdirTemp("", "dockerd-")
	if err != nil {
		return fault.As(op, fault.Unavailable, err)
	}
	d.folder, d.host = folder, "unix://"+filepath.Join(folder, "docker.sock")
	d.daemon = exec.Command("dockerd", //nolint:noctx // it outlives the context, until Stop
		"--host", d.host, "--data-root", filepath.Join(folder, "data"), "--exec-root", filepath.Join(folder, "run"),
		"--pidfile", filepath.Join(folder, "pid"))
	d.daemon.Stdout, d.daemon.Stderr = &d.said, &d.said
	// It ends with this process, however that ends.
	d.daemon.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
	if err := d.daemon.Start(); err != nil {
		d.daemon = nil
		return fault.As(op, fault.Unavailable, errors.Join(err, os.RemoveAll(folder)))
	}
	d.ended = make(chan error, 1)
	go func(daemon *exec.Cmd) { d.ended <- daemon.Wait() }(d.daemon)
	ctx, cancel := context.WithTimeout(ctx, startUp)
	defer cancel()
	for {
		if _, err = d.run(ctx, "info"); err == nil {
			return nil
		}
		select {
		case ended := <-d.ended:
			d.daemon = nil
			return lacking(op, fmt.Sprintf("dockerd was started, and ended at once (%v): %s (%v)", ended, tail(d.said.Bytes()), os.RemoveAll(folder)))
		case <-ctx.Done():
			stopped := d.Stop() // before what it said is read
			return lacking(op, fmt.Sprintf("dockerd was started, and did not answer within %v: %s (%v)", startUp, tail(d.said.Bytes()), stopped))
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// stop ends a daemon, and waits for it.
func stop(daemon *exec.Cmd, ended <-chan error) error {
	if err := daemon.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	select {
	case err := <-ended:
		return err
	case <-time.After(stopping):
		return errors.Join(errors.New("dockerd did not end when it was asked to"), syscall.Kill(-daemon.Process.Pid, syscall.SIGKILL))
	}
}
