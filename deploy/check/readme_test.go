package check_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
)

// guide gives what deploy/README.md says.
func guide(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, "deploy", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// rows gives the cells of the table of a text that has a first row.
func rows(t *testing.T, text, first string) [][]string {
	t.Helper()
	_, table, found := strings.Cut(text, first)
	if !found {
		t.Fatalf("there is no table %q", first)
	}
	table, _, _ = strings.Cut(table, "\n\n")
	var all [][]string
	for _, line := range strings.Split(table, "\n")[2:] {
		var cells []string
		for cell := range strings.SplitSeq(strings.Trim(line, "| "), "|") {
			cells = append(cells, strings.TrimSpace(cell))
		}
		all = append(all, cells)
	}
	return all
}

// parameterNames gives the template's parameters in the order that
// `sam deploy --guided` asks for them.
func parameterNames(t *testing.T) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, "deploy", "template.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(raw), "\nParameters:\n")
	section, _, _ = strings.Cut(section, "\nRules:\n")
	var names []string
	for _, match := range regexp.MustCompile(`(?m)^  (\w+):$`).FindAllStringSubmatch(section, -1) {
		names = append(names, match[1])
	}
	return names
}

func TestTheGuideAnswersEveryQuestionOfTheDeployment(t *testing.T) {
	text := guide(t)
	tpl := readTemplate(t)
	var asked []string
	for _, row := range rows(t, text, "| It asks for | Answer |") {
		name := row[0]
		if tpl.Parameters[name] == nil {
			continue
		}
		asked = append(asked, name)
		preset, ok := strings.CutPrefix(row[1], "Enter: `")
		preset, _, _ = strings.Cut(preset, "`")
		if want := or(at(tpl.Parameters, name, "Default")); ok && preset != want {
			t.Errorf("%s is %q where one presses Enter, not %q", name, want, preset)
		}
	}
	if diff := cmp.Diff(asked, parameterNames(t)); diff != "" {
		t.Errorf("parameters in the order they are asked for, got - want +:\n%s", diff)
	}
	for _, row := range rows(t, text, "| Parameter | Household |") {
		for i, name := range strings.Split(row[0], ", ") {
			name = strings.Trim(name, "`")
			got := strings.Trim(strings.Split(row[1], ", ")[i], "`")
			want := or(at(tpl.Parameters, name, "Default"))
			if tpl.Parameters[name] == nil || name != "Architecture" && got != want && (got != "empty" || want != "") {
				t.Errorf("a household's %s is %q, not %q", name, want, got)
			}
		}
	}
}

func TestTheGuideExplainsEveryAlarm(t *testing.T) {
	var explained []string
	for _, row := range rows(t, guide(t), "| Alarm | What happened |") {
		explained = append(explained, strings.Split(strings.ReplaceAll(row[0], "`", ""), ", ")...)
	}
	var want []string
	for id := range readTemplate(t).ofType("AWS::CloudWatch::Alarm") {
		want = append(want, id)
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(explained)), slices.Sorted(slices.Values(want))); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

// commands gives the lines of the guide that are to be typed.
func commands(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, block := range regexp.MustCompile("(?s)```sh\n(.*?)```").FindAllStringSubmatch(guide(t), -1) {
		all = append(all, strings.Split(strings.TrimSpace(block[1]), "\n")...)
	}
	if len(all) < 15 {
		t.Fatalf("got %d commands, want the guide's", len(all))
	}
	return all
}

func TestTheGuideNamesWhatThereIs(t *testing.T) {
	text, typed := guide(t), strings.Join(commands(t), "\n")
	outputs := readTemplate(t).Outputs
	for _, match := range regexp.MustCompile(`OutputKey=='(\w+)'`).FindAllStringSubmatch(typed, -1) {
		if outputs[match[1]] == nil {
			t.Errorf("the stack prints no %s", match[1])
		}
	}
	for _, match := range regexp.MustCompile(`\]\(([^)#:]+)\)|(?:deploy|my-apps)/[\w./-]+\w`).FindAllStringSubmatch(text, -1) {
		path := filepath.Join(root, strings.Replace(match[0], "my-apps/", "deploy/", 1))
		if match[1] != "" {
			path = filepath.Join(root, "deploy", match[1])
		}
		if _, err := os.Stat(path); err != nil && !strings.Contains(path, ".ask") && filepath.Base(path) != "accountLinking.json" {
			t.Errorf("%s: %v", match[0], err)
		}
	}
	makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	for _, match := range regexp.MustCompile("`make (\\w+)`").FindAllStringSubmatch(text, -1) {
		if !strings.Contains(string(makefile), "\n"+match[1]+":") {
			t.Errorf("there is no make %s", match[1])
		}
	}
	for _, match := range regexp.MustCompile(`/shoebox/[\w-]+`).FindAllString(typed, -1) {
		if !strings.Contains(or(readTemplate(t).Parameters), match) {
			t.Errorf("no parameter of the stack is %s", match)
		}
	}
}

// What is no picture would stand among what was refused, on everybody's page.
func TestTheGuideCopiesPicturesAloneIntoTheBucket(t *testing.T) {
	_, command, found := strings.Cut(guide(t), "aws s3 cp --recursive ")
	command, _, _ = strings.Cut(command, "```")
	if !found || !strings.Contains(command, `--exclude "*"`) {
		t.Fatalf("got %q, want one that copies nothing but what it names", command)
	}
	includes := regexp.MustCompile(`--include "([^"]+)"`).FindAllStringSubmatch(command, -1)
	copies := func(name string) bool {
		return slices.ContainsFunc(includes, func(pattern []string) bool {
			matches, err := filepath.Match(pattern[1], name)
			return matches && err == nil
		})
	}
	for _, name := range []string{"a.jpg", "IMG_0001.JPG", "a.jpeg", "a.PNG", "a.gif", "a.webp", "IMG_0001.HEIC", "a.heif", "a.tif", "a.TIFF"} {
		if !copies(name) {
			t.Errorf("%s is left out", name)
		}
	}
	for _, name := range []string{"IMG_0001.MOV", "a.mp4", "IMG_0001.AAE", ".DS_Store", "Thumbs.db", "a.yml", "a.jpg.json", "a.jpg.xmp", "a.zip", "a.dng"} {
		if copies(name) {
			t.Errorf("%s is copied, and would be refused", name)
		}
	}
}

func TestTheGuidesCommandsAreThoseOfTheProgram(t *testing.T) {
	program := shoebox(t)
	all := regexp.MustCompile(`go run \./deploy/shoebox (\w+)([^$\n`+"`"+`]*)`).FindAllStringSubmatch(guide(t), -1)
	if len(all) < 3 {
		t.Fatalf("got %v, want generate, engines and invoke", all)
	}
	for _, match := range all {
		out, err := exec.CommandContext(t.Context(), program, match[1], "--help").CombinedOutput()
		if err != nil {
			t.Errorf("shoebox %s: %v\n%s", match[1], err, out)
		}
		for _, flag := range regexp.MustCompile(` (--?\w+)`).FindAllStringSubmatch(match[2], -1) {
			if !strings.Contains(string(out), flag[1]) {
				t.Errorf("shoebox %s has no %s", match[1], flag[1])
			}
		}
	}
}

// What the guide leads to after the deployment is there: the page's sign-up, a file for
// account linking, and the words that connect in Slack.
func TestTheGuideConnectsPeopleByWhatThereIs(t *testing.T) {
	_, step, found := strings.Cut(guide(t), "\n## 7. ")
	if !found {
		t.Fatal("there is no step 7")
	}
	step, _, _ = strings.Cut(step, "\n## ")
	catalogue := map[string]bool{}
	for _, in := range intents.Catalogue() {
		catalogue[string(in.Name)] = true
		for _, sample := range in.Samples {
			catalogue[sample] = true
		}
	}
	said := regexp.MustCompile("`/photos ([^`]+)`").FindAllStringSubmatch(step, -1)
	if len(said) < 4 {
		t.Errorf("got %v, want connect, whoami, disconnect and a search", said)
	}
	for _, match := range said {
		if !catalogue[match[1]] {
			t.Errorf("/photos %s is no sample of the catalogue", match[1])
		}
	}
	for _, output := range regexp.MustCompile("`((?:App|Accounts|AlexaClient)\\w+)`").FindAllStringSubmatch(step, -1) {
		if readTemplate(t).Outputs[output[1]] == nil {
			t.Errorf("the stack prints no %s", output[1])
		}
	}
}

func TestSAMKeepsItsAnswersBesideTheTemplatePeopleWrite(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(root, "samconfig.toml"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(raw), "template_file") {
		t.Error("with template_file, sam deploy --guided saves its answers into the folder of what was built, which the next build empties: say template")
	}
	ignored, err := os.ReadFile(filepath.Join(root, ".gitignore"))
	if err != nil || !strings.Contains(string(ignored), "/.aws-sam/\n") || !strings.Contains(string(ignored), "/my-apps/\n") {
		t.Errorf("git takes what sam build and the guide's generate make: %s, %v", ignored, err)
	}
}
