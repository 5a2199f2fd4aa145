// Package unreliable is an HTTP proxy that stands before a server and fails as
// planned: what a network and a service at their worst do to their callers.
//
// A [Proxy] passes everything on until it is given a [Fault]. Each says which
// requests it befalls and what happens to them, a [Way]: [Silent], [Refused] and
// [Says] keep the request from the server; [Unanswered], [Cut] and [SaysAfter] let
// the server do it and lose the answer. A test may have ways of its own, that of a
// service which does the half of what it is asked, say.
//
// It knows no protocol above HTTP; dynamotest knows how DynamoDB fails. It is for
// tests alone.
package unreliable
