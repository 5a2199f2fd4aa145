package digest

import (
	"regexp"
	"strings"
	"sync"
	"time"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// MaxChannels is how many channels of one workspace may have a digest. Two that are asked
// for at the same moment may go over it. Direct messages with the app are not counted:
// each person has one, and nobody else could end theirs.
const MaxChannels = 50

// Config is what Digests are made of. All fields are needed.
type Config struct {
	Table     *table.Table
	Galleries *gallery.Galleries
	// Accounts say who asked, and what they may see, whenever a digest is made.
	Accounts account.Accounts
	Now      func() time.Time
}

// Digests are all subscriptions. They are safe for concurrent use.
type Digests struct{ Config }

// New makes Digests. It panics when the Config lacks something.
func New(c Config) *Digests {
	if c.Table == nil || c.Galleries == nil || c.Accounts == nil || c.Now == nil {
		panic("digest.New: Config lacks a part")
	}
	return &Digests{c}
}

// Place is a conversation in Slack. It has at most one digest.
type Place struct {
	Installed install.Workspace `json:"installed"` // whose token posts there
	Team      string            `json:"team"`      // T…: the workspace of who asked
	Channel   string            `json:"channel"`   // C…, G…, or D… with the app alone
}

// Subscription is a digest that somebody asked for.
type Subscription struct {
	Place
	Rule
	Gallery gallery.ID
	Member  account.UserID // who asked
	User    string         // as Slack calls them: U…
	Name    string         // what people call them; "" is not known
	Asked   time.Time

	revision string // changes with each [Digests.Set]
	slot     string // it lies in
}

// same reports whether nothing would change.
func (s Subscription) same(other Subscription) bool {
	return s.Place == other.Place && s.Rule == other.Rule && s.Gallery == other.Gallery && s.Member == other.Member && s.User == other.User
}

// check is Invalid for what can't be kept.
func (s Subscription) check() error {
	const op = "digest.check"
	for _, id := range []string{s.Team, s.Channel, s.User} {
		if !slackID().MatchString(id) {
			return fault.New(op, fault.Invalid, "not an id of Slack's")
		}
	}
	for _, id := range []string{s.Installed.Enterprise, s.Installed.Team} {
		if id != "" && !slackID().MatchString(id) {
			return fault.New(op, fault.Invalid, "not an id of Slack's")
		}
	}
	if s.Gallery == "" || s.Member == "" {
		return fault.New(op, fault.Invalid, "no gallery, or nobody who asks")
	}
	return s.Rule.check()
}

// slackID is what Slack's ids look like.
var slackID = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Z0-9]{1,40}$`) })

// id names a place among all.
func (p Place) id() string {
	return strings.Join([]string{part(p.Installed.Enterprise), part(p.installedTeam()), p.Team, p.Channel}, "#")
}

// installedTeam is the workspace the app was installed in; "" is all of the
// organisation's.
func (p Place) installedTeam() string {
	if p.Installed.OrgWide {
		return ""
	}
	return p.Installed.Team
}

// direct reports whether a place is somebody's conversation with the app alone.
func (p Place) direct() bool { return strings.HasPrefix(p.Channel, "D") }

// part is a part of a key, which is never empty.
func part(id string) string {
	if id == "" {
		return "-"
	}
	return id
}
