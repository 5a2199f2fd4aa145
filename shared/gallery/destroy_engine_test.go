package gallery_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shoebox/shared/table/dynamotable"
	"shoebox/shared/table/dynamotable/dynamotest"
)

// overDynamoDB is a house on an engine, which a sweep scans.
func overDynamoDB(t *testing.T, at string) *house {
	t.Helper()
	client, name := dynamotest.Client(at), dynamotest.Table(t, at)
	return newHouse(dynamotable.New(client, name), func(tb testing.TB) []string {
		tb.Helper()
		var items []string
		pages := dynamodb.NewScanPaginator(client, &dynamodb.ScanInput{TableName: &name, ConsistentRead: new(true)})
		for pages.HasMorePages() {
			page, err := pages.NextPage(tb.Context())
			if err != nil {
				tb.Fatal(err)
			}
			for _, item := range page.Items {
				items = append(items, written(&types.AttributeValueMemberM{Value: item}))
			}
		}
		return items
	})
}

// written gives a value as text, the same for the same value.
func written(v types.AttributeValue) string {
	switch v := v.(type) {
	case *types.AttributeValueMemberS:
		return v.Value
	case *types.AttributeValueMemberL:
		var all []string
		for _, each := range v.Value {
			all = append(all, written(each))
		}
		return strings.Join(all, ",")
	case *types.AttributeValueMemberM:
		var all []string
		for _, name := range slices.Sorted(maps.Keys(v.Value)) {
			all = append(all, name+"="+written(v.Value[name]))
		}
		return strings.Join(all, " ")
	case *types.AttributeValueMemberN:
		return v.Value
	case *types.AttributeValueMemberB:
		return fmt.Sprintf("%x", v.Value)
	case *types.AttributeValueMemberBOOL:
		return fmt.Sprint(v.Value)
	}
	return fmt.Sprintf("%T", v)
}
