package slackbot

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"shoebox/bots/slackbot/fileids"
	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
	"shoebox/shared/photolink"
)

// Files have pictures lie in the workspaces that show them, as files of the app,
// instead of being fetched by a link. They are uploaded by the worker, and whatever
// goes wrong with one, its link is there.
//
// A file belongs to its workspace from then on: it counts there, lives as long as
// that keeps files, and stays when the app is taken out, since there is no token then
// to delete it with.
type Files struct {
	IDs    *fileids.IDs
	Source photolink.Source // of the pictures
	// Teams are the workspaces that want files: T… or E…. None is all of them.
	Teams []string
}

// FileScopes are what Files need of the bot's token beside those of [Scopes].
func FileScopes() []string { return []string{"files:read", "files:write"} }

// files gives the Files for a workspace; nil where it wants links.
func (b *Bot) files(w install.Workspace) *Files {
	f := b.Files
	if f == nil || b.Tokens == nil {
		return nil
	}
	if len(f.Teams) > 0 && !slices.Contains(f.Teams, w.Team) && !slices.Contains(f.Teams, w.Enterprise) {
		return nil
	}
	return f
}

// picture is one that blocks show.
type picture struct {
	target photolink.Target
	alt    string
}

// pictures are the photos of ours that blocks show, each once.
func (b *Bot) pictures(v any) []picture {
	var all []picture
	eachImage(v, func(image map[string]any) {
		url, _ := image["image_url"].(string)
		t, err := b.Links.Read(url)
		if err != nil || slices.ContainsFunc(all, func(p picture) bool { return p.target == t }) {
			return
		}
		alt, _ := image["alt_text"].(string)
		all = append(all, picture{t, alt})
	})
	return all
}

// filed gives blocks with files in the place of links, and which they are; none where
// the workspace wants links. In the worker what is not there is uploaded; outside of
// it that is Throttled, for it takes longer than an acknowledgement may.
func (b *Bot) filed(ctx context.Context, w install.Workspace, blocks json.RawMessage) (json.RawMessage, []photolink.Target, error) {
	const op = "slackbot.filed"
	f := b.files(w)
	if f == nil || len(blocks) == 0 {
		return blocks, nil, nil
	}
	var v any
	if err := json.Unmarshal(blocks, &v); err != nil {
		return nil, nil, fault.As(op, fault.Internal, err)
	}
	shown := b.pictures(v)
	targets := make([]photolink.Target, len(shown))
	for i, p := range shown {
		targets[i] = p.target
	}
	ids := b.knownFiles(ctx, w, f, targets)
	if missing := slices.DeleteFunc(shown, func(p picture) bool { return ids[p.target] != "" }); len(missing) > 0 {
		if !working(ctx) {
			return nil, nil, fault.New(op, fault.Throttled, "pictures are to be uploaded")
		}
		b.upload(ctx, w, f, missing, ids)
	}
	var files []photolink.Target
	eachImage(v, func(image map[string]any) {
		url, _ := image["image_url"].(string)
		t, err := b.Links.Read(url)
		if id := ids[t]; err == nil && id != "" {
			delete(image, "image_url")
			image["slack_file"] = map[string]any{"id": id}
			files = append(files, t)
		}
	})
	filed, err := encode(v)
	return filed, files, fault.Wrap(op, err)
}

// knownFiles are those of the targets that were uploaded before. Where nobody can say,
// they are uploaded again.
func (b *Bot) knownFiles(ctx context.Context, w install.Workspace, f *Files, targets []photolink.Target) map[photolink.Target]string {
	ids, err := f.IDs.Find(ctx, w, targets)
	if err != nil {
		b.Log.WarnContext(ctx, "slack: files not known", "kind", fault.Of(err).String())
		return map[photolink.Target]string{}
	}
	return ids
}

// dropFiles forgets files that Slack did not take: some may be gone.
func (b *Bot) dropFiles(ctx context.Context, w install.Workspace, files []photolink.Target) {
	b.Log.WarnContext(ctx, "slack: files refused, so links are sent")
	if err := b.Files.IDs.Drop(ctx, w, files); err != nil {
		b.Log.WarnContext(ctx, "slack: files not forgotten", "kind", fault.Of(err).String())
	}
}

// upload uploads pictures and adds their ids. What can't be uploaded has none.
func (b *Bot) upload(ctx context.Context, w install.Workspace, f *Files, missing []picture, ids map[photolink.Target]string) {
	client, err := b.api(ctx, w)
	if err != nil {
		b.notUploaded(ctx, err)
		return
	}
	sent := map[string]photolink.Target{}
	for _, p := range missing {
		id, err := b.uploadOne(ctx, client, f, p)
		if err != nil {
			b.notUploaded(ctx, err)
			if !fault.Is(err, fault.NotFound) {
				break // the next would fail as well
			}
			continue
		}
		sent[id] = p.target
	}
	for id := range b.ready(ctx, client, sent) {
		ids[sent[id]] = id
		if err := f.IDs.Keep(ctx, w, sent[id], id); err != nil {
			b.Log.WarnContext(ctx, "slack: a file not kept in mind", "kind", fault.Of(err).String())
		}
	}
}

func (b *Bot) notUploaded(ctx context.Context, err error) {
	b.Log.WarnContext(ctx, "slack: a picture not uploaded, so its link is sent", "kind", fault.Of(err).String(), "error", err.Error())
}

// uploadOne uploads a picture to no channel: only what shows it shows it.
func (b *Bot) uploadOne(ctx context.Context, client *slack.Client, f *Files, p picture) (string, error) {
	const op = "slackbot.upload"
	data, err := f.Source.Picture(ctx, p.target)
	if err != nil {
		return "", fault.Wrap(op, err)
	}
	const name = "photo.jpg" // the photo's own says too much
	place, err := client.GetUploadURLExternalContext(ctx, slack.GetUploadURLExternalParameters{
		FileName: name, FileSize: len(data), AltTxt: Shorten(p.alt, MaxUploadAlt),
	})
	if err != nil {
		return "", apiFault(op, err)
	}
	if err := client.UploadToURL(ctx, slack.UploadToURLParameters{UploadURL: place.UploadURL, Reader: bytes.NewReader(data), Filename: name}); err != nil {
		return "", apiFault(op, err)
	}
	_, err = client.CompleteUploadExternalContext(ctx, slack.CompleteUploadExternalParameters{
		Files: []slack.FileSummary{{ID: place.FileID, Title: "Photo"}},
	})
	return place.FileID, apiFault(op, err)
}

// ready waits until uploaded files can be shown, and gives those that can: Slack
// looks at them after it has said that all is well, and refuses them until then.
func (b *Bot) ready(ctx context.Context, client *slack.Client, sent map[string]photolink.Target) map[string]bool {
	good := map[string]bool{}
	for pause := time.Duration(0); len(good) < len(sent) && b.paused(ctx, pause); pause = max(2*pause, time.Second) {
		for id := range sent {
			if good[id] {
				continue
			}
			file, _, _, err := client.GetFileInfoContext(ctx, id, 0, 0)
			if err != nil {
				b.notUploaded(ctx, apiFault("slackbot.ready", err))
				return good
			}
			if strings.HasPrefix(file.Mimetype, "image/") {
				good[id] = true
			}
		}
	}
	return good
}

// paused waits, and reports whether another look is worth it: after 1, 2, 4 and 8
// seconds, as long as there is time to send what was looked for.
func (b *Bot) paused(ctx context.Context, pause time.Duration) bool {
	const longest = 8 * time.Second
	if pause == 0 {
		return true
	}
	return pause <= longest && b.wait(ctx, pause)
}

// workerKey marks the context of the worker, which has the time to wait.
type workerKey struct{}

// working reports whether it is the worker who asks.
func working(ctx context.Context) bool { return ctx.Value(workerKey{}) != nil }
