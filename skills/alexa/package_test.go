package alexa_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"shoebox/intents"
	"shoebox/shared/fault"
	"shoebox/skills/alexa"
)

func TestExamplePhrasesAreRealSamples(t *testing.T) {
	tests := []struct {
		phrase string
		good   bool
	}{
		{"Alexa, open photo shoebox", true},
		{"Alexa, ask photo shoebox for beach photos from last summer", true},
		{"Alexa, ask photo shoebox to show me my latest photos", true},
		{"Alexa, ask photo shoebox for a pizza", false},
		{"Alexa, open picture box", false},
		{"show me my latest photos", false},
	}
	for _, tt := range tests {
		if got := alexa.PhraseFaults([]string{tt.phrase}, intents.Catalogue()); (len(got) == 0) != tt.good {
			t.Errorf("%q: faults %q, want good %v", tt.phrase, got, tt.good)
		}
	}
	if len(alexa.PhraseFaults(nil, nil)) == 0 || len(alexa.PhraseFaults(slices.Repeat([]string{"Alexa, open photo shoebox"}, 4), nil)) == 0 {
		t.Error("none and four phrases have no faults")
	}
}

func TestThePackageIsWholeAndTheSameEachTime(t *testing.T) {
	const lambda = "arn:aws:lambda:us-east-1:123456789012:function:alexa"
	one, err := alexa.Package(lambda)
	if err != nil {
		t.Fatal(err)
	}
	again, err := alexa.Package(lambda)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"skill.json", "interactionModels/custom/en-US.json"} {
		if !json.Valid(one[path]) || !bytes.Equal(one[path], again[path]) {
			t.Errorf("%s is no JSON, or differs", path)
		}
	}
	for _, icon := range []string{"assets/images/icon-small.png", "assets/images/icon-large.png"} {
		if len(one[icon]) == 0 || !bytes.Contains(one["skill.json"], []byte(`"file://`+icon+`"`)) {
			t.Errorf("%s is not in the package, or not in the manifest", icon)
		}
	}
	if len(one) != 4 {
		t.Errorf("%d files, want 4", len(one))
	}
	if !bytes.Contains(one["skill.json"], []byte(lambda)) {
		t.Error("the manifest has no endpoint")
	}
}

func TestAnEndpointOfHTTPSSaysHowItsCertificateIsTrusted(t *testing.T) {
	for endpoint, want := range map[string]string{
		"": "null", "https://photos.example.com/alexa": `{"uri":"https://photos.example.com/alexa","sslCertificateType":"Trusted"}`,
		"arn:aws:lambda:us-east-1:1:function:f": `{"uri":"arn:aws:lambda:us-east-1:1:function:f"}`,
	} {
		b, err := json.Marshal(alexa.Manifest(endpoint).Manifest.APIs.Custom.Endpoint)
		if err != nil || string(b) != want {
			t.Errorf("%q: %s, %v, want %s", endpoint, b, err, want)
		}
	}
}

func TestA11TheManifestNamesTheScreensTheDocumentsAreFor(t *testing.T) {
	b, err := json.Marshal(alexa.Manifest("").Manifest.APIs.Custom.Interfaces)
	if err != nil {
		t.Fatal(err)
	}
	want := `[{"type":"ALEXA_PRESENTATION_APL","supportedViewports":[` +
		`{"mode":"HUB","shape":"ROUND","minWidth":100,"maxWidth":599,"minHeight":100,"maxHeight":599},` +
		`{"mode":"HUB","shape":"RECTANGLE","minWidth":960,"maxWidth":1279,"minHeight":600,"maxHeight":959},` +
		`{"mode":"HUB","shape":"RECTANGLE","minWidth":1280,"maxWidth":1920,"minHeight":600,"maxHeight":1279},` +
		`{"mode":"TV","shape":"RECTANGLE","minWidth":960,"maxWidth":960,"minHeight":540,"maxHeight":540}]}]`
	if string(b) != want {
		t.Errorf("interfaces %s, want %s", b, want)
	}
}

func TestAPlantedFaultOfTheManifestIsFound(t *testing.T) {
	const lambda = "arn:aws:lambda:us-east-1:123456789012:function:alexa"
	files, err := alexa.Package(lambda)
	if err != nil {
		t.Fatal(err)
	}
	locale := func(change func(*alexa.PublishingLocale)) func(*alexa.SkillManifest) {
		return func(m *alexa.SkillManifest) {
			l := m.Manifest.PublishingInformation.Locales["en-US"]
			change(&l)
			m.Manifest.PublishingInformation.Locales["en-US"] = l
		}
	}
	tests := []struct {
		name  string
		plant func(*alexa.SkillManifest)
		want  string
	}{
		{"nothing", func(*alexa.SkillManifest) {}, ""},
		{"a name too long", locale(func(l *alexa.PublishingLocale) { l.Name = strings.Repeat("a", 51) }), "the name has 51"},
		{"no summary", locale(func(l *alexa.PublishingLocale) { l.Summary = " " }), "the summary has 0"},
		{"a summary too long", locale(func(l *alexa.PublishingLocale) { l.Summary = strings.Repeat("a", 161) }), "the summary has 161"},
		{"a description too long", locale(func(l *alexa.PublishingLocale) { l.Description = strings.Repeat("a", 4001) }), "the description has 4001"},
		{"too many keywords", locale(func(l *alexa.PublishingLocale) { l.Keywords = slices.Repeat([]string{"a"}, 31) }), "keywords"},
		{"no icon", locale(func(l *alexa.PublishingLocale) { l.SmallIcon = "" }), "no PNG"},
		{"an icon that is not in the package", locale(func(l *alexa.PublishingLocale) { l.SmallIcon = "file://assets/other.png" }), "no PNG"},
		{"an icon that is no PNG", locale(func(l *alexa.PublishingLocale) { l.SmallIcon = "file://skill.json" }), "no PNG"},
		{"the large icon for the small", locale(func(l *alexa.PublishingLocale) { l.SmallIcon = l.LargeIcon }), "512 × 512"},
		{"no locale", func(m *alexa.SkillManifest) { m.Manifest.PublishingInformation.Locales = nil }, "no locale"},
		{"nothing for who tests it", func(m *alexa.SkillManifest) { m.Manifest.PublishingInformation.TestingInstructions = "" }, "testing instructions"},
		{"http", func(m *alexa.SkillManifest) { m.Manifest.APIs.Custom.Endpoint.URI = "http://example.com" }, "no https address"},
		{"3.10 a function where no skill can be", func(m *alexa.SkillManifest) {
			m.Manifest.APIs.Custom.Endpoint.URI = strings.Replace(lambda, "us-east-1", "eu-central-1", 1)
		}, "is in eu-central-1"},
		{"events without an endpoint", func(m *alexa.SkillManifest) { m.Manifest.Events.Endpoint = nil }, "events without"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := alexa.Manifest(lambda)
			tt.plant(&m)
			got := strings.Join(m.Faults(files), " ")
			if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
				t.Errorf("faults %q, want one with %q", got, tt.want)
			}
		})
	}
}

func TestThePackageOfAFunctionWhereNoSkillCanBeIsRefused_3_10(t *testing.T) {
	if _, err := alexa.Package("arn:aws:lambda:eu-central-1:123456789012:function:alexa"); !fault.Is(err, fault.Invalid) {
		t.Errorf("error %v, want an Invalid", err)
	}
	for _, region := range []string{"us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1"} {
		if _, err := alexa.Package("arn:aws:lambda:" + region + ":123456789012:function:shoebox-AlexaFunction-1AB"); err != nil {
			t.Errorf("%s: %v", region, err)
		}
	}
}

// What is generated has no endpoint, so the manifests that have one are kept here, for
// the platform's types to see.
func TestTheManifestOfEachSortOfEndpoint(t *testing.T) {
	for name, endpoint := range map[string]string{
		"lambda": "arn:aws:lambda:eu-west-1:123456789012:function:shoebox", "https": "https://photos.example.com/alexa",
	} {
		files, err := alexa.Package(endpoint)
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "manifest/"+name, files["skill.json"])
	}
}

func TestTheManifestSubscribesToTheEventsThatAreActedOn(t *testing.T) {
	const uri = "https://photos.example.com/alexa"
	b, err := json.Marshal(alexa.Manifest(uri).Manifest.Events)
	want := `{"endpoint":{"uri":"` + uri + `","sslCertificateType":"Trusted"},"subscriptions":[{"eventName":"SKILL_DISABLED"}]}`
	if err != nil || string(b) != want {
		t.Errorf("events %s, %v, want %s", b, err, want)
	}
	if alexa.Manifest("").Manifest.Events != nil {
		t.Error("there are events without an endpoint")
	}
}
