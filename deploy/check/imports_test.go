package check_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "shoebox/"

// root is the repository, seen from this package.
const root = "../.."

func TestImportsFollowThePlan(t *testing.T) {
	imports, err := productionImports(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	if len(imports) < 10 {
		t.Fatalf("found only %d packages: the check looks in the wrong place", len(imports))
	}
	for _, fault := range breaches(imports) {
		t.Error(fault)
	}
	for name := range plan {
		if _, ok := imports[name]; !ok {
			t.Errorf("%s is in the plan, and there is no such package", name)
		}
	}
}

func TestAPlantedBreachIsFound(t *testing.T) {
	tests := []struct {
		name    string
		imports map[string][]string
		want    string
	}{
		{"a package nobody planned", map[string][]string{"shared/utils": nil}, "shared/utils is not in the plan"},
		{"the gallery knowing an intent", map[string][]string{"shared/gallery": {"intents"}}, "shared/gallery may not import intents"},
		{"intents knowing a channel", map[string][]string{"intents": {"skills/alexa"}}, "intents may not import skills/alexa"},
		{"one channel knowing the other", map[string][]string{"bots/slackbot": {"skills/alexa"}}, "bots/slackbot may not import skills/alexa"},
		{"a Lambda linking an embedded driver", map[string][]string{"skills/cmd/alexa": {"shared/backend/local"}}, "a Lambda links no embedded driver"},
		{"a voice function with an S3 client", map[string][]string{"skills/cmd/alexa": {"shared/blob/s3store"}}, "the voice function needs no S3 client"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Join(breaches(tt.imports), "\n")
			if !strings.Contains(got, tt.want) {
				t.Errorf("got %q, want it to say %q", got, tt.want)
			}
		})
	}
}

// breaches gives a sentence for each package or arrow against the plan.
func breaches(imports map[string][]string) []string {
	var out []string
	for from, tos := range imports {
		allowed, ok := plan[from]
		if !ok {
			out = append(out, from+" is not in the plan: add it to deploy/check/plan_test.go with what it may import, or find it another room")
			continue
		}
		for _, to := range tos {
			if !slices.ContainsFunc(allowed, func(pattern string) bool { return matches(pattern, to) }) {
				out = append(out, fmt.Sprintf("%s may not import %s: that arrow is not in the plan", from, to))
			}
			for _, f := range forbidden {
				if matches(f.from, from) && matches(f.to, to) {
					out = append(out, fmt.Sprintf("%s may not import %s: %s", from, to, f.why))
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

// matches reports whether a pattern of the plan names the package.
func matches(pattern, name string) bool {
	above, whole := strings.CutSuffix(pattern, "...")
	return name == above || whole && strings.HasPrefix(name, above+"/")
}

// productionImports gives, for every package of the module, the packages of the
// module that its files import, tests left out.
func productionImports(repo fs.FS) (map[string][]string, error) {
	imports := map[string][]string{}
	err := fs.WalkDir(repo, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || name != "." && strings.HasPrefix(d.Name(), ".") || name == "build"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		src, err := fs.ReadFile(repo, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
		if err != nil {
			return err
		}
		from := path.Dir(name)
		if _, known := imports[from]; !known {
			imports[from] = nil
		}
		for _, spec := range file.Imports {
			target, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if to, ours := strings.CutPrefix(target, module); ours && !slices.Contains(imports[from], to) {
				imports[from] = append(imports[from], to)
			}
		}
		return nil
	})
	return imports, err
}

func TestNothingLiesWhereItShouldNot(t *testing.T) {
	wantDirs := []string{"bots", "deploy", "intents", "shared", "skills"}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		switch {
		case strings.HasPrefix(e.Name(), ".") || e.Name() == "build":
		case e.IsDir() && !slices.Contains(wantDirs, e.Name()):
			t.Errorf("folder %s at the root: the five are %v", e.Name(), wantDirs)
		case strings.HasSuffix(e.Name(), ".go"):
			t.Errorf("%s at the root: no Go file lies there", e.Name())
		}
	}
	loose, err := filepath.Glob(filepath.Join(root, "shared", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	if len(loose) > 0 {
		t.Errorf("%v: shared is a street, not a room", loose)
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	imports, err := productionImports(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	for name := range imports {
		if _, err := os.Stat(filepath.Join(root, name, "doc.go")); err == nil {
			continue
		}
		if _, err := os.Stat(filepath.Join(root, name, "main.go")); err != nil {
			t.Errorf("%s has no doc.go", name)
		}
	}
}
