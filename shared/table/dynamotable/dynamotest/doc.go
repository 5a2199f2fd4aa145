// Package dynamotest gives tests a DynamoDB table of their own on an engine that
// runs, and the ways in which DynamoDB fails that an engine on one's own machine
// never does: throttles, transactions that meet, batches done by half, pages that
// end early. They are for a proxy of deploy/engines/unreliable.
//
// It starts no engine; deploy/engines does. It is for tests alone.
package dynamotest
