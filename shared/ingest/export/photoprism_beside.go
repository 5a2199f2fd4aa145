package export

import (
	"path"
	"slices"
	"strings"
)

// beside is a folder that has a sidecar at the path of each picture of another.
type beside struct {
	part *part
	of   string // the pictures' folder in the tree
	in   string // the sidecars' folder in the part
}

// photoprism finds where PhotoPrism keeps the sidecars of what is in a folder:
// "originals" and "storage" lie side by side.
func (w *walk) photoprism(at place, here folder) *beside {
	if !slices.Contains(here.dirs, "originals") || w.only != nil {
		return at.beside
	}
	for _, in := range []string{"storage/sidecar", "sidecar"} {
		for _, p := range w.parts {
			if p.has(join(at.dir, in)) {
				return &beside{part: p, of: join(at.dir, "originals"), in: join(at.dir, in)}
			}
		}
	}
	return at.beside
}

// holds reports whether a folder of a place is PhotoPrism's own, with nothing but
// sidecars and small copies in it.
func (b *beside) holds(at place, dir string) bool {
	return b != nil && b.of == join(at.dir, "originals") && (dir == join(at.dir, "storage") || dir == join(at.dir, "sidecar"))
}

// besides gives the YAML sidecars of a folder that lie elsewhere: in PhotoPrism's
// storage, or in a hidden folder.
func (w *walk) besides(at place) []file {
	if w.names {
		return nil
	}
	var all []file
	collect := func(p *part, dir string) {
		entries, _ := p.entries(dir) // mostly there is no such folder
		for _, e := range entries {
			if kindOf(e.name) == kindYAML && !e.dir && e.bad == nil {
				all = append(all, file{p, join(dir, e.name), e.name, kindYAML})
			}
		}
	}
	for _, p := range w.parts {
		collect(p, join(at.dir, ".photoprism"))
	}
	if b := at.beside; b != nil {
		if b.of == "" {
			collect(b.part, join(b.in, at.dir))
		} else if rest, inside := strings.CutPrefix(at.dir+"/", b.of+"/"); inside {
			collect(b.part, path.Join(b.in, rest))
		}
	}
	return all
}
