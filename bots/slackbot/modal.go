package slackbot

import (
	"github.com/slack-go/slack"

	"shoebox/intents"
)

// The callback_ids of the search's shortcut and views.
const (
	callSearch  = "shoebox.search"
	callResults = "shoebox.results"
)

// actionSearch is the action_id of a button that opens the search.
const actionSearch = "shoebox.modal.search"

// searchInteractions are the search by a form: how it is opened, filled in and sent,
// and the buttons in its results.
func searchInteractions() []InteractionHandler {
	return []InteractionHandler{
		{
			Type: "shortcut", ID: callSearch, Token: true, Scopes: []string{"commands"},
			Shortcut: &Shortcut{Name: "Search photos", Description: "Find photos by who is in them, where and when they were taken"},
			front:    (*Bot).openSearch,
		},
		{Type: "block_actions", ID: actionSearch, Token: true, front: (*Bot).openSearch},
		{Type: "block_suggestion", ID: suggestPrefix, Token: true, front: (*Bot).suggest},
		{Type: "view_submission", ID: callSearch, Token: true, front: (*Bot).search, work: (*Bot).searchLate},
		{Type: "block_actions", ID: callResults, Token: true, front: (*Bot).browse, work: (*Bot).browseLate},
		{Type: "view_submission", ID: callResults, Token: true, front: (*Bot).shareResult},
	}
}

// The block_ids of the search form's inputs.
const (
	inputWords  = "words"
	inputPeople = "people"
	inputPlace  = "place"
	inputAlbum  = "album"
	inputSince  = "since"
	inputUntil  = "until"
	inputOrder  = "order"
)

// Bounds of what the form takes, so that it makes one wish that is understood.
const (
	maxWords  = 300 // characters
	maxChosen = 5
)

// searchForm is the form to search by.
func searchForm() slack.ModalViewRequest {
	typed := slack.NewPlainTextInputBlockElement(plain("beach last summer"), inputWords)
	typed.MaxLength = maxWords
	people := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeExternal, plain("Anybody"), suggestPrefix+inputPeople)
	people.MinQueryLength, people.MaxSelectedItems = new(int), new(maxChosen) // some stand there before anything is typed
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: callSearch,
		Title: plain("Search photos"), Submit: plain("Search"), Close: plain("Cancel"),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			input(inputWords, "What to look for", typed),
			input(inputPeople, "With", people),
			input(inputPlace, "Where", names(inputPlace, "Anywhere")),
			input(inputAlbum, "In the album", names(inputAlbum, "Any album")),
			input(inputSince, "From", slack.NewDatePickerBlockElement(inputSince)),
			input(inputUntil, "To", slack.NewDatePickerBlockElement(inputUntil)),
			input(inputOrder, "Show first", orders()),
			footnotes(plain("Leave everything empty for the newest photos. Only you see what is found.")),
		}},
	}
}

// input is an input that may stay empty.
func input(id, label string, element slack.BlockElement) *slack.InputBlock {
	block := slack.NewInputBlock(id, plain(label), nil, element)
	block.Optional = true
	return block
}

// names is a choice of one of the gallery's names.
func names(id, placeholder string) *slack.SelectBlockElement {
	choice := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, plain(placeholder), suggestPrefix+id)
	choice.MinQueryLength = new(int)
	return choice
}

// orders is the choice of what comes first.
func orders() *slack.SelectBlockElement {
	option := func(order, label string) *slack.OptionBlockObject {
		return slack.NewOptionBlockObject(order, plain(label), nil)
	}
	newest := option("newest", "The newest")
	choice := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, inputOrder,
		newest, option("oldest", "The oldest"), option("random", "Any, by chance"))
	choice.InitialOption = newest
	return choice
}

// searchButton opens the search form; nil where there is no token to open it with.
func (b *Bot) searchButton() *slack.ButtonBlockElement {
	if b.Tokens == nil {
		return nil
	}
	return slack.NewButtonBlockElement(actionSearch, "", plain("Search photos"))
}

// offerSearch adds the button of the search to help.
func (b *Bot) offerSearch(s stack, reply *intents.Reply) stack {
	if button := b.searchButton(); button != nil && reply.Intent == intents.Help {
		s.add(row([]*slack.ButtonBlockElement{button}))
	}
	return s
}
