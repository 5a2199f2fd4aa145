package env

import (
	_ "embed"
	"encoding/json"
	"strings"

	"shoebox/shared/config"
)

// Gallery is the id of the one gallery on this machine, which links to the sample
// photos name.
const Gallery = "01J2SH0EB0X000000000000000"

// FileName is where the environment lies, from the root of the repository.
const FileName = "deploy/env/local.json"

//go:embed local.json
var file []byte

// Local gives the variables of every function, by its logical id in the template:
// "AlexaFunction". It is a copy.
func Local() map[string]map[string]string {
	var all map[string]map[string]string
	if err := json.Unmarshal(file, &all); err != nil {
		panic("env: local.json: " + err.Error()) // a mistake of the build, which its test finds
	}
	return all
}

// Function gives the logical id of a function by what it is called elsewhere, the
// folder of its main; "" is none.
func Function(name string) string {
	for logical := range Local() {
		if Name(logical) == name {
			return logical
		}
	}
	return ""
}

// Name is what a function is called elsewhere, by its logical id.
func Name(logical string) string { return strings.ToLower(strings.TrimSuffix(logical, "Function")) }

// Under gives an environment in which what is not set has the value that local.json
// gives to a function, named as the folder of its main.
func Under(set config.Lookup, name string) config.Lookup {
	values := Local()[Function(name)]
	return func(variable string) (string, bool) {
		if value, ok := set(variable); ok {
			return value, true
		}
		value, ok := values[variable]
		return value, ok
	}
}
