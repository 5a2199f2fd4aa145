package intents

import (
	"context"
	"math"
	"slices"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

const (
	// lease is how long a request is taken to be in work. After it somebody
	// else may take it over: who had it has crashed.
	lease = 10 * time.Second
	// markerLife is how long a request is known again: channels and queues
	// repeat for hours.
	markerLife = 24 * time.Hour
	// maxKeptReply is the longest reply that is kept for a repeat, in bytes,
	// packed: 4 write units.
	maxKeptReply = 4 << 10
	// closing is how long a marker may take to be written after the answer.
	closing = 400 * time.Millisecond
)

// once answers a request once. A repeat of a finished request is given the same
// reply again, or where that is personal another one; one that comes while the first
// is in work, Silence: the first will answer. A request that failed may be tried
// again.
//
// A marker has the key I#channel#asker#request, and as attributes lease (when it
// may be taken over, in milliseconds since 1970) and, once finished, reply. When
// the store can't take a marker the request is answered without.
func (rt *Router) once(next Handler) Handler {
	return HandlerFunc(func(ctx context.Context, r *Request) (*Reply, error) {
		if r.ID == "" {
			return next.ServeIntent(ctx, r)
		}
		m := marker{rt: rt, key: table.Key{
			Partition: "I#" + string(r.Channel) + "#" + keyPart(r.Identity.Team, r.Identity.User) + "#" + keyPart(r.ID),
			Sort:      "M",
		}}
		err := m.take(ctx)
		if fault.Is(err, fault.Conflict) {
			recordOf(ctx).duplicate = true
			return m.again(ctx, r)
		}
		var reply *Reply
		if err == nil {
			defer func() { m.close(ctx, reply) }()
		}
		reply, err = next.ServeIntent(ctx, r)
		return reply, err
	})
}

type marker struct {
	rt    *Router
	key   table.Key
	until int64 // the lease, as written
}

// take marks the request as in work; a Conflict when it is already, or done.
func (m *marker) take(ctx context.Context) error {
	now := m.rt.Now()
	m.until = now.Add(lease).UnixMilli()
	return m.rt.Table.Write(ctx, table.Put(
		table.Item{Key: m.key, Attributes: table.Attributes{"lease": m.until}, Expires: now.Add(markerLife)},
		table.AnyOf(table.Absent(), table.Less("lease", now.UnixMilli())),
	))
}

// again gives the reply of a request that was seen before.
func (m *marker) again(ctx context.Context, r *Request) (*Reply, error) {
	const op = "intents.once"
	item, err := m.rt.Table.GetConsistent(ctx, m.key)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, fault.Wrap(op, err)
	}
	silence := &Reply{Kind: Silence, Intent: r.Intent, Focus: -1}
	packed := item.Bytes("reply")
	if len(packed) == 0 {
		return silence, nil
	}
	var reply Reply
	if err := unpack(packed, &reply); err != nil {
		return silence, nil //nolint:nilerr // an older shape of reply: the first was answered
	}
	return &reply, nil
}

// personal reports whether a reply opens a door, or calls who asks by their name: such
// replies are kept nowhere, and a repeat is answered anew.
func (r *Reply) personal() bool {
	return r.Door != (Door{}) || slices.Contains([]Name{SignIn, WhoAmI, UseGallery, Launch}, r.Intent)
}

// close marks the request as done, or lets it go when it failed. It goes on after
// the request's time is up, and no error of it can change the answer.
func (m *marker) close(ctx context.Context, reply *Reply) {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), closing)
	defer stop()
	mine := table.Equal("lease", m.until)
	write := table.Delete(m.key, mine)
	if reply != nil && reply.Kind != Apology && !reply.personal() {
		done := table.Attributes{"lease": int64(math.MaxInt64)}
		again := *reply
		again.Names = nil // the channel was given them already
		if packed, err := pack(again); err == nil && len(packed) <= maxKeptReply && reply.Kind != SharedWith {
			done["reply"] = packed
		}
		write = table.Update(m.key, table.Change{Set: done}, mine)
	}
	if err := m.rt.Table.Write(ctx, write); err != nil {
		m.rt.Log.WarnContext(ctx, "request not marked", "fault", fault.Of(err).String())
	}
}
