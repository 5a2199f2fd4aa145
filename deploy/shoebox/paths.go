package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// checkPaths refuses paths that are not there, and those that would bring the
// gallery's own pictures into it again.
func (c *importCmd) checkPaths(sh *shell) error {
	for _, path := range c.Paths {
		if _, err := os.Stat(path); err != nil {
			return failure{fmt.Sprintf("%q is not there or may not be read: check the name.", path), err}
		}
	}
	if c.deployed(sh) {
		return nil
	}
	dir, err := c.dir(sh)
	if err != nil {
		return err
	}
	dir = resolved(dir)
	for _, path := range c.Paths {
		at := resolved(path)
		if _, ok := below(at, dir); ok {
			return failure{fmt.Sprintf("%s is in the data folder %s: name the pictures where they came from.", path, dir), nil}
		}
		if way, ok := below(dir, at); ok && !hidden(way) {
			return failure{fmt.Sprintf("%s holds the data folder %s: name the folders of your pictures alone.", path, dir), nil}
		}
	}
	return nil
}

// resolved is where a path leads in the end.
func resolved(path string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	if followed, err := filepath.EvalSymlinks(path); err == nil {
		path = followed
	}
	return path
}

// below gives the way to a path from a folder that it is in, or is.
func below(path, folder string) (way string, ok bool) {
	way, err := filepath.Rel(folder, path)
	return way, err == nil && filepath.IsLocal(way)
}

// hidden reports whether a way leads through a folder that an import passes over.
func hidden(way string) bool {
	return way != "." && strings.Contains("/"+filepath.ToSlash(way), "/.")
}
