package telemetry

import (
	"context"
	"sync"

	"shoebox/shared/table"
)

// Cost is what the table did for one line: the requests made under its context, but
// for those that a line within is about. So each request to the table is in the
// metrics once. It is safe for concurrent use.
type Cost struct {
	tracker *table.Tracker
	around  *Cost

	mu     sync.Mutex
	within spent // by lines within
}

// spent is what requests to the table cost, and how hard they were.
type spent struct {
	usage  table.Usage
	strain table.Strain
}

type costKey struct{}

// Track gives a context whose requests to the table the Cost counts.
func Track(ctx context.Context) (context.Context, *Cost) {
	c := new(Cost)
	c.around, _ = ctx.Value(costKey{}).(*Cost)
	ctx, c.tracker = table.Track(ctx)
	return context.WithValue(ctx, costKey{}, c), c
}

// own gives what was spent here and by no line within. What is asked once is off the
// cost around; nil spent nothing.
func (c *Cost) own() spent {
	if c == nil {
		return spent{}
	}
	all := spent{c.tracker.Usage(), c.tracker.Strain()}
	if c.around != nil {
		c.around.mu.Lock()
		c.around.within = c.around.within.plus(all, 1)
		c.around.mu.Unlock()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return all.plus(c.within, -1)
}

func (s spent) plus(o spent, times int) spent {
	s.usage.Requests += times * o.usage.Requests
	s.usage.ReadUnits += float64(times) * o.usage.ReadUnits
	s.usage.WriteUnits += float64(times) * o.usage.WriteUnits
	s.strain.Throttles += times * o.strain.Throttles
	s.strain.Retries += times * o.strain.Retries
	return s
}
