package ingest

import (
	"slices"
	"strings"
)

// names gives the keywords and the people of a packet.
//
// Keywords come flat and, from programs that keep them as a tree, as paths. Of a
// path the last step is the keyword, and below one that stands for people, a person.
// People also come from regions of faces. A person is not a keyword as well.
func (p packet) names() (keywords, people []string) {
	keywords = p.texts(nsDC + "subject")
	people = p.faces()
	var hidden []string // flat keywords that only repeat a path
	for _, tree := range []struct{ name, separator string }{
		{nsLightroom + "hierarchicalSubject", "|"},
		{nsDigikam + "TagsList", "/"},
		{nsMicrosoft + "LastKeywordXMP", "/"},
		{nsMicrosoft2 + "LastKeywordXMP", "/"},
	} {
		for _, path := range p.texts(tree.name) {
			steps := strings.Split(path, tree.separator)
			root, leaf := strings.TrimSpace(steps[0]), strings.TrimSpace(steps[len(steps)-1])
			switch {
			case ofProgram(root):
				hidden = append(hidden, steps...)
			case forPeople(root) && len(steps) > 1:
				hidden, people = append(hidden, root), append(people, leaf)
			case forPeople(root):
				hidden = append(hidden, root)
			default:
				keywords = append(keywords, leaf)
			}
		}
	}
	hide := set(append(hidden, people...))
	keywords = slices.DeleteFunc(keywords, func(k string) bool {
		root, _, _ := strings.Cut(k, "|")
		return hide[strings.ToLower(k)] || ofProgram(root)
	})
	return keywords, people
}

// set is of names, in whatever case they are written.
func set(names []string) map[string]bool {
	out := make(map[string]bool, len(names))
	for _, n := range names {
		out[strings.ToLower(n)] = true
	}
	return out
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

// faces gives the people that regions name, and those that are listed as shown.
func (p packet) faces() []string {
	var out []string
	for _, area := range p[nsMWG+"Regions"].fields.structures(nsMWG + "RegionList") {
		if strings.EqualFold(area.text(nsMWG+"Type"), "Face") {
			out = append(out, area.text(nsMWG+"Name"))
		}
	}
	for _, area := range p[nsMP+"RegionInfo"].fields.structures(nsMPRI + "Regions") {
		out = append(out, area.text(nsMPReg+"PersonDisplayName"))
	}
	out = append(out, p.texts(nsIPTCExt+"PersonInImage")...)
	for _, person := range p.structures(nsIPTCExt + "PersonInImageWDetails") {
		out = append(out, person.text(nsIPTCExt+"PersonName"))
	}
	for _, area := range p.structures(nsIPTCExt + "ImageRegion") {
		out = append(out, area.texts(nsIPTCExt+"PersonInImage")...)
	}
	return out
}
