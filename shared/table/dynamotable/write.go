package dynamotable

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Write implements table.Driver: PutItem, UpdateItem or DeleteItem for one write,
// TransactWriteItems for several, or for a check.
func (d *Driver) Write(ctx context.Context, writes []table.Write, opts table.WriteOptions) (table.Wrote, error) {
	const op = "dynamotable.Write"
	if opts.Token != "" {
		return d.transact(ctx, writes, opts)
	}
	w := writes[0]
	var consumed *types.ConsumedCapacity
	var err error
	switch w.Op {
	case table.OpPut:
		consumed, err = d.put(ctx, w, opts)
	case table.OpDelete:
		consumed, err = d.delete(ctx, w, opts)
	case table.OpUpdate:
		consumed, err = d.update(ctx, w, opts)
	case table.OpCheck:
		return d.transact(ctx, writes, opts)
	}
	if err != nil {
		return refused(writes, err), classifyWrite(op, err, writes, opts.Now)
	}
	return table.Wrote{Sizes: sizes(writes), Reported: writeUnits(said(consumed))}, nil
}

func (d *Driver) put(ctx context.Context, w table.Write, opts table.WriteOptions) (*types.ConsumedCapacity, error) {
	var x expression
	condition := x.condition(w, opts.Now)
	out, err := d.client.PutItem(ctx, &dynamodb.PutItemInput{
		TableName: &d.name, Item: fromItem(w.Item), ConditionExpression: condition,
		ExpressionAttributeNames: x.names, ExpressionAttributeValues: x.values,
		ReturnValuesOnConditionCheckFailure: onFailure(condition),
		ReturnConsumedCapacity:              types.ReturnConsumedCapacityTotal,
	}, once)
	if err != nil {
		return nil, err
	}
	return out.ConsumedCapacity, nil
}

func (d *Driver) delete(ctx context.Context, w table.Write, opts table.WriteOptions) (*types.ConsumedCapacity, error) {
	var x expression
	condition := x.condition(w, opts.Now)
	out, err := d.client.DeleteItem(ctx, &dynamodb.DeleteItemInput{
		TableName: &d.name, Key: fromKey(w.Item.Key), ConditionExpression: condition,
		ExpressionAttributeNames: x.names, ExpressionAttributeValues: x.values,
		ReturnValuesOnConditionCheckFailure: onFailure(condition),
		ReturnConsumedCapacity:              types.ReturnConsumedCapacityTotal,
	}, once)
	if err != nil {
		return nil, err
	}
	return out.ConsumedCapacity, nil
}

func (d *Driver) update(ctx context.Context, w table.Write, opts table.WriteOptions) (*types.ConsumedCapacity, error) {
	var x expression
	change := x.update(w)
	condition := x.condition(w, opts.Now)
	out, err := d.client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &d.name, Key: fromKey(w.Item.Key), UpdateExpression: change, ConditionExpression: condition,
		ExpressionAttributeNames: x.names, ExpressionAttributeValues: x.values,
		ReturnValuesOnConditionCheckFailure: onFailure(condition),
		ReturnConsumedCapacity:              types.ReturnConsumedCapacityTotal,
	}, once)
	if err != nil {
		return nil, err
	}
	return out.ConsumedCapacity, nil
}

// Batch implements table.Driver by BatchWriteItem.
func (d *Driver) Batch(ctx context.Context, writes []table.Write) (table.Wrote, error) {
	const op = "dynamotable.Batch"
	requests := make([]types.WriteRequest, len(writes))
	for i, w := range writes {
		if w.Op == table.OpDelete {
			requests[i].DeleteRequest = &types.DeleteRequest{Key: fromKey(w.Item.Key)}
			continue
		}
		requests[i].PutRequest = &types.PutRequest{Item: fromItem(w.Item)}
	}
	out, err := d.client.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{
		RequestItems:           map[string][]types.WriteRequest{d.name: requests},
		ReturnConsumedCapacity: types.ReturnConsumedCapacityTotal,
	}, once)
	if err = classify(op, err); fault.Is(err, fault.Conflict) {
		return table.Wrote{}, fault.As(op, fault.Throttled, err) // a batch has no conditions: it met a transaction
	}
	if err != nil {
		return table.Wrote{}, err
	}
	made, left := split(writes, out.UnprocessedItems[d.name])
	return table.Wrote{Sizes: sizes(made), Left: left, Reported: writeUnits(out.ConsumedCapacity...)}, nil
}

// split tells the writes that were made from those DynamoDB did not come to.
func split(writes []table.Write, unprocessed []types.WriteRequest) (made, left []table.Write) {
	undone := make(map[table.Key]bool, len(unprocessed))
	for _, r := range unprocessed {
		switch {
		case r.PutRequest != nil:
			undone[toItem(r.PutRequest.Item).Key] = true
		case r.DeleteRequest != nil:
			undone[toItem(r.DeleteRequest.Key).Key] = true
		}
	}
	for _, w := range writes {
		if undone[w.Item.Key] {
			left = append(left, w)
			continue
		}
		made = append(made, w)
	}
	return made, left
}

// sizes tells what is known of the writes' sizes: what was put.
func sizes(writes []table.Write) []table.Sizes {
	list := make([]table.Sizes, len(writes))
	for i, w := range writes {
		if w.Op == table.OpPut {
			list[i].After = table.Size(w.Item)
		}
	}
	return list
}
