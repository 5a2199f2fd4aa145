package engines

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"shoebox/shared/fault"
)

// CognitoCode is the code of every mail that Cognito's engine would send. It prints codes
// as well, but sometimes only when it has more to print.
const CognitoCode = "482159"

// CognitoIssuer is what tokens of Cognito's engine say of who signed them, before a
// slash and the pool's id: what AWS would say of a region of that name, which is the
// one in the ids of its pools.
const CognitoIssuer = "https://cognito-idp.local.amazonaws.com"

// Cognito starts cognito-local 5.3.0 with no user pool in it, and returns when it
// answers. It keeps its people in a temporary folder that goes with it, and sends no
// mail: all codes are CognitoCode. Its keys are known to everybody who has it, so that no
// server that others reach may trust its tokens. Errors are ErrMissing, or Conflict for
// a port that is taken.
func Cognito(ctx context.Context, o Options) (*Engine, error) {
	const op = "engines.Cognito"
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, lacking(op, "node is missing, which cognito-local runs on: install Node.js 20 or newer (https://nodejs.org).")
	}
	folder, err := installPackages(ctx, "cognito-local", "cognito", "cognito")
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	script := filepath.Join(folder, "node_modules", "cognito-local", "lib", "bin", "start.js")
	for try := 1; ; try++ {
		e, err := startCognito(ctx, o, node, script)
		if err == nil || o.Port != 0 || try == tries || ctx.Err() != nil {
			return e, fault.Wrap(op, err)
		}
	}
}

func startCognito(ctx context.Context, o Options, node, script string) (*Engine, error) {
	host, port, err := o.address(ctx, false)
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "shoebox-cognito-")
	if err != nil {
		return nil, fault.As("engines.startCognito", fault.Unavailable, err)
	}
	settings := filepath.Join(folder, ".cognito")
	err = os.Mkdir(settings, 0o700)
	if err == nil {
		err = os.WriteFile(filepath.Join(settings, "config.json"), []byte(`{"TokenConfig":{"IssuerDomain":"`+CognitoIssuer+`"}}`), 0o600)
	}
	if err != nil {
		return nil, fault.As("engines.startCognito", fault.Unavailable, errors.Join(err, os.RemoveAll(folder)))
	}
	p, err := run(program{
		path: node, args: []string{"--no-warnings", script}, dir: folder, folder: folder,
		env: []string{"HOST=" + host, "PORT=" + strconv.Itoa(port), "CODE=" + CognitoCode},
	}, o.Log)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	return listening(ctx, &Engine{URL: address(host, port), process: p}, "/health")
}
