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
	"shoebox/shared/blob"
	"shoebox/shared/config"
	"shoebox/shared/fault"
	"shoebox/shared/photolink"
)

// patience is how long Slack may take to answer one request.
const patience = 10 * time.Second

// Bucket opens the bucket that pictures lie in. It is for the worker alone, which uploads
// them where workspaces want files, and puts there what people save.
type Bucket func(sdk awssdk.Config, place config.Place) *blob.Store

// Open makes the bot of a configuration. Without what Slack gave the app for OAuth
// (client id and client secret) it answers commands and clicks alone; with one of
// them it is an Invalid. A key of KMS seals workspaces' tokens, or else one of our
// own. The front's bucket is nil.
func Open(ctx context.Context, c config.Config, bucket Bucket) (*slackbot.Bot, error) {
	const op = "deployed.Open"
	b, err := aws.Open(ctx, c)
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	parts := slackbot.Config{
		Secrets: b.SlackSecrets, AppID: c.SlackAppID, Links: b.Links, Queue: b.Queue(), Client: &http.Client{Timeout: patience},
		Ledger: ledger.New(b.Table, b.Now), Workspaces: b.People, Now: b.Now, Log: b.Log,
	}
	switch secret := !c.SlackClientSecret.IsZero(); {
	case c.SlackClientID == "" && !secret:
		return slackbot.New(parts, b.Router()), nil
	case c.SlackClientID == "" || !secret:
		return nil, fault.New(op, fault.Invalid, "SHOEBOX_SLACK_CLIENT_ID and SHOEBOX_SLACK_CLIENT_SECRET belong together: set both, or none.")
	}
	var sealer install.Sealer = install.NewLocalSealer(b.TokenKeys...)
	if c.TokensKey != "" {
		sealer = b.Sealer(c.TokensKey)
	}
	app := install.App{ClientID: c.SlackClientID, ClientSecret: b.SlackClientSecret}
	kept := install.New(b.Table, sealer, app, parts.Client, b.Now)
	parts.Tokens, parts.Digests = kept, digestsOf(b)
	parts.Install = &install.OAuth{Installations: kept, Scopes: slackbot.Scopes(), Key: b.InstallKey, Log: b.Log}
	parts.Install.Workspace = func(ctx context.Context, team, name, installer string) error {
		_, err := b.People.Workspace(ctx, team, name, installer)
		return err
	}
	var pictures *blob.Store
	if bucket != nil && c.Blobs.Scheme == "s3" {
		pictures = bucket(b.SDK, c.Blobs)
		parts.Saver = saver(b, pictures, kept)
	}
	parts.WorkerSaves, parts.SaveChannels = c.Blobs.Scheme == "s3", c.SlackSaveChannels
	if !c.SlackFiles {
		return slackbot.New(parts, b.Router()), nil
	}
	parts.Install.Scopes = append(parts.Install.Scopes, slackbot.FileScopes()...)
	parts.Files = &slackbot.Files{IDs: fileids.New(b.Table, b.Now), Teams: c.SlackFileTeams}
	if bucket != nil {
		if pictures == nil {
			return nil, fault.New(op, fault.Invalid, "SHOEBOX_SLACK_IMAGE_MODE=file needs SHOEBOX_BLOBS to be s3://BUCKET.")
		}
		parts.Files.Source = photolink.Source{Photos: photolink.From(b.Galleries), Bucket: pictures}
	}
	return slackbot.New(parts, b.Router()), nil
}
