package slacktest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"shoebox/bots/slackbot"
)

// File is a file in a workspace.
type File struct {
	ID, Team, User, Name, Title, Alt string
	Mimetype                         string
	Mode                             string // hosted, external, tombstone …; "" is hosted
	Access                           string // file_access: "" or check_file_info
	Content                          []byte
	Channels                         []string

	length   int
	uploaded bool
	complete bool
	looks    int // at it, that still find it unready
	deleted  bool
}

// ready reports whether a file can be shown.
func (f *File) ready() bool { return f.complete && f.looks <= 0 && !f.deleted }

// Share is somebody who puts a file into a conversation. It gives the file as it
// then is.
func (s *Slack) Share(p Person, f File) File {
	s.mu.Lock()
	defer s.mu.Unlock()
	f.ID, f.Team, f.User, f.Channels = s.id("F"), p.Team, p.User, append(slices.Clone(f.Channels), p.Channel)
	f.uploaded, f.complete, f.length = true, true, len(f.Content)
	if f.Mimetype == "" {
		f.Mimetype = http.DetectContentType(f.Content)
	}
	s.files[f.ID] = &f
	return f
}

// File gives a file; false when there is none, or it was deleted.
func (s *Slack) File(id string) (File, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[id]
	if f == nil || f.deleted {
		return File{}, false
	}
	return *f, true
}

// seen finds a file that the app may see: its own, or one in a conversation that it
// is in. The caller holds the lock.
func (s *Slack) seen(g *grant, id string) *File {
	f := s.files[id]
	if f == nil || f.deleted || !s.within(g, f.Team) {
		return nil
	}
	inside := func(id string) bool { ch := s.channels[id]; return ch != nil && ch.has(BotUser) }
	if f.User != BotUser && !slices.ContainsFunc(f.Channels, inside) {
		return nil
	}
	return f
}

// usable reports whether a picture by slack_file can be shown.
func (s *Slack) usable(g *grant, p pictured) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := p.file
	for _, f := range s.files {
		if id == "" && p.fileURL != "" && p.fileURL == f.private() {
			id = f.ID
		}
	}
	f := s.seen(g, id)
	return f != nil && f.ready() && drawn(f.Mimetype)
}

func (f *File) private() string {
	return "https://files.slack.com/files-pri/" + f.Team + "-" + f.ID + "/" + f.Name
}

func (f *File) wire() map[string]any {
	mode := f.Mode
	if mode == "" {
		mode = "hosted"
	}
	w := map[string]any{
		"id": f.ID, "name": f.Name, "title": f.Title, "user": f.User, "mode": mode, "size": len(f.Content), "alt_txt": f.Alt,
		"mimetype": "", "channels": f.Channels, "is_external": mode == "external", "permalink": "https://home.slack.com/files/" + f.User + "/" + f.ID + "/" + f.Name,
	}
	if f.ready() {
		w["mimetype"], w["url_private"], w["url_private_download"] = f.Mimetype, f.private(), f.private()+"?download=1"
		_, w["filetype"], _ = strings.Cut(f.Mimetype, "/")
	}
	return w
}

func (s *Slack) fileInfo(c *call) (result, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.seen(c.grant, c.text("file"))
	switch {
	case f == nil && s.files[c.text("file")] != nil && s.files[c.text("file")].deleted:
		return nil, no("file_deleted")
	case f == nil:
		return nil, no("file_not_found")
	}
	w := f.wire()
	if f.complete {
		f.looks--
	}
	return result{"file": w}, nil
}

func (s *Slack) deleteFile(c *call) (result, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.seen(c.grant, c.text("file"))
	switch {
	case f == nil:
		return nil, no("file_not_found")
	case f.User != BotUser:
		return nil, no("cant_delete_file")
	}
	f.deleted = true
	return nil, nil
}

func (s *Slack) uploadURL(c *call) (result, *refusal) {
	length, err := strconv.Atoi(c.text("length"))
	switch {
	case c.text("filename") == "" || err != nil || length <= 0:
		return nil, no("invalid_arguments", "needs filename and length")
	case utf8.RuneCountInString(c.text("alt_txt")) > slackbot.MaxUploadAlt:
		return nil, no("alt_txt_too_large")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	f := &File{
		ID: s.id("F"), Team: c.grant.Team, User: BotUser, Name: c.text("filename"), Alt: c.text("alt_txt"), length: length, looks: s.c.Looks,
	}
	s.files[f.ID] = f
	return result{"upload_url": fmt.Sprintf("https://files.slack.com/upload/v1/%s-%s", f.ID, s.c.Run), "file_id": f.ID}, nil
}

// takeUpload takes the bytes of a file, raw or as the part "file" of a form.
func (s *Slack) takeUpload(req *http.Request, body []byte) answer {
	content := body
	if kind, details, err := mime.ParseMediaType(req.Header.Get("Content-Type")); err == nil && kind == "multipart/form-data" {
		content = nil
		form := multipart.NewReader(bytes.NewReader(body), details["boundary"])
		for part, err := form.NextPart(); err == nil; part, err = form.NextPart() {
			if part.FormName() == "file" || part.FormName() == "filename" {
				content, _ = io.ReadAll(part) //nolint:errcheck // a part that is cut has not its length
			}
		}
	}
	id, _, _ := strings.Cut(strings.TrimPrefix(req.URL.Path, "/upload/v1/"), "-")
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[id]
	plain := http.Header{"Content-Type": {"text/plain"}}
	switch {
	case f == nil || f.uploaded || req.Method != http.MethodPost:
		return answer{status: http.StatusNotFound, header: plain, body: []byte("not found"), word: "not_found"}
	case len(content) != f.length:
		return answer{status: http.StatusBadRequest, header: plain, body: []byte("length"), word: "invalid_length", wrong: []string{
			fmt.Sprintf("%d bytes, %d were announced", len(content), f.length),
		}}
	}
	f.Content, f.uploaded, f.Mimetype = content, true, http.DetectContentType(content)
	return answer{status: http.StatusOK, header: plain, body: fmt.Appendf(nil, "OK - %d", len(content))}
}

// completeUpload ends uploads, and puts the files into a conversation if one is
// named. They are ready some looks later.
func (s *Slack) completeUpload(c *call) (result, *refusal) {
	var in []struct{ ID, Title string }
	if json.Unmarshal(c.raw("files"), &in) != nil || len(in) == 0 {
		return nil, no("invalid_arguments", "needs files")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if to := c.text("channel_id"); to != "" {
		if ch := s.reach(c.grant, to); ch == nil || !ch.has(BotUser) {
			return nil, no("channel_not_found")
		}
	}
	done := []any{}
	for _, one := range in {
		f := s.seen(c.grant, one.ID)
		if f == nil || !f.uploaded || f.complete {
			return nil, no("file_not_found", "not an upload that waits for its end: "+one.ID)
		}
		f.complete, f.Title = true, one.Title
		if to := c.text("channel_id"); to != "" {
			f.Channels = append(f.Channels, to)
			s.write(Message{Channel: to, User: BotUser, Text: c.text("initial_comment"), Files: []string{f.ID}})
		}
		done = append(done, map[string]any{"id": f.ID, "title": f.Title})
	}
	return result{"files": done}, nil
}

// giveFile serves a private file. To a token that may not see it Slack gives the
// page to sign in, with status 200.
func (s *Slack) giveFile(req *http.Request, _ []byte) answer {
	g, refused := s.authorize(&call{req: req}, []string{"files:read"})
	rest := strings.TrimPrefix(req.URL.Path, "/files-pri/")
	name, _, _ := strings.Cut(rest, "/")
	_, id, _ := strings.Cut(name, "-")
	s.mu.Lock()
	defer s.mu.Unlock()
	var f *File
	if refused == nil {
		f = s.seen(g, id)
	}
	if f == nil || !f.ready() {
		page := http.Header{"Content-Type": {"text/html; charset=utf-8"}}
		return answer{status: http.StatusOK, header: page, body: []byte("<!DOCTYPE html><title>Sign in to Home | Slack</title>"), word: "signed_out"}
	}
	return answer{status: http.StatusOK, header: http.Header{"Content-Type": {f.Mimetype}}, body: f.Content}
}
