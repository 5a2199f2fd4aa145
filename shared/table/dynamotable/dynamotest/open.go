package dynamotest

import (
	"context"
	"crypto/rand"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shoebox/shared/sdkhttp"
	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable"
)

// Client makes a client of the engine at a URL, such as http://127.0.0.1:8102. An
// engine that shares one database among all takes any region and key.
func Client(url string) *dynamodb.Client {
	return dynamodb.New(dynamodb.Options{
		Region: "us-east-1", BaseEndpoint: &url, HTTPClient: &http.Client{Transport: sdkhttp.Transport(http.DefaultTransport)},
		Credentials: credentials.NewStaticCredentialsProvider("local", "local", ""),
	})
}

// Table makes an empty table on an engine, with the keys that dynamotable expects,
// and gives its name. It is deleted with the test.
func Table(tb testing.TB, url string) string {
	tb.Helper()
	c := Client(url)
	name := aws.String("test-" + rand.Text())
	_, err := c.CreateTable(tb.Context(), &dynamodb.CreateTableInput{
		TableName: name, BillingMode: types.BillingModePayPerRequest,
		AttributeDefinitions: []types.AttributeDefinition{
			{AttributeName: aws.String(table.PartitionName), AttributeType: types.ScalarAttributeTypeS},
			{AttributeName: aws.String(table.SortName), AttributeType: types.ScalarAttributeTypeS},
		},
		KeySchema: []types.KeySchemaElement{
			{AttributeName: aws.String(table.PartitionName), KeyType: types.KeyTypeHash},
			{AttributeName: aws.String(table.SortName), KeyType: types.KeyTypeRange},
		},
	})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		// The test's own context has ended by now.
		ctx := context.WithoutCancel(tb.Context())
		if _, err := c.DeleteTable(ctx, &dynamodb.DeleteTableInput{TableName: name}); err != nil {
			tb.Error(err)
		}
	})
	return *name
}

// Open gives a driver over an empty table of the test's own.
func Open(tb testing.TB, url string) table.Driver {
	tb.Helper()
	return dynamotable.New(Client(url), Table(tb, url))
}
