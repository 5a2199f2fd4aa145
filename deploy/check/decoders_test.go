package check_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"
)

// Processes that decode are the same executable, and would do all that their main does
// before it asks what they are for.
func TestWhoMakesPhotosAsksFirstWhetherItIsToDecode(t *testing.T) {
	for _, main := range []string{"shared/inbox/cmd/ingest", "deploy/shoebox"} {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(root, main, "main.go"), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if !opensFirst(file) {
			t.Errorf("%s/main.go: want heif.Open() to be what main calls first", main)
		}
	}
}

// opensFirst reports whether main begins by making decoders.
func opensFirst(file *ast.File) bool {
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Name.Name != "main" || len(f.Body.List) == 0 {
			continue
		}
		first, ok := f.Body.List[0].(*ast.AssignStmt)
		if !ok {
			return false
		}
		call, ok := first.Rhs[0].(*ast.CallExpr)
		if !ok {
			return false
		}
		called, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return false
		}
		from, ok := called.X.(*ast.Ident)
		return ok && from.Name == "heif" && called.Sel.Name == "Open"
	}
	return false
}
