// Package cognito is an issuer over a user pool of Amazon Cognito.
//
// It calls the operations that the pool's client may call for anybody, unsigned: no
// role needs a right in the pool. What Cognito says of addresses is folded into what an
// issuer may tell, over and above what the pool hides by itself.
//
// The pool knows people by their address (UsernameAttributes and AutoVerifiedAttributes
// are email), has the password policy of issuer.Rules, and asks for no second factor.
// Its client has no secret, and has ALLOW_USER_PASSWORD_AUTH, ALLOW_REFRESH_TOKEN_AUTH,
// PreventUserExistenceErrors and EnableTokenRevocation, without a rotation of refresh
// tokens.
//
// Where it differs from issuer/house: an address that has an account gets no mail when
// somebody signs up with it again, and the first password is the one that counts until
// it is set anew.
//
// Who a token speaks of is found out by package bearer, offline. The road goes on in
// account.
package cognito
