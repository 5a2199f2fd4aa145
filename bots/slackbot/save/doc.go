// Package save puts pictures that lie in Slack into the gallery of the person who
// wants them: it finds out who that is, fetches the picture with the workspace's
// token, and announces and puts it as every upload is.
//
// What may be saved, and by whom, is decided in gallery; how a picture is got out of
// Slack is slackbot's. The road goes on in inbox, where the picture becomes a photo
// elsewhere: this links nothing that reads pictures, and only waits.
package save
