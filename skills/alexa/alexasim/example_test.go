package alexasim_test

import (
	"encoding/json"
	"fmt"
	"time"

	"shoebox/skills/alexa/alexasim"
)

// A device turns words into the request Alexa would send, and hears the answer.
func Example() {
	now := time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)
	d := alexasim.New(alexasim.Config{SkillID: "amzn1.ask.skill.example", UserID: "anna", Now: func() time.Time { return now }})
	raw, err := d.Say("beach photos from last summer")
	if err != nil {
		fmt.Println(err)
		return
	}
	var request struct {
		Request struct {
			Intent struct {
				Name  string
				Slots map[string]struct{ Value string }
			}
		}
	}
	if err := json.Unmarshal(raw, &request); err != nil {
		fmt.Println(err)
		return
	}
	in := request.Request.Intent
	fmt.Println(in.Name, in.Slots["label"].Value, in.Slots["date"].Value)

	heard, err := d.Hear([]byte(`{"version":"1.0","response":{"outputSpeech":{"type":"SSML","ssml":"<speak>Two photos.</speak>"},"shouldEndSession":true}}`))
	fmt.Println(heard.Speech, heard.Ended, err)
	// Output:
	// FindIntent beach 2026-SU
	// Two photos. true <nil>
}
