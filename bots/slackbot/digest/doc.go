// Package digest keeps who asked for a morning digest: the photos of this day in
// earlier years, in a channel of Slack or in a direct message, each day or on weekdays,
// at a time on the asker's clock.
//
// [Digests.Set] and [Digests.Stop] are the asker's. [Digests.Tick] is called every
// quarter of an hour, reads what is due then and nothing else, and hands each
// subscription on that is; called twice, late or beside itself it hands nothing on
// that was handed on before, as far as it knows, so that who takes it must still do
// each once. [Digests.Compose] chooses the photos, as the member who asked and with no
// more rights than they have then.
//
// What is left of a digest whose gallery was destroyed, or whose member is gone or has
// lost it, goes when it is due next; where the app is taken out, at once
// ([Digests.Forget]); where nothing can be posted any more, by [Digests.Drop].
//
// It posts nothing and knows no message: the road goes on in slackbot, whose worker
// does.
package digest
