package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"shoebox/shared/ingest"
)

// sidecar is a file that may say something of a picture beside it.
type sidecar struct {
	file
	claimed bool  // a picture or film it may be about is there
	bad     error // why it was not applied
}

// sidecars are those of one folder, by what they are called after.
type sidecars struct {
	all    []*sidecar
	json   map[jsonTarget][]*sidecar
	cut    map[string][]*sidecar // JSON whose picture's name may be longer, by that name
	xmp    map[string][]*sidecar // by the picture's name, or by it without its ending
	yaml   map[string][]*sidecar // by the picture's name without its ending
	album  string                // what the folder is called as an album; "" is none
	albums albums                // in which pictures are beside it, by Takeout's keys
	beside albums                // and by PhotoPrism's
	only   map[string]bool       // whose names are reported where nothing came of them; nil is all
	unread bool                  // none was looked for
}

// fold makes names comparable: systems write accents in two ways, and some don't tell
// capitals.
func fold(name string) string { return strings.ToLower(norm.NFC.String(name)) }

// sidecars finds the sidecars of a folder.
func (w *walk) sidecars(ctx context.Context, at place, files []file) *sidecars {
	if w.names {
		return &sidecars{unread: true}
	}
	s := index(files)
	for _, f := range w.besides(ctx, at) {
		s.add(f)
	}
	s.only, s.albums = w.only, w.albums
	if at.beside != nil {
		s.beside = at.beside.albums
	}
	s.findAlbum(ctx, files, w.takeout)
	return s
}

// index finds the sidecars among files.
func index(files []file) *sidecars {
	s := &sidecars{
		json: map[jsonTarget][]*sidecar{}, cut: map[string][]*sidecar{},
		xmp: map[string][]*sidecar{}, yaml: map[string][]*sidecar{},
	}
	for _, f := range files {
		if f.sidecar() {
			s.add(f)
		}
	}
	return s
}

func (s *sidecars) add(f file) {
	one := &sidecar{file: f}
	s.all = append(s.all, one)
	name := fold(stem(f.name))
	switch f.kind {
	case kindJSON:
		t, cut := targetOf(stem(f.name))
		s.json[t] = append(s.json[t], one)
		if cut {
			s.cut[t.name] = append(s.cut[t.name], one)
		}
	case kindXMP:
		s.xmp[name] = append(s.xmp[name], one)
	case kindYAML:
		s.yaml[name] = append(s.yaml[name], one)
	default:
		panic("export: no sidecar")
	}
}

// of gives the sidecars that are called after a picture or film, each kind's at most
// one: JSON, YAML, XMP.
func (s *sidecars) of(f file) []*sidecar {
	name := fold(f.name)
	var all []*sidecar
	for _, found := range []*sidecar{
		s.jsonOf(f),
		best(s.yaml[stem(name)], f),
		cmp.Or(best(s.xmp[name], f), best(s.xmp[stem(name)], f)),
	} {
		if found != nil {
			all = append(all, found)
		}
	}
	return all
}

// claim gives a file's sidecars, and notes that what they are about is there.
func (s *sidecars) claim(f file) []*sidecar {
	all := s.of(f)
	for _, one := range all {
		one.claimed = true
	}
	return all
}

// best gives the sidecar that is nearest to a file: in the same part, with the same
// capitals.
func best(of []*sidecar, f file) *sidecar {
	if len(of) == 0 {
		return nil
	}
	return slices.MaxFunc(of, func(a, b *sidecar) int { return cmp.Compare(a.nearness(f), b.nearness(f)) })
}

func (s *sidecar) nearness(f file) int {
	n := 0
	if s.part == f.part {
		n += 2
	}
	if strings.HasPrefix(s.name, stem(f.name)) {
		n++
	}
	return n
}

// item gives a picture with what its sidecars say of it.
func (s *sidecars) item(f file) ingest.Item {
	if s.unread {
		return f.item(ingest.Record{}, nil)
	}
	var says ingest.Record
	for _, one := range s.claim(f) {
		told, err := one.tell(f)
		switch {
		case err != nil:
			one.bad = err
		case told.gone != "":
			return f.skipped(told.gone)
		default:
			says = merge(says, told.says)
			says.Albums = union(union(says.Albums, s.albums[told.key]), s.beside[told.key])
		}
	}
	if s.album != "" {
		says.Albums = union(says.Albums, []string{s.album})
	}
	return f.item(says, nil)
}

// statement is what a sidecar says of a picture.
type statement struct {
	says ingest.Record
	gone string // why the picture is not wanted, where it is in a trash
	key  string // of the picture among albums; "" is not known
}

// tell reads the sidecar for a picture.
func (s *sidecar) tell(f file) (statement, error) {
	data, err := s.part.read(s.path)
	if err != nil {
		return statement{}, err
	}
	switch s.kind {
	case kindJSON:
		t, ok := readTakeout(data)
		switch {
		case !ok:
			return statement{}, unreadableSidecar(f)
		case !t.isPhoto():
			return statement{}, nil // another program's
		case !t.fits(f.name):
			return statement{}, ingest.Because(fmt.Sprintf("it is about another picture, %s, so %s came without it", quoted(t.Title), quoted(f.name)))
		}
		return t.statement(), nil
	case kindYAML:
		p, ok := readPhotoPrism(data)
		if !ok {
			return statement{}, unreadableSidecar(f)
		}
		return p.statement(), nil
	default:
		says, err := ingest.Sidecar(data)
		if err != nil {
			return statement{}, unreadableSidecar(f)
		}
		return statement{says: says}, nil
	}
}

func unreadableSidecar(f file) error {
	return ingest.Because(fmt.Sprintf("it is damaged or no sidecar, so %s came without it", quoted(f.name)))
}

// quoted makes a name fit to stand in a sentence.
func quoted(name string) string { return fmt.Sprintf("%.100q", name) }

// merge fills in what the first leaves open.
func merge(a, b ingest.Record) ingest.Record {
	a.Taken = cmp.Or(a.Taken, b.Taken)
	a.Title = cmp.Or(a.Title, b.Title)
	a.Description = cmp.Or(a.Description, b.Description)
	a.Tags = union(a.Tags, b.Tags)
	a.People = union(a.People, b.People)
	a.Albums = union(a.Albums, b.Albums)
	a.Labels = append(a.Labels, b.Labels...)
	a.Place = cmp.Or(a.Place, b.Place)
	a.Favourite = a.Favourite || b.Favourite
	a.Rating = cmp.Or(a.Rating, b.Rating)
	return a
}

func union(a, b []string) []string {
	for _, each := range b {
		if !slices.Contains(a, each) {
			a = append(a, each)
		}
	}
	return a
}
