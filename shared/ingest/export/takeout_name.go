package export

import (
	"html"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// jsonTarget is what a JSON sidecar is called after: a picture's name without its
// number, folded, and the number.
type jsonTarget struct {
	name   string
	number string // digits; "" is none
}

// supplement is what Takeout puts between the picture's name and ".json", as much of
// it as fits.
const supplement = ".supplemental-metadata"

// longName is how many bytes of a name, or of a sidecar's without ".json", make it
// likely that the rest was cut off. Takeout keeps 46 characters of a sidecar's name and
// 47 of a picture's without its ending. It is a bit less, since it counts a number in;
// the title inside a sidecar says for certain what it is about.
const longName = 42

// targetOf reads a JSON sidecar's name without ".json". cut says that the picture's
// name may go on where the target's ends.
func targetOf(name string) (t jsonTarget, cut bool) {
	t.name, t.number = numbered(fold(name))
	cut = len(t.name) >= longName
	if dot := strings.LastIndexByte(t.name, '.'); dot > 0 && strings.HasPrefix(supplement, t.name[dot:]) {
		t.name = t.name[:dot]
	}
	return t, cut
}

// numbered splits the number off a name: "IMG(1)" is IMG and 1.
func numbered(name string) (rest, number string) {
	open := strings.LastIndexByte(name, '(')
	if open <= 0 || !strings.HasSuffix(name, ")") {
		return name, ""
	}
	digits := name[open+1 : len(name)-1]
	if digits == "" || len(digits) > 5 || strings.Trim(digits, "0123456789") != "" {
		return name, ""
	}
	return name[:open], digits
}

// editedSuffixes are what Takeout puts at the end of an edited picture's name, in the
// language of the account, and of pictures that Google made of another; folded.
func editedSuffixes() []string {
	return []string{
		"-edited", "-bearbeitet", "-modifié", "-edytowane", "-bewerkt", "-modificato", "-ha editado", "-editado", //nolint:misspell // they are not English
		"-editat", "-redigerad", "-redigert", "-redigeret", "-muokattu", "-upraveno", "-upravené", "-düzenlendi",
		"-szerkesztett", "-編集済み", "-수정됨", "-已修改", "-已編輯", "-edit", "-effects", "-smile", "-mix",
	}
}

// unedited gives the name of the picture that an edited one was made of, both folded
// and without their endings.
func unedited(name string) (string, bool) {
	for _, suffix := range editedSuffixes() {
		if rest, found := strings.CutSuffix(name, suffix); found && rest != "" {
			return rest, true
		}
	}
	dash := strings.LastIndexByte(name, '-')
	if dash <= 0 || len(name) < longName {
		return "", false
	}
	cut := slices.ContainsFunc(editedSuffixes(), func(suffix string) bool { return strings.HasPrefix(suffix, name[dash:]) })
	return name[:dash], cut && dash < len(name)-1
}

// jsonOf gives the JSON sidecar that is called after a picture; nil if there is none.
// An edited picture has its original's.
func (s *sidecars) jsonOf(f file) *sidecar {
	name := fold(f.name)
	ending := path.Ext(name)
	plain, number := numbered(stem(name))
	for _, t := range []jsonTarget{{name, ""}, {plain + ending, number}, {plain, number}} {
		if found := best(s.json[t], f); found != nil {
			return found
		}
	}
	if original, edited := unedited(plain); edited {
		inner, innerNumber := numbered(original)
		for _, t := range []jsonTarget{{original + ending, number}, {inner + ending, innerNumber}} {
			if found := best(s.json[t], f); found != nil {
				return found
			}
		}
		if found := s.originals(original, number, f); found != nil {
			return found
		}
		return s.cutOf(original+ending, f)
	}
	return s.cutOf(plain+ending, f)
}

// originals finds the sidecar of an edited picture's original that has another ending.
func (s *sidecars) originals(name, number string, f file) *sidecar {
	for _, ending := range []string{".heic", ".heif", ".jpg", ".jpeg", ".png", ".webp", ".gif", ".dng", ".tif", ".tiff"} {
		if found := best(s.json[jsonTarget{name + ending, number}], f); found != nil {
			return found
		}
	}
	return nil
}

// cutOf finds a sidecar whose name is as much of the picture's as there was room for.
// Its title tells whether it is the one.
func (s *sidecars) cutOf(name string, f file) *sidecar {
	for end := len(name); end >= longName-len(supplement) && end > 0; end-- {
		for _, one := range s.cut[name[:end]] {
			if t, ok := one.takeout(); ok && t.fits(f.name) {
				return one
			}
		}
	}
	return nil
}

// fits reports whether the sidecar's title is the name of the picture, as far as
// Takeout keeps names: it cuts long ones, puts "_" for what files can't be called,
// adds numbers, and says of an edited picture what it says of the original.
func (t takeout) fits(name string) bool {
	if t.Title == "" {
		return true
	}
	return slices.ContainsFunc([]string{t.Title, html.UnescapeString(t.Title)}, func(title string) bool {
		return slices.ContainsFunc(spellings(name), func(name string) bool { return alike(fileStem(fold(title)), name) })
	})
}

// spellings gives what a picture may have been called before Takeout named it: with
// and without a number, with and without what says that it was edited.
func spellings(name string) []string {
	whole := fileStem(fold(name))
	plain, _ := numbered(whole)
	inside, _ := numbered(stem(fold(name))) // of a name whose ending is none
	all := []string{whole, plain, inside + path.Ext(fold(name)), inside}
	for _, each := range []string{whole, plain} {
		if original, edited := unedited(each); edited {
			inner, _ := numbered(original)
			all = append(all, original, inner)
		}
	}
	return all
}

// fileStem takes the ending off a name if it is one of a picture or film.
func fileStem(name string) string {
	if k := kindOf(name); k == kindPicture || k == kindFilm {
		return stem(name)
	}
	return name
}

// alike compares a title with a name that may be cut.
func alike(title, name string) bool {
	long := len(name) >= longName
	title, name = plainly(title), plainly(name)
	return title == name || long && strings.HasPrefix(title, name)
}

// plainly puts one "_" for everything that is neither letter nor digit.
func plainly(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range name {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			b.WriteRune(r)
			gap = false
		} else if !gap {
			b.WriteByte('_')
			gap = true
		}
	}
	return strings.Trim(b.String(), "_")
}

// byTime matches the names of the folders that Takeout makes of times, which are no
// albums: a year, said in the account's language, or a day. They had a file of metadata,
// as albums have, in exports of some years ago; now they have none, so that languages
// that are missing here matter little. A year alone tells nothing: "Lisbon 2023", with
// pictures of that year and no others, is what people call albums.
var byTime = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(photos from|fotos von|photos de|fotos de|foto del|foto's uit|fotos uit|zdjęcia z roku|zdjęcia z|bilder från|bilder fra|billeder fra|kuvat|fotky z|фото за|фотографии за) (18|19|20)\d\d$|^(18|19|20)\d\d ?(年の写真|年的照片|年的相片|년의 사진)$|^(18|19|20)\d\d-\d\d-\d\d( #\d+|.*\d{4}-\d\d-\d\d)?$`)
})
