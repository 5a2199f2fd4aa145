package blob

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"shoebox/shared/fault"
)

// MaxKey is the most bytes in a key: S3's own limit.
const MaxKey = 1024

// maxSegment leaves a folder room for what it adds to a file's name, out of the 255
// bytes that file systems take.
const maxSegment = 200

// IsKey reports whether an object may have the key, in every store.
func IsKey(key string) bool { return checkKey("blob.IsKey", key) == nil }

// checkKey refuses keys that not every driver can keep and give back as they are.
// Control characters can't be listed as XML; "." and ".." lead elsewhere; files in
// a folder whose names end in .attrs and .tmp are the driver's own.
func checkKey(op, key string) error {
	bad := func(what string) error { return fault.New(op, fault.Invalid, "a key "+what) }
	switch {
	case key == "" || len(key) > MaxKey:
		return bad("must have 1 to 1024 bytes")
	case !utf8.ValidString(key) || strings.ContainsFunc(key, unprintable):
		return bad("must be text without control characters")
	}
	for segment := range strings.SplitSeq(key, "/") {
		switch {
		case segment == "" || segment == "." || segment == "..":
			return bad(`has a part that is empty, "." or ".."`)
		case len(segment) > maxSegment:
			return bad("has a part of over 200 bytes")
		case strings.HasSuffix(segment, ".attrs") || strings.HasSuffix(segment, ".tmp"):
			return bad("has a part that ends in .attrs or .tmp")
		}
	}
	return nil
}

func unprintable(r rune) bool { return unicode.IsControl(r) || r == '\ufffe' || r == '\uffff' }

// checkPrefix refuses what no key begins with.
func checkPrefix(op, prefix string) error {
	if len(prefix) > MaxKey || !utf8.ValidString(prefix) || strings.ContainsFunc(prefix, unprintable) {
		return fault.New(op, fault.Invalid, "a prefix of no key")
	}
	for segment := range strings.SplitSeq(strings.TrimSuffix(prefix, "/"), "/") {
		if prefix != "" && segment == "" || segment == "." || segment == ".." {
			return fault.New(op, fault.Invalid, "a prefix of no key")
		}
	}
	return nil
}
