package api_test

import (
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/api"
)

// 11: failures were answered by 200, with AWS's own codes, and told who has an account.
func TestFault11FailuresHaveTheirStatusAndTellNothing(t *testing.T) {
	w := openHouse(t)
	w.join("anna@example.com")
	answers := func(email, secret string) []string {
		t.Helper()
		var all []string
		for _, at := range []struct {
			path string
			body map[string]string
		}{
			{"/api/signup", map[string]string{"email": email, "password": password, "name": "Anna"}},
			{"/api/login", map[string]string{"email": email, "password": secret}},
			{"/api/password/forgot", map[string]string{"email": email}},
		} {
			r := w.do(http.MethodPost, at.path, at.body)
			all = append(all, at.path+" "+r.Status+" "+identifiers.ReplaceAllString(string(r.body), ""))
		}
		return all
	}
	there, nowhere := answers("anna@example.com", "not her password"), answers("nobody@example.com", "not her password")
	if diff := cmp.Diff(there, nowhere); diff != "" {
		t.Errorf("an account can be told from none (- there + nowhere):\n%s", diff)
	}
	all := strings.Join(append(there, nowhere...), "\n")
	for _, word := range []string{"Exception", "Cognito", "Dynamo", "AWS", "exists", "table"} {
		if strings.Contains(all, word) {
			t.Errorf("got %s, which tells of %s", all, word)
		}
	}
	w.do(http.MethodPost, "/api/login", map[string]string{"email": "anna@example.com", "password": "not her password"}).problem(http.StatusUnauthorized, api.Unauthenticated)
	w.do(http.MethodGet, "/api/photos/nothing", nil).problem(http.StatusUnauthorized, api.Unauthenticated)
	anna := w.signIn("anna@example.com", password)
	anna.do(http.MethodGet, "/api/photos/nothing", nil).problem(http.StatusNotFound, api.NotFound)
}

// identifiers are what tells one answer from another.
var identifiers = regexp.MustCompile(`"request_id":"[^"]*"`)

// 12: messages were compared where they should have been set, so that each failure was
// told like the one before, and some code was never reached.
func TestFault12EachWayToFailIsToldAsWhatItIs(t *testing.T) {
	w := openHouse(t)
	w.do(http.MethodPost, "/api/signup", map[string]string{"email": "anna@example.com", "password": password, "name": "Anna"}).into(http.StatusAccepted, nil)
	code := w.mail.codes["anna@example.com"]
	confirm := func(email, code string) response {
		return w.do(http.MethodPost, "/api/confirmemail", map[string]string{"email": email, "code": code})
	}
	early := w.do(http.MethodPost, "/api/login", map[string]string{"email": "anna@example.com", "password": password}).problem(http.StatusForbidden, api.Unconfirmed)
	missing := confirm("anna@example.com", "").problem(http.StatusUnprocessableEntity, api.Invalid)
	wrong := confirm("anna@example.com", "wrong").problem(http.StatusUnprocessableEntity, api.Invalid)
	confirm("anna@example.com", code).into(http.StatusNoContent, nil)
	confirm("anna@example.com", code).problem(http.StatusUnprocessableEntity, api.Invalid) // it was used
	if len(map[string]bool{early.Detail: true, missing.Detail: true, wrong.Detail: true}) != 3 {
		t.Errorf("got %q, %q and %q, want a sentence for each way to fail", early.Detail, missing.Detail, wrong.Detail)
	}
	w.signIn("anna@example.com", password)
}

// 14: ids of what was deployed stood in the code.
func TestFault14WhatIsDeployedWhereIsConfigurationAndNotCode(t *testing.T) {
	deployed := regexp.MustCompile(`[a-z]{2}-[a-z]+-\d_[A-Za-z0-9]{9}\b|[a-z0-9]{10}\.execute-api\.|[a-z0-9.-]+\.s3(\.[a-z0-9-]+)?\.amazonaws\.com|arn:aws:[a-z0-9-]+:[a-z]{2}-[a-z]+-\d:\d{12}:|AKIA[A-Z0-9]{16}`)
	looked := 0
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "build" || d.Name() == "testdata" || d.Name() == "node_modules" || strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2) {
			return filepath.SkipDir
		}
		code := strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, ".js") || strings.HasSuffix(path, ".html") || strings.HasSuffix(path, ".yaml")
		if d.IsDir() || !code {
			return nil
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		looked++
		for _, found := range deployed.FindAll(raw, -1) {
			// The documentation's account and the examples of help are nobody's.
			if s := string(found); !strings.Contains(s, "123456789012") && !strings.Contains(s, "example") && !strings.Contains(s, "AbCdEfGhI") && !strings.Contains(s, "123456789") {
				t.Errorf("%s: %s", path, s)
			}
		}
		return nil
	})
	if err != nil || looked < 300 {
		t.Errorf("looked at %d files, %v", looked, err)
	}
	for _, id := range []string{"amazonaws.com", "execute-api", "eu-west", "us-east"} {
		if strings.Contains(string(api.Describe()), id) {
			t.Errorf("the document tells of %s", id)
		}
	}
}
