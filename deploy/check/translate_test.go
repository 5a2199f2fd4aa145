package check_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"shoebox/deploy/sam"
)

// translator gives a Python that has the translator of SAM templates, which comes
// with the SAM CLI. It takes PyPI and a minute the first time; so only `make sam` asks.
func translator(t *testing.T) (python string) {
	t.Helper()
	if os.Getenv("SHOEBOX_SAM") == "" {
		t.Skip("the template is translated by: make sam")
	}
	bin, err := sam.Install(t.Context())
	switch {
	case errors.Is(err, sam.ErrMissing) && os.Getenv("CI") == "":
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
	return filepath.Join(bin, "python")
}

// translation is made once for all tests; the first that asks makes it.
var translation struct {
	sync.Mutex
	json []byte
}

// translated gives the CloudFormation that AWS makes of the template, for a test to
// do with as it likes.
func translated(t *testing.T) cfn {
	t.Helper()
	python := translator(t)
	translation.Lock()
	defer translation.Unlock()
	if translation.json == nil {
		command := exec.CommandContext(t.Context(), python, filepath.Join("sam", "translate.py"), filepath.Join(root, "deploy", "template.yaml"))
		command.Env = append(os.Environ(), "AWS_DEFAULT_REGION=eu-west-1")
		var errs bytes.Buffer
		command.Stderr = &errs
		out, err := command.Output()
		if err != nil {
			t.Fatalf("the translator: %v\n%s", err, errs.String())
		}
		translation.json = out
	}
	var tpl cfn
	if err := json.Unmarshal(translation.json, &tpl); err != nil {
		t.Fatal(err)
	}
	return tpl
}
