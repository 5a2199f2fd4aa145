package alexa

import (
	"strings"

	"shoebox/intents"
)

// SkillManifest is a skill's manifest, as the skill package holds it.
type SkillManifest struct {
	Manifest manifest `json:"manifest"`
}

type manifest struct {
	ManifestVersion       string                `json:"manifestVersion"`
	PublishingInformation publishingInformation `json:"publishingInformation"`
	APIs                  apis                  `json:"apis"`
	Events                *skillEvents          `json:"events,omitempty"`
	PrivacyAndCompliance  privacyAndCompliance  `json:"privacyAndCompliance"`
}

type publishingInformation struct {
	Locales               map[string]publishingLocale `json:"locales"`
	IsAvailableWorldwide  bool                        `json:"isAvailableWorldwide"`
	DistributionMode      string                      `json:"distributionMode"`
	DistributionCountries []string                    `json:"distributionCountries"`
	Category              string                      `json:"category"`
	TestingInstructions   string                      `json:"testingInstructions"`
}

type publishingLocale struct {
	Name           string   `json:"name"`
	Summary        string   `json:"summary"`
	Description    string   `json:"description"`
	SmallIcon      string   `json:"smallIconUri"`
	LargeIcon      string   `json:"largeIconUri"`
	ExamplePhrases []string `json:"examplePhrases"`
	Keywords       []string `json:"keywords"`
}

// skillEvents are what Alexa tells the skill of beside what people say.
type skillEvents struct {
	Endpoint      *skillEndpoint `json:"endpoint"`
	Subscriptions []subscription `json:"subscriptions"`
}

type subscription struct {
	EventName string `json:"eventName"`
}

type apis struct {
	Custom customAPI `json:"custom"`
}

type customAPI struct {
	Endpoint   *skillEndpoint   `json:"endpoint,omitempty"`
	Interfaces []skillInterface `json:"interfaces"`
}

type skillEndpoint struct {
	URI                string `json:"uri"`
	SSLCertificateType string `json:"sslCertificateType,omitempty"` // of an HTTPS endpoint
}

type skillInterface struct {
	Type               string         `json:"type"`
	SupportedViewports []viewportSpan `json:"supportedViewports,omitempty"`
}

type viewportSpan struct {
	Mode      string `json:"mode"`
	Shape     string `json:"shape"`
	MinWidth  int    `json:"minWidth"`
	MaxWidth  int    `json:"maxWidth"`
	MinHeight int    `json:"minHeight"`
	MaxHeight int    `json:"maxHeight"`
}

type privacyAndCompliance struct {
	AllowsPurchases   bool `json:"allowsPurchases"`
	UsesPersonalInfo  bool `json:"usesPersonalInfo"`
	IsChildDirected   bool `json:"isChildDirected"`
	IsExportCompliant bool `json:"isExportCompliant"`
	ContainsAds       bool `json:"containsAds"`
}

// Manifest is the skill's manifest. endpoint is the ARN of the Lambda function or
// the https URL that answers; "" leaves it to who deploys the package.
func Manifest(endpoint string) SkillManifest {
	return SkillManifest{Manifest: manifest{
		ManifestVersion: "1.0",
		PublishingInformation: publishingInformation{
			Locales: map[string]publishingLocale{Locale: {
				Name:           "Photo Shoebox",
				Summary:        "Ask for your photos by what is in them, where and when they were taken.",
				Description:    description(intents.Catalogue()),
				SmallIcon:      inPackage + smallIconPath,
				LargeIcon:      inPackage + largeIconPath,
				ExamplePhrases: examplePhrases(),
				Keywords:       []string{"photos", "pictures", "gallery", "album", "memories"},
			}},
			IsAvailableWorldwide:  true,
			DistributionMode:      "PUBLIC",
			DistributionCountries: []string{},
			Category:              "ORGANIZERS_AND_ASSISTANTS",
			TestingInstructions:   "Open the skill and say \"show me my latest photos\". Then say \"the third one\", \"when was this taken\", \"next\" and \"stop\".",
		},
		APIs: apis{Custom: customAPI{
			Endpoint:   endpointOf(endpoint),
			Interfaces: []skillInterface{{Type: "ALEXA_PRESENTATION_APL", SupportedViewports: viewports()}},
		}},
		Events:               eventsOf(endpoint),
		PrivacyAndCompliance: privacyAndCompliance{UsesPersonalInfo: true, IsExportCompliant: true},
	}}
}

func endpointOf(uri string) *skillEndpoint {
	switch {
	case uri == "":
		return nil
	case strings.HasPrefix(uri, "https://"):
		return &skillEndpoint{URI: uri, SSLCertificateType: "Trusted"}
	}
	return &skillEndpoint{URI: uri}
}

// eventsOf are the events that are acted on, which have no sense without an
// endpoint: whoever disables the skill is forgotten.
func eventsOf(uri string) *skillEvents {
	endpoint := endpointOf(uri)
	if endpoint == nil {
		return nil
	}
	return &skillEvents{Endpoint: endpoint, Subscriptions: []subscription{{EventName: "SKILL_DISABLED"}}}
}

// viewports are the screens the documents were made for, in density-independent
// pixels (A11).
func viewports() []viewportSpan {
	return []viewportSpan{
		{"HUB", "ROUND", 100, 599, 100, 599},
		{"HUB", "RECTANGLE", 960, 1279, 600, 959},
		{"HUB", "RECTANGLE", 1280, 1920, 600, 1279},
		{"TV", "RECTANGLE", 960, 960, 540, 540},
	}
}

// examplePhrases are what the store shows; each is an invocation with a sample.
func examplePhrases() []string {
	return []string{
		"Alexa, open " + InvocationName,
		"Alexa, ask " + InvocationName + " for beach photos from last summer",
		"Alexa, ask " + InvocationName + " to show me my latest photos",
	}
}

func description(catalogue []intents.Intent) string {
	var b strings.Builder
	b.WriteString("Photo Shoebox finds your photos by what is in them, who is in them, where and when they were taken, and shows them on your Echo Show or tells you about them.\n\nWhat it can do:\n")
	for _, in := range catalogue {
		if in.Alexa == "" || strings.HasPrefix(in.Alexa, "AMAZON.") {
			continue
		}
		b.WriteString("- " + in.Summary + "\n")
	}
	b.WriteString("\nConnect your gallery in the Alexa app first.")
	return b.String()
}
