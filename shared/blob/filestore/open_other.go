//go:build !unix

package filestore

// onlyFiles is nothing where folders have no pipes.
const onlyFiles = 0
