// Package redrive brings dead letters of SQS back to the queue that they came from, to
// be tried again: `shoebox redrive` for what is deployed.
//
// [Find] tells which queue is meant, by its ARN, its URL, or what a stack of
// CloudFormation prints; [Run] has SQS move what is in it, follows how far it is, and
// cancels it when it is told to stop. Where an address knows no StartMessageMoveTask, as
// imitations of SQS do not, the messages are received, sent and deleted one by one: one
// that was sent and could not be deleted is then there twice, which every receiver here
// takes for once.
//
// [Configure] makes the SDK's configuration as a person has it: of the variables of the
// environment, else of what the AWS CLI says, which knows profiles and single sign-on.
//
// Errors are sentences for whoever runs this, with a way on. It knows no photo and no
// upload: what the messages say is not looked at.
package redrive
