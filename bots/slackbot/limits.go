package slackbot

// Block Kit's limits, in code points of text or in numbers of things. A message is
// looked at as Slack sees it: as JSON.

// measure is what a limit counts.
type measure uint8

const (
	chars measure = iota // code points of a string, or of a text object's text
	items                // members of an array
)

// limit bounds one field of one sort of object.
type limit struct {
	field    string
	most     int
	of       measure
	required bool // there must be at least one
	plain    bool // a text object that must be plain_text
}

// The limits of a whole message.
const (
	maxBlocks = 50
	maxText   = 4000 // more is cut by Slack at some length or other
	// maxTotal is near what Slack takes for all blocks together; it does not
	// say, but answers msg_blocks_too_long from about 13,200 on.
	maxTotal = 13_000
	maxValue = 2000 // of a button
)

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
	// Blocks.
	"section": {{field: "text", most: 3000}, {field: "fields", most: 10, of: items}},
	"header":  {{field: "text", most: 150, required: true, plain: true}},
	"context": {{field: "elements", most: 10, of: items, required: true}},
	"actions": {{field: "elements", most: 25, of: items, required: true}},
	"image": {
		{field: "alt_text", most: 2000, required: true}, {field: "title", most: 2000, plain: true},
		{field: "image_url", most: 3000},
	},
	"divider":  {},
	"markdown": {{field: "text", most: 12_000, required: true}},
	"input": {
		{field: "label", most: 2000, required: true, plain: true}, {field: "hint", most: 2000, plain: true},
	},
	"video": {
		{field: "title", most: 199, required: true, plain: true}, {field: "author_name", most: 49},
		{field: "alt_text", most: 2000, required: true}, {field: "description", most: 200, plain: true},
	},
	"rich_text": {},
	// Elements.
	"button": {
		{field: "text", most: 75, required: true, plain: true}, {field: "value", most: maxValue},
		{field: "url", most: 3000}, {field: "accessibility_label", most: 75},
	},
	"overflow":                   {{field: "options", most: 5, of: items, required: true}},
	"checkboxes":                 {{field: "options", most: 10, of: items, required: true}},
	"radio_buttons":              {{field: "options", most: 10, of: items, required: true}},
	"static_select":              selectLimits,
	"multi_static_select":        selectLimits,
	"external_select":            selectLimits,
	"multi_external_select":      selectLimits,
	"datepicker":                 {{field: "placeholder", most: 150, plain: true}},
	"plain_text_input":           {{field: "placeholder", most: 150, plain: true}},
	"users_select":               {{field: "placeholder", most: 150, plain: true}},
	"conversations_select":       {{field: "placeholder", most: 150, plain: true}},
	"multi_users_select":         {{field: "placeholder", most: 150, plain: true}},
	"multi_conversations_select": {{field: "placeholder", most: 150, plain: true}},
	"rich_text_section":          {},
	"rich_text_list":             {},
	"rich_text_quote":            {},
	"rich_text_preformatted":     {},
	"text":                       {},
	"link":                       {},
	"user":                       {},
	"emoji":                      {},
	// Composition objects.
	"plain_text": {{field: "text", most: 3000, required: true}},
	"mrkdwn":     {{field: "text", most: 3000, required: true}},
	"confirm": {
		{field: "title", most: 100, required: true, plain: true}, {field: "text", most: 300, required: true},
		{field: "confirm", most: 30, required: true, plain: true}, {field: "deny", most: 30, required: true, plain: true},
	},
	"option": {
		{field: "text", most: 75, required: true}, {field: "value", most: 75, required: true},
		{field: "description", most: 75}, {field: "url", most: 3000},
	},
	"option_group": {
		{field: "label", most: 75, required: true, plain: true}, {field: "options", most: 100, of: items, required: true},
	},
	"field": {{field: "text", most: 2000, required: true}},
}

var selectLimits = []limit{
	{field: "options", most: 100, of: items}, {field: "option_groups", most: 100, of: items},
	{field: "placeholder", most: 150, plain: true},
}

// inside says what sort of objects stand in a field where their own type does not
// decide about their limits.
var inside = map[string]string{
	"confirm": "confirm", "options": "option", "initial_options": "option", "initial_option": "option",
	"option_groups": "option_group", "fields": "field",
}
