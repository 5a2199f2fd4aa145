package slackbot

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"
)

// callSave is the callback_id of the shortcut and of the form to save by.
const callSave = "shoebox.save"

// titleSave stands over the views of saving.
const titleSave = "Save to gallery"

// The block_ids of the form's inputs. A title's goes on with the file's id.
const (
	inputPick  = "pick"
	inputTitle = "title."
	inputTags  = "tags"
)

// Bounds of what the form takes, in characters.
const (
	maxSavedTitle = 300
	maxSavedTags  = 500
	maxSavedName  = 80 // of a file's name, as it is shown
)

// saveForm is the form to save the pictures of a message by, which has some more.
func saveForm(files []offeredFile, more int, state string) slackModal {
	var s stack
	if len(files) > 1 {
		s.add(pickInput(files))
	} else {
		s.add(paragraph("🖼 " + files[0].shownName()))
	}
	for _, f := range files {
		title := slack.NewPlainTextInputBlockElement(plain("What it shows"), inputTitle+f.ID)
		title.MaxLength, title.InitialValue = maxSavedTitle, Shorten(f.givenTitle(), maxSavedTitle)
		label := "Title"
		if len(files) > 1 {
			label = "Title of " + f.shownName()
		}
		s.add(input(inputTitle+f.ID, label, title))
	}
	tags := slack.NewPlainTextInputBlockElement(plain("holiday, family"), inputTags)
	tags.MaxLength = maxSavedTags
	s.add(input(inputTags, "Tags, with commas between them", tags))
	s.add(input(inputKeep, "Album", names(inputKeep, "Choose one, or type a new name")))
	left := ""
	if more > 0 {
		left = "These are the first " + count(len(files), "picture", "pictures") + " of " + group(len(files)+more) + ". For the others, post them in a message of their own."
	}
	s.add(footnotes(plain("What you save goes into your gallery, with the date and place that the picture itself knows."), plain(left)))
	return slackModal{
		Type: slack.VTModal, CallbackID: callSave, Title: plain(titleSave), Submit: plain("Save"), Close: plain("Cancel"),
		PrivateMetadata: state, Blocks: slack.Blocks{BlockSet: s},
	}
}

// pickInput chooses among pictures: at first all of them.
func pickInput(files []offeredFile) slack.Block {
	options := make([]*slack.OptionBlockObject, len(files))
	for i, f := range files {
		options[i] = slack.NewOptionBlockObject(f.ID, plain(Shorten(f.shownName(), maxOption)), nil)
	}
	choice := slack.NewCheckboxGroupsBlockElement(inputPick, options...)
	choice.InitialOptions = options
	return input(inputPick, "Pictures", choice)
}

// shownName is what a picture is called on the form.
func (f offeredFile) shownName() string {
	if name := strings.Join(strings.Fields(f.Name), " "); name != "" {
		return Shorten(name, maxSavedName)
	}
	return "the picture"
}

// givenTitle is the title that somebody gave a picture. Where nobody did, Slack gives
// it its file's name.
func (f offeredFile) givenTitle() string {
	bare := f.Name
	if dot := strings.LastIndexByte(bare, '.'); dot > 0 {
		bare = bare[:dot]
	}
	if f.Title == f.Name || f.Title == bare {
		return ""
	}
	return f.Title
}

// told is a view of words alone.
func told(lines ...string) slackModal {
	view := slackModal{Type: slack.VTModal, Title: plain(titleSave), Close: plain("Close")}
	for _, line := range lines {
		view.Blocks.BlockSet = append(view.Blocks.BlockSet, paragraph(line))
	}
	return view
}

// tagsOf gives what was typed with commas between: "holiday, #family".
func tagsOf(typed string) []string {
	var tags []string
	for tag := range strings.FieldsFuncSeq(plainWords(strings.ReplaceAll(typed, "\n", ",")), func(r rune) bool { return r == ',' || r == ';' }) {
		tag = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(tag), "#"))
		if tag != "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}
