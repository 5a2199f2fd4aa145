package slackbot_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"shoebox/bots/slackbot"
)

// long is n code points of a character that takes several bytes.
func long(n int) string { return strings.Repeat("é", n) }

func obj(pairs ...any) map[string]any {
	o := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		o[pairs[i].(string)] = pairs[i+1]
	}
	return o
}

func plainText(s string) map[string]any { return obj("type", "plain_text", "text", s) }
func mrkdwn(s string) map[string]any    { return obj("type", "mrkdwn", "text", s) }

func list(n int, member func(i int) any) []any {
	all := make([]any, n)
	for i := range all {
		all[i] = member(i)
	}
	return all
}

func buttonOf(pairs ...any) map[string]any {
	b := obj("type", "button", "text", plainText("Next"))
	maps.Copy(b, obj(pairs...))
	return b
}

func in(b map[string]any) []any { return []any{obj("type", "actions", "elements", []any{b})} }

// TestLimits_3_6 has for each limit what just fits, and what is over it.
func TestLimits_3_6(t *testing.T) {
	section := func(text any) []any { return []any{obj("type", "section", "text", text)} }
	image := func(pairs ...any) []any {
		o := obj("type", "image", "image_url", "https://x.example/i", "alt_text", "A photo")
		maps.Copy(o, obj(pairs...))
		return []any{o}
	}
	tests := []struct {
		name string
		of   func(n int) []any
		most int
		want string // complaint about one more
	}{
		{"blocks in a message", func(n int) []any { return list(n, func(int) any { return obj("type", "divider") }) }, 50, "blocks: 51, at most 50"},
		{"a section's text", func(n int) []any { return section(mrkdwn(long(n))) }, 3000, "blocks[0].text: 3001 characters, at most 3000"},
		{"a section's fields", func(n int) []any {
			return []any{obj("type", "section", "fields", list(n, func(int) any { return plainText("x") }))}
		}, 10, "blocks[0].fields: 11 items, at most 10"},
		{"a field's text", func(n int) []any { return []any{obj("type", "section", "fields", []any{plainText(long(n))})} }, 2000, "blocks[0].fields[0].text: 2001 characters, at most 2000"},
		{"a header", func(n int) []any { return []any{obj("type", "header", "text", plainText(long(n)))} }, 150, "blocks[0].text: 151 characters, at most 150"},
		{"a context's elements", func(n int) []any {
			return []any{obj("type", "context", "elements", list(n, func(int) any { return plainText("x") }))}
		}, 10, "blocks[0].elements: 11 items, at most 10"},
		{"a row of buttons", func(n int) []any {
			return []any{obj("type", "actions", "elements", list(n, func(i int) any { return buttonOf("action_id", fmt.Sprint(i)) }))}
		}, 25, "blocks[0].elements: 26 items, at most 25"},
		{"alt text", func(n int) []any { return image("alt_text", long(n)) }, 2000, "blocks[0].alt_text: 2001 characters, at most 2000"},
		{"an image's title", func(n int) []any { return image("title", plainText(long(n))) }, 2000, "blocks[0].title: 2001 characters, at most 2000"},
		{"an image's URL", func(n int) []any { return image("image_url", long(n)) }, 3000, "blocks[0].image_url: 3001 characters, at most 3000"},
		{"a block's id", func(n int) []any { return image("block_id", long(n)) }, 255, "blocks[0].block_id: 256 characters, at most 255"},
		{"an action's id", func(n int) []any { return in(buttonOf("action_id", long(n))) }, 255, "blocks[0].elements[0].action_id: 256 characters, at most 255"},
		{"a button's text", func(n int) []any { return in(buttonOf("text", plainText(long(n)))) }, 75, "blocks[0].elements[0].text: 76 characters, at most 75"},
		{"a button's value", func(n int) []any { return in(buttonOf("value", long(n))) }, 2000, "blocks[0].elements[0].value: 2001 characters, at most 2000"},
		{"a button's URL", func(n int) []any { return in(buttonOf("url", long(n))) }, 3000, "blocks[0].elements[0].url: 3001 characters, at most 3000"},
		{"a button's accessibility label", func(n int) []any { return in(buttonOf("accessibility_label", long(n))) }, 75, "blocks[0].elements[0].accessibility_label: 76 characters, at most 75"},
		{"a confirmation's title", func(n int) []any { return in(buttonOf("confirm", confirm("title", plainText(long(n))))) }, 100, "blocks[0].elements[0].confirm.title: 101 characters, at most 100"},
		{"a confirmation's text", func(n int) []any { return in(buttonOf("confirm", confirm("text", mrkdwn(long(n))))) }, 300, "blocks[0].elements[0].confirm.text: 301 characters, at most 300"},
		{"a confirmation's yes", func(n int) []any { return in(buttonOf("confirm", confirm("confirm", plainText(long(n))))) }, 30, "blocks[0].elements[0].confirm.confirm: 31 characters, at most 30"},
		{"a confirmation's no", func(n int) []any { return in(buttonOf("confirm", confirm("deny", plainText(long(n))))) }, 30, "blocks[0].elements[0].confirm.deny: 31 characters, at most 30"},
		{"an overflow menu", func(n int) []any { return in(obj("type", "overflow", "options", options(n))) }, 5, "blocks[0].elements[0].options: 6 items, at most 5"},
		{"check boxes", func(n int) []any { return in(obj("type", "checkboxes", "options", options(n))) }, 10, "blocks[0].elements[0].options: 11 items, at most 10"},
		{"radio buttons", func(n int) []any { return in(obj("type", "radio_buttons", "options", options(n))) }, 10, "blocks[0].elements[0].options: 11 items, at most 10"},
		{"a menu", func(n int) []any { return in(obj("type", "static_select", "options", options(n))) }, 100, "blocks[0].elements[0].options: 101 items, at most 100"},
		{"a menu's placeholder", func(n int) []any {
			return in(obj("type", "static_select", "options", options(1), "placeholder", plainText(long(n))))
		}, 150, "blocks[0].elements[0].placeholder: 151 characters, at most 150"},
		{"an option's text", func(n int) []any {
			return in(obj("type", "overflow", "options", []any{obj("text", plainText(long(n)), "value", "v")}))
		}, 75, "blocks[0].elements[0].options[0].text: 76 characters, at most 75"},
		{"an option's value", func(n int) []any {
			return in(obj("type", "overflow", "options", []any{obj("text", plainText("x"), "value", long(n))}))
		}, 75, "blocks[0].elements[0].options[0].value: 76 characters, at most 75"},
		{"a table's rows", func(n int) []any {
			return []any{obj("type", "table", "rows", list(n, func(int) any { return []any{obj("type", "raw_text", "text", "x")} }))}
		}, 100, "blocks[0].rows: 101 items, at most 100"},
		{"a table's columns", func(n int) []any {
			return []any{obj("type", "table", "rows", []any{list(n, func(int) any { return obj("type", "raw_text", "text", "x") })})}
		}, 20, "blocks[0].rows[0]: 21 cells, at most 20"},
		{"a video's title", func(n int) []any { return []any{videoOf("title", plainText(long(n)))} }, 199, "blocks[0].title: 200 characters, at most 199"},
		{"a video's author", func(n int) []any { return []any{videoOf("author_name", long(n))} }, 49, "blocks[0].author_name: 50 characters, at most 49"},
		{"an option's URL", func(n int) []any {
			return in(obj("type", "overflow", "options", []any{obj("text", plainText("x"), "value", "v", "url", long(n))}))
		}, 3000, "blocks[0].elements[0].options[0].url: 3001 characters, at most 3000"},
		{"an option's description", func(n int) []any {
			return in(obj("type", "static_select", "options", []any{obj("text", plainText("x"), "value", "v", "description", plainText(long(n)))}))
		}, 75, "blocks[0].elements[0].options[0].description: 76 characters, at most 75"},
		{"a menu's groups", func(n int) []any {
			return in(obj("type", "static_select", "option_groups", list(n, func(int) any { return obj("label", plainText("x"), "options", options(1)) })))
		}, 100, "blocks[0].elements[0].option_groups: 101 items, at most 100"},
		{"what an input takes", func(n int) []any {
			return []any{inputOf("element", obj("type", "plain_text_input", "max_length", n))}
		}, 3000, "blocks[0].element.max_length: 3001 given, at most 3000"},
		{"an input's hint", func(n int) []any { return []any{inputOf("hint", plainText(long(n)))} }, 2000, "blocks[0].hint: 2001 characters, at most 2000"},
		{"a context's buttons", func(n int) []any {
			return []any{obj("type", "context_actions", "elements", list(n, func(i int) any {
				return obj("type", "icon_button", "icon", "trash", "text", plainText("x"), "action_id", fmt.Sprint(i))
			}))}
		}, 5, "blocks[0].elements: 6 items, at most 5"},
		{"an input's label", func(n int) []any { return []any{inputOf("label", plainText(long(n)))} }, 2000, "blocks[0].label: 2001 characters, at most 2000"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := check(t, tt.of(tt.most)); len(got) > 0 {
				t.Errorf("at the limit: got %q, want nothing", got)
			}
			over := check(t, tt.of(tt.most+1))
			if len(over) == 0 || over[0] != tt.want {
				t.Errorf("over the limit: got %q, want %q", over, tt.want)
			}
			fitted := must(slackbot.Fit(slackbot.Message{Text: "x", Blocks: json.RawMessage(mustJSON(t, tt.of(tt.most+1)))}))(t)
			if wrong := must(slackbot.Check([]byte(mustJSON(t, fitted))))(t); len(wrong) > 0 {
				t.Errorf("after Fit: got %q, want nothing", wrong)
			}
		})
	}
}

func inputOf(pairs ...any) map[string]any {
	o := obj("type", "input", "label", plainText("Words"), "element", obj("type", "plain_text_input"))
	maps.Copy(o, obj(pairs...))
	return o
}

func videoOf(pairs ...any) map[string]any {
	o := obj("type", "video", "title", plainText("Waves"), "alt_text", "Waves", "video_url", "https://x.example/v", "thumbnail_url", "https://x.example/t")
	maps.Copy(o, obj(pairs...))
	return o
}

func confirm(pairs ...any) map[string]any {
	c := obj("title", plainText("Sure?"), "text", mrkdwn("Really?"), "confirm", plainText("Yes"), "deny", plainText("No"))
	maps.Copy(c, obj(pairs...))
	return c
}

func options(n int) []any {
	return list(n, func(i int) any { return obj("text", plainText("x"), "value", fmt.Sprint(i)) })
}

func check(tb testing.TB, blocks []any) []string {
	tb.Helper()
	return must(slackbot.Check([]byte(mustJSON(tb, obj("text", "x", "blocks", blocks)))))(tb)
}

func TestWhatIsMissingOrTwice_3_6(t *testing.T) {
	tests := []struct {
		name, body string
		want       []string
	}{
		{"a good message", `{"text":"x","blocks":[{"type":"divider"}]}`, nil},
		{"a deletion needs no text", `{"delete_original":true}`, nil},
		{"no text", `{"blocks":[{"type":"divider"}]}`, []string{"text: missing: notifications and screen readers need it"}},
		{"too much text", `{"text":"` + long(4001) + `"}`, []string{"text: 4001 characters, at most 4000"}},
		{"null for blocks", `{"text":"x","blocks":null}`, []string{"blocks: not a list: <nil>"}},
		{"an unknown block", `{"text":"x","blocks":[{"type":"hologram"}]}`, []string{`blocks[0]: unknown type "hologram"`}},
		{"a block that is none", `{"text":"x","blocks":["divider"]}`, []string{"blocks[0]: not a block"}},
		{"an image without alt text", `{"text":"x","blocks":[{"type":"image","image_url":"https://x.example"}]}`, []string{"blocks[0].alt_text: missing or empty"}},
		{"an image with two sources", `{"text":"x","blocks":[{"type":"image","image_url":"u","slack_file":{"id":"F0123456789"},"alt_text":"a"}]}`, []string{"blocks[0]: needs exactly one of image_url and slack_file"}},
		{"an image without a source", `{"text":"x","blocks":[{"type":"image","alt_text":"a"}]}`, []string{"blocks[0]: needs exactly one of image_url and slack_file"}},
		{"an empty section", `{"text":"x","blocks":[{"type":"section"}]}`, []string{"blocks[0]: needs text or fields"}},
		{"an empty text", `{"text":"x","blocks":[{"type":"section","text":{"type":"mrkdwn","text":""}}]}`, []string{"blocks[0].text: missing or empty", "blocks[0].text.text: missing or empty"}},
		{"a header in mrkdwn", `{"text":"x","blocks":[{"type":"header","text":{"type":"mrkdwn","text":"h"}}]}`, []string{"blocks[0].text: must be plain_text"}},
		{"an empty row", `{"text":"x","blocks":[{"type":"actions","elements":[]}]}`, []string{"blocks[0].elements: missing or empty"}},
		{"a style nobody knows", `{"text":"x","blocks":[{"type":"actions","elements":[{"type":"button","style":"loud","text":{"type":"plain_text","text":"b"}}]}]}`, []string{"blocks[0].elements[0].style: must be primary or danger"}},
		{"an action id twice", `{"text":"x","blocks":[{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"b"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"b"}}]}]}`, []string{"blocks[0].elements[1].action_id: stands twice"}},
		{"a file's id that is none", `{"text":"x","blocks":[{"type":"image","slack_file":{"id":"f1"},"alt_text":"a"}]}`, []string{"blocks[0].slack_file.id: not a file's id"}},
		{"a file by id and by URL", `{"text":"x","blocks":[{"type":"image","slack_file":{"id":"F0123456789","url":"https://x.example"},"alt_text":"a"}]}`, []string{"blocks[0].slack_file: needs exactly one of id and url"}},
		{"a carousel", `{"text":"x","blocks":[{"type":"carousel","elements":[]}]}`, []string{`blocks[0]: unknown type "carousel"`}},
		{"an alert", `{"text":"x","blocks":[{"type":"alert","text":{"type":"plain_text","text":"b"}}]}`, []string{`blocks[0]: unsupported here: "alert"`}},
		{"a button beside a caption", `{"text":"x","blocks":[{"type":"context","elements":[{"type":"button","text":{"type":"plain_text","text":"b"}}]}]}`, []string{`blocks[0].elements[0]: unsupported here: "button"`}},
		{"an option in mrkdwn", `{"text":"x","blocks":[{"type":"actions","elements":[{"type":"static_select","options":[{"text":{"type":"mrkdwn","text":"b"},"value":"v"}]}]}]}`, []string{"blocks[0].elements[0].options[0].text: must be plain_text"}},
		{"an option's URL outside an overflow menu", `{"text":"x","blocks":[{"type":"actions","elements":[{"type":"static_select","options":[{"text":{"type":"plain_text","text":"b"},"value":"v","url":"https://x.example"}]}]}]}`, []string{"blocks[0].elements[0].options[0].url: only an overflow menu takes one"}},
		{"a menu of two sources", `{"text":"x","blocks":[{"type":"actions","elements":[{"type":"static_select"}]}]}`, []string{"blocks[0].elements[0]: needs exactly one of options and option_groups"}},
		{"a choice that is not offered", `{"text":"x","blocks":[{"type":"actions","elements":[{"type":"static_select","initial_option":{"text":{"type":"plain_text","text":"c"},"value":"c"},"options":[{"text":{"type":"plain_text","text":"b"},"value":"v"}]}]}]}`, []string{"blocks[0].elements[0]: what is chosen is not among the options"}},
		{"a day that is none", `{"text":"x","blocks":[{"type":"actions","elements":[{"type":"datepicker","initial_date":"yesterday"}]}]}`, []string{"blocks[0].elements[0].initial_date: not as 2006-01-02"}},
		{"a call to the channel", `{"text":"x","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"<!channel> look"}}]}`, []string{"blocks[0].text: unescaped & < or >, or a call to everybody"}},
		{"a call to the channel in the words", `{"text":"<!everyone> look"}`, []string{"text: unescaped & < or >, or a call to everybody"}},
		{"an ampersand by itself", `{"text":"x","blocks":[{"type":"section","fields":[{"type":"mrkdwn","text":"a & b"}]}]}`, []string{"blocks[0].fields[0]: unescaped & < or >, or a call to everybody"}},
		{"our own entities", `{"text":"by <@U0001> in <#C0001|home> &amp; <https://x.example/?a=1&amp;b=2|there> <!date^1753000000^{date}|today>"}`, nil},
		{"too much markdown in all", `{"text":"x","blocks":[{"type":"markdown","text":"` + strings.Repeat("m", 6001) + `"},{"type":"markdown","text":"` + strings.Repeat("m", 6001) + `"}]}`, []string{"blocks: 12002 characters of markdown in all, at most 12000"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := must(slackbot.Check([]byte(tt.body)))(t)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestFitWholeMessage_3_6(t *testing.T) {
	big := list(10, func(int) any { return obj("type", "section", "text", mrkdwn(long(2900))) })
	m := must(slackbot.Fit(slackbot.Message{Text: long(5000), Blocks: json.RawMessage(mustJSON(t, big))}))(t)
	if wrong := must(slackbot.Check([]byte(mustJSON(t, m))))(t); len(wrong) > 0 {
		t.Errorf("got %q, want a message that fits as a whole", wrong)
	}
	var left []any
	if err := json.Unmarshal(m.Blocks, &left); err != nil {
		t.Fatal(err)
	}
	if len(left) != 4 {
		t.Errorf("got %d blocks, want the first four", len(left))
	}
}

func TestFitLeavesWhatFits(t *testing.T) {
	want := `[{"text":{"text":"a < b & c","type":"plain_text"},"type":"section"}]`
	m := must(slackbot.Fit(slackbot.Message{Text: "x", Blocks: json.RawMessage(want)}))(t)
	if got := string(m.Blocks); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestShorten_3_6(t *testing.T) {
	tests := []struct {
		name, text string
		most       int
		want       string
	}{
		{"what fits stays", "beach", 5, "beach"},
		{"the ellipsis counts", "beaches", 5, "beac…"},
		{"code points count, not bytes", "éééééé", 4, "ééé…"},
		{"a family stays together", "ab👩‍👩‍👧cd", 5, "ab…"},
		{"an accent stays on its letter", "cafe\u0301s!", 5, "caf…"},
		{"a flag stays whole", "x🇵🇹🇪🇸", 4, "x🇵🇹…"},
		{"an escape is not cut", "a &amp; b", 5, "a…"},
		{"an escape that fits stays", "a &amp; bcd", 8, "a &amp;…"},
		{"a mention is not cut", "by <@U2CERLKJA> with", 12, "by…"},
		{"no room for anything", "👩‍👩‍👧👩‍👩‍👧", 3, "…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := slackbot.Shorten(tt.text, tt.most); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestEscape_3_7(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"only three characters are escaped", `a & b < c > d "e" 'f' *g* _h_`, `a &amp; b &lt; c &gt; d "e" 'f' *g* _h_`},
		{"the ampersand comes first", "&lt;", "&amp;lt;"},
		{"a channel mention is inert", "<!channel>", "&lt;!channel&gt;"},
		{"a user mention is inert", "<@U123>", "&lt;@U123&gt;"},
		{"a group mention is inert", "<!subteam^S1>", "&lt;!subteam^S1&gt;"},
		{"a link is inert", "<https://x.example|label>", "&lt;https://x.example|label&gt;"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := slackbot.Escape(tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got := slackbot.Unescape(tt.want); got != tt.text {
				t.Errorf("undone: got %q, want %q", got, tt.text)
			}
		})
	}
}

func FuzzShorten(f *testing.F) {
	f.Add("by <@U2CERLKJA> &amp; 👩‍👩‍👧", 7)
	f.Add("\xff\xfe", 1)
	f.Fuzz(func(t *testing.T, text string, most int) {
		most = 1 + (most&0xfff)%100
		got := slackbot.Shorten(text, most)
		if n := utf8.RuneCountInString(got); n > most {
			t.Errorf("got %d code points, want at most %d", n, most)
		}
	})
}
