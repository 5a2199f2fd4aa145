// Command shoebox is what a person runs: it serves the gallery and the simulators,
// asks, parses, imports, and generates what is handed to Amazon and Slack.
//
// Each subcommand is a file. main only lends the process to run, which tests call
// with streams and an environment of their own. Nothing is decided here: the
// channels, intents and the gallery are the ones that ship as Lambda functions,
// over the store that backend/local keeps in a folder.
package main
