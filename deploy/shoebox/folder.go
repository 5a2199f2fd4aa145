package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/alecthomas/kong"

	"shoebox/deploy/sample"
	"shoebox/shared/account"
	"shoebox/shared/backend/local"
	"shoebox/shared/config"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest/heif"
	"shoebox/shared/telemetry"
)

// folder is where everything is kept.
type folder struct {
	Data dataDir `placeholder:"DIR" help:"The data folder. $XDG_DATA_HOME/shoebox or ~/.local/share/shoebox if not given."`
}

// dataDir is the path of a data folder.
type dataDir string

// UnmarshalText makes the path absolute. An empty one, as of a variable that is
// not set, is not the person's own folder.
func (d *dataDir) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		return errors.New("an empty name is no folder")
	}
	*d = dataDir(kong.ExpandPath(string(text)))
	return nil
}

// album is a folder that is given the sample album when it is new.
type album struct {
	folder `embed:""`
	Empty  bool `help:"Start a new folder without the sample album."`
}

// home is the gallery of a folder, and the only one.
const home = sample.Gallery

// opening says how a folder is opened.
type opening struct {
	publicURL string           // "" is where serve listens if not told otherwise
	now       func() time.Time // nil is the machine's clock
	level     slog.Level       // what is logged at least
	// joining says that who asks by the simulators may connect with an account of
	// their own: until then they are guests, if ones who may do everything.
	joining bool
}

// quiet is what commands that answer once log at least: their answer is all they
// have to say.
const quiet = slog.LevelError

// opened is a folder as it stands open.
type opened struct {
	*local.Backend
	config   config.Config
	accounts *accounts
	heic     *heif.Decoders
	// commandsAlone says that Slack's app has no tokens: it answers commands and
	// clicks, as a Lambda function does that knows no client id.
	commandsAlone bool
}

// open opens the folder, with nothing in it where it is new.
func (f folder) open(sh *shell, o opening) (*opened, error) {
	dir, err := f.dir(sh)
	if err != nil {
		return nil, err
	}
	c, err := config.Folder(dir, sh.lookup)
	if err != nil {
		return nil, err
	}
	switch {
	case c.PublicURL != "":
		o.publicURL = c.PublicURL
	case o.publicURL == "":
		o.publicURL = "http://" + defaultAddr
	}
	var signing *accounts
	b, err := local.Open(sh.ctx, c, local.Options{
		Verify: func(ctx context.Context, token string) (account.Subject, error) {
			return signing.skill.Verify(ctx, token) // which keeps its people in the table that is opened here
		},
		Guests:    guests(o.joining),
		PublicURL: o.publicURL,
		Log:       telemetry.NewLogger(sh.stderr, max(o.level, c.LogLevel)),
		Now:       o.now,
	})
	if err != nil {
		return nil, err
	}
	signing = newAccounts(b.Table, o.publicURL, sh.stderr, b.Now)
	opened := &opened{Backend: b, config: c, accounts: signing, heic: sh.heic}
	// What a crash left half made is finished before anybody asks.
	if _, err := opened.gallery().Repair(sh.ctx); err != nil && sh.ctx.Err() == nil {
		return nil, errors.Join(failure{dir + " can't be read: name another folder with --data DIR.", err}, b.Close())
	}
	return opened, nil
}

func (f folder) dir(sh *shell) (string, error) {
	if f.Data != "" {
		return string(f.Data), nil
	}
	return config.DataDir(sh.lookup)
}

// open opens the folder, with the sample album in it where it is new.
func (a album) open(sh *shell, o opening) (*opened, error) {
	b, err := a.folder.open(sh, o)
	if err != nil || a.Empty {
		return b, err
	}
	if err := b.seed(sh.ctx); err != nil {
		b.Close() //nolint:errcheck // the first error says more
		return nil, err
	}
	return b, nil
}

// owner is the member whose gallery it is.
func owner() gallery.Membership { return gallery.Membership{Gallery: home, Role: gallery.Owner} }

// gallery gives the folder's gallery, as its owner may use it.
func (b *opened) gallery() *gallery.Gallery { return b.Galleries.As(owner()) }

// Who the simulators say is asking, beside what deploy/sample says of that person.
const (
	simulatedSkill   = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
	simulatedDevice  = "amzn1.ask.device.SIMULATOR"
	simulatedApp     = "A0SHOEBOX"
	simulatedChannel = "C0GENERAL"
)

// guests are those who may see the folder's gallery: whoever uses the simulators,
// and, as viewers, whoever speaks through a Slack app or a skill that was set up to
// reach it.
func guests(joining bool) account.Accounts {
	asker := sample.Asker()
	asker.Guest = joining
	return account.NewLocal(asker).Welcome(gallery.Membership{Gallery: home, Role: gallery.Viewer})
}
