package slacksim

import (
	"context"
	"net/http"
	"time"

	"shoebox/bots/slackbot/slacktest"
)

// Config is what a workspace is made of. All fields are needed but those that say
// otherwise.
type Config struct {
	Secret    string // that requests are signed with
	AppID     string // A…
	TeamID    string // T…
	UserID    string // U…
	ChannelID string // C…
	Endpoint  http.Handler
	Now       func() time.Time
	// Scopes are what the app may do by the Web API; none is that it was given no
	// token.
	Scopes []string
	// Pictures is the way to pictures in messages; nil takes every picture to be
	// there.
	Pictures http.RoundTripper
	// Wait is how long a turn waits for an answer that does not come with the
	// acknowledgement; 0 is not at all.
	Wait time.Duration
	// Patience is how long the app may take to acknowledge; 0 is Slack's three seconds.
	Patience time.Duration
	// Run tells this workspace's ids from those of another run over the same
	// store; "" is a random one.
	Run string
}

// Workspace is a simulated workspace. It is safe for concurrent use.
type Workspace struct {
	// Slack is what it is a part of: for more people, and for what goes wrong.
	*slacktest.Slack
	me slacktest.Person
}

// Message is a message as the person sees it.
type Message = slacktest.Message

// Exchange is a request and its answer.
type Exchange = slacktest.Exchange

// Turn is what came of something the person did.
type Turn = slacktest.Turn

// New makes an empty workspace. It panics when the Config lacks something.
func New(c Config) *Workspace {
	if c.TeamID == "" || c.UserID == "" || c.ChannelID == "" {
		panic("slacksim.New: Config lacks a part")
	}
	w := &Workspace{
		Slack: slacktest.New(slacktest.Config{
			Secret: c.Secret, AppID: c.AppID, Endpoint: c.Endpoint, Now: c.Now, Pictures: c.Pictures, Wait: c.Wait, Patience: c.Patience, Run: c.Run, Looks: 1,
		}),
		me: slacktest.Person{Team: c.TeamID, User: c.UserID, Channel: c.ChannelID},
	}
	w.Meet(w.me)
	if len(c.Scopes) > 0 {
		w.Install(slacktest.Installed{Team: c.TeamID, Scopes: c.Scopes})
	}
	return w
}

// Me is the person, where they are.
func (w *Workspace) Me() slacktest.Person { return w.me }

// Command types the app's command with a text after it.
func (w *Workspace) Command(ctx context.Context, text string) (Turn, error) {
	return w.Slack.Command(ctx, w.me, text)
}

// Press presses a button of a message as the person sees it. A message as it was
// before an answer replaced it may be given too: that is a double click. An
// actionID may end before its last part; the first button that it begins is
// pressed.
func (w *Workspace) Press(ctx context.Context, m Message, actionID string) (Turn, error) {
	return w.Slack.Press(ctx, w.me, m, actionID)
}

// Say says something in the channel; to mention the app in it is slacktest.BotUser's
// name. thread is the message that is replied to; "" is none.
func (w *Workspace) Say(ctx context.Context, text, thread string) (Turn, error) {
	_, e := w.Slack.Say(w.me, text, thread)
	return w.happen(ctx, e)
}

func (w *Workspace) happen(ctx context.Context, e slacktest.Event) (Turn, error) {
	d, err := w.Deliver(ctx, e)
	if err != nil {
		return Turn{}, err
	}
	if d.Failed != "" {
		d.Refused = append(d.Refused, d.Failed)
	}
	return d.Turn, nil
}
