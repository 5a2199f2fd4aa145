package main

import (
	"net/http"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/save"
)

// saver saves pictures that lie in workspaces into the folder's gallery, for who may
// change it.
func (b *opened) saver(tokens slackbot.Tokens, client *http.Client) *save.Saver {
	// A picture takes longer than a message.
	slow := *client
	slow.Timeout = time.Minute
	return save.New(save.Config{
		Downloads: slackbot.Downloads{Tokens: tokens, Client: &slow},
		Accounts:  b.Accounts, Galleries: b.Galleries, Inbox: b.inbox(), Table: b.Table,
	})
}
