package deployed

import (
	"net/http"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/save"
	"shoebox/shared/backend/aws"
	"shoebox/shared/blob"
	"shoebox/shared/inbox"
)

// fetchPatience is how long a picture may take to come from Slack: more than a message.
const fetchPatience = 30 * time.Second

// saver puts pictures that lie in workspaces into the bucket, where they become photos.
func saver(b *aws.Backend, bucket *blob.Store, tokens slackbot.Tokens) *save.Saver {
	return save.New(save.Config{
		Downloads: slackbot.Downloads{Tokens: tokens, Client: &http.Client{Timeout: fetchPatience}},
		Accounts:  b.Accounts, Galleries: b.Galleries, Table: b.Table,
		Inbox: inbox.New(inbox.Config{Table: b.Table, Blobs: bucket, Galleries: b.Galleries, Now: b.Now}),
	})
}
