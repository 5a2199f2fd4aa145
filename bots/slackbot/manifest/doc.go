// Package manifest writes the manifest of the Slack app: what a workspace is asked
// to allow, and where it finds us. It is made of the catalogue of intents and of the
// registries of what slackbot handles, so that nothing stands in it that is not
// handled, and the reverse.
//
// It stands beside slackbot, since a running bot needs neither it nor YAML. The
// road goes on in deploy/shoebox, whose generate writes it into the repository.
package manifest
