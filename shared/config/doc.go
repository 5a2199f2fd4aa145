// Package config turns the environment into one checked struct. Nothing else in
// Shoebox reads the environment.
//
// What is stored where is said by URL: SHOEBOX_TABLE=dynamodb://NAME or
// bolt:///PATH, SHOEBOX_BLOBS=s3://BUCKET or file:///DIR. A secret is given as
// itself or by the name of an SSM parameter, ssm:///NAME.
//
// It opens nothing and asks no service: backend/aws and backend/local do, with
// what it gives.
package config
