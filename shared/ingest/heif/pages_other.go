//go:build !unix

package heif

// reservePages gives zeroed memory.
func reservePages(size int) ([]byte, error) { return make([]byte, size), nil }

func releasePages([]byte) {}
