package sam_test

import (
	"bytes"
	"debug/elf"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"shoebox/deploy/env"
)

func (d *desk) validate(t *testing.T) {
	d.sam(t, "validate")
	raw, err := os.ReadFile(filepath.Join(root, "deploy", "template.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	wrong := filepath.Join(t.TempDir(), "template.yaml")
	planted := strings.Replace(string(raw), "BillingMode:", "BilingMode:", 1)
	if planted == string(raw) {
		t.Fatal("there is no place to plant a fault at")
	}
	if err := os.WriteFile(wrong, []byte(planted), 0o600); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	// samconfig.toml is looked for beside the template.
	out, err := d.command(t.Context(), &said, "validate", "--lint", "--region", "us-east-1", "--template", wrong).Output()
	if err == nil || !strings.Contains(string(out)+said.String(), "BilingMode") {
		t.Errorf("a planted fault was not found: %v\n%s%s", err, out, said.String())
	}
}

// built is what sam build leaves.
var built = filepath.Join(root, ".aws-sam", "build")

// machines are the processors as a program's header has them.
var machines = map[string]elf.Machine{"x86_64": elf.EM_X86_64, "arm64": elf.EM_AARCH64}

// functions are those of the template.
var functions = slices.Sorted(maps.Keys(env.Local()))

func (d *desk) build(t *testing.T) {
	d.sam(t, "build")
	want := machines[architecture(t)]
	for _, function := range functions {
		program, err := elf.Open(filepath.Join(built, function, "bootstrap"))
		if err != nil {
			t.Fatal(err)
		}
		if program.Machine != want {
			t.Errorf("%s was built for %v, want %v, which samconfig.toml has it deployed to", function, program.Machine, want)
		}
		program.Close() //nolint:errcheck // it was only read
	}
}

// architecture is the processor that samconfig.toml gives the template.
func architecture(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, "samconfig.toml"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(raw), `parameter_overrides = "Architecture=`)
	name, _, _ := strings.Cut(rest, `"`)
	if _, known := machines[name]; !found || !known {
		t.Fatalf("got processor %q in samconfig.toml, want one of Lambda's", name)
	}
	if runtime.GOARCH == "arm64" && name == "x86_64" {
		t.Log("the functions are for x86_64, which this machine's Docker must emulate")
	}
	return name
}

// route is an HTTP route of the template.
type route struct{ method, path string }

// routes are the HTTP routes of the template that the channels and their pictures have.
// Those of the services are compared with what they describe.
func routes(t *testing.T) []route {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(built, "template.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var template struct {
		Resources map[string]struct {
			Properties struct {
				Events map[string]struct {
					Type       string `yaml:"Type"`
					Properties struct {
						Method string `yaml:"Method"`
						Path   string `yaml:"Path"`
					} `yaml:"Properties"`
				} `yaml:"Events"`
			} `yaml:"Properties"`
		} `yaml:"Resources"`
	}
	if err := yaml.Unmarshal(raw, &template); err != nil {
		t.Fatal(err)
	}
	var all []route
	for _, r := range template.Resources {
		for _, e := range r.Properties.Events {
			if path := e.Properties.Path; e.Type == "HttpApi" && path != "" && path != "/openapi.json" && !strings.HasPrefix(path, "/api/") {
				all = append(all, route{strings.ToUpper(e.Properties.Method), e.Properties.Path})
			}
		}
	}
	if len(all) < 5 {
		t.Fatalf("got %d routes, want five or more", len(all))
	}
	return all
}
