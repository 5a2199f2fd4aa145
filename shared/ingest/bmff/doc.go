// Package bmff reads the boxes that HEIC files consist of, the ISO base media file
// format (ISO/IEC 14496-12): a size, a type of four letters and a body each, which may
// hold boxes again.
//
// Whatever a stranger's file says, what it gives are views within it. What a body means
// is for who reads it.
package bmff
