package export

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"sync"

	"shoebox/shared/ingest"
)

// albums tells in which albums a picture of Takeout is. Takeout writes a picture into
// the folder of its year and, once more, into that of each album; it comes into the
// gallery once, so that the first has to bring all albums.
type albums map[string][]string

// key tells pictures apart by what their sidecars say: what a picture was called, and
// when it was taken and uploaded. "" is not enough to tell.
func (t takeout) key() string {
	if t.Title == "" || !t.isPhoto() || t.CreationTime == nil || t.CreationTime.Timestamp == 0 {
		return ""
	}
	return fold(t.Title) + "/" + strconv.FormatInt(int64(t.PhotoTakenTime.Timestamp), 36) + "/" + strconv.FormatInt(int64(t.CreationTime.Timestamp), 36)
}

// albumsOf reads the sidecars in the folders of a tree's albums.
func albumsOf(ctx context.Context, t *tree, seen *looked) albums {
	if t.only != nil {
		return nil
	}
	all := albums{}
	w := walk{tree: t, names: true, passed: map[string]int{}, looked: seen, yield: func(ingest.Item) bool { return true }}
	w.each = func(files []file) bool {
		if !slices.ContainsFunc(files, func(f file) bool { return f.kind == kindJSON }) {
			return true
		}
		told := index(files)
		if told.findAlbum(ctx, files, t.takeout); told.album == "" {
			return true
		}
		for _, one := range told.all {
			if one.kind != kindJSON {
				continue
			}
			if ctx.Err() != nil {
				return false
			}
			seen.file()
			if t, ok := one.takeout(); ok && t.key() != "" {
				all[t.key()] = union(all[t.key()], []string{told.album})
			}
		}
		return true
	}
	w.folder(ctx, t.start())
	return all
}

// findAlbum looks for what the folder is called as an album: in a JSON file that is not
// called after anything in the folder. Other programs write such with a title, too: it
// counts in Takeout's own folders, and beside a picture's sidecar.
func (s *sidecars) findAlbum(ctx context.Context, files []file, inTakeout bool) {
	there := map[string]bool{}
	for _, f := range files {
		there[fold(f.name)] = true
	}
	var pictures, others []*sidecar
	for _, one := range s.all {
		if one.kind != kindJSON {
			continue
		}
		if t, cut := targetOf(stem(one.name)); cut || there[t.name] {
			pictures = append(pictures, one)
		} else {
			others = append(others, one)
		}
	}
	beside := sync.OnceValue(func() bool {
		return slices.ContainsFunc(pictures, func(one *sidecar) bool {
			t, ok := one.takeout()
			return ok && t.isPhoto() || ctx.Err() != nil
		})
	})
	for _, one := range others {
		if ctx.Err() != nil {
			return
		}
		if t, ok := one.takeout(); ok && t.isAlbum() && (t.AlbumData != nil || inTakeout || beside()) {
			one.claimed = true
			s.album = cmp.Or(s.album, t.albumName())
		}
	}
}

// takeout reads the sidecar as Takeout's.
func (s *sidecar) takeout() (takeout, bool) {
	data, err := s.part.read(s.path)
	if err != nil {
		return takeout{}, false
	}
	return readTakeout(data)
}
