package intake_test

import (
	"fmt"
	"testing"

	"shoebox/shared/blob/blobtest"
	"shoebox/shared/inbox"
)

// BenchmarkUpload says what one announced file takes, from its announcement to the photo,
// beside what the photo itself does: pictures are tiny here.
func BenchmarkUpload(b *testing.B) {
	for _, labelled := range []bool{false, true} {
		b.Run(fmt.Sprintf("labels=%v", labelled), func(b *testing.B) {
			d := open(b)
			if !labelled {
				d.Labels = nil
			}
			n := 0
			before := d.store.Meter.Usage()
			d.fragile.plan(0, false, nil)
			for b.Loop() {
				u := d.announce(eve, append(blobtest.Picture(b, uint8(n)), fmt.Sprint(n)...)) // another file each time
				if got := d.receive(u.Key()); got.State != inbox.Ready {
					b.Fatalf("got %+v", got)
				}
				n++
			}
			after := d.store.Meter.Usage()
			b.ReportMetric(float64(after.Requests-before.Requests)/float64(n), "requests/op")
			b.ReportMetric((after.ReadUnits-before.ReadUnits)/float64(n), "RCU/op")
			b.ReportMetric((after.WriteUnits-before.WriteUnits)/float64(n), "WCU/op")
			b.ReportMetric(float64(d.fragile.calls())/float64(n), "objects/op")
		})
	}
}

// BenchmarkRecord says what the record of an upload takes alone.
func BenchmarkRecord(b *testing.B) {
	d := open(b)
	n := 0
	before := d.store.Meter.Usage()
	for b.Loop() {
		place, err := inbox.ParseKey(fmt.Sprintf("inbox/home/%d.jpg", n))
		if err != nil {
			b.Fatal(err)
		}
		l, err := d.inbox.Take(b.Context(), place)
		if err == nil {
			err = l.Ready(b.Context(), d.gallery, inbox.Made{Photo: "P"})
		}
		if err == nil {
			err = l.Done(b.Context())
		}
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
	after := d.store.Meter.Usage()
	b.ReportMetric(float64(after.Requests-before.Requests)/float64(n), "requests/op")
	b.ReportMetric((after.WriteUnits-before.WriteUnits)/float64(n), "WCU/op")
}
