package export

import (
	"context"
	"path"
	"slices"
	"strconv"

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
	w := walk{tree: t, names: true, passed: map[string]int{}, looked: untold(), yield: func(ingest.Item) bool { return true }}
	w.each = func(files []file) bool {
		if !slices.ContainsFunc(files, func(f file) bool { return f.kind == kindJSON }) {
			return true
		}
		told := index(files)
		if told.findAlbum(files); told.album == "" {
			return true
		}
		seen.at(path.Dir(files[0].part.at(files[0].path)))
		for _, one := range told.all {
			if one.kind != kindJSON {
				continue
			}
			if ctx.Err() != nil {
				return false
			}
			seen.file()
			if data, err := one.part.read(one.path); err == nil {
				if t, ok := readTakeout(data); ok && t.key() != "" {
					all[t.key()] = union(all[t.key()], []string{told.album})
				}
			}
		}
		return true
	}
	w.folder(ctx, t.start())
	return all
}
