package check_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestLambdaFunctionsMakeNothingCostlyAtTheStart(t *testing.T) {
	seen := map[string]bool{}
	for _, main := range functions {
		for _, name := range linked(t, main) {
			folder, ours := strings.CutPrefix(name, module)
			if !ours || seen[folder] || folder == "deploy/web" { // which puts its files together at the start, and does nothing else

				continue
			}
			seen[folder] = true
			for _, at := range costlyAtTheStart(t, filepath.Join(root, folder)) {
				t.Errorf("%s: every start of a function pays for this: put it into a sync.OnceValue", at)
			}
		}
	}
	if len(seen) < 10 {
		t.Errorf("looked at %d packages only: are they in the right place?", len(seen))
	}
}

func TestWhatIsCostlyAtTheStartIsFound(t *testing.T) {
	dir := t.TempDir()
	const source = `package x

var bad = regexp.MustCompile("a")

var worse, _ = gzip.NewReader(embedded)

var worst = wazero.NewRuntime(context.Background())

var fine = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("b") })

func alsoFine() { _ = regexp.MustCompile("c") }
`
	if err := os.WriteFile(filepath.Join(dir, "x.go"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	got := costlyAtTheStart(t, dir)
	x := filepath.Join(dir, "x.go")
	if want := []string{x + ":3:11", x + ":5:16", x + ":7:13"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// makings are what takes long to make, by package: patterns that are compiled, archives
// that are unpacked, programs for a sandbox.
var makings = map[string]string{"regexp": "MustCompile", "gzip": "NewReader", "zlib": "NewReader", "flate": "NewReader", "wazero": "New"}

// costlyAtTheStart tells where the variables of a package are made of such before main.
func costlyAtTheStart(t *testing.T, dir string) (places []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			variables, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			ast.Inspect(variables, func(n ast.Node) bool {
				if _, later := n.(*ast.FuncLit); later {
					return false
				}
				if f, ok := n.(*ast.SelectorExpr); ok && isCostly(f) {
					places = append(places, set.Position(f.Pos()).String())
				}
				return true
			})
		}
	}
	return places
}

func isCostly(f *ast.SelectorExpr) bool {
	id, ok := f.X.(*ast.Ident)
	return ok && makings[id.Name] != "" && strings.HasPrefix(f.Sel.Name, makings[id.Name])
}

func TestZipsAreSmall(t *testing.T) {
	if os.Getenv("SHOEBOX_ZIPS") == "" {
		t.Skip("building all functions takes a while: make zips does")
	}
	// Places, and the decoder of HEIC, are with the one that makes photos.
	const usual, withPictures = 6 << 20, 8 << 20
	for _, processor := range []string{"arm64", "amd64"} {
		for id, main := range functions {
			t.Run(fmt.Sprintf("%s for %s", id, processor), func(t *testing.T) {
				dir := t.TempDir()
				build := exec.CommandContext(t.Context(), "make", "build-"+id, "ARTIFACTS_DIR="+dir, "GOARCH_LAMBDA="+processor)
				build.Dir = root
				if out, err := build.CombinedOutput(); err != nil {
					t.Fatalf("%v\n%s", err, out)
				}
				size := zipped(t, filepath.Join(dir, "bootstrap"))
				t.Logf("%s for %s: %.2f MiB", id, processor, float64(size)/(1<<20))
				most := usual
				if id == "IngestFunction" {
					most = withPictures
				}
				if size > most {
					t.Errorf("%s is %d bytes as a zip, want %d at most: see what it links", main, size, most)
				}
			})
		}
	}
}

// zipped is the size of a file's zip, as build-lambda-zip makes it.
func zipped(t *testing.T, name string) int {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	file, err := w.Create("bootstrap")
	if err == nil {
		_, err = file.Write(content)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Len()
}
