package ingest

import "time"

// Hurry has an ingester lose patience sooner with a picture that takes long.
func Hurry(in *Ingester, patience time.Duration) { in.patience = patience }
