package alexa

import (
	"bytes"
	"encoding/json"
	"slices"
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
	manifest, err := indented(skill)
	if err != nil {
		return nil, fault.As(op, fault.Internal, err)
	}
	language, err := indented(model)
	if err != nil {
		return nil, fault.As(op, fault.Internal, err)
	}
	files := map[string][]byte{
		"skill.json": manifest,
		"interactionModels/custom/" + Locale + ".json": language,
		smallIconPath: smallIcon,
		largeIconPath: largeIcon,
	}
	faults := slices.Concat(model.Faults(), PromptFaults(language), skill.Faults(files),
		PhraseFaults(skill.Manifest.PublishingInformation.Locales[Locale].ExamplePhrases, intents.Catalogue()))
	if len(faults) > 0 {
		return nil, fault.New(op, fault.Invalid, strings.Join(faults, " "))
	}
	return files, nil
}

// indented is JSON for people to read.
func indented(content any) ([]byte, error) {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	err := out.Encode(content)
	return b.Bytes(), err
}
