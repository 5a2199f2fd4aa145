package config

import (
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"

	"shoebox/shared/fault"
)

// Variable names an environment variable.
type Variable string

// The variables Shoebox reads.
const (
	Table              Variable = "SHOEBOX_TABLE"                // dynamodb://NAME or bolt:///PATH
	Blobs              Variable = "SHOEBOX_BLOBS"                // s3://BUCKET or file:///DIR
	Accounts           Variable = "SHOEBOX_ACCOUNTS"             // cognito://POOL_ID?client=CLIENT_ID or local://
	AppURL             Variable = "SHOEBOX_APP_URL"              // where the page is: https://HOST
	ObjectsURL         Variable = "SHOEBOX_OBJECTS_URL"          // where signed requests for objects lead: https://HOST
	Queue              Variable = "SHOEBOX_QUEUE"                // the URL of an SQS queue
	PublicURL          Variable = "SHOEBOX_PUBLIC_URL"           // where people and channels reach us: https://HOST
	Keys               Variable = "SHOEBOX_KEYS"                 // what signs cursors, conversations and links
	SkillIDs           Variable = "SHOEBOX_SKILL_IDS"            // Alexa skills we answer, with commas
	SlackAppID         Variable = "SHOEBOX_SLACK_APP_ID"         // the Slack app we are
	SlackSigningSecret Variable = "SHOEBOX_SLACK_SIGNING_SECRET" // what Slack signs its requests with
	SlackClientID      Variable = "SHOEBOX_SLACK_CLIENT_ID"      // what Slack knows the app by when it is installed
	SlackClientSecret  Variable = "SHOEBOX_SLACK_CLIENT_SECRET"  // what proves that to Slack
	TokensKey          Variable = "SHOEBOX_TOKENS_KEY"           // the key of KMS that seals workspaces' tokens, in place of our own
	SlackImageMode     Variable = "SHOEBOX_SLACK_IMAGE_MODE"     // how pictures come into messages of Slack
	SlackSaveChannels  Variable = "SHOEBOX_SLACK_SAVE_CHANNELS"  // Slack channels whose pictures are saved, with commas
	Labels             Variable = "SHOEBOX_LABELS"               // who finds out what photos show
	LabelsCap          Variable = "SHOEBOX_LABELS_CAP"           // how many photos of a gallery a month, at most
	LogLevel           Variable = "SHOEBOX_LOG_LEVEL"            // debug, info, warn or error
	Metrics            Variable = "SHOEBOX_METRICS"              // which metrics Lambda functions write, and where they are kept
	Clock              Variable = "SHOEBOX_CLOCK"                // the time it always is, for samples: never in AWS
)

// Lookup finds the value of an environment variable, as os.LookupEnv does.
type Lookup func(name string) (value string, set bool)

// Config is what the environment says. A field whose variable is not set has its
// zero value.
type Config struct {
	Table Place // of scheme "dynamodb" or "bolt"
	Blobs Place // of scheme "s3" or "file"
	// Accounts is who signs people in.
	Accounts Issuer
	// AppURL is scheme, host and port of the page, as PublicURL is of pictures. They are
	// the same on a laptop.
	AppURL string
	// ObjectsURL is the same of what the page puts uploads to, and gets pictures from.
	ObjectsURL string
	// Queue is the URL of an SQS queue.
	Queue string
	// PublicURL is scheme, host and port, without a path or a last slash.
	PublicURL string
	// Keys holds keys as package backend reads them.
	Keys     Secret
	SkillIDs []string
	// SlackAppID is checked against the requests' when it is set.
	SlackAppID string
	// SlackSigningSecret holds one secret, or several with commas between them
	// while one replaces the other.
	SlackSigningSecret Secret
	// SlackClientID, SlackClientSecret and TokensKey are for workspaces that
	// install the app by OAuth. TokensKey is an ARN, an id or an alias.
	SlackClientID     string
	SlackClientSecret Secret
	TokensKey         string
	// SlackFiles says that pictures lie in Slack's workspaces as files of the app's,
	// instead of being fetched by a link: in those of SlackFileTeams (T… or E…), in
	// all where it names none.
	SlackFiles     bool
	SlackFileTeams []string
	// SlackSaveChannels are the channels (C… or G…) whose pictures are saved as they
	// are shared; none is none.
	SlackSaveChannels []string
	// Labels is who finds out what photos show: "rekognition", which is paid by the
	// photo; "" is nobody. LabelsCap is how many photos of one gallery it may look at
	// in a month of UTC; 0 was not said.
	Labels    string
	LabelsCap int
	LogLevel  slog.Level
	// Metrics is how many metrics Lambda functions write: "household", "full" or
	// "off"; "" was not said. MetricsNamespace is where CloudWatch keeps them; ""
	// was not said.
	Metrics, MetricsNamespace string
	// Clock is the time that it always is; zero is a clock that goes.
	Clock time.Time
}

// Now gives the clock: that of the machine, unless the time stands still. What
// was signed at a known time can so be verified at any time; so [Read] refuses it
// in AWS.
func (c Config) Now() func() time.Time {
	if c.Clock.IsZero() {
		return time.Now
	}
	return func() time.Time { return c.Clock }
}

// field is what is known of one variable: how its value looks, and where it goes.
type field struct {
	name Variable
	like string // ends the sentence "give it as ..."
	into func(*Config, string) error
}

func fields() []field {
	return []field{
		{Table, "dynamodb://NAME or bolt:///PATH/FILE.db", func(c *Config, v string) (err error) {
			c.Table, err = place(v, "dynamodb", "bolt")
			return err
		}},
		{Blobs, "s3://BUCKET or file:///DIR", func(c *Config, v string) (err error) {
			c.Blobs, err = place(v, "s3", "file")
			return err
		}},
		{Accounts, "cognito://POOL_ID?client=CLIENT_ID or local://", func(c *Config, v string) (err error) {
			c.Accounts, err = issuer(v)
			return err
		}},
		{AppURL, "https://HOST without a path", func(c *Config, v string) error {
			c.AppURL = strings.TrimSuffix(v, "/")
			return web(c.AppURL, false)
		}},
		{ObjectsURL, "https://HOST without a path", func(c *Config, v string) error {
			c.ObjectsURL = strings.TrimSuffix(v, "/")
			return web(c.ObjectsURL, false)
		}},
		{Queue, "the URL of an SQS queue, https://sqs.REGION.amazonaws.com/ACCOUNT/NAME", func(c *Config, v string) error {
			c.Queue = v
			return web(v, true)
		}},
		{PublicURL, "https://HOST without a path", func(c *Config, v string) error {
			c.PublicURL = strings.TrimSuffix(v, "/")
			return web(c.PublicURL, false)
		}},
		{Keys, "ssm:///PARAMETER, whose value is NUMBER:BASE64 of 32 bytes or more", func(c *Config, v string) (err error) {
			c.Keys, err = secret(v)
			return err
		}},
		{SkillIDs, "amzn1.ask.skill.ID, several with commas", func(c *Config, v string) error {
			c.SkillIDs = list(v)
			for _, id := range c.SkillIDs {
				if !strings.HasPrefix(id, "amzn1.ask.skill.") {
					return errForm
				}
			}
			return nil
		}},
		{SlackAppID, "the app id that Slack shows under Basic Information, A0123456789", func(c *Config, v string) error {
			c.SlackAppID = v
			if !strings.HasPrefix(v, "A") {
				return errForm
			}
			return nil
		}},
		{SlackSigningSecret, "ssm:///PARAMETER, or the secret itself", func(c *Config, v string) (err error) {
			c.SlackSigningSecret, err = secret(v)
			return err
		}},
		{SlackClientID, "the client id that Slack shows under Basic Information, 1234567890.1234567890", func(c *Config, v string) error {
			c.SlackClientID = v
			if !clientID(v) {
				return errForm
			}
			return nil
		}},
		{SlackClientSecret, "ssm:///PARAMETER, or the secret itself", func(c *Config, v string) (err error) {
			c.SlackClientSecret, err = secret(v)
			return err
		}},
		{TokensKey, "the ARN of a key of KMS", func(c *Config, v string) error {
			c.TokensKey = v
			return nil
		}},
		{SlackImageMode, "link, file, or file:T0123456789 for some workspaces alone, with commas", func(c *Config, v string) error {
			mode, teams, some := strings.Cut(v, ":")
			c.SlackFiles, c.SlackFileTeams = mode == "file", list(teams)
			strange := func(team string) bool { return team[0] != 'T' && team[0] != 'E' }
			if mode != "file" && v != "link" || some == (len(c.SlackFileTeams) == 0) || slices.ContainsFunc(c.SlackFileTeams, strange) {
				return errForm
			}
			return nil
		}},
		{SlackSaveChannels, "the channel ids that Slack shows at the end of a channel's details, C0123456789, several with commas", func(c *Config, v string) error {
			c.SlackSaveChannels = list(v)
			if slices.ContainsFunc(c.SlackSaveChannels, func(id string) bool { return id[0] != 'C' && id[0] != 'G' }) {
				return errForm
			}
			return nil
		}},
		{Labels, "off or rekognition", func(c *Config, v string) error {
			if v == "rekognition" {
				c.Labels = v
			} else if v != "off" {
				return errForm
			}
			return nil
		}},
		{LabelsCap, "the most photos of a gallery that are labelled in a month, 1 to 1000000", func(c *Config, v string) (err error) {
			const most = 1_000_000
			c.LabelsCap, err = strconv.Atoi(v)
			if err != nil || c.LabelsCap < 1 || c.LabelsCap > most {
				return errForm
			}
			return nil
		}},
		{LogLevel, "debug, info, warn or error", func(c *Config, v string) error {
			return c.LogLevel.UnmarshalText([]byte(v))
		}},
		{Metrics, "household, full or off; with a namespace of CloudWatch of your own, household:Shoebox/NAME", func(c *Config, v string) error {
			var some bool
			c.Metrics, c.MetricsNamespace, some = strings.Cut(v, ":")
			strange := some && (!namespace(c.MetricsNamespace) || strings.HasPrefix(c.MetricsNamespace, "AWS/"))
			if strange || !slices.Contains([]string{"household", "full", "off"}, c.Metrics) {
				return errForm
			}
			return nil
		}},
		{Clock, "2024-07-13T15:04:05Z", func(c *Config, v string) (err error) {
			c.Clock, err = time.Parse(time.RFC3339, v)
			return err
		}},
	}
}

// Variables gives all variables Read knows.
func Variables() []Variable {
	var all []Variable
	for _, f := range fields() {
		all = append(all, f.name)
	}
	return all
}

// Read reads the environment. What is set must have the right form, and the
// needed variables must be set; the rest may be missing, and an empty value is as
// good as none. An error is an Invalid whose last part is a sentence that names
// the variable and never its value.
func Read(lookup Lookup, needed ...Variable) (Config, error) {
	const op = "config.Read"
	var c Config
	for _, f := range fields() {
		value, set := lookup(string(f.name))
		value = strings.TrimSpace(value)
		if !set || value == "" {
			if slices.Contains(needed, f.name) {
				return Config{}, fault.New(op, fault.Invalid, fmt.Sprintf("%s is not set: give it as %s.", f.name, f.like))
			}
			continue
		}
		if err := f.into(&c, value); err != nil {
			return Config{}, fault.New(op, fault.Invalid, fmt.Sprintf("%s has the wrong form: give it as %s.", f.name, f.like))
		}
	}
	if !c.Clock.IsZero() && deployed(lookup) {
		return Config{}, fault.New(op, fault.Invalid, fmt.Sprintf("%s stops the time, and with it what signatures are worth: it is for samples, so unset it.", Clock))
	}
	return c, nil
}

// deployed reports whether this is Lambda itself, and not SAM's imitation of it.
func deployed(lookup Lookup) bool {
	name, _ := lookup("AWS_LAMBDA_FUNCTION_NAME")
	imitated, _ := lookup("AWS_SAM_LOCAL")
	return name != "" && imitated != "true"
}

// list splits at commas and spaces and drops what is empty.
func list(v string) []string {
	return strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' || r == '\t' })
}
