package growth

// Month is what the people of one gallery do in a month.
type Month struct {
	Conversations float64 // of three turns, by voice or in chat
	Cold          float64 // the share of them that a process begins which knows nothing of the gallery
	Pictures      float64 // fetched for each conversation
	Added         float64 // photos, one at a time
	Edited        float64 // photos
	Deleted       float64 // photos, by way of the trash
}

// Household is a family that asks once a day and takes a hundred photos. Its
// conversations nearly always find a process that has just started, since Lambda
// keeps one for minutes; at a million galleries a process still sees another gallery
// each time.
func Household() Month {
	return Month{Conversations: 30, Cold: 1, Pictures: 6, Added: 100, Edited: 10, Deleted: 5}
}

// Assumed is what the meter can't tell. Sizes are bytes.
type Assumed struct {
	Memory    float64 // GB of a function
	RoundTrip float64 // seconds a request to the table takes from a function
	Working   float64 // seconds a function works beside waiting
	Starting  float64 // seconds a function takes to start, which are charged
	Original  float64
	Rendition float64 // all three of a photo together
	Shown     float64 // the one that is fetched
	LogLine   float64 // for an invocation, with what the platform adds
	Peak      float64 // the share of a day's work in its busiest hour
	Used      float64 // the share of provisioned capacity that is used when it is full
}

// Assume gives the assumptions, with their reasons beside them.
func Assume() Assumed {
	return Assumed{
		Memory:    0.5,     // deploy/template.yaml
		RoundTrip: 0.006,   // DynamoDB answers a small read in some milliseconds
		Working:   0.010,   // half a virtual processor; a turn takes 1 to 3 ms of a whole one
		Starting:  0.090,   // public medians of Go on arm64 are 44 to 50 ms, and our clients come on top
		Original:  4 << 20, // a photo of 12 megapixels as a JPEG
		Rendition: 300 << 10,
		Shown:     90 << 10, // fits 720×480
		LogLine:   1500,
		Peak:      0.12, // a fair evening
		Used:      0.7,  // what DynamoDB's own scaling aims at
	}
}

// Daily figures of a month of 30 days, in seconds.
const (
	days      = 30
	hour      = 3600.0
	monthHour = 730.0 // hours of a month, as AWS counts them
)
