package photolink

import (
	"net/url"
	"strings"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Rendition is a size of a photo. All are JPEG without metadata.
type Rendition uint8

// The renditions, each fitting its box with the photo's own shape.
const (
	Small  Rendition = iota + 1 // 320×320 px: a thumbnail
	Medium                      // 720×480 px: Alexa's small card image
	Large                       // 1200×800 px: a screen, a Slack message
)

// Renditions are all of them, the smallest first.
func Renditions() []Rendition { return []Rendition{Small, Medium, Large} }

// Box is the width and height in pixels that a rendition fits.
func (r Rendition) Box() (width, height int) {
	switch r {
	case Small:
		return 320, 320
	case Medium:
		return 720, 480
	case Large:
		return 1200, 800
	}
	return 0, 0
}

// String names the rendition, as in object keys and logs.
func (r Rendition) String() string {
	switch r {
	case Small:
		return "small"
	case Medium:
		return "medium"
	case Large:
		return "large"
	}
	return "unknown"
}

// Audience is who a link was made for.
type Audience uint8

// The audiences.
const (
	ForAlexa Audience = iota + 1
	ForSlack
	ForWeb
	// ForTrash is a member who looks into the trash, where links for others show
	// nothing any more.
	ForTrash
)

// String names the audience, as in logs.
func (a Audience) String() string {
	switch a {
	case ForAlexa:
		return "alexa"
	case ForSlack:
		return "slack"
	case ForWeb:
		return "web"
	case ForTrash:
		return "trash"
	}
	return "unknown"
}

// Target is what a link shows.
type Target struct {
	Gallery   gallery.ID
	Photo     gallery.PhotoID
	Rendition Rendition
	Audience  Audience
	Expires   time.Time // to the second, before the year 2106
}

// Key is a signing key with a number that tokens carry, so that two keys can be
// good at once while one replaces the other.
type Key struct {
	Number byte
	Secret []byte // at least 32 bytes
}

// Links makes and checks links. The first key signs; all verify. It is safe for
// concurrent use.
type Links struct {
	base  string
	first Key
	keys  map[byte][]byte
	now   func() time.Time
}

// New makes Links. base is scheme and host ("https://photos.example.com"), with a
// path before /i/ if need be. It panics on no key, a short one, or two of one
// number, since those are mistakes of the program's setup.
func New(base string, keys []Key, now func() time.Time) *Links {
	if len(keys) == 0 {
		panic("photolink.New: no key")
	}
	l := &Links{base: strings.TrimRight(base, "/"), first: keys[0], keys: map[byte][]byte{}, now: now}
	for _, k := range keys {
		if len(k.Secret) < 32 {
			panic("photolink.New: a key of less than 32 bytes")
		}
		if _, twice := l.keys[k.Number]; twice {
			panic("photolink.New: two keys of one number")
		}
		l.keys[k.Number] = k.Secret
	}
	return l
}

// prefix is where links begin, after base.
const prefix = "/i/"

// URL gives a link of at most 200 characters beside base. It is the same for the
// same target, so that caches work: give Expires rounded, as [Links.Until] does.
// It is "" for a target no link can name: ids of more than [MaxIDs] bytes together,
// or an unknown rendition or audience.
func (l *Links) URL(t Target) string {
	token, ok := seal(t, l.first)
	if !ok {
		return ""
	}
	return l.base + prefix + token
}

// Until gives an expiry at least d from now, rounded up so that links made within
// the same quarter of d are equal. It is less than a quarter of d later than asked.
func (l *Links) Until(d time.Duration) time.Time {
	whole := int64((d + time.Second - 1) / time.Second)
	step := max(1, whole/4)
	now := l.now()
	from := now.Unix()
	if now.Nanosecond() > 0 {
		from++
	}
	return time.Unix((from+whole+step-1)/step*step, 0).UTC()
}

// Read gives the target of a whole link, whatever query or fragment was added to it.
// What is no link of ours is a NotFound; else as Verify.
func (l *Links) Read(link string) (Target, error) {
	const op = "photolink.Read"
	if len(link) > maxLink {
		return Target{}, fault.New(op, fault.NotFound, "no link")
	}
	u, err := url.Parse(link)
	base, bad := url.Parse(l.base)
	if err != nil || bad != nil {
		return Target{}, fault.New(op, fault.NotFound, "no link")
	}
	token, ours := strings.CutPrefix(u.Path, base.Path+prefix)
	if !ours || u.User != nil || !strings.EqualFold(u.Scheme, base.Scheme) || !strings.EqualFold(u.Host, base.Host) {
		return Target{}, fault.New(op, fault.NotFound, "another site's link")
	}
	return l.Verify(token)
}

// maxLink is the longest link that is looked at, in bytes.
const maxLink = 3000

// Verify gives the target of a token. A forged or garbled one is Denied, an
// expired one Stale, with the target.
func (l *Links) Verify(token string) (Target, error) {
	const op = "photolink.Verify"
	t, ok := open(token, l.keys)
	if !ok {
		return Target{}, fault.New(op, fault.Denied, "bad token")
	}
	if !l.now().Before(t.Expires) {
		return t, fault.New(op, fault.Stale, "expired link")
	}
	return t, nil
}
