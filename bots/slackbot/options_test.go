package slackbot_test

import (
	"testing"

	"shoebox/intents/intentstest"
)

// TestOptionsAsSlackGetsThem_3_8 keeps the answers of menus, for Slack's own types to
// look at.
func TestOptionsAsSlackGetsThem_3_8(t *testing.T) {
	v, _ := newMember(t, intentstest.Anna)
	for input, typed := range map[string]string{"people": "an", "place": "lis", "album": "", "nothing": "x"} {
		rec := v.does(t, "block_suggestion", map[string]any{"action_id": "shoebox.suggest." + input, "block_id": input, "value": typed})
		golden(t, "options/"+input+".json", pretty(t, rec.Body.Bytes()))
	}
}
