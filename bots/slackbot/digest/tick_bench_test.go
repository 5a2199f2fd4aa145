package digest_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"shoebox/bots/slackbot/digest"
	"shoebox/shared/table"
)

// BenchmarkTick runs over 100,000 digests of zones around the world, a third of them
// due at this quarter of an hour, and again with none due.
func BenchmarkTick(b *testing.B) {
	const all = 100_000
	zones := []string{"Europe/Lisbon", "Asia/Kolkata", "America/New_York"}
	d := newDesk(b, "2026-11-22T12:00:00Z")
	d.tick(b, d.clock())
	var writes []table.Write
	for i := range all {
		s := subscription(fmt.Sprintf("C%06d", i), digest.Rule{At: morning, Zone: zones[i%len(zones)]})
		for _, item := range must(s.Items(d.clock()))(b) {
			writes = append(writes, table.Put(item))
		}
	}
	if err := d.store.Batch(b.Context(), writes); err != nil {
		b.Fatal(err)
	}
	d.tick(b, at(b, "2026-11-23T07:45:00Z"))
	d.handed = nil
	for name, begin := range map[string]string{"due": "2026-11-23T08:00:00Z", "none": "2026-11-23T08:15:00Z"} {
		b.Run(name, func(b *testing.B) {
			now := at(b, begin)
			var handed int
			hand := func(context.Context, digest.Due) error { handed++; return nil }
			before := d.store.Meter.Usage()
			for b.Loop() {
				d.set(now)
				run := must(d.Tick(b.Context(), now, hand))(b)
				handed = run.Queued
				now = now.Add(24 * time.Hour)
			}
			used, n := d.store.Meter.Usage(), float64(b.N)
			b.ReportMetric(float64(handed), "digests/op")
			b.ReportMetric(float64(used.Requests-before.Requests)/n, "requests/op")
			b.ReportMetric((used.ReadUnits-before.ReadUnits)/n, "RCU/op")
			b.ReportMetric((used.WriteUnits-before.WriteUnits)/n, "WCU/op")
		})
	}
}
