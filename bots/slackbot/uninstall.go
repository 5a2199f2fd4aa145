package slackbot

import (
	"context"
	"time"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
)

// installEvents tell that the app was taken out of a workspace, or its token
// revoked: in any order, and more than once. The workspace's gallery stays, and so
// does who is connected there: its owners still have it on the web, and whoever
// installs the app again finds it.
func installEvents() []EventHandler {
	return []EventHandler{
		{Type: "app_uninstalled", work: (*Bot).uninstalled},
		{Type: "tokens_revoked", work: (*Bot).revoked},
	}
}

// forgetter keeps installations, and can forget them: install.Installations.
type forgetter interface {
	Forget(ctx context.Context, w install.Workspace, said time.Time) error
	Revoked(ctx context.Context, w install.Workspace, bots []string, said time.Time) error
}

func (b *Bot) uninstalled(ctx context.Context, d delivery) error {
	if b.Files != nil {
		// The files stay: the token that could delete them is gone.
		if err := b.Files.IDs.Forget(ctx, d.workspace()); err != nil {
			return fault.Wrap("slackbot.uninstalled", err)
		}
	}
	if b.Digests != nil {
		if err := b.Digests.Forget(ctx, d.workspace(), d.Happened); err != nil {
			return fault.Wrap("slackbot.uninstalled", err)
		}
	}
	keeper, ok := b.Tokens.(forgetter)
	if !ok {
		return nil // the token was given by hand
	}
	return fault.Wrap("slackbot.uninstalled", keeper.Forget(ctx, d.workspace(), d.Happened))
}

func (b *Bot) revoked(ctx context.Context, d delivery) error {
	keeper, ok := b.Tokens.(forgetter)
	if !ok {
		return nil
	}
	var inner struct {
		Tokens struct {
			Bot []string `json:"bot"` // users, not tokens
		} `json:"tokens"`
	}
	if err := d.read(&inner); err != nil {
		return err
	}
	return fault.Wrap("slackbot.revoked", keeper.Revoked(ctx, d.workspace(), inner.Tokens.Bot, d.Happened))
}
