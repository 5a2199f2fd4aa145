// Package pool is the user pool of the samples: it signs the access tokens in the events
// of deploy/events, at the time these are of, and shows the keys by which functions
// verify them, as a user pool of Cognito does.
//
// It signs nobody up or in. Its key is no secret but a sample that everybody has, so that
// no server that others reach may trust it; deploy/env/local.json names it, and the
// template never does.
package pool
