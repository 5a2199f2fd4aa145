package runtimeapi

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"shoebox/shared/fault"
)

// process is a bootstrap that runs, with all it may start itself.
type process struct {
	cmd    *exec.Cmd
	folder string // of the environment: task and tmp are in it
	rooted time.Time
	output *output
	gone   chan struct{} // closed when it has ended; err is why
	err    error
}

// launch starts a bootstrap, alone in its task root. It dies with this process,
// however that ends.
func launch(f Function, api string) (*process, error) {
	const op = "runtimeapi.launch"
	folder, err := os.MkdirTemp("", "lambda-")
	if err != nil {
		return nil, fault.As(op, fault.Unavailable, err)
	}
	p, err := launchIn(folder, f, api)
	if err != nil {
		_ = os.RemoveAll(folder)
		return nil, fault.As(op, fault.Invalid, err)
	}
	return p, nil
}

func launchIn(folder string, f Function, api string) (*process, error) {
	p := &process{folder: folder, gone: make(chan struct{})}
	bootstrap, err := filepath.Abs(f.Bootstrap)
	if err != nil {
		return nil, err
	}
	temp := filepath.Join(folder, "tmp")
	if err := errors.Join(os.Mkdir(p.task(), 0o755), os.Mkdir(temp, 0o700)); err != nil {
		return nil, err
	}
	run := filepath.Join(p.task(), "bootstrap")
	if err := errors.Join(os.Symlink(bootstrap, run), os.Chmod(p.task(), 0o555)); err != nil {
		return nil, err
	}
	if p.rooted, err = p.taskRootChanged(); err != nil {
		return nil, err
	}
	out, in, err := newOutput(f.Log)
	if err != nil {
		return nil, err
	}
	defer in.Close() // the process has its own
	p.output = out
	p.cmd = exec.Command(run) //nolint:noctx // it ends by kill, with all that it started
	p.cmd.Dir = p.task()
	p.cmd.Env = f.environment(api, p.task(), temp)
	p.cmd.Stdout, p.cmd.Stderr = in, in
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	start := p.cmd.Start
	if f.Processors > 0 {
		start = func() error { return onProcessors(f.Processors, p.cmd.Start) }
	}
	if err := start(); err != nil {
		return nil, errors.Join(err, out.Close())
	}
	go func() {
		p.err = p.cmd.Wait()
		close(p.gone)
	}()
	return p, nil
}

func (p *process) task() string { return filepath.Join(p.folder, "task") }

// taskRootChanged gives when something was last made or removed in the task root.
func (p *process) taskRootChanged() (time.Time, error) {
	info, err := os.Stat(p.task())
	if err != nil {
		return time.Time{}, err
	}
	return info.ModTime(), nil
}

// wroteTaskRoot reports whether the process did what Lambda lets nobody do.
func (p *process) wroteTaskRoot() bool {
	changed, err := p.taskRootChanged()
	return err != nil || !changed.Equal(p.rooted)
}

// signal reaches the process and all that it started. One that is gone is not told.
func (p *process) signal(s syscall.Signal) {
	_ = syscall.Kill(-p.cmd.Process.Pid, s)
}

func (p *process) freeze() { p.signal(syscall.SIGSTOP) }
func (p *process) thaw()   { p.signal(syscall.SIGCONT) }

// kill ends the process and waits until it has ended.
func (p *process) kill() {
	select {
	case <-p.gone: // its number may be another's by now
		return
	default:
	}
	p.signal(syscall.SIGKILL)
	<-p.gone
}

// ended reports whether the process has ended.
func (p *process) ended() bool {
	select {
	case <-p.gone:
		return true
	default:
		return false
	}
}

// close ends the process and removes what it had.
func (p *process) close() error {
	p.kill()
	err := p.output.Close()
	return errors.Join(err, os.Chmod(p.task(), 0o755), os.RemoveAll(p.folder))
}

// peak is the most memory that the process ever held, and those that it started and that
// still run, each for itself, in bytes; 0 when it has ended.
func (p *process) peak() int64 { return peak(strconv.Itoa(p.cmd.Process.Pid)) }

func peak(pid string) int64 {
	status, err := os.ReadFile("/proc/" + pid + "/status")
	if err != nil {
		return 0
	}
	sum := int64(0)
	_, rest, _ := bytes.Cut(status, []byte("VmHWM:"))
	if fields := bytes.Fields(rest); len(fields) > 0 {
		kilobytes, _ := strconv.ParseInt(string(fields[0]), 10, 64) // a number, by the kernel
		sum = kilobytes << 10
	}
	threads, _ := filepath.Glob("/proc/" + pid + "/task/*/children") // the pattern is right
	for _, t := range threads {
		started, _ := os.ReadFile(t) // or it has ended
		for child := range bytes.FieldsSeq(started) {
			sum += peak(string(child))
		}
	}
	return sum
}

// exit says how the process ended, in Lambda's words.
func (p *process) exit() string {
	if p.err == nil {
		return "Runtime exited without providing a reason"
	}
	return "Runtime exited with error: " + p.err.Error()
}
