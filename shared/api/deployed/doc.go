// Package deployed puts the services of package api together as they are in AWS, for
// the mains of their Lambda functions, which add what their service alone needs: the
// bucket, the user pool.
//
// It links neither a client of S3 nor one of Cognito, so that the functions that use
// none start without one.
package deployed
