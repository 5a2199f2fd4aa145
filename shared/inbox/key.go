package inbox

import (
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/oklog/ulid/v2"

	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// What the keys of files begin with.
const (
	announcedPrefix = "incoming/"
	foundPrefix     = "inbox/"
	asidePrefix     = "refused/"
)

// Prefixes are below where files arrive.
func Prefixes() []string { return []string{announcedPrefix, foundPrefix} }

// Reserved are below where the bucket holds files that are no gallery's: those that
// arrive, and those that were put aside. No gallery is called as one of them.
func Reserved() []string { return append(Prefixes(), asidePrefix) }

func incoming(g gallery.ID) string { return announcedPrefix + string(g) + "/" }

// Place is where a file arrived, as its key says.
type Place struct {
	// Gallery is the folder's name, which is the gallery's id; "" for what was dropped
	// beside the galleries' folders.
	Gallery gallery.ID
	ID      string // of the upload
	Path    string // of one that was found, below inbox/; "" for others
}

// ParseKey says what arrived under a key. Invalid is a key that none of ours is, a
// folder's, or one with a hidden name: nothing is to be made of what is there.
func ParseKey(key string) (Place, error) {
	const op = "inbox.ParseKey"
	if !blob.IsKey(key) || slices.ContainsFunc(strings.Split(key, "/"), hidden) {
		return Place{}, fault.New(op, fault.Invalid, "a key that can't be")
	}
	if rest, ok := strings.CutPrefix(key, announcedPrefix); ok {
		g, id, found := strings.Cut(rest, "/")
		if !found || !isGallery(g) || !isUpload(id) {
			return Place{}, fault.New(op, fault.Invalid, "a key of no upload")
		}
		return Place{Gallery: gallery.ID(g), ID: id}, nil
	}
	rest, ok := strings.CutPrefix(key, foundPrefix)
	if !ok {
		return Place{}, fault.New(op, fault.Invalid, "a key of no upload")
	}
	p := Place{ID: foundID(key), Path: rest}
	if g, _, below := strings.Cut(rest, "/"); below {
		p.Gallery = gallery.ID(g)
	}
	return p, nil
}

// Key is that of the place.
func (p Place) Key() string {
	if p.Path != "" {
		return foundPrefix + p.Path
	}
	return incoming(p.Gallery) + p.ID
}

// Aside is where a file that was found and refused is kept, for whom it may be the only
// copy: below refused/, which the bucket empties after 30 days; and whether a key may be
// that long. Another of its name may be there: see [Place.AsideOf].
func (p Place) Aside() (key string, fits bool) {
	key = asidePrefix + p.Path
	return key, len(key) <= blob.MaxKey
}

// AsideOf is where a file of these bytes is kept when it can't be where Aside says. Where
// its folders leave no room for what marks it, they are left out.
func (p Place) AsideOf(sum blob.Sum) string {
	const most, longestExt = 200, 20 // bytes of a file's name, as package blob takes it
	folder, name := path.Split(p.Path)
	ext := path.Ext(name)
	if len(ext) > longestExt {
		ext = ""
	}
	end := fmt.Sprintf(" %x%s", sum[:8], ext)
	name = strings.TrimSuffix(name, ext)
	name = strings.ToValidUTF8(name[:min(len(name), most-len(end))], "") + end
	if len(asidePrefix+folder+name) > blob.MaxKey {
		folder = ""
	}
	return asidePrefix + folder + name
}

// hidden reports whether a part of a key is one that file managers don't show.
func hidden(segment string) bool { return strings.HasPrefix(segment, ".") }

// isGallery reports whether a gallery may have this id.
func isGallery(id string) bool {
	odd := func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '-' && r != '_'
	}
	return id != "" && len(id) <= 40 && !strings.ContainsFunc(id, odd)
}

// isUpload reports whether an announced upload may have this id.
func isUpload(id string) bool {
	parsed, err := ulid.ParseStrict(id)
	return err == nil && parsed.String() == id
}

// foundID is that of an upload that was found: the same for the same key, and none of
// those that are announced, which begin with a digit.
func foundID(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "F" + base32.StdEncoding.EncodeToString(sum[:])[:25]
}
