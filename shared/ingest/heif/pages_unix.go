//go:build unix

package heif

import "syscall"

// reservePages gives zeroed memory that takes no room before it is written to, and
// goes back to the machine at once: pictures come and go.
func reservePages(size int) ([]byte, error) {
	return syscall.Mmap(-1, 0, size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_PRIVATE|syscall.MAP_ANON)
}

func releasePages(pages []byte) { _ = syscall.Munmap(pages) } // it was mapped
