package telemetry

// Outcome is what came of a request, a job, a picture or a sweep.
type Outcome string

// The outcomes of a request.
const (
	Answered      Outcome = "answered"
	Asked         Outcome = "asked" // we asked back
	NotUnderstood Outcome = "not_understood"
	NothingFound  Outcome = "nothing_found"
	Apologized    Outcome = "apologized" // it failed
	Refused       Outcome = "refused"    // nobody known asked, or for what is not theirs
	Duplicate     Outcome = "duplicate"  // it came before
	// Deferred is a request without an answer yet: a worker has the time. It is no
	// metric; what the worker does of it is.
	Deferred Outcome = "deferred"
)

// The outcomes of a job.
const (
	Done     Outcome = "done"
	Again    Outcome = "again"    // the queue delivers it again
	Unusable Outcome = "unusable" // nobody can do it
)

// The outcomes of a sweep are Done, Again where time was short, and Failed.

// The outcomes of a picture. One without a link of ours is Refused.
const (
	Served  Outcome = "served"
	Missing Outcome = "missing" // the link is good, and there is no picture
	Failed  Outcome = "failed"  // the link is good, and the store does not answer
	Expired Outcome = "expired" // the link was good
)
