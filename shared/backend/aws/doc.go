// Package aws opens a Shoebox in AWS: the table in DynamoDB, secrets in SSM
// parameters, work for the Slack worker in SQS. The Lambda functions' mains call
// it, once, outside the handler.
//
// A start costs what is linked and what is made, so both are kept small. The SDK's
// configuration is made of the variables Lambda sets, by hand: region, the role's
// credentials, and the standard variables for endpoints and attempts. DynamoDB
// alone has a client of the SDK; SSM, SQS and KMS, of which a function makes one
// call or two, are reached by package awsjson beneath. All of them share one HTTP
// client, whose connections outlive a request. The secrets are read with one
// request, during which the first connection to DynamoDB is made, and with none
// where the configuration holds them itself.
//
// Tokens are verified by the keys of the user pool that the configuration names, which
// are asked for when the first token comes. The client of the pool itself is made by the
// few mains that sign people up and in.
//
// It links no S3 client, so that the functions that only make links to pictures
// start without one: the one that serves pictures opens its bucket itself.
package aws
