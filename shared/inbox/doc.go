// Package inbox keeps the records of files that are on their way into a gallery: who
// announced them, how far they are, and what became of them.
//
// A file comes by one of two ways, which its key in the bucket tells ([ParseKey]):
//
//	incoming/GALLERY/ULID    announced by a member: [Inbox.Announce] gives the upload a
//	                         place of its own, to which nothing else can be put
//	inbox/GALLERY/any/name   found: whoever may write to the bucket dropped it there
//
// Whoever drops files calls them as they like. A name that can be no key's, since it is
// too long or no text, has a place near it: see [Place.Under].
//
// An [Upload] is in one of five states:
//
//	waiting     announced, and no file has come yet
//	received    the file is there; a reason says that a try failed, and another comes
//	processing  somebody is at it, by a lease
//	ready       it is a photo, or was one before
//	refused     it makes no photo, and why not
//
// Who works on an upload takes a [Lease] by a conditional write ([Inbox.Take]). It ends
// after [LeaseLength], so that who dies over an upload is replaced; what they would
// still write is refused, and until somebody takes their place the upload is one that
// failed. A Lambda function's time-out must be shorter. What is over is known for a day,
// what is waited for is forgotten after one, and what was received, whether somebody
// tried it or not, stays for two weeks, as long as a queue keeps dead letters.
//
// What a person says of a photo ([Says]) may come before, while or after it is made: it
// is applied once, to the photo that was made of this file alone.
//
// It reads no picture and links no decoder, so that functions which only announce and
// wait stay small. The road goes on in intake, which makes photos of what arrived.
package inbox
