package config

import (
	"path/filepath"
	"slices"

	"shoebox/shared/fault"
)

// Folder reads the environment for a program that keeps everything in one folder
// of this machine: the table and the blobs are in dir, an absolute path, whatever
// the environment says of them.
func Folder(dir string, lookup Lookup) (Config, error) {
	c, err := Read(func(name string) (string, bool) {
		if slices.Contains([]Variable{Table, Blobs, Queue}, Variable(name)) {
			return "", false
		}
		return lookup(name)
	})
	if err != nil {
		return Config{}, err
	}
	c.Table = Place{"bolt", filepath.Join(dir, "shoebox.db")}
	c.Blobs = Place{"file", filepath.Join(dir, "blobs")}
	return c, nil
}

// DataDir is the folder for a person's data where they don't name one:
// $XDG_DATA_HOME/shoebox, or .local/share/shoebox at home.
func DataDir(lookup Lookup) (string, error) {
	if dir, set := lookup("XDG_DATA_HOME"); set && filepath.IsAbs(dir) {
		return filepath.Join(dir, "shoebox"), nil
	}
	if home, set := lookup("HOME"); set && filepath.IsAbs(home) {
		return filepath.Join(home, ".local", "share", "shoebox"), nil
	}
	return "", fault.New("config.DataDir", fault.Invalid, "HOME is not set, so there is no place for your data: name a folder with --data DIR.")
}
