package install

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Installations keeps installations in a table. It is safe for concurrent use.
type Installations struct {
	table  *table.Table
	sealer Sealer
	app    App
	client *http.Client
	now    func() time.Time
}

// App is what Slack knows our app by, under Basic Information.
type App struct {
	ClientID     string
	ClientSecret string
}

// New makes Installations. The client asks Slack for tokens.
func New(t *table.Table, sealer Sealer, app App, client *http.Client, now func() time.Time) *Installations {
	return &Installations{table: t, sealer: sealer, app: app, client: client, now: now}
}

// place is where an installation is kept.
type place struct{ enterprise, team string }

func (p place) key() table.Key {
	part := func(id string) string {
		if id == "" {
			return "-"
		}
		return id
	}
	return table.Key{Partition: "I#" + part(p.enterprise) + "#" + part(p.team), Sort: "M"}
}

// bound is what sealed tokens are bound to, so that nobody's fit elsewhere.
func (p place) bound() string { return p.key().Partition }

// Save keeps an installation, in place of an older one of the same workspace. One
// that is older than what is kept changes nothing.
func (s *Installations) Save(ctx context.Context, i Installation) error {
	const op = "install.Save"
	if i.Tokens.Bot == "" || i.Enterprise == "" && i.Team == "" || i.OrgWide && i.Enterprise == "" || !i.OrgWide && i.Team == "" {
		return fault.New(op, fault.Invalid, "an installation without a token or a workspace")
	}
	item, err := s.item(ctx, i)
	if err != nil {
		return fault.Wrap(op, err)
	}
	err = s.table.Write(ctx, table.Put(item, table.AnyOf(table.Absent(), table.Less("installed", i.Installed.Unix()+1))))
	if fault.Is(err, fault.Conflict) {
		return nil
	}
	return fault.Wrap(op, err)
}

// Find gives the installation for a workspace: its own, else its organisation's.
// NotFound where the app is not installed.
func (s *Installations) Find(ctx context.Context, w Workspace) (Installation, error) {
	const op = "install.Find"
	_, i, err := s.find(ctx, w)
	return i, fault.Wrap(op, err)
}

func (s *Installations) find(ctx context.Context, w Workspace) (place, Installation, error) {
	for _, p := range w.places() {
		item, err := s.table.GetConsistent(ctx, p.key())
		if fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return place{}, Installation{}, err
		}
		i, err := s.read(ctx, p, item)
		return p, i, err
	}
	return place{}, Installation{}, fault.New("install.find", fault.NotFound, "the app is not installed there")
}

// Forget takes an installation away, if it is not newer than when Slack said so.
// One that is not there is gone already.
func (s *Installations) Forget(ctx context.Context, w Workspace, said time.Time) error {
	const op = "install.Forget"
	p := w.places()[0]
	err := s.table.Write(ctx, table.Delete(p.key(), table.AnyOf(table.Absent(), table.Less("installed", said.Unix()+1))))
	if fault.Is(err, fault.Conflict) {
		return nil // it was installed anew since
	}
	return fault.Wrap(op, err)
}

// Revoked takes an installation away whose bot's token is among those revoked.
// Slack names tokens by the users they are of.
func (s *Installations) Revoked(ctx context.Context, w Workspace, bots []string, said time.Time) error {
	const op = "install.Revoked"
	_, i, err := s.find(ctx, w)
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		return fault.Wrap(op, err)
	}
	if !slices.Contains(bots, i.BotUser) {
		return nil
	}
	return fault.Wrap(op, s.Forget(ctx, Workspace{i.Enterprise, i.Team, i.OrgWide}, said))
}

// item writes an installation as it is kept.
func (s *Installations) item(ctx context.Context, i Installation) (table.Item, error) {
	sealed, err := s.seal(ctx, i.place(), i.Tokens)
	if err != nil {
		return table.Item{}, err
	}
	return table.Item{Key: i.place().key(), Attributes: table.Attributes{
		"orgwide": i.OrgWide, "app": i.AppID, "bot": i.BotUser, "installer": i.Installer, "scopes": i.Scopes,
		"installed": i.Installed.Unix(), "tokens": sealed,
	}}, nil
}

func (s *Installations) read(ctx context.Context, p place, item table.Item) (Installation, error) {
	tokens, err := s.open(ctx, p, item.Bytes("tokens"))
	return Installation{
		Enterprise: p.enterprise, Team: p.team, OrgWide: item.Bool("orgwide"),
		AppID: item.String("app"), BotUser: item.String("bot"), Installer: item.String("installer"), Scopes: item.Strings("scopes"),
		Installed: time.Unix(item.Int("installed"), 0).UTC(), Tokens: tokens,
	}, err
}

// kept is how tokens are written before they are sealed: together, so that a pair
// is never half old.
type kept struct {
	Bot     string `json:"b"`
	Refresh string `json:"r,omitempty"`
	Expires int64  `json:"e,omitempty"`
}

func (s *Installations) seal(ctx context.Context, p place, tokens Tokens) ([]byte, error) {
	k := kept{Bot: tokens.Bot, Refresh: tokens.Refresh}
	if !tokens.Expires.IsZero() {
		k.Expires = tokens.Expires.Unix()
	}
	plain, err := json.Marshal(k)
	if err != nil {
		return nil, err
	}
	return s.sealer.Seal(ctx, plain, p.bound())
}

func (s *Installations) open(ctx context.Context, p place, sealed []byte) (Tokens, error) {
	plain, err := s.sealer.Open(ctx, sealed, p.bound())
	if err != nil {
		return Tokens{}, err
	}
	var k kept
	if err := json.Unmarshal(plain, &k); err != nil {
		return Tokens{}, fault.New("install.open", fault.Internal, "tokens that can't be read")
	}
	tokens := Tokens{Bot: k.Bot, Refresh: k.Refresh}
	if k.Expires != 0 {
		tokens.Expires = time.Unix(k.Expires, 0).UTC()
	}
	return tokens, nil
}
