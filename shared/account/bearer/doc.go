// Package bearer finds out whom a token speaks of, without asking whoever signed it:
// tokens are verified by the issuer's public keys, which are read once and kept.
//
// It knows the tokens of a user pool of Amazon Cognito, which those of issuer/house
// are alike: JSON Web Tokens, signed by RS256 and nothing else. Where the keys lie is
// said apart from what the issuer calls itself, since stand-ins for Cognito answer
// elsewhere than in AWS.
//
// It signs nobody in and gives no tokens: an issuer does. What the subject may do here
// is account's, and then gallery's.
package bearer
