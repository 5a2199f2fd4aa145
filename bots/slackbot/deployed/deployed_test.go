package deployed_test

import (
	"maps"
	"testing"

	"shoebox/bots/slackbot/deployed"
	"shoebox/shared/config"
	"shoebox/shared/fault"
)

func TestOpenPutsTogetherWhatIsConfigured(t *testing.T) {
	t.Setenv("AWS_REGION", "eu-west-1")
	t.Setenv("AWS_CONFIG_FILE", "/dev/null")
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
	oauth := map[string]string{
		"SHOEBOX_SLACK_CLIENT_ID": "123.456", "SHOEBOX_SLACK_CLIENT_SECRET": "hush", "SHOEBOX_TOKENS_KEY": "alias/shoebox",
	}
	tests := []struct {
		name    string
		without []string
		tokens  bool
		kind    fault.Kind
	}{
		{"all that OAuth needs", nil, true, 0},
		{"nothing of it", []string{"SHOEBOX_SLACK_CLIENT_ID", "SHOEBOX_SLACK_CLIENT_SECRET", "SHOEBOX_TOKENS_KEY"}, false, 0},
		{"no key for tokens", []string{"SHOEBOX_TOKENS_KEY"}, false, fault.Invalid},
		{"no client", []string{"SHOEBOX_SLACK_CLIENT_ID", "SHOEBOX_SLACK_CLIENT_SECRET"}, false, fault.Invalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			env := map[string]string{
				"SHOEBOX_TABLE": "dynamodb://photos", "SHOEBOX_KEYS": "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
				"SHOEBOX_PUBLIC_URL": "https://photos.example.com", "SHOEBOX_QUEUE": "https://sqs.eu-west-1.amazonaws.com/123456789012/work",
				"SHOEBOX_SLACK_APP_ID": "A0123456789", "SHOEBOX_SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5",
			}
			maps.Copy(env, oauth)
			for _, name := range tt.without {
				delete(env, name)
			}
			c, err := config.Read(func(name string) (string, bool) { v, ok := env[name]; return v, ok })
			if err != nil {
				t.Fatal(err)
			}
			bot, err := deployed.Open(t.Context(), c)
			if tt.kind != 0 {
				if !fault.Is(err, tt.kind) {
					t.Errorf("got %v, want %v", err, tt.kind)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := bot.Tokens != nil && bot.Install != nil; got != tt.tokens {
				t.Errorf("got tokens and the way in: %v, want %v", got, tt.tokens)
			}
		})
	}
}
