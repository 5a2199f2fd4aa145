package intentstest_test

import (
	"testing"

	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/account"
)

// connect has somebody in Slack ask for a link, and follow it.
func connect(t *testing.T, town *intentstest.Town, slack *intentstest.Slack, u account.User) {
	t.Helper()
	slack.Say(t, "connect")
	if err := town.Connect(t, slack.Door(t), u); err != nil {
		t.Fatal(err)
	}
}

// connecting is somebody in Slack who asks for a link.
func connecting(town *intentstest.Town) *intents.Request {
	return &intents.Request{
		ID: "command.1", Channel: account.Slack, Identity: account.Identity{Channel: account.Slack, Team: "T1", User: "UANNA"},
		Intent: intents.SignIn, Locale: "en-US", At: town.Clock.Now(), Screen: intents.Screen{Shows: true, Touch: true},
	}
}
