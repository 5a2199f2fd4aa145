package deployed_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"shoebox/bots/slackbot/deployed"
	"shoebox/shared/blob"
	"shoebox/shared/blob/s3store"
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
		images  string
	}{
		{"all that OAuth needs", nil, true, 0, ""},
		{"pictures by links", nil, true, 0, "link"},
		{"nowhere to put pictures", []string{"SHOEBOX_BLOBS"}, true, 0, ""},
		{"pictures as files", nil, true, 0, "file"},
		{"pictures as files for some workspaces", nil, true, 0, "file:T1"},
		{"pictures as files out of no bucket", []string{"SHOEBOX_BLOBS"}, true, fault.Invalid, "file"},
		{"nothing of it", []string{"SHOEBOX_SLACK_CLIENT_ID", "SHOEBOX_SLACK_CLIENT_SECRET", "SHOEBOX_TOKENS_KEY"}, false, 0, ""},
		{"no key of KMS", []string{"SHOEBOX_TOKENS_KEY"}, true, 0, ""},
		{"no client secret", []string{"SHOEBOX_SLACK_CLIENT_SECRET"}, false, fault.Invalid, ""},
		{"no client id", []string{"SHOEBOX_SLACK_CLIENT_ID"}, false, fault.Invalid, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			env := map[string]string{
				"SHOEBOX_TABLE": "dynamodb://photos", "SHOEBOX_KEYS": "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
				"SHOEBOX_PUBLIC_URL": "https://photos.example.com", "SHOEBOX_QUEUE": "https://sqs.eu-west-1.amazonaws.com/123456789012/work",
				"SHOEBOX_SLACK_APP_ID": "A0123456789", "SHOEBOX_SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5",
			}
			maps.Copy(env, oauth)
			env["SHOEBOX_BLOBS"], env["SHOEBOX_SLACK_IMAGE_MODE"], env["SHOEBOX_SLACK_SAVE_CHANNELS"] = "s3://pictures", tt.images, "C0123456789"
			for _, name := range tt.without {
				delete(env, name)
			}
			c, err := config.Read(func(name string) (string, bool) { v, ok := env[name]; return v, ok })
			if err != nil {
				t.Fatal(err)
			}
			bot, err := deployed.Open(t.Context(), c, func(sdk aws.Config, place config.Place) *blob.Store { return s3store.Open(sdk, place, time.Now) })
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
			if got, want := bot.Saver != nil, bot.Tokens != nil && env["SHOEBOX_BLOBS"] != ""; got != want || bot.WorkerSaves != want {
				t.Errorf("got a way to save pictures: %v, and to offer that: %v, want %v", got, bot.WorkerSaves, want)
			}
			if got := slices.Equal(bot.SaveChannels, []string{"C0123456789"}); got != tt.tokens {
				t.Errorf("got pictures of the channel saved: %v, want %v", got, tt.tokens)
			}
			files := strings.HasPrefix(tt.images, "file")
			if got := bot.Files != nil && bot.Files.Source.Bucket != nil; got != files {
				t.Errorf("got files %v, want %v", got, files)
			}
			if got := bot.Install != nil && slices.Contains(bot.Install.Scopes, "files:write"); got != files {
				t.Errorf("got the scope of files %v, want %v", got, files)
			}
		})
	}
}

func TestTheScheduledFunctionNeedsTableKeysAndQueue(t *testing.T) {
	t.Setenv("AWS_REGION", "eu-west-1")
	t.Setenv("AWS_CONFIG_FILE", "/dev/null")
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
	env := map[string]string{
		"SHOEBOX_TABLE": "dynamodb://photos", "SHOEBOX_KEYS": "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
		"SHOEBOX_QUEUE": "https://sqs.eu-west-1.amazonaws.com/123456789012/work",
	}
	for _, without := range []string{"", "SHOEBOX_TABLE", "SHOEBOX_KEYS"} {
		c, err := config.Read(func(name string) (string, bool) { v, ok := env[name]; return v, ok && name != without })
		if err != nil {
			t.Fatal(err)
		}
		run, err := deployed.OpenDigest(t.Context(), c)
		if good := without == ""; good != (err == nil && run != nil) || !good && !fault.Is(err, fault.Invalid) {
			t.Errorf("without %q: got %v", without, err)
		}
	}
}
