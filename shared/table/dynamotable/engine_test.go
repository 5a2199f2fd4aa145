package dynamotable_test

import (
	"flag"
	"testing"

	"shoebox/deploy/engines/enginestest"
	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable/dynamotest"
	"shoebox/shared/table/tabletest"
)

var url = flag.String("dynamodb", "", "use the DynamoDB at this `URL`, such as http://127.0.0.1:8102, and start none")

// engine gives the address of DynamoDB, which is one for all tests below.
func engine(t *testing.T) string {
	t.Helper()
	if *url != "" {
		return *url
	}
	return enginestest.DynamoDB(t).URL
}

// TestDynamoDB is all that needs an engine: it is started once.
func TestDynamoDB(t *testing.T) {
	at := engine(t)
	open := func(tb testing.TB) table.Driver {
		tb.Helper()
		return dynamotest.Open(tb, at)
	}
	t.Run("it does what every driver does", func(t *testing.T) { tabletest.Run(t, open) })
	t.Run("what it reports is what the rules say", func(t *testing.T) { costs(t, open) })
	t.Run("what goes wrong on the way is survived or told", func(t *testing.T) { storms(t, at) })
}
