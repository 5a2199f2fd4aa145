package deployment

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"shoebox/deploy/env"
	"shoebox/shared/fault"
)

// Names are the functions, as the folders of their mains.
func Names() []string { return []string{"alexa", "slack", "slackworker", "image"} }

// Build makes the bootstraps into a folder, DIR/NAME/bootstrap, as `sam build` has them
// made: by the repository's Makefile, but for the processor of this machine.
func Build(ctx context.Context, root, dir string) error {
	const op = "deployment.Build"
	for _, name := range Names() {
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
