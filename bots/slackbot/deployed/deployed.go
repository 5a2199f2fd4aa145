package deployed

import (
	"context"
	"net/http"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/fileids"
	"shoebox/bots/slackbot/install"
	"shoebox/bots/slackbot/ledger"
	"shoebox/shared/backend/aws"
	"shoebox/shared/config"
	"shoebox/shared/fault"
	"shoebox/shared/photolink"
)

// patience is how long Slack may take to answer one request.
const patience = 10 * time.Second

// Pictures opens the bucket that pictures lie in. It is for the worker alone, which
// uploads them where workspaces want files.
type Pictures func(sdk awssdk.Config, place config.Place) photolink.Bucket

// Open makes the bot of a configuration. Without what Slack gave the app for OAuth
// (client id, client secret, and the key that seals tokens) it answers commands and
// clicks alone; with some of it, but not all, it is an Invalid. The front's pictures
// are nil.
func Open(ctx context.Context, c config.Config, pictures Pictures) (*slackbot.Bot, error) {
	const op = "deployed.Open"
	b, err := aws.Open(ctx, c)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	parts := slackbot.Config{
		Secrets: b.SlackSecrets, AppID: c.SlackAppID, Links: b.Links, Queue: b.Queue(), Client: &http.Client{Timeout: patience},
		Ledger: ledger.New(b.Table, b.Now), Now: b.Now, Log: b.Log,
	}
	set := 0
	for _, is := range []bool{c.SlackClientID != "", !c.SlackClientSecret.IsZero(), c.TokensKey != ""} {
		if is {
			set++
		}
	}
	switch set {
	case 0:
		return slackbot.New(parts, b.Router()), nil
	case 1, 2:
		return nil, fault.New(op, fault.Invalid, "SHOEBOX_SLACK_CLIENT_ID, SHOEBOX_SLACK_CLIENT_SECRET and SHOEBOX_TOKENS_KEY belong together: set all of them, or none.")
	}
	app := install.App{ClientID: c.SlackClientID, ClientSecret: b.SlackClientSecret}
	kept := install.New(b.Table, b.Sealer(c.TokensKey), app, parts.Client, b.Now)
	parts.Tokens = kept
	parts.Install = &install.OAuth{Installations: kept, Scopes: slackbot.Scopes(), Key: b.InstallKey, Log: b.Log}
	if !c.SlackFiles {
		return slackbot.New(parts, b.Router()), nil
	}
	parts.Install.Scopes = append(parts.Install.Scopes, slackbot.FileScopes()...)
	parts.Files = &slackbot.Files{IDs: fileids.New(b.Table, b.Now), Teams: c.SlackFileTeams}
	if pictures != nil {
		if c.Blobs.Scheme != "s3" {
			return nil, fault.New(op, fault.Invalid, "SHOEBOX_SLACK_IMAGE_MODE=file needs SHOEBOX_BLOBS to be s3://BUCKET.")
		}
		parts.Files.Source = photolink.Source{Photos: photolink.From(b.Galleries), Bucket: pictures(b.SDK, c.Blobs)}
	}
	return slackbot.New(parts, b.Router()), nil
}
