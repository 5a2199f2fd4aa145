package slackbot

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/slack-go/slack"

	"shoebox/bots/slackbot/digest"
	"shoebox/bots/slackbot/install"
	"shoebox/bots/slackbot/ledger"
	"shoebox/intents"
	"shoebox/shared/photolink"
)

// Command is the slash command the bot answers.
const Command = "/photos"

// DefaultBudget is how long the front works on an answer before it hands over to
// the worker. Slack waits 3 s, the way there and back included.
const DefaultBudget = 2 * time.Second

// Tokens gives the bot's token for a workspace: [install.Installations] is one.
type Tokens interface {
	Token(ctx context.Context, w install.Workspace) (string, error)
}

// Config is what a Bot is made of. All fields are needed but AnyApp, Tokens,
// APIURL, Ledger, Install, Workspaces, Files, Saver, WorkerSaves, Digests, SaveChannels, Budget and
// Zone.
type Config struct {
	// Secrets are signing secrets. Each is good, so that one can replace
	// another while both are in use.
	Secrets []string
	AppID   string // ours: A…
	// AnyApp takes requests for any app id: the signing secret, which Slack
	// gives to one app alone, tells enough. For a laptop that was told no AppID.
	AnyApp bool
	Links  *photolink.Links
	Queue  Queue
	Client *http.Client // posts to Slack; redirects are never followed
	// Tokens are for Slack's Web API. Without them the bot answers commands and
	// clicks, and nothing that needs a token is offered.
	Tokens Tokens
	APIURL string // of the Web API; "" is Slack's own
	// Ledger has the worker do each job once. Without it one is done as often as
	// the queue delivers it.
	Ledger *ledger.Ledger
	// Install are the pages that put the app into workspaces, and what keeps what
	// they gave; nil where the app was installed by hand.
	Install *install.OAuth
	// Workspaces makes the gallery of a workspace when the first command comes from
	// it: of an app that was installed by hand, and where the gallery is gone that
	// Install had made. nil makes none.
	Workspaces Workspaces
	// Files have workspaces keep the pictures they are shown; nil: pictures are
	// links everywhere.
	Files *Files
	// Saver saves pictures that lie in Slack; nil: who wants that is told that it
	// can't be done yet.
	Saver Saver
	// WorkerSaves says that the worker has a Saver, of a bot that has none itself.
	WorkerSaves bool
	// Digests keep who asked for the photos of the day each morning; nil, or without
	// Tokens: nobody can.
	Digests *digest.Digests
	// SaveChannels are the channels (C…) whose pictures are saved as they are
	// shared; none is none.
	SaveChannels []string
	Now          func() time.Time
	Log          *slog.Logger
	Budget       time.Duration  // 0 is DefaultBudget
	Zone         *time.Location // of people whose zone nobody knows; nil is UTC
}

// Bot is the Slack app. It is safe for concurrent use.
type Bot struct {
	Config
	handler intents.Handler
	pages   http.Handler // of Install
	people  people
	hosted  hosted
}

// New makes a Bot that lets h answer. It panics when the Config lacks something:
// that is a mistake of the program's setup.
func New(c Config, h intents.Handler) *Bot {
	switch {
	case len(c.Secrets) == 0:
		panic("slackbot.New: no signing secret")
	case c.AppID == "" && !c.AnyApp:
		panic("slackbot.New: no application id")
	case c.Links == nil || c.Queue == nil || c.Client == nil || c.Now == nil || c.Log == nil || h == nil:
		panic("slackbot.New: Config lacks a part")
	}
	for _, s := range c.Secrets {
		if s == "" {
			panic("slackbot.New: an empty signing secret")
		}
	}
	if c.APIURL == "" {
		c.APIURL = slack.APIURL
	}
	if c.Budget <= 0 {
		c.Budget = DefaultBudget
	}
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	client := *c.Client
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	c.Client = &client
	b := &Bot{Config: c, handler: h}
	if c.Install != nil {
		b.pages = installPages(c.Install)
	}
	return b
}

// ours reports whether a request for an app is for this one.
func (b *Bot) ours(appID string) bool { return b.AnyApp || appID == b.AppID }
