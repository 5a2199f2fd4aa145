package stage

import (
	"context"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// What is made here is what deploy/template.yaml says, as far as the engines know it.
// A test compares them.

// makeTable makes the table, with its stream. Nothing is removed from it for having
// expired: DynamoDB Local would go by the day it is, and the clock of the samples stands
// at one that will be long ago. Who reads looks at what expires anyway.
func makeTable(ctx context.Context, c *dynamodb.Client, name string) error {
	const op = "stage.makeTable"
	key := func(attribute string) types.AttributeDefinition {
		return types.AttributeDefinition{AttributeName: &attribute, AttributeType: types.ScalarAttributeTypeS}
	}
	_, err := c.CreateTable(ctx, &dynamodb.CreateTableInput{
		TableName:            &name,
		BillingMode:          types.BillingModePayPerRequest,
		AttributeDefinitions: []types.AttributeDefinition{key(table.PartitionName), key(table.SortName)},
		KeySchema: []types.KeySchemaElement{
			{AttributeName: aws.String(table.PartitionName), KeyType: types.KeyTypeHash},
			{AttributeName: aws.String(table.SortName), KeyType: types.KeyTypeRange},
		},
		StreamSpecification: &types.StreamSpecification{StreamEnabled: aws.Bool(true), StreamViewType: types.StreamViewTypeNewAndOldImages},
	})
	if err != nil {
		return fault.As(op, fault.Unavailable, err)
	}
	err = dynamodb.NewTableExistsWaiter(c).Wait(ctx, &dynamodb.DescribeTableInput{TableName: &name}, 30*time.Second)
	return fault.As(op, fault.Unavailable, err)
}

// makeBucket makes the bucket, with versions and who may fetch from it in a browser.
func makeBucket(ctx context.Context, c *s3.Client, name string) error {
	const op = "stage.makeBucket"
	if _, err := c.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: &name, ObjectOwnership: s3types.ObjectOwnershipBucketOwnerEnforced}); err != nil {
		return fault.As(op, fault.Unavailable, err)
	}
	_, err := c.PutBucketVersioning(ctx, &s3.PutBucketVersioningInput{
		Bucket:                  &name,
		VersioningConfiguration: &s3types.VersioningConfiguration{Status: s3types.BucketVersioningStatusEnabled},
	})
	if err != nil {
		return fault.As(op, fault.Unavailable, err)
	}
	_, err = c.PutBucketCors(ctx, &s3.PutBucketCorsInput{
		Bucket: &name,
		CORSConfiguration: &s3types.CORSConfiguration{CORSRules: []s3types.CORSRule{
			{AllowedMethods: []string{"GET", "HEAD"}, AllowedOrigins: []string{"*"}, AllowedHeaders: []string{"*"}, MaxAgeSeconds: aws.Int32(86400)},
			{
				AllowedMethods: []string{"PUT"}, AllowedOrigins: []string{"*"}, MaxAgeSeconds: aws.Int32(86400),
				AllowedHeaders: []string{"content-type", "if-none-match", "x-amz-checksum-sha256"},
			},
		}},
	})
	return fault.As(op, fault.Unavailable, err)
}
