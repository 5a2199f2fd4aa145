package alexasim

import (
	"net/netip"
	"net/url"
	"strings"
)

// refusal says why Alexa would refuse a card; "" is not at all.
func (c *wireCard) refusal() string {
	pictures := c.pictures()
	size := characters(c.Title + c.Content + c.Text + strings.Join(pictures, ""))
	bare := c.Title == "" && c.Text == "" && c.Content == "" && c.Image == nil
	switch {
	case c.Type == "Simple" && (c.Text != "" || c.Image != nil):
		return "a Simple card has content alone"
	case c.Type == "Simple" && blank(c.Content):
		return "a Simple card without content"
	case c.Type == "Standard" && c.Content != "":
		return "a Standard card has text, not content"
	case c.Type == "Standard" && blank(c.Text):
		return "a Standard card without text"
	case c.Type == "LinkAccount" && (!bare || c.Permissions != nil):
		return "a LinkAccount card has nothing but its type"
	case c.Type == "AskForPermissionsConsent" && (!bare || len(c.Permissions) == 0):
		return "a card for permissions names them, and has nothing else"
	case c.Type != "AskForPermissionsConsent" && c.Permissions != nil:
		return "only a card for permissions has any"
	case c.Type != "Simple" && c.Type != "Standard" && c.Type != "LinkAccount" && c.Type != "AskForPermissionsConsent":
		return "a card of no known type"
	case c.Image != nil && len(pictures) == 0:
		return "a picture without a URL"
	case size > maxText:
		return "card is too long"
	}
	for _, link := range pictures {
		if characters(link) > maxURL || !reachable(link) {
			return "image URL is none, is not https, or is too long"
		}
	}
	return ""
}

// pictures are the URLs of a card's picture.
func (c *wireCard) pictures() []string {
	var all []string
	if c.Image == nil {
		return nil
	}
	for _, link := range []string{c.Image.Small, c.Image.Large} {
		if link != "" {
			all = append(all, link)
		}
	}
	return all
}

// reachable reports whether a device would fetch a picture: over https, or, since
// this device is no real one, from its own network.
func reachable(link string) bool {
	u, err := url.Parse(link)
	if err != nil || u.Host == "" || u.User != nil {
		return false
	}
	host := u.Hostname()
	ip, err := netip.ParseAddr(host)
	own := err == nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsUnspecified() || ip.IsLinkLocalUnicast()) ||
		!strings.Contains(host, ".") || strings.HasSuffix(host, ".local")
	return u.Scheme == "https" || u.Scheme == "http" && own
}

func blank(words string) bool { return strings.TrimSpace(words) == "" }
