package ingest

import (
	"slices"
	"strings"
)

// Limits on trees of keywords, of which a photo keeps 50 leaves.
const (
	maxPaths = 1_000 // of one tree
	maxSteps = 32    // of one path
)

// name adds the keywords and the people of a packet.
//
// Keywords come flat and, from programs that keep them as a tree, as paths. Of a
// path the last step is the keyword, and below one that stands for people, a person.
// People also come from regions of faces.
func (p packet) name(f *facts) {
	people, pets := p.faces()
	f.people, f.keywords = people, append(p.texts(nsDC+"subject"), pets...)
	for _, tree := range []struct{ name, separator string }{
		{nsLightroom + "hierarchicalSubject", "|"},
		{nsDigikam + "TagsList", "/"},
		{nsMicrosoft + "LastKeywordXMP", "/"},
		{nsMicrosoft2 + "LastKeywordXMP", "/"},
	} {
		paths := p.texts(tree.name)
		for _, path := range paths[:min(len(paths), maxPaths)] {
			steps := strings.SplitN(path, tree.separator, maxSteps+1)
			if len(steps) > maxSteps {
				continue
			}
			root, leaf := strings.TrimSpace(steps[0]), strings.TrimSpace(steps[len(steps)-1])
			switch {
			case ofProgram(root):
				f.hidden = append(f.hidden, steps...)
			case forPeople(root) && len(steps) > 1:
				f.hidden, f.people = append(f.hidden, root), append(f.people, leaf)
			case forPeople(root):
				f.hidden = append(f.hidden, root)
			default:
				f.keywords = append(f.keywords, leaf)
			}
		}
	}
}

// shown gives the keywords that say something: not those that only repeat a step of
// a path, nor people, who are none.
func (f *facts) shown() []string {
	hide := make(map[string]bool, len(f.hidden)+len(f.people))
	for _, names := range [][]string{f.hidden, f.people} {
		for _, n := range names {
			hide[strings.ToLower(n)] = true
		}
	}
	return slices.DeleteFunc(f.keywords, func(k string) bool {
		root, _, _ := strings.Cut(k, "|")
		return hide[strings.ToLower(k)] || ofProgram(root)
	})
}

// forPeople reports whether a tree of keywords is of people, by the name that the
// programs give its root in English, German and Spanish.
func forPeople(root string) bool {
	switch strings.ToLower(root) {
	case "people", "person", "persons", "faces", "personen", "menschen", "leute", "gesichter", "personas", "gente", "caras":
		return true
	}
	return false
}

// ofProgram reports whether a tree of keywords is what a program notes for itself.
func ofProgram(root string) bool {
	return root == "darktable" || strings.HasPrefix(root, "_Digikam_Internal_Tags_")
}

// faces gives the people that regions name, and those that are listed as shown; and
// the pets.
func (p packet) faces() (people, pets []string) {
	for _, area := range p[nsMWG+"Regions"].fields.structures(nsMWG + "RegionList") {
		switch name := area.text(nsMWG + "Name"); strings.ToLower(area.text(nsMWG + "Type")) {
		case "face":
			people = append(people, name)
		case "pet":
			pets = append(pets, name)
		}
	}
	for _, area := range p[nsMP+"RegionInfo"].fields.structures(nsMPRI + "Regions") {
		people = append(people, area.text(nsMPReg+"PersonDisplayName"))
	}
	people = append(people, p.texts(nsIPTCExt+"PersonInImage")...)
	for _, person := range p.structures(nsIPTCExt + "PersonInImageWDetails") {
		people = append(people, person.text(nsIPTCExt+"PersonName"))
	}
	for _, area := range p.structures(nsIPTCExt + "ImageRegion") {
		people = append(people, area.texts(nsIPTCExt+"PersonInImage")...)
	}
	return people, pets
}
