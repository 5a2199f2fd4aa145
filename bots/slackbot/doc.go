// Package slackbot speaks Slack: it verifies what Slack sends, decodes it into an
// intents.Request, and renders the intents.Reply as Block Kit.
//
// A [Bot] has two doors. The front ([Bot.Lambda], [Bot.HTTP]) answers within its
// budget, in the acknowledgement of a command or through the response_url of a
// click. What takes longer it hands to the worker ([Bot.Work]) through a [Queue]
// and acknowledges with an empty 200: Slack waits three seconds, and nothing may
// run on once a Lambda function has answered. Events always go to the worker, which
// answers by the Web API, each once however often Slack tells of it.
//
// What is handled stands in [Events] and [Interactions], and nothing else is: the
// app's manifest and its scopes are made of them.
//
// Views are forms over the same conversation: the search form (modal.go) makes the
// words a person could have typed, and its results go on by the same replies. Pictures
// that lie in Slack go to a [Saver] (save.go), by a form or as they are shared; which
// of them become photos is not decided here.
//
// Whatever is sent goes through [Fit], which trims it to Block Kit's limits.
// User's words stand in plain text, or escaped where Slack knows no plain text.
//
// Pictures are links, or files of the workspace where it wants them so ([Files]). The
// Home tab and the links people share ask the same handler as a command; the tab has a
// conversation of its own.
//
// Photos of the day come by themselves where somebody asked for them: [Tick] puts a job
// for each of these digests into the queue, whose worker makes it and posts it once.
//
// It decides nothing about photos; the road goes on in intents. slacksim is a
// workspace to try it in.
package slackbot
