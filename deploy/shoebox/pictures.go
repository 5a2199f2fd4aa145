package main

import (
	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/fileids"
	"shoebox/shared/photolink"
)

// slackFiles have workspaces keep the pictures they are shown, where the
// configuration says so; nil where they are links.
func (b *opened) slackFiles() *slackbot.Files {
	if !b.config.SlackFiles {
		return nil
	}
	return &slackbot.Files{
		IDs: fileids.New(b.Table, b.Now), Teams: b.config.SlackFileTeams,
		Source: photolink.Source{Photos: photolink.From(b.Galleries), Bucket: b.Blobs},
	}
}

// slackScopes are what the simulated workspace lets the app do: what it asks for.
func (b *opened) slackScopes() []string {
	if b.config.SlackFiles {
		return append(slackbot.Scopes(), slackbot.FileScopes()...)
	}
	return slackbot.Scopes()
}
