package engines

import (
	"bytes"
	_ "embed"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"shoebox/shared/fault"
)

//go:embed guard.sh
var guard string

// process is an engine's process with its guard, which are a process group.
type process struct {
	command *exec.Cmd
	alive   *os.File // the guard waits for its end
	folder  string
	output  *tail
	ended   chan struct{}

	once sync.Once
	err  error // of stopping
}

// program says what to run.
type program struct {
	path   string
	args   []string
	dir    string // the working directory
	env    []string
	folder string // removed when the engine has ended; "" is none
}

// run starts a program under a guard.
func run(p program, log io.Writer) (*process, error) {
	const op = "engines.run"
	shell, err := exec.LookPath("sh")
	if err != nil {
		return nil, lacking(op, "a POSIX shell is missing, which watches over the engines: use Linux, macOS or, on Windows, WSL.")
	}
	end, alive, err := os.Pipe()
	if err != nil {
		return nil, fault.As(op, fault.Internal, err)
	}
	defer end.Close() //nolint:errcheck // the guard has its own
	output := &tail{to: log}
	c := exec.Command(shell, append([]string{"-c", guard, "guard", p.folder, p.path}, p.args...)...) //nolint:noctx // it outlives the context it was started in
	c.Dir, c.Env, c.Stdin, c.Stdout, c.Stderr = p.dir, append(surroundings(), p.env...), end, output, output
	c.SysProcAttr = ownGroup()
	c.WaitDelay = stopping
	if err := c.Start(); err != nil {
		return nil, fault.As(op, fault.Internal, errors.Join(err, alive.Close()))
	}
	started := &process{command: c, alive: alive, folder: p.folder, output: output, ended: make(chan struct{})}
	go func() {
		c.Wait() //nolint:errcheck // how an engine ended is in what it printed
		close(started.ended)
	}()
	return started, nil
}

// surroundings are all that an engine gets of the environment: what else is set must
// not change how it behaves.
func surroundings() []string {
	var env []string
	for _, name := range []string{"PATH", "HOME", "JAVA_HOME", "TMPDIR", "LANG"} {
		if value, set := os.LookupEnv(name); set {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// stopping is how long an engine may take to end after it was told to.
const stopping = 5 * time.Second

// stop ends the process group by a signal, and kills it where that isn't enough.
func (p *process) stop() error {
	p.once.Do(func() {
		select {
		case <-p.ended:
		default:
			terminate(p.command.Process)
		}
		select {
		case <-p.ended:
		case <-time.After(stopping):
			kill(p.command.Process)
			<-p.ended
		}
		p.err = errors.Join(p.alive.Close(), p.forget())
	})
	return p.err
}

// forget removes what the engine kept, where its guard could not.
func (p *process) forget() error {
	if p.folder == "" {
		return nil
	}
	return os.RemoveAll(p.folder)
}

// said gives the last lines of what the engine printed, as one.
func (p *process) said() string {
	lines := strings.Split(strings.TrimSpace(p.output.String()), "\n")
	return strings.Join(lines[max(0, len(lines)-3):], "; ")
}

// tail keeps the end of what is written, and passes everything on.
type tail struct {
	to io.Writer

	mu   sync.Mutex
	kept bytes.Buffer
}

// keeping is how many bytes a tail keeps at least, once there are so many.
const keeping = 4 << 10

func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept.Write(b)
	if over := t.kept.Len() - keeping; over > keeping {
		t.kept.Next(over)
	}
	if t.to != nil {
		t.to.Write(b) //nolint:errcheck // an engine does not stop because nobody reads it
	}
	return len(b), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.kept.String()
}
