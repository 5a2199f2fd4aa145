package deployment

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"

	"shoebox/deploy/env"
	"shoebox/shared/fault"
)

// Channels are the functions of Alexa and Slack and of the pictures they show, as the
// folders of their mains.
func Channels() []string { return []string{"alexa", "slack", "slackworker", "image"} }

// Names are all functions: those, the services of the API, and the page.
func Names() []string {
	names := Channels()
	for _, logical := range slices.Sorted(maps.Keys(env.Local())) {
		if name := env.Name(logical); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// Build makes the bootstraps of functions into a folder, DIR/NAME/bootstrap, as `sam
// build` has them made: by the repository's Makefile, but for the processor of this
// machine.
func Build(ctx context.Context, root, dir string, names ...string) error {
	const op = "deployment.Build"
	for _, name := range names {
		to, err := filepath.Abs(filepath.Join(dir, name))
		if err != nil {
			return fault.As(op, fault.Invalid, err)
		}
		if err := os.MkdirAll(to, 0o755); err != nil {
			return fault.As(op, fault.Unavailable, err)
		}
		build := exec.CommandContext(ctx, "make", "-s", "build-"+env.Function(name), "ARTIFACTS_DIR="+to, "GOARCH_LAMBDA="+runtime.GOARCH)
		build.Dir = root
		if out, err := build.CombinedOutput(); err != nil {
			return fault.New(op, fault.Invalid, "make build-"+env.Function(name)+": "+err.Error()+": "+string(out))
		}
	}
	return nil
}
