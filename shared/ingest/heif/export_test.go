package heif

import "time"

// Rest has children end that have nothing to do for so long.
func Rest(d *Decoders, rest time.Duration) { d.rest = rest }
