package local

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"shoebox/shared/backend"
	"shoebox/shared/fault"
)

// secrets are what a folder makes for itself when it is new.
type secrets struct {
	Keys               string `json:"keys"` // as backend.ParseKeys reads them
	SlackSigningSecret string `json:"slack_signing_secret"`
}

// secretsFile is the name of their file in the folder.
const secretsFile = "secrets.json"

// openSecrets reads the secrets of a folder, making them if it has none. Only the
// process that holds the folder's table may call it.
func openSecrets(dir string) (secrets, error) {
	const op = "local.openSecrets"
	path := filepath.Join(dir, secretsFile)
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return makeSecrets(path)
	}
	if err != nil {
		return secrets{}, fault.As(op, fault.Unavailable, err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return secrets{}, fault.As(op, fault.Unavailable, err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return secrets{}, fault.New(op, fault.Denied, fmt.Sprintf("%s may be read by others: make it yours alone with chmod 600.", path))
	}
	var s secrets
	if err := json.Unmarshal(raw, &s); err != nil || s.Keys == "" || s.SlackSigningSecret == "" {
		return secrets{}, fault.New(op, fault.Invalid, fmt.Sprintf("%s is damaged: move it away, and new secrets are made (old links and buttons stop working).", path))
	}
	return s, nil
}

// makeSecrets writes a whole file or none.
func makeSecrets(path string) (secrets, error) {
	const op = "local.makeSecrets"
	s := secrets{Keys: backend.NewKeys().Text(), SlackSigningSecret: rand.Text()}
	raw, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return secrets{}, fault.Wrap(op, err)
	}
	part := path + ".part"
	if err := os.WriteFile(part, append(raw, '\n'), 0o600); err != nil {
		return secrets{}, fault.As(op, fault.Unavailable, err)
	}
	if err := os.Rename(part, path); err != nil {
		return secrets{}, fault.As(op, fault.Unavailable, err)
	}
	return s, nil
}
