package account

import (
	"context"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// Workspace gives the gallery of a Slack workspace or organisation (T… or E…), which
// it makes the first time, however often and in parallel.
func (p *People) Workspace(ctx context.Context, team, name string) (gallery.ID, error) {
	const op = "account.Workspace"
	id, err := p.workspace(ctx, team)
	if err == nil || !fault.Is(err, fault.NotFound) {
		return id, fault.Wrap(op, err)
	}
	if name == "" {
		name = "Our workspace"
	}
	made, err := p.galleries.Create(ctx, gallery.Workspace, name, gallery.Member{})
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	item := table.Item{Key: workspaceKey(team), Attributes: table.Attributes{"gallery": string(made.ID)}}
	if err := p.table.Write(ctx, table.Put(item, table.Absent())); err != nil && !fault.Is(err, fault.Conflict) {
		return "", fault.Wrap(op, err)
	}
	id, err = p.workspace(ctx, team) // somebody may have been faster; the empty gallery of who was not is nobody's
	return id, fault.Wrap(op, err)
}

func (p *People) workspace(ctx context.Context, team string) (gallery.ID, error) {
	const op = "account.workspace"
	if _, ok := linkKey(Identity{Channel: Slack, Team: team, User: "-"}); !ok || team == "" {
		return "", fault.New(op, fault.NotFound, "no workspace")
	}
	item, err := p.table.Get(ctx, workspaceKey(team))
	return gallery.ID(item.String("gallery")), err
}

func workspaceKey(team string) table.Key { return table.Key{Partition: "W#slack#" + team, Sort: "M"} }
