// Package retention removes what is kept for a time only, once that is over: photos that
// have been in the trash for 30 days, with their originals and renditions; objects of
// photos deleted before, where the bucket failed; and files that were uploaded and never
// asked for.
//
// [Sweep] does it all, once a day. It asks the calendar of the galleries which of them
// have something due, so what it costs depends on what is removed and not on how many
// galleries there are. It can be cut short anywhere, begun again, and run twice at once.
//
// It decides nothing: how long a photo stays in the trash is gallery's rule, how long a
// file is waited for inbox's. Who runs it is a scheduled function in AWS and serve on a
// laptop. Objects that no photo and no note knows of are doctor's.
package retention
