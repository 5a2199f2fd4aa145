package check_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// longestDescription is the most characters of a version's description.
const longestDescription = 256

// What calls Alexa's and Slack's function calls a version of it, and a version keeps
// the values it was published with. CloudFormation publishes a new one when the
// version's description changes; SAM alone would not when only a parameter does, and
// the new value would reach nobody.
func (tpl cfn) stale() (wrong []string) {
	for id, version := range tpl.Resources {
		if version["Type"] != "AWS::Lambda::Version" {
			continue
		}
		name := at(version, "Properties", "FunctionName", "Ref").(string)
		function := maps.Clone(tpl.Resources[name]["Properties"].(map[string]any))
		delete(function, "ReservedConcurrentExecutions") // is of all versions
		said := tpl.depends(at(version, "Properties", "Description"))
		for parameter := range tpl.depends(function) {
			if !said[parameter] {
				wrong = append(wrong, fmt.Sprintf("%s does not change with %s, which %s gets", id, parameter, name))
			}
		}
		// A version that is like the one before is not published, and the deployment fails.
		if fmt.Sprint(function["Description"]) != fmt.Sprint(at(version, "Properties", "Description")) {
			wrong = append(wrong, fmt.Sprintf("%s may change where %s does not", id, name))
		}
		if long := tpl.longest(fmt.Sprint(at(version, "Properties", "Description", "Fn::Sub"))); long > longestDescription {
			wrong = append(wrong, fmt.Sprintf("the description of %s may have %d characters, of at most %d", id, long, longestDescription))
		}
	}
	return wrong
}

// longest gives how many characters a text may have when its holes are filled.
func (tpl cfn) longest(text string) int {
	long := len(text)
	for _, in := range hole.FindAllStringSubmatch(text, -1) {
		p := tpl.Parameters[in[1]]
		most := int(number(p["MaxLength"]))
		allowed, _ := p["AllowedValues"].([]any)
		for _, one := range allowed {
			most = max(most, len(fmt.Sprint(one)))
		}
		if in[1] == "SkillId" {
			most = len("amzn1.ask.skill.00000000-0000-0000-0000-000000000000")
		}
		if most < 0 {
			return longestDescription + 1 // it has no bound
		}
		long += most - len(in[0])
	}
	return long
}

func TestANewValueOfAParameterReachesWhoAsks(t *testing.T) {
	for _, wrong := range translated(t).stale() {
		t.Error(wrong)
	}
	for _, plant := range []struct{ name, without, want string }{
		{"the metrics are changed", "${Metrics}", "does not change with Metrics"},
		{"CloudFront is turned on", "${ImageCdn}", "does not change with ImageCdn"},
	} {
		t.Run(plant.name, func(t *testing.T) {
			tpl := translated(t)
			for _, r := range tpl.Resources {
				if properties := r["Properties"].(map[string]any); r["Type"] == "AWS::Lambda::Version" {
					text := at(properties, "Description", "Fn::Sub").(string)
					properties["Description"] = map[string]any{"Fn::Sub": strings.ReplaceAll(text, plant.without, "")}
				}
			}
			if got := tpl.stale(); !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, plant.want) }) {
				t.Errorf("got %v, want that one %s", got, plant.want)
			}
		})
	}
}
