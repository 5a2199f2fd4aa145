package sample_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"shoebox/deploy/sample"
)

func TestTheSampleEventsComeFromTheAsker(t *testing.T) {
	tests := []struct {
		files string
		who   []string
	}{
		{"alexa-*.json", []string{sample.AlexaUser}},
		{"slack-command*.json", []string{sample.SlackTeam, sample.SlackUser}},
		{"slack-interaction*.json", []string{sample.SlackTeam, sample.SlackUser}},
		{"slackworker-*.json", []string{sample.SlackTeam, sample.SlackUser}},
	}
	for _, tt := range tests {
		paths, err := filepath.Glob(filepath.Join("..", "events", tt.files))
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: got no events, %v", tt.files, err)
		}
		for _, path := range paths {
			event, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range tt.who {
				if !bytes.Contains(event, []byte(name)) {
					t.Errorf("%s is not of %s, whom a stage and a laptop know", path, name)
				}
			}
		}
	}
}
