package check_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"shoebox/shared/config"
)

// needs gives the variables that a main says it needs, as it is written there.
func needs(t *testing.T, main string) []config.Variable {
	t.Helper()
	names := map[string]config.Variable{
		"Table": config.Table, "Blobs": config.Blobs, "Accounts": config.Accounts, "AppURL": config.AppURL, "ObjectsURL": config.ObjectsURL, "Queue": config.Queue, "PublicURL": config.PublicURL, "Keys": config.Keys,
		"SkillIDs": config.SkillIDs, "SlackAppID": config.SlackAppID, "SlackSigningSecret": config.SlackSigningSecret,
	}
	source, err := os.ReadFile(filepath.Join(root, main, "main.go"))
	if err != nil {
		t.Fatal(err)
	}
	var all []config.Variable
	for _, match := range regexp.MustCompile(`config\.(\w+)`).FindAllSubmatch(source, -1) {
		if name := string(match[1]); name != "Read" && name != "Place" {
			variable, known := names[name]
			if !known {
				t.Errorf("%s needs config.%s, which this test does not know", main, name)
			}
			all = append(all, variable)
		}
	}
	if len(all) == 0 {
		t.Errorf("%s needs no variable at all: does it read the environment?", main)
	}
	return all
}

func TestFunctionsHaveTheVariablesTheyNeed(t *testing.T) {
	tpl := readTemplate(t)
	known := map[string]bool{}
	for _, v := range config.Variables() {
		known[string(v)] = true
	}
	global, _ := at(tpl.Globals, "Function", "Environment", "Variables").(map[string]any)
	for id, main := range functions {
		own, _ := at(tpl.Resources[id].Properties, "Environment", "Variables").(map[string]any)
		all := maps.Clone(global)
		maps.Copy(all, own)
		for name, value := range all {
			standard := strings.HasPrefix(name, "AWS_ENDPOINT_URL_") || name == "HTTPS_PROXY" || name == "SSL_CERT_FILE"
			if !known[name] && !standard {
				t.Errorf("%s sets %s, which nothing reads", id, name)
			}
			if (name == string(config.Clock) || standard) && value != "AWS::NoValue" {
				t.Errorf("%s sets %s to %v, want it declared for sam local alone, with !Ref AWS::NoValue", id, name, value)
			}
			value = chosen(value)
			if strings.Contains(name, "SECRET") || strings.Contains(name, "KEYS") {
				if !strings.HasPrefix(fmt.Sprint(value), "ssm://") {
					t.Errorf("%s has %s as a value, want the name of a parameter", id, name)
				}
			}
		}
		for _, need := range needs(t, main) {
			if _, set := all[string(need)]; !set {
				t.Errorf("%s lacks %s", id, need)
			}
		}
	}
}

// What can be switched on by a variable on a laptop can be by a parameter in AWS.
func TestEveryVariableIsSetForSomeFunction(t *testing.T) {
	tpl := readTemplate(t)
	set, _ := at(tpl.Globals, "Function", "Environment", "Variables").(map[string]any)
	set = maps.Clone(set)
	for id := range functions {
		own, _ := at(tpl.Resources[id].Properties, "Environment", "Variables").(map[string]any)
		maps.Copy(set, own)
	}
	for _, name := range config.Variables() {
		if _, is := set[string(name)]; !is {
			t.Errorf("no function gets %s", name)
		}
	}
}
