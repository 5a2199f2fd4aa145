package sam_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"shoebox/deploy/engines"
	"shoebox/deploy/sam"
)

// root is the repository, seen from this package.
const root = "../.."

// require skips the test unless SAM is switched on.
func require(t *testing.T) {
	t.Helper()
	if os.Getenv("SHOEBOX_SAM") == "" {
		t.Skip("it needs the SAM CLI and Docker, and is asked for by: make sam")
	}
}

// check ends the test over an error: what is missing on a developer's machine skips
// it, and fails in CI.
func check(t *testing.T, err error) {
	t.Helper()
	switch {
	case err == nil:
	case (errors.Is(err, sam.ErrMissing) || errors.Is(err, engines.ErrMissing)) && os.Getenv("CI") == "":
		t.Skip(err)
	default:
		t.Fatal(err)
	}
}

// desk is a checkout with the SAM CLI at hand.
type desk struct {
	bin         string   // the SAM CLI's programs
	environment []string // of what is run
}

// newDesk installs the SAM CLI where it is not yet.
func newDesk(t *testing.T) *desk {
	t.Helper()
	require(t)
	bin, err := sam.Install(t.Context())
	check(t, err)
	return &desk{bin: bin, environment: environment()}
}

// environment is this process's without what the machine knows of AWS: functions
// under sam local would be given its keys.
func environment() []string {
	kept := slices.DeleteFunc(os.Environ(), func(variable string) bool {
		return strings.HasPrefix(variable, "AWS_") || strings.HasPrefix(variable, "SAM_") || strings.HasPrefix(variable, "SHOEBOX_")
	})
	return append(kept, "SAM_CLI_TELEMETRY=0",
		"AWS_CONFIG_FILE=/dev/null", "AWS_SHARED_CREDENTIALS_FILE=/dev/null", "AWS_EC2_METADATA_DISABLED=true")
}

// command gives a command of the SAM CLI, in the root. What it says on standard error
// is kept in said.
func (d *desk) command(ctx context.Context, said io.Writer, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, filepath.Join(d.bin, "sam"), args...)
	c.Dir = root
	c.Env = d.environment
	c.Stderr = said
	// It removes its containers when it is interrupted.
	c.Cancel = func() error { return c.Process.Signal(syscall.SIGINT) }
	c.WaitDelay = 15 * time.Second
	return c
}

// sam runs a command of the SAM CLI, which must succeed, and gives what it prints.
func (d *desk) sam(t *testing.T, args ...string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	var said bytes.Buffer
	out, err := d.command(ctx, &said, args...).Output()
	if err != nil {
		t.Fatalf("sam %s: %v\n%s%s", strings.Join(args, " "), err, out, said.String())
	}
	return out
}

// With the whole of SAM in one test, what was built is what is run.
func TestSAM(t *testing.T) {
	d := newDesk(t)
	t.Run("the template is valid, without flags", d.validate)
	if !t.Run("it is built, without flags", d.build) {
		return
	}
	docker, err := sam.Engine(t.Context())
	check(t, err)
	t.Cleanup(func() {
		if err := docker.Stop(); err != nil {
			t.Error(err)
		}
	})
	clean(t, docker)
	image, err := docker.Image(t.Context(), d.bin, architecture(t))
	check(t, err)
	if image.StandIn {
		t.Log("the functions run in a stand-in with SAM's own emulator and no Amazon Linux: Amazon's image can't be pulled here")
	} else {
		t.Log("the functions run in Amazon's image")
	}
	d.environment = slices.Concat(d.environment, docker.Environment(), image.Environment())
	play := newPlay(t, d, docker)
	t.Run("sam local invoke answers as shoebox invoke does", play.invokes)
	t.Run("what the worker posts is what shoebox invoke says it would", play.posts)
	t.Run("sam local start-api", func(t *testing.T) {
		play.start(t)
		t.Run("answers as shoebox invoke does", play.serves)
		t.Run("answers for the services and the page as they do by themselves", play.services)
	})
}

// clean removes the containers that were left over, at the end.
func clean(t *testing.T, docker *sam.Docker) {
	t.Helper()
	before, err := docker.Functions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx := context.WithoutCancel(t.Context())
		left, err := docker.Functions(ctx)
		left = slices.DeleteFunc(left, func(id string) bool { return slices.Contains(before, id) })
		if err := errors.Join(err, docker.Remove(ctx, left...)); err != nil {
			t.Error(err)
		}
	})
}
