package doctor_test

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"shoebox/shared/blob"
	"shoebox/shared/doctor"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table/tabletest"
)

// shelf is a bucket that has four objects for each photo, and makes up its list as it is
// asked for: what a look keeps in memory is its own.
type shelf []string // the photos' ids, sorted

func (s shelf) List(_ context.Context, prefix string, from blob.Cursor, limit int) (blob.Page, error) {
	after := strings.TrimPrefix(string(from), prefix)
	id, _, _ := strings.Cut(after, "/")
	n, _ := slices.BinarySearch(s, id)
	var page blob.Page
	for ; n < len(s); n++ {
		for _, name := range []string{"/large.jpg", "/medium.jpg", "/original.jpg", "/small.jpg"} {
			if key := s[n] + name; key > after {
				if len(page.Objects) == limit {
					page.Next = blob.Cursor(page.Objects[limit-1].Key)
					return page, nil
				}
				page.Objects = append(page.Objects, blob.Listed{Key: prefix + key, Size: 5})
			}
		}
	}
	return page, nil
}

func (shelf) Delete(context.Context, string) error { panic("a look removes nothing") }

// BenchmarkCheck tells how long a look takes for each photo, and how much memory it holds
// at its end.
func BenchmarkCheck(b *testing.B) {
	for _, n := range []int{2_000, 20_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g := gallery.New(tabletest.Open(b), gallery.Keys{gallerytest.Key()}, gallerytest.Now).As(gallery.Membership{Gallery: "family", Role: gallery.Editor})
			photos := gallerytest.Album(3, n)
			var s shelf
			for i := range photos {
				folder := "family/" + string(photos[i].ID)
				photos[i].Bytes = 5
				photos[i].Objects = gallery.Objects{Original: folder + "/original.jpg", Small: folder + "/small.jpg", Medium: folder + "/medium.jpg", Large: folder + "/large.jpg"}
				s = append(s, string(photos[i].ID))
			}
			slices.Sort(s)
			if _, err := g.AddAll(b.Context(), photos); err != nil {
				b.Fatal(err)
			}
			var held, before runtime.MemStats
			for b.Loop() {
				runtime.GC()
				runtime.ReadMemStats(&before)
				r, err := doctor.Check(b.Context(), doctor.Config{Gallery: g, Blobs: s, Now: time.Now, Progress: func(done, of int) {
					if done == of {
						runtime.GC()
						runtime.ReadMemStats(&held)
					}
				}})
				if err != nil || r.Found() > 0 || r.Objects != 4*n {
					b.Fatalf("%+v (%v)", r, err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/photo")
			b.ReportMetric(max(0, float64(held.HeapAlloc)-float64(before.HeapAlloc))/float64(n), "held-B/photo")
		})
	}
}
