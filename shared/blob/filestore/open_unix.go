//go:build unix

package filestore

import "syscall"

// onlyFiles has a pipe opened at once, and a link not at all.
const onlyFiles = syscall.O_NONBLOCK | syscall.O_NOFOLLOW
