package check_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A protocol is a platform whose rules are numbered statements. A test of a
// statement has its id in its name, first (TestP5WhetherTheSessionEnds,
// Test3_7BuiltIn...) or last (TestRateLimit_3_13), or in the name of one of its
// cases ("L1 no match may have no values").
type protocol struct {
	name       string
	statements []string
	folders    []string // where its tests lie; none is everywhere but in another's
}

// protocols are the statements by the reference they are from. A number that both
// have is told apart by its folder.
var protocols = []protocol{
	{name: "Slack", statements: numbered("3.", 14), folders: []string{"bots", "deploy/slack"}},
	{name: "Alexa", statements: slices.Concat(
		numbered("R", 6), numbered("P", 10), []string{"S1"}, numbered("D", 4), numbered("L", 4),
		[]string{"3.6", "3.7", "3.8"}, numbered("V", 5), []string{"3.10"}, numbered("A", 12),
	)},
}

// simulators are the folders whose tests show what a platform refuses, which is
// not yet that we keep to it.
var simulators = []string{"skills/alexa/alexasim", "bots/slackbot/slacksim", "bots/slackbot/slacktest"}

func numbered(prefix string, last int) []string {
	var ids []string
	for n := 1; n <= last; n++ {
		ids = append(ids, prefix+strconv.Itoa(n))
	}
	return ids
}

func TestEveryStatementIsTestedOrSaidNotToApply(t *testing.T) {
	tests, err := statementTests(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	design, err := os.ReadFile(filepath.Join(root, "DESIGN.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range untested(tests, notApplying(string(design))) {
		t.Error(fault)
	}
}

func TestAStatementNobodyTestsIsFound(t *testing.T) {
	all := map[string][]string{}
	for _, p := range protocols {
		for _, id := range p.statements {
			all[p.name+" "+id] = []string{"some test"}
		}
	}
	if got := untested(all, nil); len(got) > 0 {
		t.Errorf("got %q where all is tested", got)
	}
	excused := map[string]bool{"Alexa P5": true, "Alexa P50": true, "Slack 3.9": true}
	delete(all, "Alexa V2")
	delete(all, "Slack 3.9")
	want := []string{
		"Alexa P5 is said not to apply, and is tested by: some test",
		"Alexa P50 is said not to apply, and there is no such statement",
		"Alexa V2 has no test, and is not said not to apply",
	}
	if diff := cmp.Diff(untested(all, excused), want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

// untested are the statements without a test that DESIGN.md does not excuse, and
// those it excuses wrongly.
func untested(tests map[string][]string, excused map[string]bool) []string {
	var faults []string
	known := map[string]bool{}
	for _, p := range protocols {
		for _, id := range p.statements {
			statement := p.name + " " + id
			known[statement] = true
			switch {
			case len(tests[statement]) == 0 && !excused[statement]:
				faults = append(faults, statement+" has no test, and is not said not to apply")
			case len(tests[statement]) > 0 && excused[statement]:
				faults = append(faults, fmt.Sprintf("%s is said not to apply, and is tested by: %s", statement, strings.Join(tests[statement], ", ")))
			}
		}
	}
	for statement := range excused {
		if !known[statement] {
			faults = append(faults, statement+" is said not to apply, and there is no such statement")
		}
	}
	slices.Sort(faults)
	return faults
}

// notApplying reads the statements that the design says do not apply yet: lines
// like "- Alexa D1, D2: because" in their section.
func notApplying(design string) map[string]bool {
	_, section, _ := strings.Cut(design, "## Platform rules that do not apply yet\n")
	section, _, _ = strings.Cut(section, "\n## ")
	excused := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^- (Alexa|Slack) ([A-Z0-9., ]+): `).FindAllStringSubmatch(section, -1) {
		for id := range strings.SplitSeq(m[2], ",") {
			excused[m[1]+" "+strings.TrimSpace(id)] = true
		}
	}
	return excused
}

func TestWhatDoesNotApplyIsReadFromTheDesign(t *testing.T) {
	design := "## Before\n- Alexa P1: no\n## Platform rules that do not apply yet\nWords.\n- Alexa D1, D2: none needs one.\n- Slack 3.9: no: not yet.\n\n## After\n- Alexa P2: no\n"
	want := map[string]bool{"Alexa D1": true, "Alexa D2": true, "Slack 3.9": true}
	if diff := cmp.Diff(notApplying(design), want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

// statementTests gives the names of tests by the statements they carry.
func statementTests(repository fs.FS) (map[string][]string, error) {
	tests := map[string][]string{}
	err := fs.WalkDir(repository, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (strings.HasPrefix(entry.Name(), ".") && file != "." || file == "build") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(file, "_test.go") || slices.Contains(simulators, path.Dir(file)) {
			return nil
		}
		source, err := fs.ReadFile(repository, file)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, source, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, d := range parsed.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil {
				carry(tests, file, f)
			}
		}
		return nil
	})
	return tests, err
}

// carry adds what a test's name and the names of its cases carry.
func carry(tests map[string][]string, file string, f *ast.FuncDecl) {
	kind := regexp.MustCompile(`^(?:Test|Fuzz)`).FindString(f.Name.Name)
	if kind == "" {
		return
	}
	add := func(ids []string) {
		for _, id := range ids {
			if statement := statementOf(path.Dir(file), id); statement != "" && !slices.Contains(tests[statement], f.Name.Name) {
				tests[statement] = append(tests[statement], f.Name.Name)
			}
		}
	}
	add(carried(strings.TrimPrefix(f.Name.Name, kind)))
	ast.Inspect(f, func(n ast.Node) bool {
		literal, ok := n.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return true
		}
		name, err := strconv.Unquote(literal.Value)
		if m := regexp.MustCompile(`^([A-Z]\d+|3\.\d+):? [a-z]`).FindStringSubmatch(name); err == nil && m != nil {
			add(m[1:])
		}
		return true
	})
}

// carried are the ids in a test's name: those it begins with, joined by And, and
// the one it ends with.
func carried(name string) []string {
	id := regexp.MustCompile(`^(?:And)?([A-Z]\d+|3_\d+)`)
	var ids []string
	for rest := name; ; {
		m := id.FindStringSubmatch(rest)
		if m == nil {
			break
		}
		ids = append(ids, strings.Replace(m[1], "_", ".", 1))
		rest = rest[len(m[0]):]
	}
	if m := regexp.MustCompile(`_(3_\d+)$`).FindStringSubmatch(name); m != nil {
		ids = append(ids, strings.Replace(m[1], "_", ".", 1))
	}
	return ids
}

func TestATestsNameCarriesStatements(t *testing.T) {
	tests := []struct {
		name string
		want []string
	}{
		{"P5WhetherTheSessionEnds", []string{"P5"}},
		{"P6AndP7EventsAreAnswered", []string{"P6", "P7"}},
		{"A12WithoutAScreen", []string{"A12"}},
		{"3_7BuiltInIntents", []string{"3.7"}},
		{"RateLimit_3_13", []string{"3.13"}},
		{"AnswerInTime", nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(carried(tt.name), tt.want); diff != "" {
			t.Errorf("%s, got - want +:\n%s", tt.name, diff)
		}
	}
}

// statementOf names the statement that an id means in a folder; "" is none.
func statementOf(folder, id string) string {
	for _, p := range protocols {
		here := func(own string) bool { return folder == own || strings.HasPrefix(folder, own+"/") }
		if slices.Contains(p.statements, id) && (p.folders == nil || slices.ContainsFunc(p.folders, here)) {
			return p.name + " " + id
		}
	}
	return ""
}
