// Package account says who is asking: which user a channel's identity belongs to,
// and which gallery they use in which role.
//
// [Accounts] is the interface the identify middleware of intents asks. [People]
// answer it from access tokens and from the links a table keeps, [Local] from the
// identities a command on a laptop makes up for its simulators. What an identity may
// then do is decided in gallery, by the role in the membership.
//
// A Slack workspace has a gallery from the day the app is put there
// ([People.Workspace]); members who are not connected may look at it. They connect by
// a code for one use ([People.Begin], [People.Finish]). [People.Forget] deletes an
// account, and all that is theirs alone. Sign-up and tokens are issuer's.
package account
