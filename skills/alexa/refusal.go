package alexa

import (
	"bytes"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// Why Alexa, or a device, would refuse a part of a response: what its type can't
// show. "" is not at all. Every part is looked at before it is sent (mend.go).

func (s *outputSpeech) refusal() string {
	switch {
	case s.Type != "SSML":
		return "speech is not SSML" // S1
	case length(s.SSML) > maxSpeech:
		return fmt.Sprintf("speech has %d characters", length(s.SSML)) // P2
	}
	return ssmlRefusal(s.SSML)
}

func (c *card) refusal() string {
	switch c.Type {
	case "Simple":
		if c.Text != "" || c.Image != nil || empty(c.Content) {
			return "a Simple card has content, no text and no image"
		}
	case "Standard":
		if c.Content != "" || empty(c.Text) {
			return "a Standard card has text, and no content"
		}
	case "LinkAccount":
		if *c != (card{Type: c.Type}) {
			return "a LinkAccount card has nothing but its type"
		}
		return ""
	default:
		return fmt.Sprintf("there is no card of type %q", c.Type)
	}
	n := length(c.Title) + length(c.Content) + length(c.Text)
	if c.Image != nil {
		for _, link := range []string{c.Image.Small, c.Image.Large} {
			if why := pictureRefusal(link); why != "" {
				return why
			}
			n += length(link)
		}
	}
	if n > maxCard {
		return fmt.Sprintf("a card has %d characters", n)
	}
	return ""
}

// pictureRefusal looks at the URL of a picture. Plain http is for the simulated
// device, which runs on the same machine or beside it; no other can reach that.
func pictureRefusal(link string) string {
	if length(link) > maxImageURL {
		return fmt.Sprintf("a picture's URL has %d characters", length(link))
	}
	u, err := url.Parse(link)
	if err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || !near(u.Hostname())) {
		return "a picture has no https URL"
	}
	return ""
}

// near reports whether a host is this machine, or in its own network.
func near(host string) bool {
	if !strings.Contains(host, ".") || strings.HasSuffix(host, ".local") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsUnspecified() || ip.IsLinkLocalUnicast())
}

func (d *renderDocument) refusal() string {
	switch {
	case empty(d.Token):
		return "a document has no token"
	case !bytes.Contains(d.Document, []byte(`"mainTemplate"`)):
		return "a document has no main template"
	case len(d.Datasources) == 0:
		return "a document has nothing to show"
	}
	for _, source := range d.Datasources {
		data, ours := source.Properties.(screenData)
		switch {
		case !ours:
			continue
		case len(data.Items) > maxOnScreen:
			return fmt.Sprintf("a screen has %d photos", len(data.Items)) // A10
		case data.Focus < 0 || data.Focus > 0 && data.Focus >= len(data.Items):
			return "a screen opens on a photo it does not have"
		case slices.ContainsFunc(data.Items, func(i screenItem) bool { return i.Image != "" && pictureRefusal(i.Image) != "" }):
			return "a screen has a picture without an https URL, or with one that is too long"
		}
	}
	return ""
}

// refusal looks at names for the types of the model.
func (u *updateEntities) refusal(types map[string]bool) string {
	switch u.UpdateBehavior {
	case clearEntities:
		if len(u.Types) > 0 {
			return "names are cleared and sent at once"
		}
		return ""
	case replaceEntities:
	default:
		return fmt.Sprintf("names are updated by %q", u.UpdateBehavior)
	}
	if len(u.Types) == 0 {
		return "names are replaced by none"
	}
	total, seen := 0, make(map[string]bool)
	for _, t := range u.Types {
		if !types[t.Name] || seen[t.Name] || len(t.Values) == 0 {
			return fmt.Sprintf("the type %q of names is empty, stands twice, or is not in the model", t.Name)
		}
		seen[t.Name] = true
		total += t.called()
		var f faults
		if f.values(t); len(f) > 0 {
			return f[0]
		}
	}
	if total > maxEntities {
		return fmt.Sprintf("there are %d names and synonyms", total)
	}
	return ""
}

// called is how many names and synonyms a type has.
func (t ModelType) called() int {
	n := 0
	for _, v := range t.Values {
		n += 1 + len(v.Name.Synonyms)
	}
	return n
}

func empty(words string) bool { return strings.TrimSpace(words) == "" }
