package ingest

import (
	"context"

	"golang.org/x/sync/semaphore"

	"shoebox/shared/fault"
)

// MaxMemory is how much memory pictures being decoded may take, in bytes, where nobody
// says another number. It is enough for 200 megapixels as a common JPEG, and 48 as a
// progressive one, as HEIC or as PNG.
const MaxMemory = 384 << 20

// Memory is what the pixels of all pictures being decoded take together. The Ingesters
// of one process share one. It is safe for concurrent use.
type Memory struct {
	most int64
	free *semaphore.Weighted
}

// NewMemory makes a Memory of so many bytes.
func NewMemory(most int64) *Memory { return &Memory{most, semaphore.NewWeighted(most)} }

// Take waits until so many bytes are free, which are the caller's until they release
// them. There must be as many.
func (m *Memory) Take(ctx context.Context, bytes int64) (release func(), err error) {
	if err := m.free.Acquire(ctx, bytes); err != nil {
		return nil, fault.Wrap("ingest.Memory.Take", err)
	}
	return func() { m.free.Release(bytes) }, nil
}
