// Package house is an issuer that keeps its own people: their addresses and Argon2id
// hashes of their passwords lie in the table, it signs tokens by keys of its own
// (RS256), and it gives codes to a [Mailer].
//
// It is for a laptop, where there is no user pool; it says the same as Cognito does,
// and package issuertest holds both to that. Tokens have Cognito's claims, so that
// package bearer reads either.
//
//	key             what
//	E#sha256     M  an account, by its address: hash of the password, whether it is confirmed
//	E#sha256     confirm, reset   the code that waits, by its hash, with how often it was tried
//	E#sha256     tries, mails     how often a password was tried lately, and mail asked for
//	T#sha256     M  a refresh token, by its hash
//	E#sha256     T#...            the same, to list
//	O#sha256     M  a code that a client of OAuth 2 makes tokens of, by its hash
//	K#house      .. the keys that sign, by their ids
//
// [House.Handler] shows the keys, and has the page by which an Alexa skill is linked where
// Cognito's is not there. It is plain HTML, without a script.
package house
