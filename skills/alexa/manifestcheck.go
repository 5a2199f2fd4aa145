package alexa

import (
	"encoding/binary"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// What the store takes of a skill's words, in characters.
const (
	minSkillName    = 2
	maxSkillName    = 50
	maxSummary      = 160
	maxDescription  = 4000
	maxInstructions = 4000
	maxKeywords     = 30
)

// regions are where a Lambda function can answer for a skill (3.10).
func regions() []string { return []string{"us-east-1", "us-west-2", "eu-west-1", "ap-northeast-1"} }

// Faults are what Amazon would refuse the manifest for, one sentence each. files
// are those of the skill package by their paths, for what the manifest names there.
func (m SkillManifest) Faults(files map[string][]byte) []string {
	var f faults
	p := m.Manifest.PublishingInformation
	if len(p.Locales) == 0 {
		f.add("The manifest has no locale.")
	}
	for name, l := range p.Locales {
		f.within(name+": the name", l.Name, minSkillName, maxSkillName)
		f.within(name+": the summary", l.Summary, 1, maxSummary)
		f.within(name+": the description", l.Description, 1, maxDescription)
		if len(l.Keywords) > maxKeywords || slices.ContainsFunc(l.Keywords, empty) {
			f.add("%s: there are more than %d keywords, or an empty one.", name, maxKeywords)
		}
		f.icon(l.SmallIcon, smallIconSize, files)
		f.icon(l.LargeIcon, largeIconSize, files)
	}
	f.within("The testing instructions", p.TestingInstructions, 1, maxInstructions)
	f.endpoint(m.Manifest.APIs.Custom.Endpoint)
	if e := m.Manifest.Events; e != nil {
		if f.endpoint(e.Endpoint); e.Endpoint == nil || len(e.Subscriptions) == 0 {
			f.add("The manifest has events without an endpoint or a subscription.")
		}
	}
	return f
}

func (f *faults) within(what, words string, least, most int) {
	if n := length(strings.TrimSpace(words)); n < least || n > most {
		f.add("%s has %d characters; %d to %d are allowed.", what, n, least, most)
	}
}

// icon checks that an icon is a PNG of the package, and as wide and high as it
// must be.
func (f *faults) icon(uri string, size uint32, files map[string][]byte) {
	path, local := strings.CutPrefix(uri, inPackage)
	png := files[path]
	const head = "\x89PNG\r\n\x1a\n"
	if !local || len(png) < 24 || string(png[:8]) != head {
		f.add("The icon %q is no PNG of the skill package.", uri)
		return
	}
	if wide, high := binary.BigEndian.Uint32(png[16:]), binary.BigEndian.Uint32(png[20:]); wide != size || high != size {
		f.add("The icon %q has %d × %d pixels, and must have %d each way.", uri, wide, high, size)
	}
}

var lambdaARN = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^arn:aws:lambda:([a-z0-9-]+):\d+:function:[A-Za-z0-9_-]+(:[A-Za-z0-9_$-]+)?$`)
})

// endpoint checks where Alexa sends requests: nowhere yet, to a function where
// skills can be, or to an HTTPS address.
func (f *faults) endpoint(e *skillEndpoint) {
	if e == nil {
		return
	}
	if arn := lambdaARN().FindStringSubmatch(e.URI); arn != nil {
		if !slices.Contains(regions(), arn[1]) {
			f.add("The function is in %s; Alexa calls functions in %s.", arn[1], strings.Join(regions(), ", "))
		}
		return
	}
	if u, err := url.Parse(e.URI); err != nil || u.Scheme != "https" || u.Host == "" {
		f.add("The endpoint %q is no function and no https address.", e.URI)
	}
}
