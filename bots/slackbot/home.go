package slackbot

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/slack-go/slack"

	"shoebox/intents"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// homePrefix starts the action_id of all that can be pressed or typed into in the Home
// tab. An intent follows, or one of the two names below, and a number where there are
// several of one name.
const homePrefix = "home."

const (
	homeSearch = "search" // words were typed
	homeOpen   = "open"   // back to how the tab opens
)

// homeTab is the channel that the Home tab's requests come by. It has a conversation
// of its own, in its buttons: opening the tab must not change what "next" means in a
// channel. And it shows lists, where a message shows one photo.
const homeTab account.Channel = "slackhome"

// homeEvents tell that somebody looks at the Home tab.
func homeEvents() []EventHandler {
	return []EventHandler{{Type: "app_home_opened", Scopes: []string{"users:read"}, work: (*Bot).homeOpened}}
}

// homeInteractions are what is pressed and typed there.
func homeInteractions() []InteractionHandler {
	return []InteractionHandler{{
		Type: "block_actions", ID: homePrefix, Token: true, Scopes: []string{"users:read"},
		front: (*Bot).homePressed, work: (*Bot).homeWorked,
	}}
}

// guest is somebody at their Home tab.
type guest struct {
	call
	hash   string // of the tab they look at; "" is not known
	search bool   // words were typed
	photo  gallery.PhotoID
}

// homeOpened shows the tab to who opened it.
func (b *Bot) homeOpened(ctx context.Context, d delivery) error {
	const op = "slackbot.homeOpened"
	var e struct {
		User string `json:"user"`
		Tab  string `json:"tab"`
		View struct {
			Hash string `json:"hash"`
		} `json:"view"` // absent where the tab was never shown, and now and then else
	}
	if err := d.read(&e); err != nil {
		return err
	}
	if e.Tab != "home" || e.User == "" {
		return nil // the messages beside it
	}
	g := guest{hash: e.View.Hash, call: call{
		ID: "home." + d.ID, Team: d.Team, Enterprise: d.Enterprise, User: e.User, Received: d.Received, Installed: d.workspace(),
	}}
	blocks, err := b.homeFront(ctx, g)
	if err != nil {
		return fault.Wrap(op, err)
	}
	err = b.publish(ctx, g, blocks)
	if fault.Is(err, fault.Conflict) {
		return nil // somebody was faster, and what they see now is newer
	}
	return fault.Wrap(op, err)
}

// homePressed answers what was pressed or typed, if there is time.
func (b *Bot) homePressed(ctx context.Context, in interaction) (ack, error) {
	g, err := in.guest()
	if err != nil {
		return ack{}, err
	}
	err = b.homeAnswer(ctx, g)
	if err == nil {
		return done(), nil
	}
	if ctx.Err() != nil || fault.Of(err).Temporary() {
		return b.later(ctx, in)
	}
	return done(), b.settled(ctx, err)
}

// homeWorked answers what the front had no time for.
func (b *Bot) homeWorked(ctx context.Context, in interaction) error {
	g, err := in.guest()
	if err != nil {
		return err
	}
	g.call = g.later()
	return b.homeAnswer(ctx, g)
}

// homeAnswer shows the answer in the tab. What was pressed goes before what else
// changed the tab meanwhile.
func (b *Bot) homeAnswer(ctx context.Context, g guest) error {
	const op = "slackbot.homeAnswer"
	blocks, err := b.homeBlocks(ctx, g)
	if err != nil || blocks == nil {
		return fault.Wrap(op, err)
	}
	err = b.publish(ctx, g, blocks)
	if fault.Is(err, fault.Conflict) && g.hash != "" {
		g.hash = ""
		err = b.publish(ctx, g, blocks)
	}
	return fault.Wrap(op, err)
}

// homeBlocks are what the tab shows then; nil is as it is.
func (b *Bot) homeBlocks(ctx context.Context, g guest) (stack, error) {
	if g.Intent == homeOpen || g.search && g.Utterance == "" {
		return b.homeFront(ctx, g)
	}
	reply, err := b.homeReply(ctx, g)
	if err != nil {
		return nil, err
	}
	//exhaustive:ignore
	switch reply.Kind {
	case intents.Silence:
		return nil, nil // a repeat: the first answers
	case intents.Farewell:
		return b.homeFront(ctx, g)
	default:
		return b.homeResults(g, reply), nil
	}
}

// homeReply asks the handler. An error is that there was no time.
func (b *Bot) homeReply(ctx context.Context, g guest) (*intents.Reply, error) {
	const op = "slackbot.homeReply"
	r := b.request(g.call)
	who := b.person(ctx, g.Installed, g.User)
	r.Channel, r.Locale, r.Zone = homeTab, who.locale, who.zone
	if g.photo != "" {
		r.Slots = intents.Slots{intents.SlotPhoto: {Text: string(g.photo)}}
	}
	reply, err := b.handler.ServeIntent(ctx, r)
	switch {
	case ctx.Err() != nil && (err != nil || reply == nil || reply.Kind == intents.Apology):
		return nil, fault.Wrap(op, ctx.Err())
	case err != nil:
		return nil, fault.Wrap(op, err)
	case reply == nil:
		return nil, fault.New(op, fault.Internal, "no reply")
	}
	return reply, nil
}

// publish shows blocks in somebody's tab. A Conflict is that the tab is not the one
// they looked at any more.
func (b *Bot) publish(ctx context.Context, g guest, s stack) error {
	const op = "slackbot.publish"
	blocks, err := homeView(s)
	if err != nil {
		return fault.Wrap(op, err)
	}
	client, err := b.api(ctx, g.Installed)
	if err != nil {
		return fault.Wrap(op, err)
	}
	return b.illustrate(ctx, g.Installed, blocks, func(blocks json.RawMessage) error {
		request := slack.PublishViewContextRequest{UserID: g.User, View: slack.HomeTabViewRequest{
			Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: rawBlocks(blocks)}, CallbackID: "home",
		}}
		if g.hash != "" {
			request.Hash = &g.hash
		}
		_, err := client.PublishViewContext(ctx, request)
		return viewFault(op, err)
	})
}

// homeView gives the blocks of a tab as Slack takes them.
func homeView(s stack) (json.RawMessage, error) {
	const op = "slackbot.homeView"
	raw, err := encode(map[string]any{"type": "home", "blocks": s})
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	fitted, err := FitView(json.RawMessage(raw))
	if err != nil {
		return nil, fault.Wrap(op, err)
	}
	var view struct {
		Blocks json.RawMessage `json:"blocks"`
	}
	err = json.Unmarshal(fitted, &view)
	return view.Blocks, fault.Wrap(op, err)
}

// guest reads what was pressed or typed in the tab: the first that is ours.
func (in interaction) guest() (guest, error) {
	const op = "slackbot.guest"
	view, err := in.view()
	if err != nil {
		return guest{}, err
	}
	g := guest{call: in.caller(in.received), hash: view.Hash}
	if g.User == "" {
		return guest{}, fault.New(op, fault.Invalid, "nobody who asks")
	}
	for _, a := range in.Actions {
		name, ours := strings.CutPrefix(a.ActionID, homePrefix)
		if !ours {
			continue
		}
		name, _, _ = strings.Cut(name, ".")
		g.Intent = intents.Name(name)
		again := a.Value // the button of one showing is one request, however often it is pressed
		if name == homeSearch {
			g.search, g.Intent, g.Utterance, again = true, "", plainWords(a.Value), a.ActionTS
		}
		var p press
		if !g.search && json.Unmarshal([]byte(a.Value), &p) == nil && p.Version == pressVersion {
			g.State, g.Utterance, g.photo = p.State, p.Utterance, p.Photo
		}
		if g.Utterance != "" {
			g.Intent = ""
		}
		g.ID = "home." + fingerprint(g.Team, g.User, a.ActionID, a.Value, again)
		return g, nil
	}
	return guest{}, fault.New(op, fault.NotFound, "no button of ours")
}
