// Package growth says what many galleries cost a month, and where they would be in
// each other's way.
//
// Three things go into it. What people do once costs the table is measured by
// [Measure]: a real gallery, real turns through intents, a driver that counts the
// units of every partition key. measured.json holds the last measurement. What
// people do in a month ([Month]) and what AWS asks for it ([Prices], prices.json)
// are inputs, each with its reason or its source. [Bill] multiplies; [Markdown]
// makes the tables that stand in DESIGN.md of it, and a test holds the two together.
//
// It knows no latency and no throttling: it says what would be asked of a
// partition, to be read against what DynamoDB gives one. It is for the command
// bench alone.
package growth
