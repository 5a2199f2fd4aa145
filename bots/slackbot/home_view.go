package slackbot

import (
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"shoebox/intents"
	"shoebox/shared/photolink"
)

// How much of each the tab shows as it opens.
const (
	homeRecent = 6
	homeOnDay  = 3
)

// maxTyped is how much can be typed into the tab's search, in characters.
const maxTyped = 300

// homeButtons are the buttons of one showing of the tab.
func homeButtons(g guest, state string) buttons {
	return buttons{prefix: homePrefix, render: fingerprint(g.ID)[:8], state: state, direct: true}
}

// searchBox takes words, and tells of them when Enter is pressed.
func searchBox(words string) slack.Block {
	typed := slack.NewPlainTextInputBlockElement(plain("beach last summer"), homePrefix+homeSearch)
	typed.MaxLength, typed.InitialValue = maxTyped, Shorten(words, maxTyped)
	typed.DispatchActionConfig = &slack.DispatchActionConfig{TriggerActionsOn: []string{"on_enter_pressed"}}
	box := slack.NewInputBlock("home.search", plain("Search your photos"), nil, typed)
	box.DispatchAction, box.Optional = true, true
	return box
}

// homeWays are the ways on that are always there.
func homeWays(buttons buttons) slack.Block {
	way := func(name, label string) *slack.ButtonBlockElement { return buttons.of(name, label, press{}) }
	more := slack.NewButtonBlockElement(actionSearch, "", plain("Search by form"))
	return row([]*slack.ButtonBlockElement{
		more, way(string(intents.Random), "Surprise me"), way(string(intents.Overview), "What is there"),
		way(string(intents.HelpSearch), "How to search"),
	})
}

// homeList is a list of photos with small pictures, and a button for each that shows
// it large.
func (b *Bot) homeList(buttons buttons, name string, photos []intents.Shown, first int, more ...*slack.ButtonBlockElement) stack {
	var s stack
	var numbers []*slack.ButtonBlockElement
	for i, shown := range photos {
		number := group(first + i)
		s.add(b.homeLine(number, shown))
		button := buttons.of(string(intents.Select)+"."+name+strconv.Itoa(i), number, press{State: buttons.state, Photo: shown.ID})
		button.AccessibilityLabel = Shorten("Show "+shown.Title+" large", maxLabel)
		numbers = append(numbers, button)
	}
	s.add(row(append(numbers, more...)))
	return s
}

// maxLabel is the longest accessibility_label, in characters.
const maxLabel = 75

// homeLine is one photo of a list.
func (b *Bot) homeLine(number string, shown intents.Shown) slack.Block {
	words := number + ". " + Shorten(shown.Title, maxFact)
	if facts := whenAndWhere(shown); facts != "" {
		words += "\n" + facts
	}
	url := b.Links.URL(photolink.Target{
		Gallery: shown.Gallery, Photo: shown.ID, Rendition: photolink.Small,
		Audience: photolink.ForSlack, Expires: b.Links.Until(previewLife),
	})
	picture := slack.NewImageBlockElement(url, altOf(shown))
	return slack.NewSectionBlock(plain(words), nil, slack.NewAccessory(picture))
}

// homeResults is the tab with an answer in the place of what it opens with.
func (b *Bot) homeResults(g guest, reply *intents.Reply) stack {
	buttons := homeButtons(g, reply.State)
	var s stack
	s.add(searchBox(g.Utterance))
	switch n := len(reply.Photos); {
	case n > 1:
		s.add(paragraph(Shorten(reply.Speech.String(), maxProse)))
		s.add(b.homeList(buttons, "", reply.Photos, max(reply.Page.First, 1))...)
		if reply.Page.First == 1 && reply.Page.Total > n { // later ones are said
			s.add(footnotes(plain(span(reply.Page, n))))
		}
	case n == 1 && reply.Intent == intents.Describe:
		s.add(b.described(reply)...)
	case n == 1:
		s.add(b.pictured(reply)...)
	case len(reply.Topics) > 0:
		list, _ := topics(buttons, reply)
		s.add(list...)
	case reply.Kind == intents.Told && reply.Intent == intents.Help:
		list, _ := b.help(buttons, reply)
		s.add(list...)
	default:
		said, _ := words(buttons, reply)
		s.add(said...)
	}
	if len(reply.Photos) > 0 {
		s.add(row(buttons.suggestions(reply)))
	}
	s.add(row(homeMoves(buttons, reply)))
	return s
}

// homeMoves are the buttons under an answer. What leads nowhere is left out, and one
// leads back to how the tab opens.
func homeMoves(buttons buttons, reply *intents.Reply) []*slack.ButtonBlockElement {
	var row []*slack.ButtonBlockElement
	on := func(there bool, name intents.Name, label string) {
		if there {
			row = append(row, buttons.of(string(name), label, press{State: buttons.state}))
		}
	}
	single := len(reply.Photos) == 1
	on(reply.Page.HasPrevious, intents.Previous, "Previous")
	on(reply.Page.HasNext, intents.Next, "Next")
	on(single && reply.Page.Total > 1, intents.Back, "Back to the list")
	on(len(reply.Photos) > 1 && reply.Page.Total > 1, intents.Shuffle, "Shuffle")
	on(single && reply.Intent != intents.Describe, intents.Describe, "Details")
	return append(row, buttons.of(homeOpen, "Home", press{}))
}

// span says which of an answer's photos are shown: "11–20 of 47".
func span(p intents.Paging, n int) string {
	if n < 2 || p.First == 0 {
		return position(p, 0)
	}
	first, rest, _ := strings.Cut(position(p, 0), " ")
	if rest == "" {
		return ""
	}
	return first + "–" + group(p.First+n-1) + " " + rest
}
