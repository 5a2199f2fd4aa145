package slackbot

import (
	"context"
	"slices"

	"shoebox/shared/account"
	"shoebox/shared/fault"
)

// saveEvents save pictures as they are shared, in channels that want it.
func saveEvents() []EventHandler {
	return []EventHandler{{Type: "file_shared", Scopes: []string{"files:read", "chat:write"}, same: sharedName, work: (*Bot).saveShared}}
}

// sharedFile is the event that a file was shared. It carries ids alone.
type sharedFile struct {
	FileID  string `json:"file_id"`
	User    string `json:"user_id"`
	Channel string `json:"channel_id"`
}

// sharedName is the file in its channel: Slack may tell of it under many event ids.
func sharedName(d delivery) string {
	var s sharedFile
	if d.read(&s) != nil || s.FileID == "" || s.Channel == "" {
		return ""
	}
	return "file." + fingerprint(s.FileID, s.Channel)
}

// saveShared saves a picture that somebody shared, if its channel wants that, and
// tells the one who shared it. What is no picture, and who has no gallery to add to,
// is passed over in silence: nobody asked.
func (b *Bot) saveShared(ctx context.Context, d delivery) error {
	const op = "slackbot.saveShared"
	var s sharedFile
	if err := d.read(&s); err != nil {
		return err
	}
	if b.Saver == nil || !slices.Contains(b.SaveChannels, s.Channel) || s.User == "" || s.User == d.Bot || !fileID().MatchString(s.FileID) {
		return nil
	}
	client, err := b.api(ctx, d.workspace())
	if err != nil {
		return fault.Wrap(op, err)
	}
	info, _, _, err := client.GetFileInfoContext(ctx, s.FileID, 0, 0)
	if err != nil {
		return apiFault(op, err)
	}
	file := offeredFile{ID: s.FileID, Name: info.Name, Title: info.Title, Mimetype: info.Mimetype, Mode: info.Mode, External: info.IsExternal}
	if !file.isPicture() {
		return nil
	}
	team := d.Where
	if team == "" {
		team = d.Team
	}
	fates := b.saveAll(ctx, []namedFile{{name: file.shownName(), SavedFile: SavedFile{
		Workspace: d.workspace(), At: d.Happened, FileID: s.FileID, Title: file.givenTitle(),
		Who: account.Identity{Channel: account.Slack, User: s.User, Team: team, Enterprise: d.Enterprise},
	}}})
	if err := fates[0].err; fault.Is(err, fault.Unauthenticated) || fault.Is(err, fault.Denied) {
		return nil
	}
	c := call{User: s.User, Team: team, Channel: s.Channel, Installed: d.workspace()}
	return b.receipt(ctx, c, sentencesOf(fates))
}
