package check_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// shoebox builds the command. That takes longer than all else here, so only `make
// sam` asks.
func shoebox(t *testing.T) (program string) {
	t.Helper()
	if os.Getenv("SHOEBOX_SAM") == "" {
		t.Skip("the command is built and tried by: make sam")
	}
	program = filepath.Join(t.TempDir(), "shoebox")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", program, "./deploy/shoebox")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// What the stack prints for `shoebox generate` makes a skill package and a manifest
// with the stack's addresses in them, in every size.
func TestTheSkillAndTheManifestAreMadeOfWhatTheStackPrints(t *testing.T) {
	program := shoebox(t)
	all := sizes(t, translated(t))
	const endpoint = "arn:aws:lambda:eu-west-1:123456789012:function:shoebox-AlexaFunction-a1B2:live"
	named := strings.NewReplacer("AlexaFunctionAliaslive", endpoint, "SlackApi.", "a1b2c3d4e5.", "ImageApi.", "f6g7h8i9j0.",
		"REGION", "eu-west-1", "ImageDistribution.DomainName", "d111111abcdef8.cloudfront.net")
	pictures := map[string]string{"household": "f6g7h8i9j0.execute-api.eu-west-1.amazonaws.com", "everything": "d111111abcdef8.cloudfront.net"}
	pictures["commands alone"] = pictures["household"]
	for size, s := range all {
		t.Run(size, func(t *testing.T) {
			dir := t.TempDir()
			args := append([]string{"generate", "--dir", dir}, strings.Fields(named.Replace(fmt.Sprint(s.Outputs["GenerateWith"])))...)
			if out, err := exec.CommandContext(t.Context(), program, args...).CombinedOutput(); err != nil {
				t.Fatalf("shoebox %v: %v\n%s", args, err, out)
			}
			skill, err := os.ReadFile(filepath.Join(dir, "skill-package", "skill.json"))
			if err != nil || !strings.Contains(string(skill), endpoint) {
				t.Errorf("the skill has no endpoint: %v", err)
			}
			manifest, err := os.ReadFile(filepath.Join(dir, "slack", "manifest.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			for has, want := range map[string]bool{
				"https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/slack/commands": true,
				"/slack/events": s.Parameters["SlackClientId"] != "", "files:write": s.Parameters["SlackImageMode"] != "link",
				pictures[size]: s.Parameters["SlackClientId"] != "",
			} {
				if got := strings.Contains(string(manifest), has); got != want {
					t.Errorf("%s is in the manifest: got %v, want %v", has, got, want)
				}
			}
		})
	}
}
