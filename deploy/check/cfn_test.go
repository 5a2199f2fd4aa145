package check_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// cfn is a template of CloudFormation, without SAM.
type cfn struct {
	Parameters map[string]map[string]any
	Rules      map[string]any
	Conditions map[string]any
	Resources  map[string]map[string]any
	Outputs    map[string]map[string]any
}

// stack is what a template makes with some values of its parameters: conditions are
// decided, and references are read as "Table", "Table.Arn", or "Photos.Arn/*".
type stack struct {
	Parameters map[string]string
	Resources  map[string]map[string]any
	Outputs    map[string]any
}

// pseudo are the parameters that CloudFormation brings along. The names stand for
// values that no test depends on.
var pseudo = map[string]string{
	"AWS::Partition": "aws", "AWS::Region": "REGION", "AWS::AccountId": "ACCOUNT", "AWS::URLSuffix": "amazonaws.com", "AWS::StackName": "STACK",
	"AWS::StackId": "arn:aws:cloudformation:REGION:ACCOUNT:stack/STACK/51af3dc0-da77-11e4-872e-1234567db123",
}

// nothing is what AWS::NoValue leaves: the property, or the item of a list, goes.
type nothing struct{}

// with gives the stack of values; a parameter without one has its default.
func (tpl cfn) with(t *testing.T, values map[string]string) stack {
	t.Helper()
	s := stack{Parameters: map[string]string{}, Resources: map[string]map[string]any{}, Outputs: map[string]any{}}
	for name, p := range tpl.Parameters {
		value, given := values[name]
		if !given {
			if p["Default"] == nil {
				t.Fatalf("parameter %s has no default and no value", name)
			}
			value = fmt.Sprint(p["Default"])
		}
		s.Parameters[name] = value
	}
	e := evaluation{tpl, s.Parameters}
	for id, r := range tpl.Resources {
		if name, ok := r["Condition"].(string); !ok || e.holds(map[string]any{"Condition": name}) {
			s.Resources[id], _ = e.value(r).(map[string]any)
		}
	}
	for id, o := range tpl.Outputs {
		s.Outputs[id] = e.value(o["Value"])
	}
	return s
}

// evaluation reads the functions of CloudFormation that the template has.
type evaluation struct {
	tpl    cfn
	values map[string]string
}

// only gives the one entry of a map that is a function.
func only(v any) (name string, argument any) {
	if m, ok := v.(map[string]any); ok && len(m) == 1 {
		for name, argument = range m {
			if name == "Ref" || name == "Condition" || strings.HasPrefix(name, "Fn::") {
				return name, argument
			}
		}
	}
	return "", nil
}

// holds decides a condition.
func (e evaluation) holds(v any) bool {
	name, argument := only(v)
	list, _ := argument.([]any)
	switch name {
	case "Condition":
		return e.holds(e.tpl.Conditions[argument.(string)])
	case "Fn::Equals":
		return e.value(list[0]) == fmt.Sprint(e.value(list[1]))
	case "Fn::Not":
		return !e.holds(list[0])
	case "Fn::And":
		return !slices.ContainsFunc(list, func(c any) bool { return !e.holds(c) })
	case "Fn::Or":
		return slices.ContainsFunc(list, e.holds)
	}
	panic(fmt.Sprintf("no condition: %v", v))
}

// value reads a value and all that is in it.
func (e evaluation) value(v any) any {
	name, argument := only(v)
	list, _ := argument.([]any)
	switch {
	case name == "Ref":
		return e.named(argument.(string))
	case name == "Fn::GetAtt" && len(list) > 0:
		return strings.Join(texts(list), ".")
	case name == "Fn::GetAtt":
		return argument
	case name == "Fn::If" && e.holds(map[string]any{"Condition": list[0]}):
		return e.value(list[1])
	case name == "Fn::If":
		return e.value(list[2])
	case name == "Fn::Join":
		items, _ := e.value(list[1]).([]any)
		return strings.Join(texts(items), list[0].(string))
	case name == "Fn::Split":
		var parts []any
		for part := range strings.SplitSeq(fmt.Sprint(e.value(list[1])), list[0].(string)) {
			parts = append(parts, part)
		}
		return parts
	case name == "Fn::Select":
		return e.value(list[1]).([]any)[int(number(list[0]))]
	case name == "Fn::Sub":
		return e.filled(argument)
	case strings.HasPrefix(name, "Fn::"):
		panic("the test reads no " + name)
	}
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for k, one := range v {
			out[k] = e.value(one)
		}
		maps.DeleteFunc(out, func(_ string, one any) bool { return one == nothing{} })
		return out
	case []any:
		out := make([]any, 0, len(v))
		for _, one := range v {
			if one = e.value(one); one != (nothing{}) {
				out = append(out, one)
			}
		}
		return out
	}
	return v
}

// named gives what a name stands for.
func (e evaluation) named(name string) any {
	if name == "AWS::NoValue" {
		return nothing{}
	}
	if value, ok := pseudo[name]; ok {
		return value
	}
	if value, ok := e.values[name]; ok {
		return value
	}
	return name
}

// hole is a place in a text to fill in.
var hole = regexp.MustCompile(`\$\{([^}!]+)\}`)

// filled fills a text's holes in, by its own names first.
func (e evaluation) filled(argument any) string {
	text, own := argument, map[string]any{}
	if list, ok := argument.([]any); ok {
		text, own = list[0], list[1].(map[string]any)
	}
	return hole.ReplaceAllStringFunc(text.(string), func(in string) string {
		name := in[2 : len(in)-1]
		if value, ok := own[name]; ok {
			return fmt.Sprint(e.value(value))
		}
		return fmt.Sprint(e.named(name))
	})
}

// ofType gives the properties of a stack's resources of a type, by logical id.
func (s stack) ofType(name string) map[string]map[string]any {
	some := map[string]map[string]any{}
	for id, r := range s.Resources {
		if r["Type"] == name {
			some[id], _ = r["Properties"].(map[string]any)
		}
	}
	return some
}

// sizes are the stacks that are looked at: what a household gets where it says
// nothing, Slack by commands and clicks alone, and everything there is.
func sizes(t *testing.T, tpl cfn) map[string]stack {
	t.Helper()
	commands := map[string]string{"SkillId": "amzn1.ask.skill.00000000-0000-0000-0000-000000000000", "SlackAppId": "A0123456789"}
	household := maps.Clone(commands)
	household["SlackClientId"] = "1234567890.1234567890"
	everything := maps.Clone(household)
	maps.Copy(everything, map[string]string{
		"AlexaVendorId": "M1ABCDEFGHIJK", "SlackImageMode": "file", "SlackSaveChannels": "C0123456789,C0123456780", "SlackTokensKey": "kms", "TableBilling": "on-demand", "ImageCdn": "yes", "ProvisionedConcurrency": "1",
		"ReservedConcurrency": "50", "WorkerConcurrency": "50", "IngestConcurrency": "50", "Labels": "rekognition", "Alarms": "all", "AlarmEmail": "me@example.com", "Metrics": "full",
	})
	return map[string]stack{"commands alone": tpl.with(t, commands), "household": tpl.with(t, household), "everything": tpl.with(t, everything)}
}
