package web // join is the package's own way of reading its assets

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestModulesAreJoined(t *testing.T) {
	tests := []struct {
		name    string
		files   map[string]string
		want    string // the script, without its line ends
		problem string // or what is wrong
	}{
		{
			"a module stands before who imports it, once",
			map[string]string{
				"app.js": "// why\nimport { a } from \"./a.js\";\nimport { b,\n  c } from \"./b.js\";\n\na(b, c);\n",
				"a.js":   "import { b } from \"./b.js\";\nexport function a() { return b; }\n",
				"b.js":   "/** what */\nexport const b = 1;\nexport class c {}\nexport async function d() {}\nconst own = 2;\n",
			},
			"const $b = (() => {const b = 1;class c {}async function d() {}const own = 2;return { b, c, d };})();" +
				"const $a = (() => {const { b } = $b;function a() { return b; }return { a };})();" +
				"const { a } = $a;const { b, c } = $b;a(b, c);", "",
		},
		{"a circle", map[string]string{"app.js": "import { a } from \"./a.js\";\n", "a.js": "import { x } from \"./app.js\";\n"}, "", "imports itself"},
		{"what is not exported", map[string]string{"app.js": "import { a } from \"./a.js\";\n", "a.js": "function a() {}\n"}, "", "does not export"},
		{"a module that is not there", map[string]string{"app.js": "import { a } from \"./a.js\";\n"}, "", "a.js"},
		{"an export that changes", map[string]string{"app.js": "export let a = 1;\n"}, "", "can't be joined"},
		{"an import of everything", map[string]string{"app.js": "import * as a from \"./a.js\";\n"}, "", "can't be joined"},
		{"a default", map[string]string{"app.js": "export default 1;\n"}, "", "can't be joined"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := fstest.MapFS{}
			for name, source := range tt.files {
				files[name] = &fstest.MapFile{Data: []byte(source)}
			}
			got, err := join(files, "app.js")
			if tt.problem != "" {
				if err == nil || !strings.Contains(err.Error(), tt.problem) {
					t.Errorf("got %q, %v, want it refused: %s", got, err, tt.problem)
				}
				return
			}
			if got = strings.ReplaceAll(got, "\n", ""); err != nil || got != tt.want {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
}
