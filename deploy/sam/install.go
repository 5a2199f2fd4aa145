package sam

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"shoebox/shared/fault"
)

// ErrMissing is what an error is when the machine lacks something. The error's last
// part is a sentence that says what, and how to get it.
var ErrMissing = errors.New("something is missing")

// lacking makes an ErrMissing of a sentence.
func lacking(op, sentence string) error {
	return &fault.Error{Op: op, Kind: fault.Unavailable, What: sentence, Err: ErrMissing}
}

//go:embed requirements.txt
var requirements []byte

// whole is the file that says that an installation was finished.
const whole = "whole"

// Install gives the folder of the SAM CLI's programs, with sam and a python that has
// its libraries. The first time it takes a minute, and the network; processes that want it
// at the same time wait for one another.
func Install(ctx context.Context) (bin string, err error) {
	const op = "sam.Install"
	python, err := exec.LookPath("python3")
	if err != nil {
		return "", lacking(op, "python3 is missing, which the SAM CLI runs on: install Python 3.11 or newer, on Debian with apt-get install python3-venv.")
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fault.As(op, fault.Unavailable, err)
	}
	sum := sha256.Sum256(requirements)
	folder := filepath.Join(cache, "shoebox", "sam", hex.EncodeToString(sum[:6]))
	bin = filepath.Join(folder, "bin")
	if _, err := os.Stat(filepath.Join(folder, whole)); err == nil {
		return bin, nil
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return "", fault.As(op, fault.Unavailable, err)
	}
	unlock, err := lock(ctx, folder+".lock")
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	defer unlock()
	if _, err := os.Stat(filepath.Join(folder, whole)); err == nil {
		return bin, nil // somebody else was first
	}
	if err := fill(ctx, python, folder); err != nil {
		return "", fault.Wrap(op, err)
	}
	return bin, fault.As(op, fault.Unavailable, os.WriteFile(filepath.Join(folder, whole), nil, 0o600))
}

// fill makes the virtual environment anew. It can't be moved afterwards.
func fill(ctx context.Context, python, folder string) error {
	const op = "sam.fill"
	if err := errors.Join(os.RemoveAll(folder), os.MkdirAll(folder, 0o755)); err != nil {
		return fault.As(op, fault.Unavailable, err)
	}
	if said, err := exec.CommandContext(ctx, python, "-m", "venv", folder).CombinedOutput(); err != nil {
		return lacking(op, fmt.Sprintf("python3 can't make a virtual environment: on Debian apt-get install python3-venv (%s).", tail(said)))
	}
	list := filepath.Join(folder, "requirements.txt")
	if err := os.WriteFile(list, requirements, 0o600); err != nil {
		return fault.As(op, fault.Unavailable, err)
	}
	pip := exec.CommandContext(ctx, filepath.Join(folder, "bin", "pip"), "install", "--quiet", "--no-input", "--disable-pip-version-check", "-r", list)
	if said, err := pip.CombinedOutput(); err != nil {
		return lacking(op, fmt.Sprintf("the SAM CLI could not be installed from PyPI: connect to the network and try again (%s).", tail(said)))
	}
	return nil
}

// tail is the end of what a program said, where the reason stands.
func tail(said []byte) string {
	const enough = 300
	if len(said) > enough {
		said = said[len(said)-enough:]
	}
	return string(said)
}
