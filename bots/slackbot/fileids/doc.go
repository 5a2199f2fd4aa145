// Package fileids remembers which file of a Slack workspace is which photo, so that a
// photo is uploaded there once and not for each message that shows it.
//
// It forgets by itself after [Life], and a whole workspace where the app is taken out
// of it. It uploads nothing and deletes no file: the road goes on in slackbot.
package fileids
