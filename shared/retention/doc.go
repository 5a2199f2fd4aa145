// Package retention removes photos whose time is over: those that have been in the trash
// for 30 days, with their originals and renditions; and objects of photos deleted before,
// where the bucket failed.
//
// [Sweep] does it all, every now and then. It asks the calendar of the galleries which of
// them have something due, so what it costs depends on these, and not on how many galleries
// there are: on what is removed, and on how many photos their trash holds, whose lines are
// all read. It waits where the table throttles, can be cut short anywhere, begun again, and
// run twice at once.
//
// It decides nothing: how long a photo stays in the trash is gallery's rule. Who runs it
// is a scheduled function in AWS and serve on a laptop. Files that were uploaded and
// never became a photo are inbox's, and the bucket's own rules'; objects that no photo
// and no note knows of are doctor's.
package retention
