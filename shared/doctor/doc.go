// Package doctor finds what does not fit together in a gallery and its bucket, and mends
// what can be mended: objects of no photo, photos without their objects or with others
// than they should have, changes that were left half made, and photos that should have
// left the trash long ago.
//
// [Check] looks, [Repair] looks and mends. Both merge two sorted lists, that of the
// photos and that of the bucket, so that what they keep in memory is the photos' ids and
// the names of folders that are nobody's. An object that is not a day old is let be: it
// may be of a photo that is just being added.
//
// What it can't mend it says in a sentence, and marks nothing. It reads no picture: what
// was decayed in the bucket shows when it is developed anew. What is kept for a time only
// is retention's.
package doctor
