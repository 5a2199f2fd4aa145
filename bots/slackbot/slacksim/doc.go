// Package slacksim is a Slack workspace to try an app in: somebody in it types
// commands, presses buttons, opens the app's home tab and fills in its modals, and
// sees what comes back.
//
// It is one person in one channel of a slacktest.Slack, which is as strict as Slack:
// what is too large or malformed is refused, an answer after three seconds is not
// seen, a response_url is good for five uses in half an hour. [Workspace.Client] is
// the HTTP client to give the app: Slack's hosts are here, and it reaches nothing
// else.
package slacksim
