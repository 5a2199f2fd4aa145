package dynamotable

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shoebox/shared/table"
)

// Driver is a table.Driver over one DynamoDB table.
type Driver struct {
	client *dynamodb.Client
	name   string
}

var _ table.Driver = (*Driver)(nil)

// New makes a driver over a table that is there. It asks nothing of DynamoDB.
func New(client *dynamodb.Client, name string) *Driver {
	return &Driver{client: client, name: name}
}

// Close does nothing: the client is its maker's.
func (d *Driver) Close() error { return nil }

// once turns the SDK's retries off.
func once(o *dynamodb.Options) { o.Retryer = aws.NopRetryer{} }

// readUnits gives what DynamoDB says a read cost.
func readUnits(cs ...types.ConsumedCapacity) table.Units {
	var units table.Units
	for _, c := range cs {
		units.Read += aws.ToFloat64(c.CapacityUnits)
	}
	return units
}

// writeUnits gives what DynamoDB says a write cost. A transaction tells reads and
// writes apart: one repeated under its token is a read.
func writeUnits(cs ...types.ConsumedCapacity) table.Units {
	var units table.Units
	for _, c := range cs {
		if c.ReadCapacityUnits == nil && c.WriteCapacityUnits == nil {
			units.Write += aws.ToFloat64(c.CapacityUnits)
			continue
		}
		units.Read += aws.ToFloat64(c.ReadCapacityUnits)
		units.Write += aws.ToFloat64(c.WriteCapacityUnits)
	}
	return units
}

// said gives the capacity of an answer that may have none.
func said(c *types.ConsumedCapacity) types.ConsumedCapacity {
	if c == nil {
		return types.ConsumedCapacity{}
	}
	return *c
}
