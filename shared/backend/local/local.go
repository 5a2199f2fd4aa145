package local

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/backend"
	"shoebox/shared/blob"
	"shoebox/shared/blob/filestore"
	"shoebox/shared/config"
	"shoebox/shared/fault"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

// Options say how a folder is opened. Log is needed.
type Options struct {
	// Verify says whom a token speaks of; nil trusts nobody's.
	Verify account.Verify
	// Guests are asked about whom nobody linked; nil lets in none.
	Guests    account.Accounts
	PublicURL string // scheme and host of the links; needed
	Log       *slog.Logger
	Now       func() time.Time // nil is the machine's clock
}

// ObjectsPath is where Backend.Objects is served.
const ObjectsPath = "/objects/"

// Backend is a Shoebox in a folder. It is safe for concurrent use.
type Backend struct {
	*backend.Backend
	Dir   string
	Blobs *blob.Store
	// Objects serves what Blobs signs, at ObjectsPath of the public URL.
	Objects http.Handler
	// SlackSecrets are the signing secrets of the Slack app: those of the
	// configuration, else one the folder made for itself.
	SlackSecrets []string
	// Fresh says that there was no table in the folder before.
	Fresh bool

	arrivals *arrivals
}

// Open opens the folder that c's table and blobs lie in, making it if need be.
// An error is one whose last part is a sentence for the person who named the
// folder; it is a Conflict where another process has the folder.
func Open(ctx context.Context, c config.Config, o Options) (*Backend, error) {
	const op = "local.Open"
	if c.Table.Scheme != "bolt" || c.Blobs.Scheme != "file" {
		return nil, fault.New(op, fault.Invalid, "a folder of this machine needs a table of bolt:///PATH/FILE.db and blobs of file:///DIR.")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	dir := filepath.Dir(c.Table.Name)
	_, err := os.Stat(c.Table.Name)
	fresh := errors.Is(err, fs.ErrNotExist)
	driver, err := bolttable.Open(c.Table.Name)
	if err != nil {
		return nil, refused(op, dir, err)
	}
	t := table.New(table.NewMeter(driver, nil), o.Now)
	b, err := assemble(t, dir, c, o)
	if err != nil {
		return nil, errors.Join(err, t.Close())
	}
	b.Fresh = fresh
	return b, nil
}

func assemble(t *table.Table, dir string, c config.Config, o Options) (*Backend, error) {
	const op = "local.Open"
	for name, s := range map[config.Variable]config.Secret{config.Keys: c.Keys, config.SlackSigningSecret: c.SlackSigningSecret} {
		if s.Parameter() != "" {
			return nil, fault.New(op, fault.Invalid, fmt.Sprintf("%s names an SSM parameter, which only the Lambda functions read: give its value, or unset it to use the folder's own.", name))
		}
	}
	own, err := openSecrets(dir)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	given := c.Keys.Value()
	if given == "" {
		given = own.Keys
	}
	keys, err := backend.ParseKeys(given)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	told := &arrivals{log: o.Log}
	files, err := filestore.Open(filestore.Config{
		Dir: c.Blobs.Name, URL: o.PublicURL + ObjectsPath, Keys: keys.Objects(), Now: o.Now, Landed: told.landed,
	})
	if err != nil {
		return nil, fault.New(op, fault.Of(err), fmt.Sprintf("%s can't be used for pictures: %v.", c.Blobs.Name, errors.Unwrap(err)))
	}
	slack := backend.SigningSecrets(c.SlackSigningSecret.Value())
	if len(slack) == 0 {
		slack = []string{own.SlackSigningSecret}
	}
	return &Backend{
		Backend: backend.New(backend.Parts{
			Table: t, Verify: o.Verify, Guests: o.Guests, Keys: keys, PublicURL: o.PublicURL, Log: o.Log, Now: o.Now,
		}),
		Dir: dir, Blobs: blob.New(files), Objects: files.Handler(), SlackSecrets: slack, arrivals: told,
	}, nil
}

// refused says why a folder could not be opened, and what to do.
func refused(op, dir string, err error) error {
	kind := fault.Of(err)
	var sentence string
	switch kind { //nolint:exhaustive // the rest is what the file system says
	case fault.Conflict:
		sentence = fmt.Sprintf("another shoebox is using %s: stop it first, or name another folder with --data DIR.", dir)
	case fault.Denied:
		sentence = fmt.Sprintf("%s may not be written to: change its permissions, or name another folder with --data DIR.", dir)
	case fault.Invalid:
		sentence = fmt.Sprintf("%s holds a shoebox.db that is none or is damaged: restore it, or name another folder with --data DIR.", dir)
	default:
		sentence = fmt.Sprintf("%s can't be used: name another folder with --data DIR (%v).", dir, errors.Unwrap(err))
	}
	return fault.New(op, kind, sentence)
}

// Close lets go of the folder.
func (b *Backend) Close() error {
	return errors.Join(b.Blobs.Close(), b.Backend.Close())
}
