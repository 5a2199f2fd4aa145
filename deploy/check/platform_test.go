package check_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// sort is a sort of JSON that a platform has a type for.
type sort struct {
	name  string
	typed string // in TypeScript
	files []string
	// plant puts something into a file's JSON that the platform refuses.
	plant func(map[string]any)
}

// sorts are all that we send to a platform, or give it.
var sorts = []sort{
	{
		name: "Alexa responses", typed: "ResponseEnvelope", files: []string{"skills/alexa/testdata/*.json"},
		plant: func(v map[string]any) { v["response"] = map[string]any{"outputSpeach": "hello"} },
	},
	{
		name: "Alexa skill manifests", typed: "v1.skill.Manifest.SkillManifestEnvelope", files: []string{"deploy/skill-package/skill.json", "skills/alexa/testdata/manifest/*.json"},
		plant: func(v map[string]any) { v["manifest"] = map[string]any{"manifestVersion": 1} },
	},
	{
		name: "Alexa interaction models", typed: "v1.skill.interactionModel.InteractionModelData",
		files: []string{"deploy/skill-package/interactionModels/custom/*.json"},
		plant: func(v map[string]any) { v["interactionModel"] = map[string]any{"languageModel": map[string]any{}} },
	},
	{
		name: "Slack messages", typed: "Message", files: []string{"bots/slackbot/testdata/found.json", "bots/slackbot/testdata/shared.json", "bots/slackbot/testdata/kinds/*.json"},
		plant: func(v map[string]any) { v["blocks"] = []any{map[string]any{"type": "image", "alt": "a dog"}} },
	},
	{
		name: "Slack modals", typed: "Modal", files: []string{"bots/slackbot/testdata/views/*.json"},
		plant: func(v map[string]any) { v["blocks"] = []any{map[string]any{"type": "input", "label": "words alone"}} },
	},
	{
		name: "Slack home tabs", typed: "Home", files: []string{"bots/slackbot/testdata/home/*.json"},
		plant: func(v map[string]any) { v["blocks"] = []any{map[string]any{"type": "header", "text": "words alone"}} },
	},
	{
		name: "Slack unfurls", typed: "Unfurl", files: []string{"bots/slackbot/testdata/unfurl*.json"},
		plant: func(v map[string]any) {
			v["blocks"] = []any{map[string]any{"type": "context", "elements": []any{map[string]any{"type": "mark"}}}}
		},
	},
	{
		name: "Slack options", typed: "Options", files: []string{"bots/slackbot/testdata/options/*.json"},
		plant: func(v map[string]any) { v["options"] = []any{map[string]any{"text": "words alone", "value": "v"}} },
	},
	{
		name: "Slack app manifests", typed: "Manifest", files: []string{"deploy/slack/manifest.yaml"},
		plant: func(v map[string]any) {
			v["oauth_config"] = map[string]any{"scopes": map[string]any{"bot": []any{"chat:rite"}}}
		},
	},
}

// prelude imports the types, and names what the platforms have no one name for.
const prelude = `import type { ResponseEnvelope } from "ask-sdk-model";
import type { v1 } from "ask-smapi-model";
import type { HomeView, KnownBlock, MessageAttachment, ModalView, PlainTextOption } from "@slack/types";
import type { Manifest } from "@slack/web-api/dist/types/request/manifest";

// What a command is answered with, and what goes to a response_url.
interface Message {
  response_type?: "ephemeral" | "in_channel";
  replace_original?: boolean;
  delete_original?: boolean;
  thread_ts?: string;
  text?: string;
  blocks?: KnownBlock[];
}

// A view may have blocks of any shape by its own type.
interface Modal extends Omit<ModalView, "blocks"> {
  blocks: KnownBlock[];
}
interface Home extends Omit<HomeView, "blocks"> {
  blocks: KnownBlock[];
}

// What a link is shown as.
interface Unfurl extends Omit<MessageAttachment, "blocks"> {
  blocks: KnownBlock[];
}

// What a menu is given when somebody types into it.
interface Options {
  options: PlainTextOption[];
}

`

// platform installs the platforms' packages, as the lock file says, and gives the
// folder. It takes npm and a minute the first time; so only `make platform` asks.
func platform(t *testing.T) string {
	t.Helper()
	if os.Getenv("SHOEBOX_PLATFORM") == "" {
		t.Skip("the platforms' own types are asked by: make platform")
	}
	if _, err := exec.LookPath("npm"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("npm is missing: the platforms' types can't be asked")
		}
		t.Skip("npm is missing, so the platforms' types are not asked. It comes with Node.js 20 or newer: https://nodejs.org")
	}
	folder, err := filepath.Abs(filepath.Join(root, "build", "platform"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	changed := false
	for _, name := range []string{"package.json", "package-lock.json", "apl.cjs"} {
		source, err := os.ReadFile(filepath.Join("platform", name))
		if err != nil {
			t.Fatal(err)
		}
		there, err := os.ReadFile(filepath.Join(folder, name))
		if err == nil && bytes.Equal(there, source) {
			continue
		}
		changed = true
		if err := os.WriteFile(filepath.Join(folder, name), source, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules", ".package-lock.json")); err != nil || changed {
		run(t, folder, nil, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	}
	return folder
}

// run runs a program in a folder, and gives what it prints.
func run(t *testing.T, folder string, stdin []byte, name string, args ...string) []byte {
	t.Helper()
	command := exec.CommandContext(t.Context(), name, args...)
	command.Dir = folder
	command.Stdin = bytes.NewReader(stdin)
	var errs bytes.Buffer
	command.Stderr = &errs
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, errs.String())
	}
	return out
}

// read gives the JSON of every file of a sort by its path.
func (s sort) read(t *testing.T) map[string]map[string]any {
	t.Helper()
	all := map[string]map[string]any{}
	for _, pattern := range s.files {
		paths, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(pattern)))
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: no files, or %v", pattern, err)
		}
		for _, path := range paths {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var value map[string]any
			if err := yaml.Unmarshal(raw, &value); err != nil { // JSON is YAML
				t.Fatalf("%s: %v", path, err)
			}
			if len(value) > 0 { // silence is an empty answer
				all[path] = value
			}
		}
	}
	return all
}

// compile type-checks values, and gives what is wrong by name. A value is written
// into its source, since importing JSON would widen every literal to a string.
func compile(t *testing.T, folder string, values map[string]string) map[string][]string {
	t.Helper()
	sources, err := os.MkdirTemp(folder, "check-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(sources) })
	args := []string{
		"--no-install", "tsc", "--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "esnext",
		"--moduleResolution", "bundler", "--pretty", "false", "--types", "node",
	}
	names := map[string]string{}
	for name, source := range values {
		file := fmt.Sprintf("value%d.ts", len(names))
		names[file] = name
		if err := os.WriteFile(filepath.Join(sources, file), []byte(prelude+source), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, filepath.Join(sources, file))
	}
	command := exec.CommandContext(t.Context(), "npx", args...)
	command.Dir = folder
	out, err := command.Output()
	wrong := map[string][]string{}
	for line := range strings.SplitSeq(string(out), "\n") {
		if m := regexp.MustCompile(`(value\d+\.ts)\(\d+,\d+\): (error .*)`).FindStringSubmatch(line); m != nil {
			wrong[names[m[1]]] = append(wrong[names[m[1]]], m[2])
		}
	}
	if err != nil && len(wrong) == 0 {
		t.Fatalf("tsc: %v\n%s", err, out)
	}
	return wrong
}

func (s sort) source(t *testing.T, value map[string]any) string {
	t.Helper()
	raw, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return "export const value: " + s.typed + " = " + string(raw) + ";\n"
}

func TestThePlatformsTypesTakeWhatWeSend(t *testing.T) {
	folder := platform(t)
	values := map[string]string{}
	for _, s := range sorts {
		for path, value := range s.read(t) {
			values[path] = s.source(t, value)
		}
	}
	for path, errs := range compile(t, folder, values) {
		t.Errorf("%s:\n%s", path, strings.Join(errs, "\n"))
	}
}

func TestThePlatformsTypesRefuseAPlantedFault(t *testing.T) {
	folder := platform(t)
	values := map[string]string{}
	for _, s := range sorts {
		for _, value := range s.read(t) {
			s.plant(value)
			values[s.name] = s.source(t, value)
			break
		}
	}
	wrong := compile(t, folder, values)
	for _, s := range sorts {
		if len(wrong[s.name]) == 0 {
			t.Errorf("a fault planted into one of the %s is not found", s.name)
		}
	}
}

// aplDocument is a screen's document, for apl.cjs.
type aplDocument struct {
	Name     string         `json:"name"`
	Document map[string]any `json:"document"`
}

// validate gives what apl-suggester finds wrong, by name.
func validate(t *testing.T, folder string, documents []aplDocument) map[string][]any {
	t.Helper()
	raw, err := json.Marshal(documents)
	if err != nil {
		t.Fatal(err)
	}
	var wrong map[string][]any
	if err := json.Unmarshal(run(t, folder, raw, "node", "apl.cjs"), &wrong); err != nil {
		t.Fatal(err)
	}
	return wrong
}

func TestAmazonsValidatorTakesEveryScreen(t *testing.T) {
	folder := platform(t)
	var documents []aplDocument
	for path, document := range (sort{files: []string{"skills/alexa/apl/*.json"}}).read(t) {
		documents = append(documents, aplDocument{path, document})
	}
	slices.SortFunc(documents, func(a, b aplDocument) int { return strings.Compare(a.Name, b.Name) })
	for name, errs := range validate(t, folder, documents) {
		if len(errs) > 0 {
			t.Errorf("%s: %v", name, errs)
		}
	}
	documents = documents[:1]
	documents[0].Document["pagesize"] = true
	if errs := validate(t, folder, documents)[documents[0].Name]; len(errs) == 0 {
		t.Error("a fault planted into a screen is not found")
	}
}
