// Package slacktest is a fake of Slack that is as strict as Slack, in both
// directions, for tests of an app and for simulators of a workspace.
//
// As a server ([Slack.ServeHTTP], or [Slack.Client] for an app that is given a
// client) it is the Web API, the response_urls and the store of files: it checks
// tokens and scopes, sizes and counts, trigger ids (3 s, one use), hashes and the
// stack of views, five uses of a response_url in half an hour; it fetches the
// pictures of a message as Slack does, and refuses the whole message where that
// fails. [Slack.Fail] scripts what goes wrong: 429 with Retry-After, invalid_auth,
// slow answers, answers that get lost.
//
// As a sender it signs commands, interactions and events, waits three seconds for
// the acknowledgement, and brings an event again as Slack does ([Slack.Retry]).
// The same event under another id is [Slack.Copy]; late and out of order is the
// order in which a test delivers.
//
// What a message may hold is slackbot's to check; nothing is checked twice here.
// It knows nothing of photos.
package slacktest
