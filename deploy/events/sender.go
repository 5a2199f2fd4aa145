package events

import (
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/deploy/env"
	"shoebox/deploy/pool"
	"shoebox/shared/backend"
	"shoebox/shared/config"
	"shoebox/shared/fault"
	"shoebox/shared/photolink"
)

// Sender does the part of who sends an event: it signs, at a time.
type Sender struct {
	Secret string // that Slack signs with
	Links  *photolink.Links
	At     time.Time
}

// Sample is the sender of the files in this folder, as deploy/env has it.
func Sample() (Sender, error) {
	const op = "events.Sample"
	c, err := config.Read(env.Under(func(string) (string, bool) { return "", false }, "slack"), config.Keys, config.SlackSigningSecret, config.Clock)
	if err != nil {
		return Sender{}, fault.Wrap(op, err)
	}
	keys, err := backend.ParseKeys(c.Keys.Value())
	if err != nil {
		return Sender{}, fault.Wrap(op, err)
	}
	links := backend.New(backend.Parts{Keys: keys, PublicURL: c.PublicURL, Now: c.Now()}).Links
	return Sender{Secret: c.SlackSigningSecret.Value(), Links: links, At: c.Clock}, nil
}

// newest is the newest photo of the sample album.
const newest = "01M7CN7WR06WMGTX5C9MC6WEME"

// linked gives what a file's link shows; false for one whose link is no good on
// purpose, or that has none.
func linked(name string) (photolink.Target, bool) {
	switch name {
	case "image-newest.json", "image-head.json":
		return photolink.Target{Gallery: env.Gallery, Photo: newest, Rendition: photolink.Large, Audience: photolink.ForSlack}, true
	}
	return photolink.Target{}, false
}

// event is what is read of one.
type event struct {
	RawPath string            `json:"rawPath"`
	Headers map[string]string `json:"headers"`
	Body    string            `json:"body"`
	Base64  bool              `json:"isBase64Encoded"`
}

// The values of the headers that Slack signs with, as a file has them.
var (
	timestamp = regexp.MustCompile(`("(?i:` + slackbot.HeaderTimestamp + `)"\s*:\s*)"[^"]*"`)
	signature = regexp.MustCompile(`("(?i:` + slackbot.HeaderSignature + `)"\s*:\s*)"[^"]*"`)
)

// authorization is the header that people show who they are by, as a file has it. A
// token without dots is none, on purpose.
var authorization = regexp.MustCompile(`("authorization"\s*:\s*)"Bearer [\w-]+\.[^"]*"`)

// Sign gives the event of a file as it is sent at the time: with the signature of
// Slack or the token of who asks where it has one, and the token of the link where the
// file shows a photo. The rest stays byte for byte. What is no JSON object is an Invalid.
func (s Sender) Sign(name string, raw []byte) ([]byte, error) {
	var e event
	if err := json.Unmarshal(raw, &e); err != nil {
		return nil, fault.New("events.Sign", fault.Invalid, name+" holds no event")
	}
	if target, ok := linked(name); ok {
		return s.link(raw, e, target), nil
	}
	return s.sign(raw, e), nil
}

// linkPath is what the path of a link begins with.
const linkPath = "/i/"

// link puts the link to a photo, good for an hour, wherever an event has its path.
func (s Sender) link(raw []byte, e event, target photolink.Target) []byte {
	target.Expires = s.At.Add(time.Hour)
	url := s.Links.URL(target)
	return []byte(strings.ReplaceAll(string(raw), e.RawPath, url[strings.LastIndex(url, linkPath):]))
}

// sign signs the body as Slack does, where the event has a signature at all.
func (s Sender) sign(raw []byte, e event) []byte {
	body := []byte(e.Body)
	if decoded, err := base64.StdEncoding.DecodeString(e.Body); e.Base64 && err == nil {
		body = decoded
	}
	at := strconv.FormatInt(s.At.Unix(), 10)
	raw = authorization.ReplaceAll(raw, []byte(`${1}"Bearer `+pool.Token(s.At)+`"`))
	raw = timestamp.ReplaceAll(raw, []byte(`${1}"`+at+`"`))
	return signature.ReplaceAll(raw, []byte(`${1}"`+slackbot.Sign(s.Secret, at, body)+`"`))
}

// sampleID is how the files of this folder name what has an id.
var sampleID = regexp.MustCompile(`sample-[a-z]+(-[a-z]+)*`)

// Again gives a sample event as another request, that is made at the time: with its
// own id, of letters, digits and hyphens, and signed anew. An event that is not of
// this folder keeps its ids and times, and is signed. What is no JSON object is an
// Invalid.
func (s Sender) Again(raw []byte, id string) ([]byte, error) {
	const op = "events.Again"
	sample, err := Sample()
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	raw = sampleID.ReplaceAll(raw, []byte(id))
	raw = []byte(strings.NewReplacer(
		sample.At.UTC().Format(time.RFC3339), s.At.UTC().Format(time.RFC3339),
		strconv.FormatInt(sample.At.Unix(), 10), strconv.FormatInt(s.At.Unix(), 10),
	).Replace(string(raw)))
	var e event
	if err := json.Unmarshal(raw, &e); err != nil {
		return nil, fault.New(op, fault.Invalid, "no event")
	}
	if target, err := sample.Links.Verify(strings.TrimPrefix(e.RawPath, linkPath)); err == nil {
		return s.link(raw, e, target), nil
	}
	return s.sign(raw, e), nil
}
