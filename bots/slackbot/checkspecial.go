package slackbot

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// fileID is what Slack's files are called.
var fileID = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^F[A-Z0-9]{8,}$`)
})

// special holds an object to what is no length and no count.
func (c *checker) special(path, sort string, o map[string]any) {
	switch sort {
	case "image":
		c.oneOf(path, o, "image_url", "slack_file")
	case "slack_file":
		c.oneOf(path, o, "id", "url")
		if id, given := o["id"].(string); given && !fileID().MatchString(id) {
			c.complain(path+".id", "not a file's id")
		}
	case "section":
		if list, _ := o["fields"].([]any); o["text"] == nil && len(list) == 0 {
			c.complain(path, "needs text or fields")
		}
	case "button", "workflow_button", "confirm":
		if s, given := o["style"]; given && s != "primary" && s != "danger" {
			c.complain(path+".style", "must be primary or danger")
		}
	case "input":
		if _, ok := o["element"].(map[string]any); !ok {
			c.complain(path+".element", "missing or empty")
		}
	case "static_select", "multi_static_select":
		c.oneOf(path, o, "options", "option_groups")
	case "table":
		c.table(path, o)
	case "mrkdwn", "field":
		if text, kind := textOf(o); kind != "plain_text" && tame(text) != text {
			c.complain(path, "%s", untamed)
		}
	case "plain_text_input":
		least, _ := o["min_length"].(float64)
		if most, given := o["max_length"].(float64); given && (most < 1 || most < least) {
			c.complain(path+".max_length", "less than the least")
		}
	case "datepicker":
		c.clock(path+".initial_date", time.DateOnly, o["initial_date"])
	case "timepicker":
		c.clock(path+".initial_time", "15:04", o["initial_time"])
	case "rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted":
		if _, ok := o["elements"].([]any); !ok {
			c.complain(path+".elements", "missing or empty")
		}
	}
	c.choices(path, sort, o)
}

// untamed is the complaint about mrkdwn that is not inert.
const untamed = "unescaped & < or >, or a call to everybody"

func (c *checker) oneOf(path string, o map[string]any, a, b string) {
	if (o[a] == nil) == (o[b] == nil) {
		c.complain(path, "needs exactly one of %s and %s", a, b)
	}
}

func (c *checker) clock(path, layout string, v any) {
	if v == nil {
		return
	}
	s, _ := v.(string)
	if _, err := time.Parse(layout, s); err != nil {
		c.complain(path, "not as %s", layout)
	}
}

// choices sees that options are as their menu takes them: plain where it has no
// mrkdwn, a URL only in an overflow menu, and what is chosen is one of them.
func (c *checker) choices(path, sort string, o map[string]any) {
	marked := sort == "checkboxes" || sort == "radio_buttons"
	offered := listOf(o["options"])
	for _, g := range listOf(o["option_groups"]) {
		group, _ := g.(map[string]any)
		offered = append(offered, listOf(group["options"])...)
	}
	for i, v := range offered {
		option, _ := v.(map[string]any)
		if _, kind := textOf(option["text"]); kind == "mrkdwn" && !marked && sort != "option_group" {
			c.complain(fmt.Sprintf("%s.options[%d].text", path, i), "must be plain_text")
		}
		if option["url"] != nil && sort != "overflow" {
			c.complain(fmt.Sprintf("%s.options[%d].url", path, i), "only an overflow menu takes one")
		}
	}
	if strings.Contains(sort, "external") || sort == "option_group" {
		return // what an external menu offers is not known here
	}
	chosen := listOf(o["initial_options"])
	if o["initial_option"] != nil {
		chosen = append(chosen, o["initial_option"])
	}
	for _, v := range chosen {
		if !slices.ContainsFunc(offered, func(w any) bool { return reflect.DeepEqual(v, w) }) {
			c.complain(path, "what is chosen is not among the options")
		}
	}
}

func listOf(v any) []any {
	list, _ := v.([]any)
	return slices.Clone(list)
}

// table holds a table's rows to their number of cells.
func (c *checker) table(path string, o map[string]any) {
	for i, v := range listOf(o["rows"]) {
		row, ok := v.([]any)
		if at := fmt.Sprintf("%s.rows[%d]", path, i); !ok || len(row) == 0 {
			c.complain(at, "missing or empty")
		} else if len(row) > maxColumns {
			c.complain(at, "%d cells, at most %d", len(row), maxColumns)
		}
	}
}
