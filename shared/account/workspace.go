package account

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// Workspace gives the gallery of a Slack workspace or organisation (T… or E…), which
// it makes the first time, however often and in parallel. installer (U…) is who put
// the app there, and becomes the gallery's owner when they connect; "" is not known,
// and then whoever connects first does.
//
// The gallery's id comes of the team's, so that two who make it at once make one, and
// whoever installs the app again finds it. Removing the app keeps it: its owners can
// still use it, and delete it, on the web.
func (p *People) Workspace(ctx context.Context, team, name, installer string) (gallery.ID, error) {
	const op = "account.Workspace"
	if !isTeam(team) {
		return "", fault.New(op, fault.Invalid, "no workspace")
	}
	if name = trimmed(name); name == "" {
		name = "Our workspace"
	}
	id := workspaceGallery(team)
	_, err := p.galleries.As(gallery.Membership{Gallery: id, Role: gallery.Viewer}).Profile(ctx)
	if fault.Is(err, fault.NotFound) {
		err = p.galleries.Found(ctx, id, gallery.Workspace, name, gallery.Member{})
	}
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	if installer == "" {
		return id, nil
	}
	item := table.Item{Key: workspaceKey(team), Attributes: table.Attributes{"installer": installer}}
	return id, fault.Wrap(op, p.table.Write(ctx, table.Put(item)))
}

// trimmed is a name a gallery may have: Slack's are longer than ours now and then.
func trimmed(name string) string {
	const most = 100
	runes := []rune(strings.TrimSpace(name))
	return strings.TrimSpace(string(runes[:min(len(runes), most)]))
}

// workspace gives the gallery of where a Slack identity is: its workspace's, else its
// organisation's. NotFound where neither has one.
func (p *People) workspace(ctx context.Context, who Identity) (team string, _ gallery.Profile, _ error) {
	const op = "account.workspace"
	for _, team := range []string{who.Team, who.Enterprise} {
		if who.Channel != Slack || !isTeam(team) {
			continue
		}
		looking := gallery.Membership{Gallery: workspaceGallery(team), Role: gallery.Viewer}
		profile, err := p.galleries.As(looking).Profile(ctx)
		if !fault.Is(err, fault.NotFound) {
			return team, profile, err
		}
	}
	return "", gallery.Profile{}, fault.New(op, fault.NotFound, "no workspace with a gallery")
}

// adopt gives a workspace's gallery that has no member yet its first owner: who
// installed the app, or the first to connect where nobody knows who that was. Two at
// the same moment both become owners.
func (p *People) adopt(ctx context.Context, who Identity, user UserID) error {
	team, profile, err := p.workspace(ctx, who)
	if fault.Is(err, fault.NotFound) || err == nil && profile.Members > 0 {
		return nil
	}
	if err != nil {
		return err
	}
	item, err := p.table.GetConsistent(ctx, workspaceKey(team))
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	if installer := item.String("installer"); installer != "" && installer != who.User {
		return nil
	}
	u, err := p.User(ctx, user)
	if err != nil {
		return err
	}
	owner := gallery.Membership{Gallery: profile.ID, Role: gallery.Owner}
	code, _, err := p.galleries.As(owner).Invite(ctx, gallery.Owner, time.Minute)
	if err == nil {
		_, err = p.galleries.Accept(ctx, code, gallery.Member{User: user, Name: u.Name})
	}
	return err
}

// isTeam reports whether Slack names a workspace or organisation so.
func isTeam(team string) bool {
	_, ok := linkKey(Identity{Channel: Slack, Team: team, User: "-"})
	return ok && team != ""
}

// workspaceGallery names the gallery of a workspace.
func workspaceGallery(team string) gallery.ID {
	sum := sha256.Sum256([]byte("slack workspace " + team))
	return gallery.ID("W" + base32.StdEncoding.EncodeToString(sum[:])[:25])
}

func workspaceKey(team string) table.Key { return table.Key{Partition: "W#slack#" + team, Sort: "M"} }
