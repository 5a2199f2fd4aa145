package dynamotable

import (
	"math"
	"strconv"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shoebox/shared/table"
)

// attributes is an item as the SDK has it.
type attributes = map[string]types.AttributeValue

func fromKey(k table.Key) attributes {
	return attributes{
		table.PartitionName: &types.AttributeValueMemberS{Value: k.Partition},
		table.SortName:      &types.AttributeValueMemberS{Value: k.Sort},
	}
}

func fromItem(item table.Item) attributes {
	out := fromKey(item.Key)
	if !item.Expires.IsZero() {
		out[table.ExpiryName] = fromTime(item.Expires)
	}
	for name, value := range item.Attributes {
		out[name] = fromValue(value)
	}
	return out
}

func fromTime(t time.Time) types.AttributeValue { return fromValue(t.Unix()) }

// fromValue turns a value that table has checked.
func fromValue(value any) types.AttributeValue {
	switch v := value.(type) {
	case string:
		return &types.AttributeValueMemberS{Value: v}
	case int64:
		return &types.AttributeValueMemberN{Value: strconv.FormatInt(v, 10)}
	case float64:
		return &types.AttributeValueMemberN{Value: strconv.FormatFloat(v, 'g', -1, 64)}
	case bool:
		return &types.AttributeValueMemberBOOL{Value: v}
	case []byte:
		if v == nil {
			v = []byte{}
		}
		return &types.AttributeValueMemberB{Value: v}
	case []string:
		list := make([]types.AttributeValue, len(v))
		for i, s := range v {
			list[i] = &types.AttributeValueMemberS{Value: s}
		}
		return &types.AttributeValueMemberL{Value: list}
	case []any:
		list := make([]types.AttributeValue, len(v))
		for i, e := range v {
			list[i] = fromValue(e)
		}
		return &types.AttributeValueMemberL{Value: list}
	case map[string]any:
		m := make(attributes, len(v))
		for name, e := range v {
			m[name] = fromValue(e)
		}
		return &types.AttributeValueMemberM{Value: m}
	}
	return &types.AttributeValueMemberNULL{Value: true}
}

// toItem reads an item. What no Table writes but a person may, by hand, is read as
// what comes nearest: a set as a list, null as no attribute.
func toItem(in attributes) table.Item {
	item := table.Item{Attributes: make(table.Attributes, len(in))}
	for name, value := range in {
		v := toValue(value)
		switch name {
		case table.PartitionName:
			item.Partition, _ = v.(string)
		case table.SortName:
			item.Sort, _ = v.(string)
		case table.ExpiryName:
			if seconds, ok := v.(int64); ok && seconds > 0 {
				item.Expires = time.Unix(seconds, 0).UTC()
			}
		default:
			if v != nil {
				item.Attributes[name] = v
			}
		}
	}
	return item
}

func toValue(value types.AttributeValue) any {
	switch v := value.(type) {
	case *types.AttributeValueMemberS:
		return v.Value
	case *types.AttributeValueMemberN:
		return toNumber(v.Value)
	case *types.AttributeValueMemberBOOL:
		return v.Value
	case *types.AttributeValueMemberB:
		return v.Value
	case *types.AttributeValueMemberSS:
		return v.Value
	case *types.AttributeValueMemberNS:
		list := make([]any, len(v.Value))
		for i, n := range v.Value {
			list[i] = toNumber(n)
		}
		return list
	case *types.AttributeValueMemberL:
		return toList(v.Value)
	case *types.AttributeValueMemberM:
		m := make(map[string]any, len(v.Value))
		for name, e := range v.Value {
			if e := toValue(e); e != nil {
				m[name] = e
			}
		}
		return m
	}
	return nil
}

// toList gives a []string where all are strings.
func toList(in []types.AttributeValue) any {
	list := make([]any, 0, len(in))
	strings := make([]string, 0, len(in))
	for _, e := range in {
		v := toValue(e)
		if v == nil {
			continue
		}
		list = append(list, v)
		if s, ok := v.(string); ok {
			strings = append(strings, s)
		}
	}
	if len(strings) == len(list) {
		return strings
	}
	return list
}

func toNumber(s string) any {
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n
	}
	f, err := strconv.ParseFloat(s, 64)
	if err == nil && f == math.Trunc(f) && f >= -1<<63 && f < 1<<63 {
		return int64(f)
	}
	return f
}
