package digest

import (
	"time"

	"shoebox/shared/table"
)

// Items are what a subscription is kept as, for tests that need very many.
func (s Subscription) Items(now time.Time) ([]table.Item, error) {
	next, err := s.Next(now)
	if err != nil {
		return nil, err
	}
	s.Asked, s.revision, s.slot = now, "r", slotOf(next)
	return []table.Item{s.item(), s.due(next)}, nil
}
