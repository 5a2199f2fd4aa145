package intents

import (
	"context"
	"slices"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/fault"
)

// identify finds out who is asking. Somebody nobody knows, and somebody who may use
// their gallery no longer, go on without: what they may ask is decided when it is
// understood.
func (rt *Router) identify(next Handler) Handler {
	return HandlerFunc(func(ctx context.Context, r *Request) (*Reply, error) {
		const op = "intents.identify"
		actor, err := rt.Accounts.Identify(ctx, r.Identity)
		switch {
		case fault.Is(err, fault.Unauthenticated):
			actor = account.Actor{}
		case fault.Is(err, fault.Denied) && actor.User != "":
		case err != nil:
			return nil, fault.Wrap(op, err)
		}
		known := *r
		known.Actor = actor
		recordOf(ctx).gallery = actor.Membership.Gallery
		known.Zone = zoneOf(ctx, r, actor)
		if known.Locale == "" {
			known.Locale = actor.Locale
		}
		return next.ServeIntent(ctx, &known)
	})
}

// zoneOf is where an actor is: what they set goes before where the channel finds
// them, and that before what it takes them to be.
func zoneOf(ctx context.Context, r *Request, actor account.Actor) *time.Location {
	if zone, err := time.LoadLocation(actor.Zone); err == nil && actor.Zone != "" {
		return zone
	}
	if r.Locate != nil && actor.Membership.Gallery != "" {
		if zone := r.Locate(ctx); zone != nil {
			return zone
		}
	}
	return r.Zone
}

// withoutGallery are the intents that need none.
var withoutGallery = []Name{Help, HelpSearch, Stop, Cancel, SignIn, WhoAmI, UseGallery, Disconnect, Digest}

// refuse answers what needs a gallery where none is known, or may be used no longer:
// never with another's photos. It gives nil where the intent can be answered.
func (t *turn) refuse(ctx context.Context) (*Reply, error) {
	switch {
	case t.Actor.Membership.Gallery != "" || slices.Contains(withoutGallery, t.meaning.Intent):
		return nil, nil
	case t.Actor.User == "":
		return t.connect(), nil
	}
	t.meaning.Intent = UseGallery
	if t.rt.People == nil {
		return nil, fault.New("intents.refuse", fault.Denied, "not a member of the gallery that was chosen")
	}
	return t.whichGallery(ctx, "")
}
