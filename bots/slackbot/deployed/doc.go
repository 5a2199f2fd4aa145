// Package deployed puts the Slack bot together as it runs in AWS, for the mains of
// its functions: over package aws, from a configuration. Another place to run it
// puts its own together; slackbot knows none of them.
package deployed
