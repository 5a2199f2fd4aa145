package main

import (
	"context"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/digest"
)

// digests are those that were asked for in this folder.
func (b *opened) digests() *digest.Digests {
	return digest.New(digest.Config{Table: b.Table, Galleries: b.Galleries, Accounts: b.Accounts, Now: b.Now})
}

// sendDigests has the bot post the digests that are due. It may be called as often as
// one likes: a quarter of an hour that is done is not looked at again.
func (c *channels) sendDigests(ctx context.Context) error {
	_, err := slackbot.Tick(ctx, c.digests, c.queue, c.now())
	return err
}
