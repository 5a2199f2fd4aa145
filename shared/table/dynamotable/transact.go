package dynamotable

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shoebox/shared/table"
)

func (d *Driver) transact(ctx context.Context, writes []table.Write, opts table.WriteOptions) (table.Wrote, error) {
	const op = "dynamotable.Write"
	in := &dynamodb.TransactWriteItemsInput{
		TransactItems:          make([]types.TransactWriteItem, len(writes)),
		ReturnConsumedCapacity: types.ReturnConsumedCapacityTotal,
	}
	if opts.Token != "" {
		in.ClientRequestToken = &opts.Token
	}
	for i, w := range writes {
		in.TransactItems[i] = d.part(w, opts)
	}
	out, err := d.client.TransactWriteItems(ctx, in, once)
	if err != nil {
		return refused(writes, err), classifyWrite(op, err, writes, opts.Now)
	}
	return table.Wrote{Sizes: sizes(writes), Reported: writeUnits(out.ConsumedCapacity...)}, nil
}

// part is a write as a part of a transaction.
func (d *Driver) part(w table.Write, opts table.WriteOptions) types.TransactWriteItem {
	var x expression
	var change *string
	if w.Op == table.OpUpdate {
		change = x.update(w)
	}
	if w.Op == table.OpUpdate && change == nil {
		// A transaction takes no update of nothing; this removes what no item has.
		change = aws.String("REMOVE " + x.name(opts.Token))
	}
	condition := x.condition(w, opts.Now)
	key := fromKey(w.Item.Key)
	switch w.Op {
	case table.OpPut:
		return types.TransactWriteItem{Put: &types.Put{
			TableName: &d.name, Item: fromItem(w.Item), ConditionExpression: condition,
			ExpressionAttributeNames: x.names, ExpressionAttributeValues: x.values,
			ReturnValuesOnConditionCheckFailure: onFailure(condition),
		}}
	case table.OpDelete:
		return types.TransactWriteItem{Delete: &types.Delete{
			TableName: &d.name, Key: key, ConditionExpression: condition,
			ExpressionAttributeNames: x.names, ExpressionAttributeValues: x.values,
			ReturnValuesOnConditionCheckFailure: onFailure(condition),
		}}
	case table.OpUpdate:
		return types.TransactWriteItem{Update: &types.Update{
			TableName: &d.name, Key: key, UpdateExpression: change, ConditionExpression: condition,
			ExpressionAttributeNames: x.names, ExpressionAttributeValues: x.values,
			ReturnValuesOnConditionCheckFailure: onFailure(condition),
		}}
	case table.OpCheck:
	}
	return types.TransactWriteItem{ConditionCheck: &types.ConditionCheck{
		TableName: &d.name, Key: key, ConditionExpression: condition,
		ExpressionAttributeNames: x.names, ExpressionAttributeValues: x.values,
		ReturnValuesOnConditionCheckFailure: onFailure(condition),
	}}
}
