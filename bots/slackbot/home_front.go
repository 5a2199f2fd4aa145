package slackbot

import (
	"context"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"shoebox/intents"
)

// homeFront is the tab as it opens: a greeting, the search, the newest photos, those
// of this day in earlier years, and the albums. Each is an answer of its own, and one
// that can't be given is left out. An error is that there was no time.
func (b *Bot) homeFront(ctx context.Context, g guest) (stack, error) {
	opened, err := b.homeAsk(ctx, g, intents.Launch)
	if err != nil {
		return nil, err
	}
	if opened.Kind == intents.Connect || opened.Kind == intents.Apology {
		return homeWithout(g, opened), nil
	}
	day, err := b.homeAsk(ctx, g, intents.OnThisDay)
	if err != nil {
		return nil, err
	}
	overview, err := b.homeAsk(ctx, g, intents.Overview)
	if err != nil {
		return nil, err
	}
	greeting, said := greet(opened.Speech)
	var s stack
	s.add(slack.NewHeaderBlock(plain(greeting)), searchBox(""), homeWays(homeButtons(g, "")))
	s.add(b.homeSection(g, intents.Latest, said, opened, homeRecent)...)
	s.add(b.homeSection(g, intents.OnThisDay, day.Speech.String(), day, homeOnDay)...)
	s.add(homeAlbums(g, overview)...)
	s.add(slack.NewDividerBlock(), footnotes(
		plain("Only you see this tab."),
		markdown("In a channel, type `"+Command+"` and what you would like to see."),
	))
	return s, nil
}

// homeAsk asks for one of the sections. It has no id: opening the tab twice asks
// twice, and nothing is done by it that must be done once.
func (b *Bot) homeAsk(ctx context.Context, g guest, intent intents.Name) (*intents.Reply, error) {
	section := guest{call: g.call}
	section.ID, section.Intent, section.State, section.Utterance = "", intent, "", ""
	return b.homeReply(ctx, section)
}

// homeSection is a part of the tab with some of an answer's photos, and a way to all
// of them.
func (b *Bot) homeSection(g guest, name intents.Name, said string, reply *intents.Reply, most int) stack {
	var s stack
	if reply.Kind == intents.Apology || said == "" {
		return s
	}
	switch {
	case len(reply.Photos) > 0:
	case name == intents.Latest:
		s.add(paragraph(Shorten(said, maxProse)), row(homeInvitation(g, reply)))
		return s
	default:
		s.add(footnotes(plain(Shorten(said, maxProse))))
		return s
	}
	s.add(slack.NewDividerBlock(), slack.NewHeaderBlock(plain(strings.TrimSuffix(said, "."))))
	buttons := homeButtons(g, reply.State)
	var all []*slack.ButtonBlockElement
	if len(reply.Photos) > most || reply.Page.HasNext {
		all = append(all, buttons.of(string(name), "Show all", press{}))
	}
	s.add(b.homeList(buttons, string(name)+".", reply.Photos[:min(most, len(reply.Photos))], 1, all...)...)
	return s
}

// homeInvitation offers a guest, who sees nothing, to connect.
func homeInvitation(g guest, reply *intents.Reply) []*slack.ButtonBlockElement {
	for _, s := range reply.Suggest {
		if s.Intent == intents.SignIn {
			return []*slack.ButtonBlockElement{homeButtons(g, "").of(string(s.Intent), s.Label, press{})}
		}
	}
	return nil
}

// homeAlbums are the albums with how many photos each has.
func homeAlbums(g guest, overview *intents.Reply) stack {
	var s stack
	var albums []*slack.ButtonBlockElement
	buttons := homeButtons(g, "")
	for i, a := range overview.Albums {
		if _, ok := buttons.value(press{Utterance: a.Utterance}); ok {
			albums = append(albums, buttons.of(string(a.Intent)+".album."+strconv.Itoa(i), Shorten(a.Label, maxLabel), press{Utterance: a.Utterance}))
		}
	}
	if len(albums) > 0 {
		s.add(slack.NewDividerBlock(), slack.NewHeaderBlock(plain("Albums")), row(albums))
	}
	if said := overview.Speech.String(); overview.Kind == intents.Told {
		s.add(footnotes(plain(Shorten(said, maxProse))))
	}
	return s
}

// homeWithout is the tab where no photos can be shown: nobody known looks at it, who
// is told how to connect, or something failed.
func homeWithout(g guest, reply *intents.Reply) stack {
	buttons := homeButtons(g, "")
	s, _ := words(buttons, reply)
	s.add(row([]*slack.ButtonBlockElement{buttons.of(homeOpen, "Look again", press{})}))
	return s
}

// greet takes the greeting off what is said at the beginning: its first sentence, of
// our own words. Names, which may hold a full stop, are not looked into.
func greet(said intents.Text) (greeting, rest string) {
	for i, run := range said {
		if before, after, found := strings.Cut(run.Words, ". "); found && run.As == intents.Plain {
			return said[:i].String() + before, after + said[i+1:].String()
		}
	}
	return "Your photos", said.String()
}
