package telemetry

import (
	"slices"
	"strings"
)

// Namespace is where CloudWatch keeps the metrics of who names no other.
const Namespace = "Shoebox"

// Size is how many metrics are written.
type Size string

// The sizes. "" is Household.
const (
	Household Size = "household" // at most ten, which are free, whatever is asked
	Full      Size = "full"      // by channel and intent: about eighty where everything is asked
	Off       Size = "off"       // none: plain lines
)

// Unit is one of CloudWatch's units.
type Unit string

// The units of our metrics.
const (
	Count        Unit = "Count"
	Milliseconds Unit = "Milliseconds"
)

// The names of metrics. Those that are 0 or 1 in each line are rates by their
// average, and counts by their sum.
const (
	MetricRequests      = "Requests"      // 1
	MetricNotUnderstood = "NotUnderstood" // 0 or 1 of a request
	MetricNothingFound  = "NothingFound"  // 0 or 1
	MetricApologies     = "Apologies"     // 0 or 1: it failed, and we said so
	MetricQuestions     = "Questions"     // 0 or 1: asked back
	MetricRefusals      = "Refusals"      // 0 or 1: nobody known, or nothing of theirs; 1 for what was not signed
	MetricDuplicates    = "Duplicates"    // 0 or 1: came a second time
	MetricTimeToAnswer  = "TimeToAnswer"  // of a request

	MetricReadUnits      = "ReadUnits"      // of a request
	MetricWriteUnits     = "WriteUnits"     // of a request
	MetricTableRequests  = "TableRequests"  // of a request
	MetricTableThrottles = "TableThrottles" // of a request, a job, a picture
	MetricTableRetries   = "TableRetries"   // of a request, a job, a picture

	MetricQueueAge     = "QueueAge"     // of a job when it is begun, since it could have been
	MetricQueueRetries = "QueueRetries" // of a job: deliveries before this one

	MetricPicturesServed  = "PicturesServed"  // 0 or 1 of a link that is good
	MetricPicturesMissing = "PicturesMissing" // 0 or 1 of a link that is good

	MetricPhotosSwept    = "PhotosSwept"    // of a sweep: deleted for good since their time in the trash was over
	MetricLeftoversSwept = "LeftoversSwept" // of a sweep: photos deleted before whose objects had been left
	MetricSweepsFailed   = "SweepsFailed"   // 0 or 1 of a sweep
)

// The dimensions, which are members of the lines.
const (
	DimensionChannel = "channel"
	DimensionIntent  = "intent"
)

// Line is a sort of line that metrics are made of.
type Line uint8

// The sorts of line.
const (
	RequestLine Line = iota
	JobLine
	PictureLine
	RefusalLine
	SweepLine
	lines // how many there are
)

// Metric is a figure of a line that CloudWatch keeps, once for each dimension set.
// What was said never is a dimension, nor whose gallery it is: each value would be
// another metric to pay.
type Metric struct {
	Name       string
	Unit       Unit
	Dimensions [][]string // an empty set is the whole of Shoebox
}

// Metrics gives the metrics that a sort of line makes in a size, in the order of its
// figures.
func Metrics(line Line, size Size) []Metric {
	var all []Metric
	for _, m := range kept(line) {
		sets := m.household
		if size == Full {
			sets = slices.Concat(m.household, m.full)
		}
		if size == Off || len(sets) == 0 {
			continue
		}
		all = append(all, Metric{m.name, m.unit, sets})
	}
	return all
}

// kept are the metrics of a sort of line, with the dimension sets of a household and
// those that come in the full size.
func kept(line Line) []sized {
	whole, channel := [][]string{{}}, [][]string{{DimensionChannel}}
	intent := [][]string{{DimensionChannel, DimensionIntent}}
	strain := []sized{
		{MetricTableThrottles, Count, whole, nil},
		{MetricTableRetries, Count, nil, whole},
	}
	switch line {
	case RequestLine:
		return append([]sized{
			{MetricRequests, Count, channel, intent},
			{MetricNotUnderstood, Count, whole, channel},
			{MetricNothingFound, Count, whole, channel},
			{MetricApologies, Count, whole, channel},
			{MetricQuestions, Count, nil, whole},
			{MetricRefusals, Count, nil, whole},
			{MetricDuplicates, Count, nil, whole},
			{MetricTimeToAnswer, Milliseconds, whole, channel},
			{MetricReadUnits, Count, whole, channel},
			{MetricWriteUnits, Count, nil, whole},
			{MetricTableRequests, Count, nil, whole},
		}, strain...)
	case JobLine:
		return append([]sized{
			{MetricQueueAge, Milliseconds, whole, nil},
			{MetricQueueRetries, Count, nil, whole},
		}, strain...)
	case PictureLine:
		return append([]sized{
			{MetricPicturesMissing, Count, whole, nil},
			{MetricPicturesServed, Count, nil, whole},
		}, strain...)
	case RefusalLine:
		return []sized{{MetricRefusals, Count, nil, whole}}
	case SweepLine:
		return append([]sized{
			{MetricPhotosSwept, Count, nil, whole},
			{MetricLeftoversSwept, Count, nil, whole},
			{MetricSweepsFailed, Count, nil, whole},
		}, strain...)
	case lines:
	}
	return nil
}

type sized struct {
	name            string
	unit            Unit
	household, full [][]string
}

// Series gives the metrics that CloudWatch would count, and charge for, in a size,
// if there were requests of all these channels and intents: each name with each
// combination of values, as "Requests channel=alexa intent=find", once.
func Series(size Size, channels, intents []string) []string {
	values := map[string][]string{DimensionChannel: channels, DimensionIntent: intents}
	var all []string
	seen := make(map[string]bool)
	for line := range lines {
		for _, m := range Metrics(line, size) {
			for _, set := range m.Dimensions {
				for _, name := range combined(m.Name, set, values) {
					if !seen[name] {
						seen[name] = true
						all = append(all, name)
					}
				}
			}
		}
	}
	return all
}

// combined gives a name with each combination of the values of dimensions.
func combined(name string, set []string, values map[string][]string) []string {
	all := []string{name}
	for _, dimension := range set {
		var more []string
		for _, start := range all {
			for _, value := range values[dimension] {
				more = append(more, strings.Join([]string{start, dimension + "=" + value}, " "))
			}
		}
		all = more
	}
	return all
}
