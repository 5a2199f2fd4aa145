package main_test

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestPicturesLieInTheSimulatedWorkspaceIfItWantsThem(t *testing.T) {
	dir, from := t.TempDir(), t.TempDir()
	picture(t, filepath.Join(from, "beach.jpg"), 200)
	ok(t, "", "import", "--data", dir, from)
	for mode, want := range map[string][2]string{
		"file":       {"slack_file", "image_url"},
		"link":       {"image_url", "slack_file"},
		"file:TELSE": {"image_url", "slack_file"},
	} {
		t.Run(mode, func(t *testing.T) {
			s := serveIn(t, map[string]string{"SHOEBOX_SLACK_IMAGE_MODE": mode}, "--data", dir)
			status, answer := s.do(t, "POST", "/try/simulator/slack", map[string]string{"Content-Type": "application/json"}, `{"command":""}`)
			_, shown, _ := strings.Cut(answer, `"messages"`)
			if status != 200 || !strings.Contains(shown, want[0]) || strings.Contains(shown, want[1]) {
				t.Errorf("got %d %s, want a picture by %s", status, shown, want[0])
			}
			if code := s.ended(t); code != 0 {
				t.Errorf("got exit %d: %s", code, s.log)
			}
		})
	}
}
