// Package save puts pictures that lie in Slack into the gallery of the person who
// wants them: it finds out who that is, fetches the picture with the workspace's
// token, and hands it to ingest.
//
// What may be saved, and by whom, is decided in gallery; how a picture is got out of
// Slack is slackbot's. No Lambda function for chat links it, since reading pictures
// takes what those do without.
package save
