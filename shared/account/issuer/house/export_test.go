package house

import (
	"context"

	"shoebox/shared/table"
)

// What makes hashes, for the tests alone.
const (
	HashesAtOnce  = hashesAtOnce
	HashesWaiting = hashesWaiting
)

// NewKiln gives what waits for its turn before a hash is made.
func NewKiln() func(context.Context, func() []byte) ([]byte, error) { return newKiln().burn }

// Cheapen has a house make hashes that cost next to nothing, for tests of something else.
func (h *House) Cheapen() { h.kiln.passes, h.kiln.memory = 1, 8 }

// AccountKey is where an account lies.
func AccountKey(email string) table.Key { return accountKey(email) }

// RefreshKey is where a refresh token lies.
func RefreshKey(refresh string) table.Key { return refreshKey(refresh) }
