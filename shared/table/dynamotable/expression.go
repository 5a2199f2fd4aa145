package dynamotable

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"shoebox/shared/table"
)

// expression collects what stands for the names and values of one request's
// expressions. Every name has a placeholder, so that no reserved word matters.
type expression struct {
	names  map[string]string // placeholder -> name
	values attributes        // placeholder -> value
	of     map[string]string // name -> placeholder
}

func (x *expression) name(name string) string {
	if p, ok := x.of[name]; ok {
		return p
	}
	if x.of == nil {
		x.of, x.names = make(map[string]string), make(map[string]string)
	}
	p := "#n" + strconv.Itoa(len(x.of))
	x.of[name], x.names[p] = p, name
	return p
}

func (x *expression) value(value any) string {
	if x.values == nil {
		x.values = make(attributes)
	}
	p := ":v" + strconv.Itoa(len(x.values))
	x.values[p] = fromValue(value)
	return p
}

// update compiles an update's changes; nil for none.
func (x *expression) update(w table.Write) *string {
	var set, add, remove []string
	for _, name := range slices.Sorted(maps.Keys(w.Set)) {
		set = append(set, x.name(name)+" = "+x.value(w.Set[name]))
	}
	if !w.Item.Expires.IsZero() {
		set = append(set, x.name(table.ExpiryName)+" = "+x.value(w.Item.Expires.Unix()))
	}
	for _, name := range slices.Sorted(maps.Keys(w.Add)) {
		add = append(add, x.name(name)+" "+x.value(w.Add[name]))
	}
	for _, name := range slices.Sorted(slices.Values(w.Remove)) {
		remove = append(remove, x.name(name))
	}
	var clauses []string
	for _, c := range []struct {
		word  string
		parts []string
	}{{"SET ", set}, {"ADD ", add}, {"REMOVE ", remove}} {
		if len(c.parts) > 0 {
			clauses = append(clauses, c.word+strings.Join(c.parts, ", "))
		}
	}
	if len(clauses) == 0 {
		return nil
	}
	s := strings.Join(clauses, " ")
	return &s
}

// keys compiles the range of a query.
func (x *expression) keys(q table.Query) *string {
	s := x.name(table.PartitionName) + " = " + x.value(q.Partition)
	switch {
	case q.From != "" && q.To != "":
		s += " AND " + x.name(table.SortName) + " BETWEEN " + x.value(q.From) + " AND " + x.value(q.To)
	case q.From != "":
		s += " AND " + x.name(table.SortName) + " >= " + x.value(q.From)
	case q.To != "":
		s += " AND " + x.name(table.SortName) + " <= " + x.value(q.To)
	}
	return &s
}

// onFailure asks for the item that made a condition fail, which costs nothing.
func onFailure(condition *string) types.ReturnValuesOnConditionCheckFailure {
	if condition == nil {
		return ""
	}
	return types.ReturnValuesOnConditionCheckFailureAllOld
}
