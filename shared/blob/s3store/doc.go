// Package s3store keeps objects in an S3 bucket.
//
// It speaks S3's protocol itself, over the SDK's signer: five requests and two
// signed ones. The SDK's own client makes a function a megabyte larger, and would
// have to be taught what matters here: that every put is held to its SHA-256 and
// that a signed one is bound to all that was announced, in headers that S3 checks.
//
// One call is one try, given up where nothing moves for a while; blob tries again.
package s3store
