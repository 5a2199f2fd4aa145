package dynamotable

import (
	"strings"
	"time"

	"shoebox/shared/table"
)

// clause is a part of a condition expression, and the word that joins its parts;
// "" where it has one. Parentheses go only where they must: DynamoDB refuses an
// expression with redundant ones.
type clause struct{ text, word string }

const (
	and = " AND "
	or  = " OR "
)

func join(word string, clauses ...clause) clause {
	if len(clauses) == 1 {
		return clauses[0]
	}
	parts := make([]string, len(clauses))
	for i, c := range clauses {
		parts[i] = c.text
		if c.word != "" && c.word != word {
			parts[i] = "(" + c.text + ")"
		}
	}
	return clause{strings.Join(parts, word), word}
}

// condition compiles a write's conditions; nil for none. What they say of an item
// that has expired is what they say of none, which is known beforehand: then the
// write is let through or refused by the expiry alone. An update is never let
// through: it would mend the expired item, not replace it.
func (x *expression) condition(w table.Write, now time.Time) *string {
	update := w.Op == table.OpUpdate
	if len(w.If) == 0 && !update {
		return nil
	}
	clauses := x.clauses(w.If)
	ttl, second := x.name(table.ExpiryName), x.value(now.Unix())
	var whole clause
	if !update && table.Holds(w.If, nil) {
		whole = join(or, join(and, clauses...), clause{text: ttl + " <= " + second})
	} else {
		live := join(or, clause{text: "attribute_not_exists(" + ttl + ")"}, clause{text: ttl + " > " + second})
		whole = join(and, append(clauses, live)...)
	}
	return &whole.text
}

func (x *expression) clauses(conditions []table.Condition) []clause {
	clauses := make([]clause, len(conditions))
	for i, c := range conditions {
		clauses[i] = x.clause(c)
	}
	return clauses
}

func (x *expression) clause(c table.Condition) clause {
	if c.Test == table.TestAny {
		return join(or, x.clauses(c.Any)...)
	}
	attribute := c.Attribute
	if attribute == "" {
		attribute = table.PartitionName
	}
	name := x.name(attribute)
	absent := clause{text: "attribute_not_exists(" + name + ")"}
	switch c.Test {
	case table.TestPresent:
		return clause{text: "attribute_exists(" + name + ")"}
	case table.TestAbsent:
		return absent
	case table.TestNotEqual:
		return join(or, absent, clause{text: name + " <> " + x.value(c.Value)})
	case table.TestEqual, table.TestLess, table.TestLessEqual, table.TestGreater, table.TestGreaterEqual, table.TestAny:
	}
	return clause{text: name + comparator(c.Test) + x.value(c.Value)}
}

func comparator(t table.Test) string {
	switch t {
	case table.TestLess:
		return " < "
	case table.TestLessEqual:
		return " <= "
	case table.TestGreater:
		return " > "
	case table.TestGreaterEqual:
		return " >= "
	case table.TestEqual, table.TestNotEqual, table.TestPresent, table.TestAbsent, table.TestAny:
	}
	return " = "
}
