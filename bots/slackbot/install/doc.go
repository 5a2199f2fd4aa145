// Package install puts the Slack app into workspaces and keeps what they gave for
// it: one [Installation] for each workspace or organisation, its tokens encrypted.
//
// [OAuth] is the way in: a page that sends people to Slack, and the one Slack sends
// them back to (OAuth v2; state random, for one use, at most ten minutes, bound to a
// cookie). [Installations.Token] is what the bot calls Slack with: a token that has
// time left, refreshed under a lock where the app rotates its tokens.
// [Installations.Forget] takes an installation away when Slack says that the app was
// removed or its token revoked, in whichever order and how often it says so.
//
// It speaks to Slack's OAuth methods alone, and knows nothing of photos or messages:
// the road goes on in slackbot.
package install
