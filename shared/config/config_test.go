package config_test

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/config"
	"shoebox/shared/fault"
)

func environment(values map[string]string) config.Lookup {
	return func(name string) (string, bool) {
		v, ok := values[name]
		return v, ok
	}
}

func compareSecrets(a, b config.Secret) bool { return a == b }

func TestRead(t *testing.T) {
	got, err := config.Read(environment(map[string]string{
		"SHOEBOX_TABLE":                "dynamodb://photos-prod",
		"SHOEBOX_BLOBS":                "s3://photos-bucket",
		"SHOEBOX_ACCOUNTS":             "cognito://eu-west-1_AbCdEfGhI?client=1example23456789",
		"SHOEBOX_APP_URL":              "https://shoebox.example.com",
		"SHOEBOX_OBJECTS_URL":          "https://photos-bucket.s3.eu-west-1.amazonaws.com/",
		"SHOEBOX_QUEUE":                "https://sqs.eu-west-1.amazonaws.com/123456789012/shoebox",
		"SHOEBOX_PUBLIC_URL":           "https://photos.example.com/",
		"SHOEBOX_KEYS":                 "ssm:///shoebox/keys",
		"SHOEBOX_SKILL_IDS":            "amzn1.ask.skill.one, amzn1.ask.skill.two",
		"SHOEBOX_SLACK_APP_ID":         "A0123456789",
		"SHOEBOX_SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5",
		"SHOEBOX_SLACK_IMAGE_MODE":     "file:T0123456789, E0123456789",
		"SHOEBOX_SLACK_SAVE_CHANNELS":  "C0123456789, G0123456789",
		"SHOEBOX_LABELS":               "rekognition",
		"SHOEBOX_LABELS_CAP":           "250",
		"SHOEBOX_LOG_LEVEL":            "warn",
		"SHOEBOX_METRICS":              "full:Shoebox/prod",
		"HOME":                         "/home/somebody",
	}), config.Table, config.Keys)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := got.Keys.Parameter(), "/shoebox/keys"; got != want {
		t.Errorf("got parameter %q, want %q", got, want)
	}
	want := config.Config{
		Table:              config.Place{Scheme: "dynamodb", Name: "photos-prod"},
		Blobs:              config.Place{Scheme: "s3", Name: "photos-bucket"},
		Accounts:           config.Issuer{Scheme: "cognito", Pool: "eu-west-1_AbCdEfGhI", Client: "1example23456789"},
		AppURL:             "https://shoebox.example.com",
		ObjectsURL:         "https://photos-bucket.s3.eu-west-1.amazonaws.com",
		Queue:              "https://sqs.eu-west-1.amazonaws.com/123456789012/shoebox",
		PublicURL:          "https://photos.example.com",
		Keys:               got.Keys,
		SkillIDs:           []string{"amzn1.ask.skill.one", "amzn1.ask.skill.two"},
		SlackAppID:         "A0123456789",
		SlackSigningSecret: config.Given("8f742231b10e8888abcd99yyyzzz85a5"),
		SlackFiles:         true,
		SlackFileTeams:     []string{"T0123456789", "E0123456789"},
		SlackSaveChannels:  []string{"C0123456789", "G0123456789"},
		Labels:             "rekognition",
		LabelsCap:          250,
		LogLevel:           slog.LevelWarn,
		Metrics:            "full",
		MetricsNamespace:   "Shoebox/prod",
	}
	if diff := cmp.Diff(got, want, cmp.Comparer(compareSecrets)); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

func TestReadRefuses(t *testing.T) {
	tests := []struct {
		name        string
		env         map[string]string
		needed      []config.Variable
		want        string
		mustNotShow string
	}{
		{"a needed variable that is not set", nil, []config.Variable{config.Table},
			"SHOEBOX_TABLE is not set: give it as dynamodb://NAME or bolt:///PATH/FILE.db.", ""},
		{"a needed variable that is empty", map[string]string{"SHOEBOX_TABLE": "  "}, []config.Variable{config.Table},
			"SHOEBOX_TABLE is not set", ""},
		{"a table of an unknown technology", map[string]string{"SHOEBOX_TABLE": "mysql://host/db"}, nil,
			"SHOEBOX_TABLE has the wrong form", "mysql"},
		{"a table without a name", map[string]string{"SHOEBOX_TABLE": "dynamodb://"}, nil, "SHOEBOX_TABLE has", ""},
		{"a relative path", map[string]string{"SHOEBOX_TABLE": "bolt://file.db"}, nil, "SHOEBOX_TABLE has", ""},
		{"a password in a URL, which is not repeated", map[string]string{"SHOEBOX_BLOBS": "s3://me:hunter2@bucket"}, nil,
			"SHOEBOX_BLOBS has", "hunter2"},
		{"accounts without a client", map[string]string{"SHOEBOX_ACCOUNTS": "cognito://eu-west-1_AbCdEfGhI"}, nil, "SHOEBOX_ACCOUNTS has", ""},
		{"accounts with two clients", map[string]string{"SHOEBOX_ACCOUNTS": "cognito://eu-west-1_AbCdEfGhI?client=a&client=b"}, nil, "SHOEBOX_ACCOUNTS has", ""},
		{"accounts of what is no pool", map[string]string{"SHOEBOX_ACCOUNTS": "cognito://example.com?client=a"}, nil, "SHOEBOX_ACCOUNTS has", ""},
		{"accounts of a pool with a path", map[string]string{"SHOEBOX_ACCOUNTS": "cognito://eu_1/..?client=a"}, nil, "SHOEBOX_ACCOUNTS has", ""},
		{"accounts of an unknown technology", map[string]string{"SHOEBOX_ACCOUNTS": "auth0://eu_1?client=a"}, nil, "SHOEBOX_ACCOUNTS has", ""},
		{"a page with a path", map[string]string{"SHOEBOX_APP_URL": "https://host/prod"}, nil, "SHOEBOX_APP_URL has", ""},
		{"a queue that is no URL", map[string]string{"SHOEBOX_QUEUE": "shoebox"}, nil, "SHOEBOX_QUEUE has", ""},
		{"a public address with a path", map[string]string{"SHOEBOX_PUBLIC_URL": "https://host/prod"}, nil, "SHOEBOX_PUBLIC_URL has", ""},
		{"a skill id that is none", map[string]string{"SHOEBOX_SKILL_IDS": "my-skill"}, nil, "SHOEBOX_SKILL_IDS has", ""},
		{"a secret at the place of an app id, which is not repeated",
			map[string]string{"SHOEBOX_SLACK_APP_ID": "8f742231b10e"}, nil, "SHOEBOX_SLACK_APP_ID has", "8f742231b10e"},
		{"a parameter without a name", map[string]string{"SHOEBOX_KEYS": "ssm://"}, nil, "SHOEBOX_KEYS has", ""},
		{"an unknown way of pictures", map[string]string{"SHOEBOX_SLACK_IMAGE_MODE": "files"}, nil, "SHOEBOX_SLACK_IMAGE_MODE has", ""},
		{"files for nobody", map[string]string{"SHOEBOX_SLACK_IMAGE_MODE": "file:"}, nil, "SHOEBOX_SLACK_IMAGE_MODE has", ""},
		{"files for what is no workspace", map[string]string{"SHOEBOX_SLACK_IMAGE_MODE": "file:T1,C1"}, nil, "SHOEBOX_SLACK_IMAGE_MODE has", ""},
		{"links for some", map[string]string{"SHOEBOX_SLACK_IMAGE_MODE": "link:T1"}, nil, "SHOEBOX_SLACK_IMAGE_MODE has", ""},
		{"a channel by its name", map[string]string{"SHOEBOX_SLACK_SAVE_CHANNELS": "#general"}, nil, "SHOEBOX_SLACK_SAVE_CHANNELS has", ""},
		{"labels by nobody we know", map[string]string{"SHOEBOX_LABELS": "vision"}, nil, "SHOEBOX_LABELS has", ""},
		{"a cap that is no number", map[string]string{"SHOEBOX_LABELS_CAP": "many"}, nil, "SHOEBOX_LABELS_CAP has", ""},
		{"a cap of none, which is said by off", map[string]string{"SHOEBOX_LABELS_CAP": "0"}, nil, "SHOEBOX_LABELS_CAP has", ""},
		{"a cap beyond what anybody pays", map[string]string{"SHOEBOX_LABELS_CAP": "1000001"}, nil, "SHOEBOX_LABELS_CAP has", ""},
		{"a time that is none", map[string]string{"SHOEBOX_CLOCK": "noon"}, nil, "SHOEBOX_CLOCK has", ""},
		{"a time that stands still in AWS", map[string]string{"SHOEBOX_CLOCK": "2024-07-13T15:04:05Z", "AWS_LAMBDA_FUNCTION_NAME": "alexa"}, nil,
			"SHOEBOX_CLOCK stops the time, and with it what signatures are worth: it is for samples, so unset it.", ""},
		{"one that says it is SAM in a way SAM does not", map[string]string{
			"SHOEBOX_CLOCK": "2024-07-13T15:04:05Z", "AWS_LAMBDA_FUNCTION_NAME": "alexa", "AWS_SAM_LOCAL": "false",
		}, nil, "SHOEBOX_CLOCK stops", ""},
		{"an unknown size of metrics", map[string]string{"SHOEBOX_METRICS": "some"}, nil, "SHOEBOX_METRICS has", ""},
		{"metrics without the namespace that is announced", map[string]string{"SHOEBOX_METRICS": "full:"}, nil, "SHOEBOX_METRICS has", ""},
		{"a namespace of AWS's own", map[string]string{"SHOEBOX_METRICS": "full:AWS/Lambda"}, nil, "SHOEBOX_METRICS has", ""},
		{"a namespace that is none", map[string]string{"SHOEBOX_METRICS": "full:my photos"}, nil, "SHOEBOX_METRICS has", ""},
		{"an unknown log level", map[string]string{"SHOEBOX_LOG_LEVEL": "loud"}, nil, "SHOEBOX_LOG_LEVEL has", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := config.Read(environment(tt.env), tt.needed...)
			if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want an invalid saying %q", err, tt.want)
			}
			if tt.mustNotShow != "" && strings.Contains(err.Error(), tt.mustNotShow) {
				t.Errorf("got %v, which repeats the value", err)
			}
		})
	}
}

func TestTheTimeStandsStillWhereItIsSet(t *testing.T) {
	still := time.Date(2024, time.July, 13, 15, 4, 5, 0, time.UTC)
	tests := []struct {
		name string
		env  map[string]string
		want bool
	}{
		{"on a laptop", map[string]string{"SHOEBOX_CLOCK": "2024-07-13T15:04:05Z"}, true},
		{"under sam local", map[string]string{"SHOEBOX_CLOCK": "2024-07-13T15:04:05Z", "AWS_LAMBDA_FUNCTION_NAME": "AlexaFunction", "AWS_SAM_LOCAL": "true"}, true},
		{"not where it is not set", map[string]string{"AWS_LAMBDA_FUNCTION_NAME": "alexa"}, false},
		{"not where it is empty", map[string]string{"SHOEBOX_CLOCK": "", "AWS_LAMBDA_FUNCTION_NAME": "alexa"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := config.Read(environment(tt.env))
			if err != nil {
				t.Fatal(err)
			}
			if got := c.Now()(); got.Equal(still) != tt.want {
				t.Errorf("got %v, want it to stand at %v: %v", got, still, tt.want)
			}
		})
	}
}

func TestASecretDoesNotPrint(t *testing.T) {
	s := config.Given("hunter2")
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("opened", "secret", s, "in", config.Config{SlackSigningSecret: s})
	printed := fmt.Sprintf("%v %+v %#v %s %+v", s, s, s, s, config.Config{SlackSigningSecret: s}) + log.String()
	if strings.Contains(printed, "hunter2") {
		t.Errorf("got %s, which shows the secret", printed)
	}
}

func TestFolderKeepsEverythingInOneFolder(t *testing.T) {
	c, err := config.Folder("/data/shoebox", environment(map[string]string{
		"SHOEBOX_TABLE":                "dynamodb://photos-prod",
		"SHOEBOX_SLACK_SIGNING_SECRET": "a secret of mine",
	}))
	if err != nil {
		t.Fatal(err)
	}
	want := config.Config{
		Table:              config.Place{Scheme: "bolt", Name: "/data/shoebox/shoebox.db"},
		Blobs:              config.Place{Scheme: "file", Name: "/data/shoebox/blobs"},
		SlackSigningSecret: config.Given("a secret of mine"),
	}
	if diff := cmp.Diff(c, want, cmp.Comparer(compareSecrets)); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
	if got, want := c.Table.String(), "bolt:///data/shoebox/shoebox.db"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestDataDir(t *testing.T) {
	tests := []struct {
		name string
		env  map[string]string
		want string
	}{
		{"the XDG folder comes first", map[string]string{"XDG_DATA_HOME": "/xdg", "HOME": "/home/me"}, "/xdg/shoebox"},
		{"a relative XDG folder is passed over, as its specification says", map[string]string{"XDG_DATA_HOME": "xdg", "HOME": "/home/me"}, "/home/me/.local/share/shoebox"},
		{"home is next", map[string]string{"HOME": "/home/me"}, "/home/me/.local/share/shoebox"},
		{"without either there is none", nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := config.DataDir(environment(tt.env))
			if got != tt.want || (err == nil) != (tt.want != "") {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
}

func TestAccountsOfALaptopAreItsOwn(t *testing.T) {
	got, err := config.Read(environment(map[string]string{"SHOEBOX_ACCOUNTS": "local://"}), config.Accounts)
	if want := (config.Issuer{Scheme: "local"}); err != nil || got.Accounts != want {
		t.Errorf("got %v, %v, want %v", got.Accounts, err, want)
	}
}

func TestLabelsThatAreOffAreNobodys(t *testing.T) {
	c, err := config.Read(environment(map[string]string{"SHOEBOX_LABELS": "off"}))
	if err != nil || c.Labels != "" {
		t.Errorf("got %q (%v), want nobody", c.Labels, err)
	}
}
