package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"shoebox/bots/slackbot/slacktest"
	"shoebox/deploy/env"
	"shoebox/deploy/events"
	"shoebox/deploy/sample"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

// wishes are what people ask for; the sample album has most of it.
var wishes = []string{
	"beach", "anna", "mountains last winter", "cats or dogs", "flowers in spring", "coffee", "photos from 2024", "lisbon",
	"boats on the sea", "last summer", "anna at the beach", "trees without people", "weekends in july", "a unicorn",
}

// again gives a sample event as another request.
func (l *load) again(name, file string, sender events.Sender, pairs ...string) []byte {
	raw, err := sender.Again([]byte(strings.NewReplacer(pairs...).Replace(l.samples[file])), l.id())
	if err != nil {
		l.measured[name].fail(err.Error())
	}
	return raw
}

// talk is a conversation with Alexa: opened, a search, more of it, and help.
func (l *load) talk(ctx context.Context, asker int, sender events.Sender) {
	wish := wishes[(int(l.serial.Load())+asker)%len(wishes)]
	found, err := l.invoke(ctx, "alexa", l.again("alexa", "alexa-find", sender, "the beach", wish))
	if err != nil {
		return
	}
	event := map[string]any{}
	for _, file := range []string{"alexa-help", "alexa-launch"} {
		if l.invokeQuietly(ctx, "alexa", l.again("alexa", file, sender)) != nil {
			return
		}
	}
	// Going on needs what the answer left in the session.
	var answer struct {
		Attributes map[string]any `json:"sessionAttributes"`
	}
	if json.Unmarshal(found.Body, &answer) != nil || json.Unmarshal(l.again("alexa", "alexa-help", sender, "AMAZON.HelpIntent", "AMAZON.NextIntent"), &event) != nil {
		l.measured["alexa"].fail("an answer that can't be read")
		return
	}
	event["session"].(map[string]any)["attributes"] = answer.Attributes
	next, err := json.Marshal(event)
	if err != nil {
		l.measured["alexa"].fail(err.Error())
		return
	}
	_ = l.invokeQuietly(ctx, "alexa", next) // an error is counted
}

func (l *load) invokeQuietly(ctx context.Context, name string, event []byte) error {
	_, err := l.invoke(ctx, name, event)
	return err
}

// chat is a command in Slack, and a button of its answer.
func (l *load) chat(ctx context.Context, asker int, _ events.Sender) {
	me := person(asker)
	turn, err := l.slack.Command(ctx, me, wishes[(int(l.serial.Add(1))+asker)%len(wishes)])
	if !l.well(turn, err) {
		return
	}
	if m := turn.Messages[0]; strings.Contains(string(m.Blocks), `"shoebox.next`) {
		turn, err = l.slack.Press(ctx, me, m, "shoebox.next")
		l.well(turn, err)
	}
}

// well counts what Slack does not take, and what is no answer. Whether the front gave
// it or, where that would have been too late, the worker is theirs to settle.
func (l *load) well(turn slacktest.Turn, err error) bool {
	wrong := ""
	switch {
	case err != nil:
		wrong = err.Error()
	case len(turn.Refused) > 0:
		wrong = strings.Join(turn.Refused, "; ")
	case len(turn.Messages) == 0:
		wrong = "no answer came"
	case strings.Contains(string(turn.Messages[0].Blocks), "⚠️"):
		wrong = "an apology: " + turn.Messages[0].Text
	default:
		return true
	}
	l.measured["slack"].fail(wrong)
	return false
}

// unanswered is a command whose answer the worker gives.
const unanswered = "(for the worker)"

// receive is the app as Slack reaches it. A command for the worker only leaves its
// response_url here.
func (l *load) receive(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, "Bad Request", http.StatusBadRequest)
		return
	}
	if form, err := url.ParseQuery(string(body)); err == nil && form.Get("text") == unanswered {
		l.hooks.Store(form.Get("channel_id"), form.Get("response_url"))
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	l.app.ServeHTTP(w, r)
}

// responseURL gives one that nothing was posted to.
func (l *load) responseURL(asker int) string {
	ctx, cancel := context.WithCancel(context.Background())
	cancel() // nobody waits for an answer
	me := person(asker)
	if _, err := l.slack.Command(ctx, me, unanswered); err != nil {
		l.measured["slackworker"].fail(err.Error())
	}
	to, _ := l.hooks.Load(me.Channel)
	text, _ := to.(string)
	return text
}

// work is a job of the queue, as the front leaves it.
func (l *load) work(ctx context.Context, asker int, sender events.Sender) {
	to := l.responseURL(asker)
	wish := wishes[(int(l.serial.Load())+asker)%len(wishes)]
	event := l.again("slackworker", "slackworker-command", sender,
		`\"beach\"`, `\"`+wish+`\"`, "C0GENERAL", person(asker).Channel, "https://hooks.slack.com/commands/T0SAMPLE/1/sample-slackworker-command", to)
	r, err := l.invoke(ctx, "slackworker", event)
	if err == nil && string(r.Body) != `{"batchItemFailures":[]}` {
		l.measured["slackworker"].fail("a job is not done: " + string(r.Logs))
	}
}

// look is a picture that a message or a screen shows.
func (l *load) look(ctx context.Context, asker int, sender events.Sender) {
	n := int(l.serial.Load()) + asker
	link := sender.Links.URL(photolink.Target{
		Gallery: env.Gallery, Photo: l.photos[n%len(l.photos)], Rendition: photolink.Large, Audience: photolink.ForSlack, Expires: sender.At.Add(time.Hour),
	})
	raw := l.again("image", "image-newest", sender)
	var was struct {
		Path string `json:"rawPath"`
	}
	if json.Unmarshal(raw, &was) != nil {
		l.measured["image"].fail("a sample that can't be read")
		return
	}
	r, err := l.invoke(ctx, "image", []byte(strings.ReplaceAll(string(raw), was.Path, link[strings.LastIndex(link, "/i/"):])))
	var answer struct {
		Status int `json:"statusCode"`
	}
	if err == nil && (json.Unmarshal(r.Body, &answer) != nil || answer.Status != http.StatusFound) {
		l.measured["image"].fail("a picture that is not to be had")
	}
}

// photoIDs are those of the sample album.
func photoIDs() []gallery.PhotoID {
	var ids []gallery.PhotoID
	for records := json.NewDecoder(sample.Records()); records.More(); {
		var r struct {
			ID gallery.PhotoID `json:"id"`
		}
		if records.Decode(&r) != nil {
			break
		}
		ids = append(ids, r.ID)
	}
	return ids
}
