// Package slacksim is a Slack workspace to try an app in: it types commands and
// presses buttons, signs what it sends as Slack does, and shows what comes back, in
// the acknowledgement or at a response_url.
//
// It is as strict as Slack: a message that is too large or malformed is refused, an
// answer after three seconds is not seen, a response_url is good for five uses in
// half an hour. [Workspace.Client] is the HTTP client to give the app; its posts to
// hooks.slack.com come here, and it reaches nothing else.
//
// It holds one person in one channel, and fetches no pictures.
package slacksim
