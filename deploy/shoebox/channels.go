package main

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/digest"
	"shoebox/bots/slackbot/ledger"
	"shoebox/bots/slackbot/slacksim"
	"shoebox/bots/slackbot/slacktest"
	"shoebox/deploy/sample"
	"shoebox/intents"
	"shoebox/shared/backend/local"
	"shoebox/skills/alexa"
	"shoebox/skills/alexa/alexasim"
)

// channels are the two channels over an open folder, as they are deployed.
type channels struct {
	skill *alexa.Skill
	bot   *slackbot.Bot
	queue *local.Queue
	// amazon takes the skill's calls for simulated devices.
	amazon *alexasim.Service
	// workspace is the simulated workspace the bot is installed in.
	workspace *slacksim.Workspace
	// digests are those of the simulated workspace's people.
	digests *digest.Digests
	now     func() time.Time
}

// channels puts them together, over a handler. zone is where people are whose zone
// nobody knows. abroad takes posts to workspaces, and calls for devices, that
// are not simulated; nil refuses them.
func (b *opened) channels(handler intents.Handler, zone *time.Location, abroad http.RoundTripper) *channels {
	c := &channels{amazon: alexasim.NewService(abroad), digests: b.digests(), now: b.Now}
	c.skill = alexa.New(alexa.Config{
		Skills: b.skills(), Links: b.Links, Now: b.Now, Log: b.Log, Zone: zone, Client: c.amazon.Client(),
	}, handler)
	c.queue = local.NewQueue(local.QueueConfig{
		Log: b.Log,
		Consumer: func(ctx context.Context, batch events.SQSEvent) (events.SQSEventResponse, error) {
			return c.bot.Work(ctx, batch)
		},
	})
	c.workspace = slacksim.New(slacksim.Config{
		Secret: b.SlackSecrets[0], AppID: b.slackApp(),
		TeamID: sample.SlackTeam, UserID: sample.SlackUser, ChannelID: simulatedChannel,
		Endpoint: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { c.bot.HTTP().ServeHTTP(w, r) }),
		Now:      b.Now,
		Scopes:   b.slackScopes(),
		Wait:     longestTurn,
	})
	c.workspace.Introduce(slacktest.User{ID: sample.SlackUser, Team: sample.SlackTeam, Name: "you", Zone: zone.String(), Locale: "en-US"})
	client := c.workspace.Client()
	if abroad != nil {
		client.Transport = byWorkspace{simulated: client.Transport, real: abroad}
		client.Timeout = 5 * time.Second
	}
	parts := slackbot.Config{
		Secrets: b.SlackSecrets, AppID: b.slackApp(), AnyApp: b.config.SlackAppID == "", Links: b.Links, Queue: c.queue,
		Client: client, Now: b.Now, Log: b.Log, Zone: zone,
		Tokens: c.workspace, Ledger: ledger.New(b.Table, b.Now), Saver: b.saver(c.workspace, client), SaveChannels: b.config.SlackSaveChannels,
		Files: b.slackFiles(), Digests: c.digests,
	}
	if b.commandsAlone {
		parts.Tokens, parts.Saver, parts.SaveChannels, parts.Files, parts.Digests = nil, nil, nil, nil, nil
	}
	c.bot = slackbot.New(parts, handler)
	return c
}

// longestTurn is how long a simulator waits for an answer that comes late.
const longestTurn = 10 * time.Second

// close ends the queue, when what is in it is done or ctx is.
func (c *channels) close(ctx context.Context) error { return c.queue.Close(ctx) }

func (b *opened) skills() []string {
	if len(b.config.SkillIDs) > 0 {
		return append([]string{simulatedSkill}, b.config.SkillIDs...)
	}
	return []string{simulatedSkill}
}

func (b *opened) slackApp() string {
	if b.config.SlackAppID != "" {
		return b.config.SlackAppID
	}
	return simulatedApp
}

// byWorkspace sends posts of the simulated workspace to the simulator, and those
// of real ones on to Slack. The Web API is the simulator's alone: only there the app
// has a token.
type byWorkspace struct{ simulated, real http.RoundTripper }

func (t byWorkspace) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasPrefix(r.URL.Host, "hooks.") || strings.Contains(r.URL.Path, "/"+sample.SlackTeam+"/") {
		return t.simulated.RoundTrip(r)
	}
	return t.real.RoundTrip(r)
}
