package env_test

import (
	"testing"

	"shoebox/deploy/env"
	"shoebox/shared/config"
)

func TestEveryFunctionHasTheSameSecretsAndTime(t *testing.T) {
	var first config.Config
	for i, name := range []string{"slack", "slackworker", "alexa", "image", "login", "addphoto"} {
		c, err := config.Read(env.Under(func(string) (string, bool) { return "", false }, name), config.Table, config.Keys, config.Clock)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if i == 0 {
			first = c
		}
		if c.Table != first.Table || c.Keys != first.Keys || !c.Clock.Equal(first.Clock) {
			t.Errorf("%s has not the table, keys and clock that slack has", name)
		}
	}
	if got := len(env.Local()); got < 18 {
		t.Errorf("got %d functions, want every one of the template", got)
	}
}

func TestWhatIsSetGoesFirst(t *testing.T) {
	mine := func(name string) (string, bool) { return "A0MINE", name == string(config.SlackAppID) }
	under := env.Under(mine, "slack")
	if got, _ := under(string(config.SlackAppID)); got != "A0MINE" {
		t.Errorf("got app id %q, want the one that was set", got)
	}
	if got, set := under(string(config.Table)); !set || got == "" {
		t.Error("got no table, want that of the file")
	}
	if _, set := under("HOME"); set {
		t.Error("got a variable that nobody set")
	}
}
