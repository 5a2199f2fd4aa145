package alexa

import (
	"bytes"
	"encoding/json"
	"strings"

	"shoebox/intents"
	"shoebox/shared/fault"
)

// Package gives the files of the skill package by their paths in it. endpoint is
// the ARN or https URL that answers, and "" leaves it out. The bytes are the same
// for the same catalogue. What Alexa would refuse is Invalid, and no package.
func Package(endpoint string) (map[string][]byte, error) {
	const op = "alexa.Package"
	model, skill := InteractionModel(), Manifest(endpoint)
	faults := append(model.Faults(), PhraseFaults(skill.Manifest.PublishingInformation.Locales[Locale].ExamplePhrases, intents.Catalogue())...)
	if len(faults) > 0 {
		return nil, fault.New(op, fault.Invalid, strings.Join(faults, " "))
	}
	files := make(map[string][]byte)
	for name, content := range map[string]any{
		"skill.json": skill,
		"interactionModels/custom/" + Locale + ".json": model,
	} {
		var b bytes.Buffer
		out := json.NewEncoder(&b)
		out.SetEscapeHTML(false)
		out.SetIndent("", "  ")
		if err := out.Encode(content); err != nil {
			return nil, fault.As(op, fault.Internal, err)
		}
		files[name] = b.Bytes()
	}
	return files, nil
}
