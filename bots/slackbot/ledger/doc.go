// Package ledger remembers which work was begun and which is done, so that what
// Slack or a queue delivers again is not done again, and what somebody died of is
// taken over.
//
// An [Entry] is held for a lease, and then closed: as done, as not done at all, or
// as unsure. Who takes over what was unsure is told so by [Entry.Again].
//
// It knows no event and no message; the road goes on in slackbot, whose worker
// begins an entry for each job.
package ledger
