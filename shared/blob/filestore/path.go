package filestore

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
)

// escaped is a character as fileblob writes what file systems don't take, and what
// would look like that: "__0x3a__".
var escaped = regexp.MustCompile(`__0x[0-9a-f]+__`)

// unescaped gives a part of a key, of the name of a file or a folder.
func unescaped(name string) string {
	return escaped.ReplaceAllStringFunc(name, func(s string) string {
		r, err := strconv.ParseInt(s[4:len(s)-2], 16, 32)
		if err != nil {
			return s
		}
		return string(rune(r))
	})
}

// pathOf gives the file of an object, where fileblob writes it.
func (d *Driver) pathOf(key string) string {
	var name strings.Builder
	for i, r := range key {
		if odd(key, i, r) {
			name.WriteString("__0x" + strconv.FormatInt(int64(r), 16) + "__")
			continue
		}
		name.WriteRune(r)
	}
	return filepath.Join(d.config.Dir, filepath.FromSlash(name.String()))
}

// odd reports whether fileblob escapes the character at an index of a key.
func odd(key string, i int, r rune) bool {
	switch {
	case r == '_':
		return looksEscaped(key[i:])
	case r == '/':
		return i == len(key)-1 || strings.HasSuffix(key[:i], "..") || strings.HasSuffix(key[:i], "/")
	case filepath.Separator == '\\':
		return r < ' ' || strings.ContainsRune(`\><:"|?*`, r)
	}
	return r < ' '
}

// looksEscaped reports whether a text begins as an escaped character does.
func looksEscaped(s string) bool {
	rest, found := strings.CutPrefix(s, "__0x")
	digits, after, ended := strings.Cut(rest, "_")
	_, err := strconv.ParseInt(digits, 16, 32)
	return found && ended && strings.HasPrefix(after, "_") && err == nil
}

// regular gives fs.ErrNotExist where no file is, or its notes are none. A pipe would keep
// whoever opens it, and all who wait for them, until somebody writes into it; a link may
// lead to what is none of the folder's.
func regular(path string) error {
	info, err := os.Lstat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = fs.ErrNotExist
	}
	if err != nil {
		return err
	}
	notes, err := os.Lstat(path + ".attrs")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && !notes.Mode().IsRegular():
		return fs.ErrNotExist
	}
	return err
}

// openFile opens a file to be read, and nothing else that took its place meanwhile.
func openFile(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|onlyFiles, 0)
	if errors.Is(err, syscall.ELOOP) {
		return nil, fs.ErrNotExist
	}
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
