// Package retention removes photos whose time is over: those that have been in the trash
// for 30 days, with their originals and renditions; and objects of photos deleted before,
// where the bucket failed.
//
// [Sweep] does it all, once a day. It asks the calendar of the galleries which of them
// have something due, so what it costs depends on what is removed and not on how many
// galleries there are. It can be cut short anywhere, begun again, and run twice at once.
//
// It decides nothing: how long a photo stays in the trash is gallery's rule. Who runs it
// is a scheduled function in AWS and serve on a laptop. Files that were uploaded and
// never became a photo are inbox's, and the bucket's own rules'; objects that no photo
// and no note knows of are doctor's.
package retention
