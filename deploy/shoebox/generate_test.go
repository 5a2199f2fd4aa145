package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestGenerateWritesWhatCheckAccepts(t *testing.T) {
	dir := t.TempDir()
	if got := run(t, "", "generate", "--dir", dir, "--check"); got.Code != 1 || !strings.Contains(got.Stderr, "run shoebox generate") {
		t.Errorf("got %+v for an empty folder, want exit 1 and what to do", got)
	}
	wrote := ok(t, "", "generate", "--dir", dir)
	for _, name := range []string{"skill-package/skill.json", "skill-package/interactionModels/custom/en-US.json", "slack/manifest.yaml"} {
		if !strings.Contains(wrote, filepath.Join(dir, name)) {
			t.Errorf("got %q, want it to have written %s", wrote, name)
		}
	}
	ok(t, "", "generate", "--dir", dir, "--check")
	if again := ok(t, "", "generate", "--dir", dir); again != "" {
		t.Errorf("got %q the second time, want nothing left to write", again)
	}
	skill := filepath.Join(dir, "skill-package", "skill.json")
	if err := os.WriteFile(skill, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := run(t, "", "generate", "--dir", dir, "--check"); got.Code != 1 || !strings.Contains(got.Stderr, skill) {
		t.Errorf("got %+v for a changed file, want exit 1 and its name", got)
	}
}

func TestWhatIsGeneratedIsUpToDate(t *testing.T) {
	ok(t, "", "generate", "--dir", "..", "--check")
}
