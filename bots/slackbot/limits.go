package slackbot

import "slices"

// Block Kit's limits, in code points of text or in numbers of things. What is sent
// is looked at as Slack sees it: as JSON.

// measure is what a limit counts.
type measure uint8

const (
	chars       measure = iota // code points of a string
	textObject                 // code points of a text object, in plain_text or mrkdwn
	plainObject                // the same, in plain_text alone
	items                      // members of an array
	number                     // the number itself
)

// limit bounds one field of one sort of object.
type limit struct {
	field    string
	most     int
	of       measure
	required bool // there must be at least one
}

// The limits of whole things.
const (
	maxMessageBlocks = 50
	maxViewBlocks    = 100
	maxText          = 4000 // more is cut by Slack at some length or other
	// maxTotal is near what Slack takes for all blocks together; it does not
	// say, but answers msg_blocks_too_long from about 13,200 on.
	maxTotal    = 13_000
	maxView     = 250_000 // bytes of a view's JSON
	maxMarkdown = 12_000  // of all markdown blocks of a message together
	maxOptions  = 100
	maxValue    = 2000 // of a button
	maxRows     = 100  // of a table
	maxColumns  = 20
)

// MaxUploadAlt is how long the description of an uploaded picture may be, in code
// points.
const MaxUploadAlt = 1000

// ids are the limits of the names that any object may have.
var ids = []limit{
	{field: "block_id", most: 255},
	{field: "action_id", most: 255},
	{field: "callback_id", most: 255},
	{field: "external_id", most: 255},
}

// limits are those of each sort of object: by its "type", or by the field it
// stands in where it has none (option, confirm).
var limits = map[string][]limit{
	// Views.
	"modal": {
		{field: "title", most: 24, of: plainObject, required: true}, {field: "submit", most: 24, of: plainObject}, {field: "close", most: 24, of: plainObject},
		{field: "private_metadata", most: 3000}, {field: "blocks", most: maxViewBlocks, of: items},
	},
	"home": {{field: "private_metadata", most: 3000}, {field: "blocks", most: maxViewBlocks, of: items}},
	// Blocks.
	"section":         {{field: "text", most: 3000, of: textObject}, {field: "fields", most: 10, of: items}},
	"header":          {{field: "text", most: 150, of: plainObject, required: true}},
	"context":         {{field: "elements", most: 10, of: items, required: true}},
	"context_actions": {{field: "elements", most: 5, of: items, required: true}},
	"actions":         {{field: "elements", most: 25, of: items, required: true}},
	"image": {
		{field: "alt_text", most: 2000, required: true}, {field: "title", most: 2000, of: plainObject},
		{field: "image_url", most: 3000},
	},
	"divider":  {},
	"markdown": {{field: "text", most: maxMarkdown, required: true}},
	"input":    {{field: "label", most: 2000, of: plainObject, required: true}, {field: "hint", most: 2000, of: plainObject}},
	"video": {
		{field: "title", most: 199, of: plainObject, required: true}, {field: "author_name", most: 49},
		{field: "alt_text", most: 2000, required: true}, {field: "description", most: 200, of: plainObject},
		{field: "video_url", most: 3000, required: true}, {field: "thumbnail_url", most: 3000, required: true},
	},
	"table":     {{field: "rows", most: maxRows, of: items, required: true}},
	"alert":     {{field: "text", most: 200, of: textObject, required: true}},
	"rich_text": {{field: "elements", most: 1000, of: items, required: true}},
	// Elements.
	"button": {
		{field: "text", most: 75, of: plainObject, required: true}, {field: "value", most: maxValue},
		{field: "url", most: 3000}, {field: "accessibility_label", most: 75},
	},
	"workflow_button":            {{field: "text", most: 75, of: plainObject, required: true}, {field: "accessibility_label", most: 75}},
	"overflow":                   {{field: "options", most: 5, of: items, required: true}},
	"checkboxes":                 {{field: "options", most: 10, of: items, required: true}},
	"radio_buttons":              {{field: "options", most: 10, of: items, required: true}},
	"static_select":              selectLimits,
	"multi_static_select":        selectLimits,
	"external_select":            placeholderLimits,
	"multi_external_select":      placeholderLimits,
	"users_select":               placeholderLimits,
	"multi_users_select":         placeholderLimits,
	"conversations_select":       placeholderLimits,
	"multi_conversations_select": placeholderLimits,
	"channels_select":            placeholderLimits,
	"multi_channels_select":      placeholderLimits,
	"datepicker":                 placeholderLimits,
	"timepicker":                 placeholderLimits,
	"datetimepicker":             {},
	"email_text_input":           placeholderLimits,
	"url_text_input":             placeholderLimits,
	"number_input":               placeholderLimits,
	"plain_text_input": {
		{field: "placeholder", most: 150, of: plainObject}, {field: "initial_value", most: 3000},
		{field: "min_length", most: 3000, of: number}, {field: "max_length", most: 3000, of: number},
	},
	"rich_text_input":        placeholderLimits,
	"file_input":             {{field: "max_files", most: 10, of: number}},
	"feedback_buttons":       {},
	"icon_button":            {{field: "text", most: 75, of: plainObject, required: true}, {field: "accessibility_label", most: 75}},
	"rich_text_section":      {},
	"rich_text_list":         {},
	"rich_text_quote":        {},
	"rich_text_preformatted": {},
	"text":                   {},
	"link":                   {},
	"user":                   {},
	"emoji":                  {},
	// Composition objects.
	"plain_text": {{field: "text", most: 3000, required: true}},
	"mrkdwn":     {{field: "text", most: 3000, required: true}},
	"confirm": {
		{field: "title", most: 100, of: plainObject, required: true}, {field: "text", most: 300, of: textObject, required: true},
		{field: "confirm", most: 30, of: plainObject, required: true}, {field: "deny", most: 30, of: plainObject, required: true},
	},
	"option": {
		{field: "text", most: 75, of: textObject, required: true}, {field: "value", most: 75, required: true},
		{field: "description", most: 75, of: textObject}, {field: "url", most: 3000},
	},
	"option_group": {
		{field: "label", most: 75, of: plainObject, required: true}, {field: "options", most: maxOptions, of: items, required: true},
	},
	"field":      {{field: "text", most: 2000, required: true}},
	"slack_file": {{field: "id", most: 255}, {field: "url", most: 3000}},
	"column":     {},
}

var placeholderLimits = []limit{{field: "placeholder", most: 150, of: plainObject}}

var selectLimits = append([]limit{
	{field: "options", most: maxOptions, of: items}, {field: "option_groups", most: maxOptions, of: items},
}, placeholderLimits...)

// inside says what sort of objects stand in a field where their own type does not
// decide about their limits.
var inside = map[string]string{
	"confirm": "confirm", "options": "option", "initial_options": "option", "initial_option": "option",
	"option_groups": "option_group", "fields": "field", "slack_file": "slack_file", "column_settings": "column",
}

var (
	selectKinds = []string{
		"static_select", "external_select", "users_select", "conversations_select", "channels_select",
		"multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
	}
	pickerKinds = append([]string{"checkboxes", "radio_buttons", "datepicker", "timepicker"}, selectKinds...)
	textKinds   = []string{"plain_text", "mrkdwn"}
)

// mayHold say what may stand where: on a surface, or in a field of a sort of object.
// A message takes neither cards nor carousels, whatever the types say: Slack answers
// "Unsupported block type". An alert is for modals.
var mayHold = map[string][]string{
	"message": {
		"section", "header", "context", "context_actions", "actions", "image", "divider", "markdown", "input", "video", "rich_text", "table",
	},
	"modal":                    {"section", "header", "context", "actions", "image", "divider", "input", "video", "rich_text", "alert"},
	"home":                     {"section", "header", "context", "actions", "image", "divider", "input", "video", "rich_text"},
	"section.accessory":        slices.Concat([]string{"button", "image", "overflow", "workflow_button"}, pickerKinds),
	"actions.elements":         slices.Concat([]string{"button", "overflow", "workflow_button", "datetimepicker"}, pickerKinds),
	"context.elements":         {"image", "plain_text", "mrkdwn"},
	"context_actions.elements": {"feedback_buttons", "icon_button"},
	"input.element": slices.Concat(
		[]string{"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input", "datetimepicker"}, pickerKinds),
	"section.text": textKinds, "alert.text": textKinds, "confirm.text": textKinds, "option.text": textKinds, "option.description": textKinds,
}
