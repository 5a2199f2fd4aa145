// Package blob keeps pictures: objects of bytes with a type, a size and a SHA-256,
// under keys like paths.
//
// Users hold a [Store], which keeps the rules that must be the same everywhere:
// keys and announcements are checked, what is read is bounded and whole or an
// error, what failed for a while is tried again within the context's deadline. A
// Store holds a [Driver], which is one technology: s3store in AWS, filestore in a
// folder of a laptop. blobtest holds both to the same behaviour.
//
// An object is announced before its bytes come ([Content]), by whoever puts it
// here or by a client that gets a request signed for exactly that object. Bytes
// that are not as announced leave nothing behind.
//
// It knows nothing of photos, and links no driver, so that a function that only
// passes a Store on costs nothing. The road goes on in ingest, which writes
// pictures, and in photolink, which shows them.
package blob
