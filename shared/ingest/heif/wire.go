package heif

import (
	"encoding/binary"
	"errors"
)

// What goes over the pipes between a process and one that decodes for it: a question and
// the bytes of a file, then an answer and the bytes of its planes, again and again.

// order is that of the bytes of numbers.
var order = binary.LittleEndian

// question is what is to be done with a file.
type question struct {
	HeaderOnly bool
	Copied     bool  // who asks keeps the planes, too, in the same memory
	Memory     int64 // that it may take, in bytes
	Size       int64 // of the file, in bytes
}

// answer is what came of it. Planes follow where there are no errors, as many bytes as the
// header makes.
type answer struct {
	Verdict verdict
	Header  header
}

type verdict uint8

const (
	decoded verdict = iota
	damaged
	needsMemory
)

func verdictOf(err error) verdict {
	switch {
	case err == nil:
		return decoded
	case errors.Is(err, ErrMemory):
		return needsMemory
	}
	return damaged
}

func (v verdict) err() error {
	switch v {
	case decoded:
		return nil
	case needsMemory:
		return ErrMemory
	default:
		return ErrDamaged
	}
}
