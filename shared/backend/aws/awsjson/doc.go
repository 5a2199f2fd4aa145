// Package awsjson calls AWS services by the AWS JSON protocol: a POST whose
// X-Amz-Target header names the operation, signed by version 4 of AWS's signature.
// Signing, what may be repeated, and how long to wait in between are the SDK's.
//
// It is not a client of a service: who asks knows the operation's name and its
// members. It is for services of which a function makes one call or two, since a
// client of the SDK builds the descriptions of all its service's shapes when the
// process starts, whether or not they are needed. DynamoDB and S3 are reached by
// the SDK's clients.
package awsjson
