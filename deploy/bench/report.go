package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"

	"shoebox/shared/table"
)

// report is everything measured.
type report struct {
	searches  []series
	additions []addition
}

// series are measurements of one kind of search over one gallery.
type series struct {
	photos   int
	name     string
	requests []int
	units    []float64
	times    []time.Duration
	exact    int // pages whose total is exact
	whole    int // pages that are not shorter than asked for, for want of budget
}

func (s *series) add(u table.Usage, took time.Duration, exact, whole bool) {
	s.requests = append(s.requests, u.Requests)
	s.units = append(s.units, u.ReadUnits)
	s.times = append(s.times, took)
	if exact {
		s.exact++
	}
	if whole {
		s.whole++
	}
}

// addition is how photos were added.
type addition struct {
	photos int
	how    string
	each   float64 // how many were added
	took   time.Duration
	usage  table.Usage
}

// percentile gives the value that so many percent are not above.
func percentile[T cmp.Ordered](values []T, percent int) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[(len(sorted)*percent+99)/100-1]
}

func (r report) print(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) } // Flush tells
	line("photos\tterms\trequests p50\tp95\tmax\tRCU p50\tp95\tmax\ttime p50\tp95\ttotal exact\tpage whole\t\n")
	for _, s := range r.searches {
		line("%d\t%s\t%d\t%d\t%d\t%.1f\t%.1f\t%.1f\t%s\t%s\t%d %%\t%d %%\t\n", s.photos, s.name,
			percentile(s.requests, 50), percentile(s.requests, 95), percentile(s.requests, 100),
			percentile(s.units, 50), percentile(s.units, 95), percentile(s.units, 100),
			milliseconds(percentile(s.times, 50)), milliseconds(percentile(s.times, 95)),
			100*s.exact/len(s.times), 100*s.whole/len(s.times))
	}
	line("\nphotos\tadded\tadds per second\trequests each\tRCU each\tWCU each\t\n")
	for _, a := range r.additions {
		line("%d\t%s\t%.0f\t%.2f\t%.1f\t%.1f\t\n", a.photos, a.how, a.each/a.took.Seconds(),
			float64(a.usage.Requests)/a.each, a.usage.ReadUnits/a.each, a.usage.WriteUnits/a.each)
	}
	return w.Flush()
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.2f ms", float64(d.Microseconds())/1000)
}
