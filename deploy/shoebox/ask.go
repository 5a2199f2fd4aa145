package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
	"text/tabwriter"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/intents"
	"shoebox/shared/gallery"
)

type askCmd struct {
	album   `embed:""`
	clock   `embed:""`
	Channel string   `enum:"alexa,slack" default:"alexa" help:"Ask by alexa or by slack."`
	Screen  string   `enum:"hub,small,large,wide,portrait,round,tv,none" default:"hub" help:"What Alexa's device shows on: ${enum}."`
	JSON    bool     `name:"json" help:"Print the answer as JSON, with the channel's exact response."`
	Words   []string `arg:"" help:"What to ask for."`
}

// Help gives examples.
func (askCmd) Help() string {
	return `The words go through the simulator of a channel, and the answer comes from the
handler that ships as a Lambda function. Slack remembers the last answer for
"next" and the like; Alexa's session ends with each command. Where no photo
answers, the ways on are listed with what to ask for them.

Examples:
  shoebox ask "beach photos from last summer"
  shoebox ask --channel slack next
  shoebox ask --json --now 2024-07-13 --zone Europe/Berlin "yesterday"`
}

// answer is what --json prints.
type answer struct {
	Speech   string          `json:"speech"`
	Intent   intents.Name    `json:"intent"`
	Query    querySaid       `json:"query"`
	Total    int             `json:"total"`
	Exact    bool            `json:"exact"`
	Photos   []photoSaid     `json:"photos"`
	Ways     []waySaid       `json:"ways"`   // on from here
	Topics   []topicSaid     `json:"topics"` // a list to read
	Response json.RawMessage `json:"response"`
}

type photoSaid struct {
	ID    gallery.PhotoID `json:"id"`
	Title string          `json:"title"`
	Taken string          `json:"taken"` // RFC 3339, in the zone of the place; "" is unknown
}

// waySaid is something to ask for next.
type waySaid struct {
	Label     string `json:"label"`
	Utterance string `json:"utterance"`
}

type topicSaid struct {
	Name    string `json:"name"`
	Help    string `json:"help"`
	Example string `json:"example"`
}

// Run asks once.
func (c *askCmd) Run(sh *shell) error {
	now, err := c.moment()
	if err != nil {
		return err
	}
	b, err := c.open(sh, opening{now: c.ticking(now), level: quiet})
	if err != nil {
		return err
	}
	defer b.Close() //nolint:errcheck // every write was made or failed by now
	a, err := c.ask(sh.ctx, b, now.Location())
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(sh.stdout, a)
	}
	return a.print(sh.stdout)
}

func (c *askCmd) ask(ctx context.Context, b *opened, zone *time.Location) (answer, error) {
	words := strings.Join(c.Words, " ")
	heard := &overheard{next: b.Router()}
	ch := b.channels(heard, zone, nil)
	ask := ch.askAlexa
	if c.Channel == "slack" {
		ask = ch.askSlack
	}
	spoken, response, err := ask(ctx, b, words, c.Screen)
	if err := ch.close(ctx); err != nil {
		return answer{}, failure{"the answer was cut short.", err}
	}
	if err != nil {
		return answer{}, err
	}
	return heard.answer(spoken, response), nil
}

// askAlexa says words to a device and gives what it speaks, and the skill's
// response.
func (c *channels) askAlexa(ctx context.Context, b *opened, words, screen string) (spoken string, response json.RawMessage, err error) {
	d := b.device(screen, "", c.amazon)
	request, err := d.Say(words)
	if err != nil {
		return "", nil, err
	}
	if response, err = c.skill.Serve(ctx, request); err != nil {
		return "", nil, err
	}
	heard, err := d.Hear(response)
	return heard.Speech, response, err
}

// askSlack types the command and gives what the bot answered, at once or later:
// its text, and the message.
func (c *channels) askSlack(ctx context.Context, _ *opened, words, _ string) (text string, message json.RawMessage, err error) {
	turn, err := c.workspace.Command(ctx, words)
	switch {
	case err != nil:
		return "", nil, err
	case len(turn.Refused) > 0:
		return "", nil, failure{"Slack would not show the answer: " + strings.Join(turn.Refused, "; ") + ".", nil}
	case len(turn.ResponseBody) > 0:
		message = turn.ResponseBody
	case len(turn.Posts) > 0:
		message = turn.Posts[0].Body
	default:
		return "", nil, failure{fmt.Sprintf("no answer came within %v.", longestTurn), nil}
	}
	var m slackbot.Message
	err = json.Unmarshal(message, &m)
	return m.Text, message, err
}

// overheard passes requests on and keeps the last reply.
type overheard struct {
	next  intents.Handler
	mu    sync.Mutex
	reply intents.Reply
}

// ServeIntent passes a request on.
func (o *overheard) ServeIntent(ctx context.Context, r *intents.Request) (*intents.Reply, error) {
	reply, err := o.next.ServeIntent(ctx, r)
	if reply != nil {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.reply = *reply
	}
	return reply, err
}

// answer tells the reply that was heard, beside what the channel made of it.
func (o *overheard) answer(spoken string, response json.RawMessage) answer {
	o.mu.Lock()
	defer o.mu.Unlock()
	r := o.reply
	a := answer{
		Speech: spoken, Intent: r.Intent, Query: written(r.Query),
		Total: r.Page.Total, Exact: r.Page.Exact, Photos: []photoSaid{}, Ways: []waySaid{}, Topics: []topicSaid{}, Response: response,
	}
	for _, p := range r.Photos {
		a.Photos = append(a.Photos, photoSaid{p.ID, p.Title, orOpen(p.Taken)})
	}
	for _, s := range r.Suggest {
		a.Ways = append(a.Ways, waySaid{s.Label, s.Utterance})
	}
	for _, t := range r.Topics {
		a.Topics = append(a.Topics, topicSaid(t))
	}
	return a
}

// print writes the answer for people.
func (a answer) print(w io.Writer) error {
	var out strings.Builder
	fmt.Fprintln(&out, a.Speech)
	for i, p := range a.Photos {
		day, _, _ := strings.Cut(p.Taken, "T")
		fmt.Fprintf(&out, "%3d  %-10s  %s\n", i+1, day, p.Title)
	}
	columns := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0) // into memory: it can't fail
	for _, t := range a.Topics {
		fmt.Fprintf(columns, "  %s\t%s\n", t.Example, t.Help)
	}
	columns.Flush()         //nolint:errcheck // see above
	if len(a.Photos) == 0 { // what to do with photos can be seen
		for _, way := range a.Ways {
			fmt.Fprintf(columns, "  %s\task %s\n", way.Label, way.Utterance)
		}
	}
	columns.Flush() //nolint:errcheck // see above
	_, err := io.WriteString(w, out.String())
	return err
}
