package install

import (
	"log/slog"
	"time"
)

// Workspace is where the app is used: a workspace, or one of an organisation that
// installed the app for all of its workspaces.
type Workspace struct {
	Enterprise string // E…; "" outside an organisation
	Team       string // T…; "" where an organisation itself is meant
	OrgWide    bool   // what was sent says is_enterprise_install
}

// Installation is the app in one workspace, or in all of an organisation's.
type Installation struct {
	Enterprise string
	Team       string // "" when OrgWide
	OrgWide    bool
	AppID      string
	BotUser    string // U…: how the app is called in messages
	Installer  string // U…
	Scopes     []string
	Installed  time.Time
	Tokens     Tokens
}

// Tokens are secrets. They print as nothing.
type Tokens struct {
	Bot     string
	Refresh string    // for one use; "" where tokens are not rotated
	Expires time.Time // of Bot; zero is never
}

// LogValue keeps tokens out of logs.
func (Tokens) LogValue() slog.Value { return slog.StringValue("tokens") }

// String keeps tokens out of texts.
func (Tokens) String() string { return "tokens" }

// GoString keeps tokens out of texts that show everything.
func (Tokens) GoString() string { return "tokens" }

// place is where an installation is kept.
func (i Installation) place() place {
	if i.OrgWide {
		return place{enterprise: i.Enterprise}
	}
	return place{i.Enterprise, i.Team}
}

// places are where the installation for a workspace may be kept, the likeliest
// first: an organisation's holds for each of its workspaces.
func (w Workspace) places() []place {
	team, org := place{w.Enterprise, w.Team}, place{enterprise: w.Enterprise}
	switch {
	case w.Enterprise == "":
		return []place{team}
	case w.OrgWide || w.Team == "":
		return []place{org}
	}
	return []place{team, org}
}
