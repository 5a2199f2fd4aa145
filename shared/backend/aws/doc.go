// Package aws opens a Shoebox in AWS: the table in DynamoDB, secrets in SSM
// parameters, work for the Slack worker in SQS. The Lambda functions' mains call
// it, once, outside the handler.
//
// It links no S3 client, so that the functions that only make links to pictures
// start without one: the one that serves pictures opens its bucket with package
// bucket beneath.
package aws
