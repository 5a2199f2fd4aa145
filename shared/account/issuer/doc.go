// Package issuer says how people sign up and in: the interface [Issuer], and the
// rules of passwords. What they get are tokens, which package bearer verifies
// without asking anybody; who a token speaks of is account's.
//
// There are two drivers: cognito, over a user pool of Amazon Cognito, and house,
// which keeps its people in the table and signs its own tokens, for a laptop. Both
// are held to package issuertest.
//
// An issuer tells nobody whether an address has an account: signing up, asking for a
// code anew and forgetting a password succeed for every address, and signing in
// fails for all reasons alike until the password is right.
package issuer
