package check_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestOnlyOurSkillMayCallTheAlexaFunction_3_10(t *testing.T) {
	tpl := readTemplate(t)
	for _, fault := range openToOtherSkills(tpl.Resources["AlexaFunction"].Properties) {
		t.Error(fault)
	}
	id, _ := tpl.Parameters["SkillId"].(map[string]any)
	if id["Default"] != nil || id["AllowedPattern"] == nil {
		t.Errorf("got the parameter SkillId as %v, want it given by who deploys, and to be the id of a skill", id)
	}
	if got := at(tpl.Resources["AlexaFunction"].Properties, "Environment", "Variables", "SHOEBOX_SKILL_IDS"); got != "SkillId" {
		t.Errorf("got the skills %v answered, want the one that may call", got)
	}
	for logical, r := range tpl.Resources {
		if r.Type == "AWS::Lambda::Permission" && strings.Contains(fmt.Sprint(r.Properties["Principal"]), "alexa") {
			t.Errorf("%s lets Alexa call beside the event that names the skill", logical)
		}
	}
}

func TestAFunctionThatOtherSkillsMayCallIsFound_3_10(t *testing.T) {
	event := func(kind string, properties map[string]any) map[string]any {
		return map[string]any{"Events": map[string]any{"Alexa": map[string]any{"Type": kind, "Properties": properties}}}
	}
	tests := []struct {
		name       string
		properties map[string]any
		want       int
	}{
		{"our skill alone", event("AlexaSkill", map[string]any{"SkillId": "SkillId"}), 0},
		{"no skill id", event("AlexaSkill", nil), 1},
		{"an id that is no parameter", event("AlexaSkill", map[string]any{"SkillId": "amzn1.ask.skill.x"}), 1},
		{"another sort of event", event("Api", map[string]any{"SkillId": "SkillId"}), 1},
		{"no event", map[string]any{}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := openToOtherSkills(tt.properties); len(got) != tt.want {
				t.Errorf("got %q, want %d", got, tt.want)
			}
		})
	}
}

// openToOtherSkills says what lets others than our skill call a function: SAM
// makes the permission of the event, and binds it to the skill only where the event
// has its id.
func openToOtherSkills(function map[string]any) []string {
	var faults []string
	events, _ := at(function, "Events").(map[string]any)
	if len(events) != 1 {
		return []string{fmt.Sprintf("got %d events, want the skill's alone", len(events))}
	}
	for _, e := range events {
		if got := at(e, "Type"); got != "AlexaSkill" {
			faults = append(faults, fmt.Sprintf("got an event of type %v, want AlexaSkill", got))
		}
		if got := at(e, "Properties", "SkillId"); got != "SkillId" {
			faults = append(faults, fmt.Sprintf("got a skill id of %v, want the parameter SkillId: without it every skill may call", got))
		}
	}
	return faults
}

func TestAmazonsOwnToolFindsTheSkillPackage(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(root, "deploy/ask-resources.json"))
	if err != nil {
		t.Fatal(err)
	}
	var resources map[string]any
	if err := json.Unmarshal(raw, &resources); err != nil {
		t.Fatal(err)
	}
	folder, _ := at(resources, "profiles", "default", "skillMetadata", "src").(string)
	for _, file := range []string{"skill.json", "interactionModels/custom/en-US.json", "assets/images/icon-small.png", "assets/images/icon-large.png"} {
		if _, err := os.Stat(filepath.Join(root, "deploy", folder, file)); err != nil {
			t.Error(err)
		}
	}
}
