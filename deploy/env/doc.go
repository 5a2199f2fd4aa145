// Package env is the environment that the Lambda functions have on this machine:
// local.json, as `sam local` reads it, for everything else that runs them here.
//
// What is in it is no secret but a sample, like the events in deploy/events that
// are signed with it, and the clock stands still at the time they were signed at.
// package config reads the variables; deploy/stage serves what they name.
package env
