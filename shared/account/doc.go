// Package account says who is asking: which user a channel's identity belongs to,
// and which gallery they use in which role.
//
// [Accounts] is the interface the identify middleware of intents asks. [Linked]
// answers it from the links a table keeps, [Local] from the identities a command
// on a laptop makes up for its simulators. What an identity may then do is decided
// in gallery, by the role in the membership. Sign-up and tokens will live here as
// well, behind the same interface.
package account
