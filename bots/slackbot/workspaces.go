package slackbot

import (
	"context"
	"sync"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Workspaces gives workspaces their galleries: account.People are these.
type Workspaces interface {
	// Workspace makes the gallery of a workspace, where it is not there. installer is
	// who put the app there; "" is not known.
	Workspace(ctx context.Context, team, name, installer string) (gallery.ID, error)
}

// hosted keeps in mind which workspaces have a gallery. It is safe for concurrent use.
type hosted struct {
	mu    sync.Mutex
	teams map[string]bool
}

func (h *hosted) knows(team string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.teams[team]
}

// keep keeps a workspace in mind. When there are too many, all are looked for afresh.
func (h *hosted) keep(team string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.teams == nil || len(h.teams) >= maxKnown {
		h.teams = map[string]bool{}
	}
	h.teams[team] = true
}

// host makes the gallery of the workspace a verified command comes from. Where it
// can't be made now, the next command makes it: this one is told how to connect.
func (b *Bot) host(ctx context.Context, c call) {
	if b.Workspaces == nil || c.Team == "" || b.hosted.knows(c.Team) {
		return
	}
	if _, err := b.Workspaces.Workspace(ctx, c.Team, c.Domain, ""); err != nil {
		b.Log.WarnContext(ctx, "slack: a workspace without a gallery", "kind", fault.Of(err).String(), "error", err.Error())
		return
	}
	b.hosted.keep(c.Team)
}
