package export

import (
	"context"
	"path"
	"slices"
	"strings"
)

// beside is a folder that has a sidecar at the path of each picture of another.
type beside struct {
	part   *part
	of     string // the pictures' folder in the tree
	in     string // the sidecars' folder in the part
	albums albums // by the pictures' UIDs
}

// kept are the folders in which PhotoPrism keeps sidecars, seen from beside its
// originals, and those of its albums, seen from there.
func kept() (sidecars []string, albums []string) {
	return []string{"storage/sidecar", "sidecar"}, []string{"storage/backup/albums/album", "storage/albums/album", "backup/albums/album", "albums/album"}
}

// photoprism finds where PhotoPrism keeps the sidecars of what is in a folder:
// "originals" and "storage" lie side by side.
func (w *walk) photoprism(ctx context.Context, at place, here folder) *beside {
	if !slices.Contains(here.dirs, "originals") || w.only != nil {
		return at.beside
	}
	sidecars, albums := kept()
	for _, in := range sidecars {
		for _, p := range w.parts {
			if !p.has(ctx, join(at.dir, in)) {
				continue
			}
			b := &beside{part: p, of: join(at.dir, "originals"), in: join(at.dir, in)}
			if !w.names {
				for _, dir := range albums {
					b.read(ctx, p, join(at.dir, dir))
				}
			}
			return b
		}
	}
	return at.beside
}

// read reads PhotoPrism's albums, of which each has a file with its pictures' UIDs.
func (b *beside) read(ctx context.Context, p *part, dir string) {
	entries, _ := p.entries(ctx, dir) // mostly there is no such folder
	for _, e := range entries {
		if e.dir || e.bad != nil || kindOf(e.name) != kindYAML {
			continue
		}
		data, err := p.read(join(dir, e.name))
		if err != nil {
			continue
		}
		title, pictures := readAlbum(data)
		for _, uid := range pictures {
			if b.albums == nil {
				b.albums = albums{}
			}
			b.albums[uid] = union(b.albums[uid], []string{title})
		}
	}
}

// readAlbum reads what PhotoPrism keeps of an album; nothing of one that was deleted.
func readAlbum(data []byte) (title string, pictures []string) {
	text := strings.ToValidUTF8(string(data), "")
	album := fields(text)
	if title = album["Title"]; title == "" || album["DeletedAt"] != "" {
		return "", nil
	}
	for item := range strings.SplitSeq(text, "\n- ") {
		lines := strings.Split(item, "\n")
		uid, found := strings.CutPrefix(strings.TrimSpace(lines[0]), "UID: ")
		if found && !slices.Contains(lines, "  Hidden: true") && !slices.Contains(lines, "  Missing: true") {
			pictures = append(pictures, uid)
		}
	}
	return title, pictures
}

// holds reports whether a folder of a place is PhotoPrism's own, with nothing but
// sidecars and small copies in it.
func (b *beside) holds(at place, dir string) bool {
	own := []string{"storage", "sidecar", "backup", "albums"}
	return b != nil && b.of == join(at.dir, "originals") && slices.ContainsFunc(own, func(name string) bool { return dir == join(at.dir, name) })
}

// besides gives the YAML sidecars of a folder that lie elsewhere: in PhotoPrism's
// storage, or in a hidden folder.
func (w *walk) besides(ctx context.Context, at place) []file {
	if w.names {
		return nil
	}
	var all []file
	collect := func(p *part, dir string) {
		entries, _ := p.entries(ctx, dir) // mostly there is no such folder
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
