package export

// Looking is how far an export is looked through. Where there is much and little of it
// is pictures, looking takes far longer than bringing in what is found.
type Looking struct {
	// At is the archive that is opened, or the folder that is looked at, as reports name
	// it.
	At string
	// Albums says that it is looked at before its turn comes, for what is in its album.
	Albums bool
	// Files were looked at so far: in all folders in their turn, or sidecars for albums.
	Files int
}

// looked counts what was looked at.
type looked struct {
	so   Looking
	tell func(Looking)
}

// untold counts for nobody.
func untold() *looked { return &looked{tell: func(Looking) {}} }

// at notes where the walk is.
func (l *looked) at(name string) {
	l.so.At = name
	l.tell(l.so)
}

// file notes that a file was looked at.
func (l *looked) file() {
	l.so.Files++
	l.tell(l.so)
}
