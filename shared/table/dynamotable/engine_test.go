package dynamotable_test

import (
	"context"
	"crypto/rand"
	"flag"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable"
	"shoebox/shared/table/tabletest"
)

var engine = flag.String("dynamodb", "", "run the conformance suite on the DynamoDB at this `URL`, such as http://127.0.0.1:8102")

func client(endpoint string) *dynamodb.Client {
	return dynamodb.New(dynamodb.Options{
		Region: "us-east-1", BaseEndpoint: &endpoint,
		Credentials: credentials.NewStaticCredentialsProvider("local", "local", ""),
	})
}

// open makes a table for the test and deletes it afterwards.
func open(tb testing.TB) table.Driver {
	tb.Helper()
	c := client(*engine)
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
	return dynamotable.New(c, *name)
}

func TestConformance(t *testing.T) {
	if *engine == "" {
		t.Skip("no -dynamodb: start DynamoDB Local and name its address")
	}
	tabletest.Run(t, open)
}
