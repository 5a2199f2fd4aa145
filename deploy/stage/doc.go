// Package stage is an AWS on this machine for the Lambda functions to play on: real
// engines (package engines) that hold what deploy/template.yaml would make, the table
// and the bucket, with the sample album in them and its pictures.
//
// Who asks in the sample events, by Alexa and by Slack, is linked to the gallery of
// the album, so that the functions run on it as they are deployed, with the
// environment that deploy/env/local.json gives them: [Stage.Environment]. The photos
// have the same ids each time.
//
// It shows the keys of the samples' user pool (package pool) where functions look for
// those of Cognito, so that they take the tokens in the sample events.
//
// What is put into the bucket it tells whoever wants to hear, by S3's own messages:
// [Stage.Notify].
//
// It is for tests, measurements and `sam local`, which `shoebox engines` serves one
// for. It runs no function: that is deploy/runtimeapi's, which has the queue as well,
// or SAM's.
package stage
