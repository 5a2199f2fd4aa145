// Package table is DynamoDB's shape in a few typed operations: items under
// (partition, sort) keys, conditional and transactional writes, range queries.
//
// Users hold a [Table], which keeps the rules that must be the same everywhere:
// keys are checked, expired items are invisible, large reads and batches are cut
// into what the engine takes, what the engine left over is tried again. A Table
// holds a [Driver], which is one technology: dynamotable in AWS, bolttable on a
// laptop. tabletest holds both to the same behaviour, and [Meter] counts requests,
// read units and write units on either, by DynamoDB's rounding rules.
//
// Conditions and updates are values, never expression strings. Attributes are
// plain: what a person reads in the DynamoDB console is what was meant.
//
// It knows nothing of photos. The road goes on in gallery and account, which are
// the only ones that say what a key means.
package table
