package slackbot_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"shoebox/bots/slackbot"
	"shoebox/shared/fault"
)

func modalOf(pairs ...any) map[string]any {
	v := obj("type", "modal", "title", plainText("Search"), "submit", plainText("Search"), "blocks", []any{inputOf()})
	maps.Copy(v, obj(pairs...))
	return v
}

func homeOf(pairs ...any) map[string]any {
	v := obj("type", "home", "blocks", []any{obj("type", "divider")})
	maps.Copy(v, obj(pairs...))
	return v
}

func dividers(n int) []any { return list(n, func(int) any { return obj("type", "divider") }) }

// TestViewLimits_3_6 has for each limit of a view what just fits, and what is over
// it.
func TestViewLimits_3_6(t *testing.T) {
	tests := []struct {
		name string
		of   func(n int) map[string]any
		most int
		want string // complaint about one more
		lost bool   // it can't be mended
	}{
		{"blocks in a modal", func(n int) map[string]any { return modalOf("blocks", dividers(n)) }, 100, "blocks: 101 items, at most 100", false},
		{"blocks in a home tab", func(n int) map[string]any { return homeOf("blocks", dividers(n)) }, 100, "blocks: 101 items, at most 100", false},
		{"a title", func(n int) map[string]any { return modalOf("title", plainText(long(n))) }, 24, "title: 25 characters, at most 24", false},
		{"a submit button", func(n int) map[string]any { return modalOf("submit", plainText(long(n))) }, 24, "submit: 25 characters, at most 24", false},
		{"a close button", func(n int) map[string]any { return modalOf("close", plainText(long(n))) }, 24, "close: 25 characters, at most 24", false},
		{"what a modal keeps", func(n int) map[string]any { return modalOf("private_metadata", long(n)) }, 3000, "private_metadata: 3001 characters, at most 3000", true},
		{"what a home tab keeps", func(n int) map[string]any { return homeOf("private_metadata", long(n)) }, 3000, "private_metadata: 3001 characters, at most 3000", true},
		{"a callback id", func(n int) map[string]any { return modalOf("callback_id", long(n)) }, 255, "callback_id: 256 characters, at most 255", true},
		{"an external id", func(n int) map[string]any { return modalOf("external_id", long(n)) }, 255, "external_id: 256 characters, at most 255", true},
		{"an alert", func(n int) map[string]any {
			return modalOf("blocks", []any{obj("type", "alert", "text", plainText(long(n)))})
		}, 200, "blocks[0].text: 201 characters, at most 200", false},
		{"an input's words so far", func(n int) map[string]any {
			return modalOf("blocks", []any{inputOf("element", obj("type", "plain_text_input", "initial_value", long(n)))})
		}, 3000, "blocks[0].element.initial_value: 3001 characters, at most 3000", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := checkView(t, tt.of(tt.most)); len(got) > 0 {
				t.Errorf("at the limit: got %q, want nothing", got)
			}
			over := checkView(t, tt.of(tt.most+1))
			if len(over) == 0 || over[0] != tt.want {
				t.Errorf("over the limit: got %q, want %q", over, tt.want)
			}
			fitted, err := slackbot.FitView(tt.of(tt.most + 1))
			if fault.Is(err, fault.Invalid) != tt.lost {
				t.Fatalf("got %v, want it lost %v", err, tt.lost)
			}
			if wrong := checkView(t, fitted); len(wrong) > 0 && !tt.lost {
				t.Errorf("after FitView: got %q, want nothing", wrong)
			}
		})
	}
}

func checkView(tb testing.TB, view any) []string {
	tb.Helper()
	return must(slackbot.CheckView([]byte(mustJSON(tb, view))))(tb)
}

func TestWhatAViewMustHave_3_6(t *testing.T) {
	focused := func() map[string]any {
		return inputOf("element", obj("type", "plain_text_input", "focus_on_load", true))
	}
	tests := []struct {
		name string
		view map[string]any
		want []string
	}{
		{"a good modal", modalOf(), nil},
		{"a good home tab", homeOf(), nil},
		{"an empty home tab", homeOf("blocks", []any{}), nil},
		{"a type", obj("blocks", []any{}), []string{"type: must be modal or home"}},
		{"a title", modalOf("title", nil), []string{"title: missing or empty"}},
		{"a title in plain text", modalOf("title", mrkdwn("x")), []string{"title: must be plain_text"}},
		{"blocks, not null", homeOf("blocks", nil), []string{"blocks: not a list: <nil>"}},
		{"a submit button where there are inputs", modalOf("submit", nil), []string{"submit: missing, though there are inputs"}},
		{"no submit button where there are none", modalOf("submit", nil, "blocks", dividers(1)), nil},
		{"no title on a home tab", homeOf("title", plainText("x")), []string{"title: a home tab has none"}},
		{"an element in each input", modalOf("blocks", []any{inputOf("element", nil)}), []string{"blocks[0].element: missing or empty"}},
		{"an element that people fill in", modalOf("blocks", []any{inputOf("element", buttonOf())}), []string{`blocks[0].element: unsupported here: "button"`}},
		{"no tables", modalOf("blocks", []any{obj("type", "table", "rows", []any{[]any{obj("type", "raw_text", "text", "x")}})}), []string{`blocks[0]: unsupported here: "table"`}},
		{"no alert on a home tab", homeOf("blocks", []any{obj("type", "alert", "text", plainText("x"))}), []string{`blocks[0]: unsupported here: "alert"`}},
		{"one focus", modalOf("blocks", []any{focused(), focused()}), []string{"blocks[1].element.focus_on_load: stands twice"}},
		{"at most as much as Slack takes", homeOf("blocks", list(90, func(int) any { return obj("type", "section", "text", plainText(long(2900))) })), []string{"view: 527246 bytes, at most 250000"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := checkView(t, tt.view)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestFitViewKeepsSlackGosTypes_3_6(t *testing.T) {
	picker := slack.NewOptionsSelectBlockElement(slack.OptTypeExternal, slack.NewTextBlockObject(slack.PlainTextType, "Anybody", false, false), "person")
	file := slack.NewImageBlockSlackFile(&slack.SlackFileObject{ID: "F0123456789"}, "Waves", "", nil)
	view := slack.ModalViewRequest{
		Type: slack.VTModal, Title: slack.NewTextBlockObject(slack.PlainTextType, long(30), false, false),
		Submit: slack.NewTextBlockObject(slack.PlainTextType, "Search", false, false),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			slack.NewInputBlock("who", slack.NewTextBlockObject(slack.PlainTextType, "Who", false, false), nil, picker),
			file, slack.NewDividerBlock(),
			slack.NewInputBlock("day", slack.NewTextBlockObject(slack.PlainTextType, "Since", false, false), nil, slack.NewDatePickerBlockElement("day")),
		}},
		CallbackID: "search", PrivateMetadata: "{}", NotifyOnClose: true,
	}
	got := must(slackbot.FitView(view))(t)
	want := view
	want.Title = slack.NewTextBlockObject(slack.PlainTextType, long(23)+"…", false, false)
	if diff := cmp.Diff(mustJSON(t, want), mustJSON(t, got)); diff != "" {
		t.Errorf("more than the title has changed (-want +got):\n%s", diff)
	}
}

func TestOptions_3_8(t *testing.T) {
	tests := []struct {
		name   string
		answer map[string]any
		want   []string
		left   int // options after FitOptions
	}{
		{"none found", obj("options", []any{}), nil, 0},
		{"as many as a menu shows", obj("options", options(100)), nil, 100},
		{"more than that", obj("options", options(101)), []string{"options: 101 items, at most 100"}, 100},
		{"a name that is long", obj("options", []any{obj("text", plainText(long(76)), "value", "v")}), []string{"options[0].text: 76 characters, at most 75"}, 1},
		{"a value that is too long", obj("options", []any{obj("text", plainText("x"), "value", long(76))}), []string{"options[0].value: 76 characters, at most 75"}, 0},
		{"null", obj("options", nil), []string{"options: needs exactly one of options and option_groups"}, -1},
		{"both sorts", obj("options", options(1), "option_groups", []any{}), []string{"options: needs exactly one of options and option_groups"}, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := must(slackbot.CheckOptions([]byte(mustJSON(t, tt.answer))))(t)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			fitted, err := slackbot.FitOptions(tt.answer)
			if fault.Is(err, fault.Invalid) != (tt.left < 0) {
				t.Fatalf("got %v", err)
			}
			if got, _ := fitted["options"].([]any); tt.left >= 0 && len(got) != tt.left {
				t.Errorf("got %d options, want %d", len(got), tt.left)
			}
		})
	}
}

func TestUnfurls_3_10(t *testing.T) {
	good := obj("blocks", dividers(1))
	unfurls := obj("https://x.example/p/1", good, "https://x.example/p/2", obj("blocks", dividers(51)), "https://x.example/p/3", obj("blocks", []any{}))
	got := must(slackbot.CheckUnfurls([]byte(mustJSON(t, unfurls))))(t)
	want := []string{"https://x.example/p/2 blocks: 51, at most 50", "https://x.example/p/3: needs blocks"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	fitted := must(slackbot.FitUnfurls(unfurls))(t)
	if len(fitted) != 2 || len(must(slackbot.CheckUnfurls([]byte(mustJSON(t, fitted))))(t)) > 0 {
		t.Errorf("got %v, want the two of which something is left", fitted)
	}
}

func TestFitMakesMarkdownInert_3_7(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a call to the channel", "<!channel> & all", "&lt;!channel&gt; &amp; all"},
		{"a group", "<!subteam^S0001|@team>", "&lt;!subteam^S0001|@team&gt;"},
		{"a script", "<script>", "&lt;script&gt;"},
		{"a link whose label holds a bar", "<https://x.example|a|b>", "&lt;https://x.example|a|b&gt;"},
		{"a link that says javascript", "<javascript:alert(1)|x>", "&lt;javascript:alert(1)|x&gt;"},
		{"a link with a bare ampersand", "<https://x.example/?a&b>", "&lt;https://x.example/?a&amp;b&gt;"},
		{"what is good stays", "<@U0001> &amp; <https://x.example|there>", "<@U0001> &amp; <https://x.example|there>"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := must(slackbot.Fit(slackbot.Message{Text: tt.text, Blocks: json.RawMessage(mustJSON(t, []any{obj("type", "section", "text", mrkdwn(tt.text))}))}))(t)
			want := must(json.Marshal([]any{obj("type", "section", "text", mrkdwn(tt.want))}))(t)
			if got := m.Text; got != tt.want {
				t.Errorf("the words: got %q, want %q", got, tt.want)
			}
			if diff := cmp.Diff(decoded(t, want), decoded(t, m.Blocks)); diff != "" {
				t.Errorf("the blocks: -want +got:\n%s", diff)
			}
		})
	}
}

func decoded(tb testing.TB, raw []byte) (v any) {
	tb.Helper()
	if err := json.Unmarshal(raw, &v); err != nil {
		tb.Fatal(err)
	}
	return v
}

// FuzzFit_3_6 fits whatever is JSON: what comes out is what Slack takes.
func FuzzFit_3_6(f *testing.F) {
	f.Add(`[{"type":"section","text":{"type":"mrkdwn","text":"<!here> & <@U1>"},"accessory":{"type":"image","image_url":"u","alt_text":""}}]`)
	f.Add(`[{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"b"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"b"}}]},null,7]`)
	f.Add(`[{"type":"input","label":{"type":"plain_text","text":"l"},"element":{"type":"static_select","options":[{"text":{"type":"plain_text","text":"o"},"value":"v"}],"initial_option":{"value":"w"}}}]`)
	f.Add(`[{"type":"table","rows":[[1],{},[]],"elements":[[]],"block_id":5},{"type":"table","rows":[[{}]],"column_settings":[1]}]`)
	f.Add(`[{"type":"section","text":"words","fields":[{"type":"mrkdwn","text":"a&b"}]},{"type":"markdown","text":"` + strings.Repeat("m", 100) + `"}]`)
	f.Fuzz(func(t *testing.T, blocks string) {
		if !json.Valid([]byte(blocks)) {
			return
		}
		m, err := slackbot.Fit(slackbot.Message{Text: "<x>", Blocks: json.RawMessage(blocks)})
		if err == nil {
			if wrong, err := slackbot.Check([]byte(mustJSON(t, m))); err != nil || len(wrong) > 0 {
				t.Errorf("a message that fits is refused: %v %v", wrong, err)
			}
		}
		for _, kind := range []string{"modal", "home"} {
			raw := json.RawMessage(fmt.Sprintf(`{"type":%q,"title":{"type":"plain_text","text":"T"},"submit":{"type":"plain_text","text":"S"},"blocks":%s}`, kind, blocks))
			if kind == "home" {
				raw = json.RawMessage(fmt.Sprintf(`{"type":"home","blocks":%s}`, blocks))
			}
			view, err := slackbot.FitView(raw)
			if err != nil {
				t.Errorf("a %s is lost for its blocks: %v", kind, err)
			}
			if wrong, err := slackbot.CheckView(view); err != nil || len(wrong) > 0 {
				t.Errorf("a %s that fits is refused: %v %v", kind, wrong, err)
			}
		}
	})
}
