package gallerytest

import (
	"context"
	"sync/atomic"

	"shoebox/shared/table"
)

// repeating is a driver that makes some writes twice, the second time as one that
// is not known to be a repetition: what a retry does that comes too late for the
// engine to remember the first. What the second one says is what is heard.
type repeating struct {
	table.Driver
	countdown atomic.Int32 // the write that is to be made twice, counted from 1; 0 is none
}

// Write implements table.Driver.
func (r *repeating) Write(ctx context.Context, writes []table.Write, opts table.WriteOptions) (table.Wrote, error) {
	wrote, err := r.Driver.Write(ctx, writes, opts)
	if r.countdown.Load() == 0 || r.countdown.Add(-1) > 0 || err != nil {
		return wrote, err
	}
	if opts.Token != "" {
		opts.Token += "2"
	}
	return r.Driver.Write(ctx, writes, opts)
}
