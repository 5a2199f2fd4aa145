package heif

import "time"

// Hurry has pictures take no longer than that.
func Hurry(d *Decoders, most time.Duration) { d.time = most }

// Rest has children end that have nothing to do for so long.
func Rest(d *Decoders, rest time.Duration) { d.rest = rest }

// Idle is how many children have nothing to do.
func Idle(d *Decoders) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.idle)
}
