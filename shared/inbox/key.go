package inbox

import (
	"crypto/sha256"
	"encoding/base32"
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
	// Under is where a file was dropped whose name can be no key's: it is to be given the
	// place's. "" for others.
	Under string
}

// ParseKey says what arrived under a key. Invalid is a key that none of ours is, a
// folder's, or one with a hidden name: nothing is to be made of what is there. Others
// than we may drop files under names that can be no key's: those get a place near it.
func ParseKey(key string) (Place, error) {
	const op = "inbox.ParseKey"
	if near, ok := mended(key); ok {
		p, err := ParseKey(near)
		p.Under = key
		return p, err
	}
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

// Named reports whether the folder's name is as long as a gallery's id, and made as one:
// an id with a slip in it, where there is no such gallery, and no words of somebody.
func (p Place) Named() bool {
	const id = 20 // bytes that no word has
	return len(p.Gallery) >= id && isGallery(string(p.Gallery))
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
