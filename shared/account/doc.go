// Package account says who is asking: which user a channel's identity belongs to,
// and which gallery they use in which role.
//
// [Accounts] is the interface the identify middleware of intents asks. What an
// identity may then do is decided in gallery, by the role in the membership.
// Sign-up and tokens will live here as well, behind the same interface.
package account
