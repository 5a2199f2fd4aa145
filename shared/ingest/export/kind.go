package export

import (
	"io"
	"net/http"
	"path"
	"strings"
)

// kind is what a file's name says it is.
type kind uint8

// The kinds.
const (
	kindOther   kind = iota
	kindPicture      // and what may be one: ingest looks at the bytes
	kindFilm
	kindJSON
	kindXMP
	kindYAML
	kindEdits  // Apple's notes of what was done to a picture
	kindZip    // an archive that is read
	kindPacked // one that is not
	kindNone   // no ending that says anything
)

// kindOf gives the kind by the ending.
func kindOf(name string) kind {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".tif", ".tiff",
		".heic", ".heif", ".hif", ".avif", ".jxl", ".bmp", ".psd", ".jp2",
		".dng", ".cr2", ".cr3", ".crw", ".nef", ".nrw", ".arw", ".sr2", ".orf", ".rw2", ".raf", ".pef", ".srw", ".raw", ".rwl", ".3fr":
		return kindPicture
	case ".mp4", ".mov", ".m4v", ".avi", ".mkv", ".webm", ".3gp", ".3g2", ".mts", ".m2ts", ".mpg", ".mpeg", ".wmv", ".flv", ".mp", ".mv":
		return kindFilm
	case ".json":
		return kindJSON
	case ".xmp":
		return kindXMP
	case ".yml", ".yaml":
		return kindYAML
	case ".aae":
		return kindEdits
	case ".zip":
		return kindZip
	case ".tgz", ".tar", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar":
		return kindPacked
	case ".txt", ".md", ".html", ".htm", ".css", ".js", ".db", ".ini", ".pdf", ".doc", ".docx", ".csv", ".xml", ".log",
		".lnk", ".url", ".mp3", ".m4a", ".wav", ".plist", ".sqlite", ".lrprev", ".lrcat", ".thm", ".info", ".svg":
		return kindOther
	}
	return kindNone
}

// looksLikePicture reports whether a file begins as a picture, whatever its name.
func looksLikePicture(p *part, name string) bool {
	f, err := p.Open(p.at(name))
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // it was only read
	head := make([]byte, 16)
	n, _ := io.ReadFull(f, head) // a short file is none
	if n == len(head) && string(head[4:8]) == "ftyp" {
		return strings.HasPrefix(string(head[8:]), "hei") || strings.HasPrefix(string(head[8:]), "mif1")
	}
	return strings.HasPrefix(http.DetectContentType(head[:n]), "image/")
}

// stem is a name without its ending.
func stem(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }
