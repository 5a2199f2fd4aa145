package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// What the functions are to reach, as ratios to the bare handler of the same run, and
// the size of a zip in MiB.
const (
	mostCold, mostWarm, mostMemory = 1.7, 1.15, 1.5
	mostZip                        = 6.0
)

// lambdaReport is everything measured of the Lambda functions.
type lambdaReport struct {
	lambdas
	quiet   []quietResult
	busy    []busyResult
	missing error // the engine that was not there
}

type quietResult struct {
	name           string
	zip            int64 // bytes
	function, bare figures
}

type busyResult struct {
	name string
	figures
}

func (r lambdaReport) print(out io.Writer) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) } // Flush tells
	line("Lambda functions beside a bare handler, by turns: %d starts, %d warm invocations of an event that needs no table\n", r.starts, r.invocations)
	line("function\tzip MiB\tcold min\tp50\tbare min\tp50\tratio min\tp50\twarm p50\tp99\tbare p50\tp99\tratio p50\tmemory\tbare\tratio\t\n")
	for _, q := range r.quiet {
		f, b := q.function, q.bare
		line("%s\t%.2f%s\t%s\t%s\t%s\t%s\t%.2f\t%.2f%s\t%s\t%s\t%s\t%s\t%.2f%s\t%.1f\t%.1f\t%.2f%s\t\n",
			q.name, mebi(q.zip), over(mebi(q.zip), mostZip),
			milliseconds(least(f.cold)), milliseconds(percentile(f.cold, 50)), milliseconds(least(b.cold)), milliseconds(percentile(b.cold, 50)),
			ratio(least(f.cold), least(b.cold)), ratio(percentile(f.cold, 50), percentile(b.cold, 50)), over(ratio(percentile(f.cold, 50), percentile(b.cold, 50)), mostCold),
			milliseconds(percentile(f.warm, 50)), milliseconds(percentile(f.warm, 99)), milliseconds(percentile(b.warm, 50)), milliseconds(percentile(b.warm, 99)),
			ratio(percentile(f.warm, 50), percentile(b.warm, 50)), over(ratio(percentile(f.warm, 50), percentile(b.warm, 50)), mostWarm),
			mebi(f.memory), mebi(b.memory), mebi(f.memory)/mebi(b.memory), over(mebi(f.memory)/mebi(b.memory), mostMemory))
	}
	line("\t\t\t\t\t\tat most\t%.2f\t\t\t\tat most\t%.2f\t\tat most\t%.2f\t\n", mostCold, mostWarm, mostMemory)
	if r.missing != nil {
		line("\nevents that read the gallery are not measured: %v\n", r.missing)
		return w.Flush()
	}
	line("\nthe same for an event that reads the gallery over DynamoDB Local\n")
	line("function\tcold min\tp50\twarm p50\tp99\tmemory\t\n")
	for _, b := range r.busy {
		line("%s\t%s\t%s\t%s\t%s\t%.1f\t\n", b.name, milliseconds(least(b.cold)), milliseconds(percentile(b.cold, 50)),
			milliseconds(percentile(b.warm, 50)), milliseconds(percentile(b.warm, 99)), mebi(b.memory))
	}
	return w.Flush()
}

// over marks what is more than it is to be.
func over(got, most float64) string {
	if got > most {
		return "!"
	}
	return ""
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }

func least(times []time.Duration) time.Duration { return slices.Min(times) }

func mebi(bytes int64) float64 { return float64(bytes) / (1 << 20) }
