package export

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
)

// Open looks at the paths a person named. What can't be read is an item with the
// reason. When ctx ends the rest is not looked at. Close the export when all its items
// were dealt with.
//
// looking, which may be nil, is told how far Open and then [Export.Items] are: of every
// archive, folder and file, so that it should be quick. It is called by who calls them,
// never by two at once.
func Open(ctx context.Context, paths []string, looking func(Looking)) *Export {
	if looking == nil {
		looking = func(Looking) {}
	}
	o := opener{Export: &Export{looking: looking}, takeouts: map[string]*tree{}, named: map[string]*tree{}}
	for _, p := range once(paths) {
		if ctx.Err() == nil {
			o.path(ctx, p)
		}
	}
	return o.Export
}

// once leaves out paths that lie in others, as far as a walk of those comes to them.
func once(paths []string) []string {
	var kept []string
	seen, named := map[string]bool{}, map[string]bool{}
	for _, p := range paths {
		named[absolute(p)] = true
	}
	for _, p := range paths {
		whole := absolute(p)
		_, err := os.Stat(whole)
		if !seen[whole] && (err != nil || !within(whole, named)) {
			kept = append(kept, p)
		}
		seen[whole] = true
	}
	return kept
}

// absolute gives a path without links, with slashes.
func absolute(path string) string {
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		path = resolved
	}
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	return filepath.ToSlash(path)
}

// within reports whether a walk of one of the named folders comes to a path. It opens
// the archives at a folder's root alone.
func within(whole string, named map[string]bool) bool {
	archive := kindOf(whole) == kindZip
	for depth := 0; ; depth++ {
		above, name := path.Split(strings.TrimSuffix(whole, "/"))
		if name == "" || hidden(name) || archive && depth > 0 {
			return false
		}
		if whole = strings.TrimSuffix(above, "/"); named[whole] || whole == "" && named["/"] {
			return true
		}
	}
}

// opener makes the trees of an export.
type opener struct {
	*Export
	takeouts map[string]*tree // by the stamp in what their archives are called
	named    map[string]*tree // files that were named, by their folder
}

// path looks at one path. A link that a person names is followed.
func (o *opener) path(ctx context.Context, name string) {
	resolved, err := filepath.EvalSymlinks(name)
	if err != nil {
		o.refuse(name, unreadable(err).Error())
		return
	}
	info, err := os.Stat(resolved)
	switch {
	case err != nil:
		o.refuse(name, unreadable(err).Error())
	case info.IsDir():
		o.directory(ctx, name, resolved)
	case !info.Mode().IsRegular():
		o.refuse(name, "it is a link or a device, and no file")
	case kindOf(name) == kindPacked:
		o.refuse(name, packed)
	case kindOf(name) == kindZip:
		o.archive(ctx, name, resolved)
	default:
		o.file(name, resolved)
	}
}

// file takes a file, and of its folder the sidecars.
func (o *opener) file(name, resolved string) {
	dir, base := filepath.Split(resolved)
	if dir == "" {
		dir = "."
	}
	t := o.named[dir]
	if t == nil {
		source, err := openDirectory(dir)
		if err != nil {
			o.refuse(name, unreadable(err).Error())
			return
		}
		o.sources = append(o.sources, source)
		t = &tree{parts: []*part{{source: source, shown: shownIn(name, dir, base)}}, only: map[string]bool{}}
		o.named[dir] = t
		o.trees = append(o.trees, t)
	}
	t.only[base] = true
}

// shownIn is what reports call the folder of a file: as the person did, but of a link
// by what it leads to.
func shownIn(name, dir, base string) string {
	switch {
	case filepath.Base(name) != base:
		return filepath.ToSlash(filepath.Clean(dir))
	case filepath.Dir(name) == "." && !strings.HasPrefix(name, "."):
		return ""
	}
	return filepath.ToSlash(filepath.Dir(name))
}

// directory takes a folder, and the archives in it.
func (o *opener) directory(ctx context.Context, name, resolved string) {
	shown := filepath.ToSlash(filepath.Clean(name))
	if strings.EqualFold(filepath.Ext(resolved), ".photoslibrary") {
		o.refuse(name, appleLibrary)
		return
	}
	source, err := openDirectory(resolved)
	if err != nil {
		o.refuse(name, unreadable(err).Error())
		return
	}
	o.sources = append(o.sources, source)
	entries, err := source.list(ctx, "")
	if err != nil {
		o.refuse(name, unreadable(err).Error())
		return
	}
	whole := &part{source: source, shown: shown}
	t := &tree{parts: []*part{whole}, beside: o.originals(ctx, resolved)}
	o.takeout(ctx, whole, filepath.Base(resolved), entries)
	if filepath.Base(resolved) == takeoutFolder {
		o.join(whole, filepath.Base(filepath.Dir(resolved)))
	} else {
		o.trees = append(o.trees, t)
	}
	for _, e := range entries {
		if e.dir || e.bad != nil || hidden(e.name) || kindOf(e.name) != kindZip || ctx.Err() != nil {
			continue
		}
		whole.leaveOut(e.name)
		o.archive(ctx, join(shown, e.name), filepath.Join(resolved, e.name))
	}
}

// originals finds PhotoPrism's sidecars beside a folder of its originals.
func (o *opener) originals(ctx context.Context, resolved string) *beside {
	if filepath.Base(resolved) != "originals" {
		return nil
	}
	above, err := openDirectory(filepath.Dir(resolved))
	if err != nil {
		return nil
	}
	o.sources = append(o.sources, above)
	p := &part{source: above, shown: filepath.ToSlash(filepath.Dir(resolved))}
	sidecars, albums := kept()
	for _, in := range sidecars {
		if p.has(ctx, in) {
			b := &beside{part: p, in: in}
			for _, dir := range albums {
				b.read(ctx, p, dir)
			}
			return b
		}
	}
	return nil
}

// archive takes a .zip file.
func (o *opener) archive(ctx context.Context, name, resolved string) {
	o.looking(Looking{At: filepath.ToSlash(filepath.Clean(name))})
	source, err := openArchive(resolved)
	if err != nil {
		o.refuse(name, err.Error())
		return
	}
	if o.entries+source.entries > MaxTogether {
		source.Close() //nolint:errcheck // it was only read
		o.refuse(name, "with the archives before it there are more than 1,000,000 files: unpack them and name the folder")
		return
	}
	o.entries += source.entries
	o.sources = append(o.sources, source)
	whole := &part{source: source, shown: filepath.ToSlash(filepath.Clean(name))}
	entries, _ := source.list(ctx, "") // its root is there
	o.takeout(ctx, whole, filepath.Base(resolved), entries)
	o.trees = append(o.trees, &tree{parts: []*part{whole}})
}

// takeout takes the folders of Google Takeout out of a part, and into the tree of their
// export: one at the part's root, and those in folders that are called as archives are.
func (o *opener) takeout(ctx context.Context, whole *part, called string, entries []entry) {
	take := func(dir, called string) {
		whole.leaveOut(dir)
		o.join(&part{source: whole.source, base: dir, shown: whole.shown}, called)
	}
	for _, e := range entries {
		switch {
		case !e.dir:
		case e.name == takeoutFolder:
			take(e.name, called)
		case strings.HasPrefix(strings.ToLower(e.name), "takeout"):
			if inner := e.name + "/" + takeoutFolder; whole.has(ctx, inner) {
				take(inner, e.name)
			}
		}
	}
}

// join adds a part to the export that its archive or folder is called after. Where
// somebody named it anew nothing tells whose it is, so it is by itself: files of two
// people can have the same names.
func (o *opener) join(p *part, called string) {
	stamp := exportOf(called)
	if t := o.takeouts[stamp]; t != nil {
		t.parts = append(t.parts, p)
		return
	}
	t := &tree{parts: []*part{p}, takeout: true}
	o.trees = append(o.trees, t)
	if stamp != "" {
		o.takeouts[stamp] = t
	}
}

// takeoutFolder is what the first folder in each of Takeout's archives is called, in
// any language.
const takeoutFolder = "Takeout"

// exportOf gives what the archives of one export have in common in their names; ""
// for one that somebody named anew.
func exportOf(name string) string { return takeoutName().FindString(name) }

var takeoutName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^takeout-\d{8}T\d{6}Z`)
})
