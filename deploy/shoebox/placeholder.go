package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/oklog/ulid/v2"

	"shoebox/bots/slackbot"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

// fill does the sender's part of an event that asks for it: see the help of
// invoke. An event without placeholders is handed over byte for byte, so that what
// is signed, stale or forged stays that.
func (f *function) fill(ctx context.Context, event []byte) ([]byte, error) {
	if !bytes.Contains(event, []byte("${")) {
		return event, nil
	}
	var v any
	decoder := json.NewDecoder(bytes.NewReader(event))
	decoder.UseNumber()
	if err := decoder.Decode(&v); err != nil {
		return nil, err
	}
	now := f.b.Now()
	values := []string{
		"${now}", now.UTC().Format(time.RFC3339),
		"${now-unix}", strconv.FormatInt(now.Unix(), 10),
		"${request-id}", ulid.Make().String(),
	}
	if bytes.Contains(event, []byte("${newest-photo}")) {
		token, err := f.b.newestPhoto(ctx)
		if err != nil {
			return nil, err
		}
		values = append(values, "${newest-photo}", token)
	}
	v = replaced(v, strings.NewReplacer(values...))
	// Only now is the body what is signed.
	v = replaced(v, strings.NewReplacer("${slack-signature}", f.b.slackSignature(v, now)))
	return json.Marshal(v)
}

// replaced gives a JSON value with every text in it replaced.
func replaced(v any, r *strings.Replacer) any {
	switch v := v.(type) {
	case string:
		return r.Replace(v)
	case []any:
		for i := range v {
			v[i] = replaced(v[i], r)
		}
	case map[string]any:
		for name := range maps.Keys(v) {
			v[name] = replaced(v[name], r)
		}
	}
	return v
}

// slackSignature signs the body of an API Gateway event as Slack does.
func (b *opened) slackSignature(event any, now time.Time) string {
	fields, _ := event.(map[string]any)
	text, _ := fields["body"].(string)
	body := []byte(text)
	if encoded, _ := fields["isBase64Encoded"].(bool); encoded {
		if raw, err := base64.StdEncoding.DecodeString(text); err == nil {
			body = raw
		}
	}
	return slackbot.Sign(b.SlackSecrets[0], strconv.FormatInt(now.Unix(), 10), body)
}

// newestPhoto gives the token of a link to the newest photo, "none" where there
// is no photo.
func (b *opened) newestPhoto(ctx context.Context) (string, error) {
	page, err := b.gallery().Find(ctx, gallery.Query{Limit: 1})
	if err != nil || len(page.Hits) == 0 {
		return "none", err
	}
	link := b.Links.URL(photolink.Target{
		Gallery: home, Photo: page.Hits[0].ID, Rendition: photolink.Large, Audience: photolink.ForSlack,
		Expires: b.Links.Until(time.Hour),
	})
	return link[strings.LastIndex(link, "/")+1:], nil
}
