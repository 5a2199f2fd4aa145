// Package dynamotable keeps a table in Amazon DynamoDB.
//
// The table has a partition key "pk" and a sort key "sk", both strings, and
// expires items by the number "ttl", in seconds since 1970. Conditions and updates,
// which are values everywhere else, become expression strings here and nowhere
// else (condition.go, expression.go). Each call is one request: the SDK's own retries are off,
// because table.Table knows what may be repeated.
//
// Every request asks what it cost, so that table.Meter counts what DynamoDB
// charges.
package dynamotable
