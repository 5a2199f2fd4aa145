package slacktest

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// The bounds of what Slack's proxy for pictures fetches.
const (
	pictureAgent   = "Slack-ImgProxy (+https://api.slack.com/robots)"
	maxPicture     = 10 << 20 // bytes
	pictureTimeout = 3 * time.Second
)

// pictured is a picture in blocks.
type pictured struct {
	pointer string // "/blocks/0"
	url     string
	file    string // id of a slack_file
	fileURL string
}

// pictures fetches every picture of blocks, as Slack does before it takes them. One
// that fails has the whole refused.
func (s *Slack) pictures(g *grant, blocks json.RawMessage) *refusal {
	for _, p := range picturesOf(blocks) {
		if p.url == "" {
			if !s.usable(g, p) {
				return no("invalid_blocks", "invalid slack file [json-pointer:"+p.pointer+"/slack_file]")
			}
			continue
		}
		if err := s.fetch(p.url); err != nil {
			return no("invalid_blocks", "downloading image failed [json-pointer:"+p.pointer+"/image_url]: "+err.Error())
		}
	}
	return nil
}

func picturesOf(blocks json.RawMessage) []pictured {
	var v any
	if json.Unmarshal(blocks, &v) != nil {
		return nil
	}
	var found []pictured
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case []any:
			for i, member := range v {
				walk(fmt.Sprintf("%s/%d", path, i), member)
			}
		case map[string]any:
			if v["type"] == "image" {
				p := pictured{pointer: path}
				p.url, _ = v["image_url"].(string)
				if file, ok := v["slack_file"].(map[string]any); ok {
					p.file, _ = file["id"].(string)
					p.fileURL, _ = file["url"].(string)
				}
				found = append(found, p)
				return
			}
			for _, name := range sorted(v) {
				walk(path+"/"+name, v[name])
			}
		}
	}
	walk("/blocks", v)
	return found
}

// fetch gets a picture, and sees that it is one: png, jpg or gif.
func (s *Slack) fetch(raw string) error {
	if f := s.fails("picture"); f.early() {
		return fmt.Errorf("status %d", f.answer().status)
	}
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return fmt.Errorf("no address of the web")
	}
	if s.c.Pictures == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), pictureTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, raw, http.NoBody)
	if err != nil {
		return err
	}
	req.Header.Set("User-Agent", pictureAgent)
	resp, err := (&http.Client{Transport: s.c.Pictures}).Do(req)
	if err != nil {
		return fmt.Errorf("no connection")
	}
	defer resp.Body.Close() //nolint:errcheck // only read
	picture, err := io.ReadAll(io.LimitReader(resp.Body, maxPicture+1))
	kind := http.DetectContentType(picture)
	switch {
	case err != nil:
		return fmt.Errorf("the connection broke")
	case resp.StatusCode != http.StatusOK:
		return fmt.Errorf("status %d", resp.StatusCode)
	case len(picture) > maxPicture:
		return fmt.Errorf("too large")
	case !drawn(kind) || !strings.HasPrefix(resp.Header.Get("Content-Type"), kind):
		return fmt.Errorf("not a png, jpg or gif")
	}
	return nil
}

// drawn reports whether image blocks take a type of picture.
func drawn(kind string) bool {
	return kind == "image/png" || kind == "image/jpeg" || kind == "image/gif"
}
