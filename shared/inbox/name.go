package inbox

import (
	"fmt"
	"path"
	"strings"
	"unicode"

	"shoebox/shared/blob"
)

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
	folder, name := path.Split(p.Path)
	name = fitted(name, fmt.Sprintf(" %x", sum[:8]))
	if len(asidePrefix+folder+name) > blob.MaxKey {
		folder = ""
	}
	return asidePrefix + folder + name
}

// mended gives the key nearest to where a file was dropped whose name can be no key's;
// false for what needs none, and for what is to be left alone.
func mended(key string) (near string, ok bool) {
	rest, found := strings.CutPrefix(key, foundPrefix)
	if !found || blob.IsKey(key) {
		return "", false
	}
	parts := strings.Split(rest, "/")
	for i, part := range parts {
		if part == "" || hidden(part) { // a folder's, or one that leads elsewhere
			return "", false
		}
		parts[i] = fitted(strings.Map(printed, strings.ToValidUTF8(part, "_")), "")
	}
	near = foundPrefix + strings.Join(parts, "/")
	if len(near) > blob.MaxKey { // its folders leave no room
		near = foundPrefix + parts[0] + "/" + parts[len(parts)-1]
	}
	return near, blob.IsKey(near)
}

// printed is a character, or one in the place of what is none.
func printed(r rune) rune {
	if unicode.IsPrint(r) {
		return r
	}
	return '_'
}

// fitted gives a name with a mark, as long as a part of a key may be. It ends as it did.
func fitted(name, mark string) string {
	const most, longestExt = 200, 20 // bytes of a file's name, as package blob takes it
	ext := path.Ext(name)
	if len(ext) > longestExt {
		ext = ""
	}
	end := mark + ext
	name = strings.TrimSuffix(name, ext)
	return strings.ToValidUTF8(name[:min(len(name), most-len(end))], "") + end
}
