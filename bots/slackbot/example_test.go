package slackbot_test

import (
	"fmt"

	"shoebox/bots/slackbot"
)

func ExampleEscape() {
	fmt.Println(slackbot.Escape("Anna & Ben <!channel>"))
	// Output: Anna &amp; Ben &lt;!channel&gt;
}

func ExampleCheck() {
	wrong, err := slackbot.Check([]byte(`{"text":"A photo","blocks":[{"type":"image","image_url":"https://x.example/i/1"}]}`))
	fmt.Println(wrong, err)
	// Output: [blocks[0].alt_text: missing or empty] <nil>
}
