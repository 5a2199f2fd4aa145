// Package photolink makes and serves the only image URLs a channel ever sees:
// https://HOST/i/{token}, short, stable, signed, and good for one photo in one
// rendition for one audience until it expires.
//
// [Links] makes and checks tokens and needs no store, so the voice and chat
// functions can make links without an S3 client. [Handler] serves them from a blob
// store: it sends the rendition itself, or, where it is given a [Signer], redirects to
// a fresh signed URL. Originals are never served.
package photolink
