package engines

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"shoebox/shared/fault"
)

//go:embed moto/requirements.txt
var motoRequirements []byte

// Moto starts moto's server 5.2.5 with nothing in it, and returns when it answers. It
// keeps what it is given in memory, and is here for its queues, and for its user pools,
// whose tokens say that AWS signed them. Its keys are known to everybody who has it. Errors are
// ErrMissing, or Conflict for a port that is taken.
func Moto(ctx context.Context, o Options) (*Engine, error) {
	const op = "engines.Moto"
	python, err := installMoto(ctx)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	for try := 1; ; try++ {
		e, err := startMoto(ctx, o, python)
		if err == nil || o.Port != 0 || try == tries || ctx.Err() != nil {
			return e, fault.Wrap(op, err)
		}
	}
}

func startMoto(ctx context.Context, o Options, python string) (*Engine, error) {
	host, port, err := o.address(ctx, false)
	if err != nil {
		return nil, err
	}
	p, err := run(program{
		path: python, args: []string{"-m", "moto.server", "-H", host, "-p", strconv.Itoa(port)},
		env: []string{"PYTHONUNBUFFERED=1", "PYTHONDONTWRITEBYTECODE=1", "NO_COLOR=1"},
	}, o.Log)
	if err != nil {
		return nil, err
	}
	return listening(ctx, &Engine{URL: address(host, port), process: p}, "/moto-api/")
}

// installMoto installs moto into an environment of its own and gives that one's python.
// The environment's programs can't be moved, but its python can.
func installMoto(ctx context.Context) (string, error) {
	const op = "engines.installMoto"
	sum := sha256.Sum256(motoRequirements)
	folder, err := installed(ctx, "moto-"+hex.EncodeToString(sum[:6]), func(folder string) error {
		python, err := exec.LookPath("python3")
		if err != nil {
			return lacking(op, "python3 is missing, which moto runs on: install Python 3.11 or newer, on Debian with apt-get install python3-venv.")
		}
		if err := install(ctx, op, "moto", folder, nil, python, "-m", "venv", folder); err != nil {
			return err
		}
		list := filepath.Join(folder, "requirements.txt")
		if err := os.WriteFile(list, motoRequirements, 0o600); err != nil {
			return fault.As(op, fault.Unavailable, err)
		}
		pip := []string{"-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", "-r", list}
		return install(ctx, op, "moto", folder, nil, filepath.Join(folder, "bin", "python"), pip...)
	})
	return filepath.Join(folder, "bin", "python"), err
}
