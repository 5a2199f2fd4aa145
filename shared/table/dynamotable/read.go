package dynamotable

import (
	"context"
	"math"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shoebox/shared/table"
)

// Get implements table.Driver: GetItem for one key, BatchGetItem for several.
func (d *Driver) Get(ctx context.Context, keys []table.Key, consistent bool) (table.Got, error) {
	const op = "dynamotable.Get"
	if len(keys) > 1 {
		return d.getBatch(ctx, keys, consistent)
	}
	out, err := d.client.GetItem(ctx, &dynamodb.GetItemInput{
		TableName: &d.name, Key: fromKey(keys[0]), ConsistentRead: &consistent,
		ReturnConsumedCapacity: types.ReturnConsumedCapacityTotal,
	}, once)
	if err != nil {
		return table.Got{}, classify(op, err)
	}
	got := table.Got{Reported: readUnits(said(out.ConsumedCapacity))}
	if out.Item != nil {
		addItem(&got, toItem(out.Item))
	}
	return got, nil
}

func (d *Driver) getBatch(ctx context.Context, keys []table.Key, consistent bool) (table.Got, error) {
	const op = "dynamotable.Get"
	asked := types.KeysAndAttributes{ConsistentRead: &consistent, Keys: make([]attributes, len(keys))}
	for i, key := range keys {
		asked.Keys[i] = fromKey(key)
	}
	out, err := d.client.BatchGetItem(ctx, &dynamodb.BatchGetItemInput{
		RequestItems:           map[string]types.KeysAndAttributes{d.name: asked},
		ReturnConsumedCapacity: types.ReturnConsumedCapacityTotal,
	}, once)
	if err != nil {
		return table.Got{}, classify(op, err)
	}
	got := table.Got{Reported: readUnits(out.ConsumedCapacity...)}
	for _, in := range out.Responses[d.name] {
		addItem(&got, toItem(in))
	}
	for _, key := range out.UnprocessedKeys[d.name].Keys {
		got.Left = append(got.Left, toItem(key).Key)
	}
	return got, nil
}

// Query implements table.Driver.
func (d *Driver) Query(ctx context.Context, q table.Query) (table.Range, error) {
	const op = "dynamotable.Query"
	var x expression
	in := &dynamodb.QueryInput{
		TableName: &d.name, KeyConditionExpression: x.keys(q),
		ConsistentRead: &q.Consistent, ScanIndexForward: aws.Bool(!q.Descending),
		ReturnConsumedCapacity: types.ReturnConsumedCapacityTotal,
	}
	in.ExpressionAttributeNames, in.ExpressionAttributeValues = x.names, x.values
	if q.Limit > 0 {
		in.Limit = aws.Int32(int32(min(q.Limit, math.MaxInt32)))
	}
	if q.After != "" {
		in.ExclusiveStartKey = fromKey(table.Key{Partition: q.Partition, Sort: q.After})
	}
	out, err := d.client.Query(ctx, in, once)
	if err != nil {
		return table.Range{}, classify(op, err)
	}
	found := table.Range{
		Items:    make([]table.Item, len(out.Items)),
		Next:     toItem(out.LastEvaluatedKey).Sort,
		Reported: readUnits(said(out.ConsumedCapacity)),
	}
	for i, item := range out.Items {
		found.Items[i] = toItem(item)
		found.Size += table.Size(found.Items[i])
	}
	return found, nil
}

func addItem(got *table.Got, item table.Item) {
	got.Items = append(got.Items, item)
	got.Sizes = append(got.Sizes, table.Size(item))
}
