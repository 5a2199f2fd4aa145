package inbox

import (
	"encoding/json"
	"strings"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// The sort keys of records begin so.
const (
	announcedSort = "W#"
	foundSort     = "F#"
	doneSort      = "D#"
)

func partition(g gallery.ID) string { return "B#" + string(g) }

// underWayKey is that of the record of an upload that is not done.
func underWayKey(g gallery.ID, id string, found bool) table.Key {
	sort := announcedSort
	if found {
		sort = foundSort
	}
	return table.Key{Partition: partition(g), Sort: sort + id}
}

func (u Upload) underWay() table.Key { return underWayKey(u.Gallery, u.ID, u.Found()) }

func doneKey(g gallery.ID, user gallery.UserID, id string) table.Key {
	return table.Key{Partition: partition(g), Sort: doneSort + string(user) + "#" + id}
}

// The attributes that are written alone.
const (
	attrState    = "state"
	attrBy       = "by"    // who has the lease
	attrUntil    = "until" // when the lease ends, in Unix milliseconds
	attrAttempts = "attempts"
	attrReason   = "reason"
	attrWhy      = "why"
	attrSays     = "says"
	attrSaid     = "said"
	attrPhoto    = "photo"
	attrThere    = "there"
	attrBack     = "back"
	attrSimilar  = "similar"
)

// attributes are those of a record, without a lease.
func (u Upload) attributes() table.Attributes {
	a := table.Attributes{attrState: string(u.State), "begun": u.Begun.Unix()}
	for name, value := range map[string]string{
		"user": string(u.User), "path": u.Path, "name": u.Name, "type": u.Type, "sha256": u.SHA256, "zone": u.Zone,
		attrReason: u.Reason, attrPhoto: string(u.Photo), attrSimilar: string(u.Similar), attrSays: u.Says.encode(),
	} {
		if value != "" {
			a[name] = value
		}
	}
	for name, value := range map[string]int64{"size": u.Size, attrAttempts: int64(u.Attempts), attrWhy: int64(u.Why)} {
		if value != 0 {
			a[name] = value
		}
	}
	for name, value := range map[string]bool{attrThere: u.There, attrBack: u.Back, attrSaid: u.said} {
		if value {
			a[name] = value
		}
	}
	if !u.Modified.IsZero() {
		a["modified"] = u.Modified.Unix()
	}
	return a
}

// done is the record of what became of an upload. What the person said is on the photo.
func (u Upload) done(now time.Time) table.Item {
	u.said = u.said || !u.Says.Empty()
	u.Says = Says{}
	return table.Item{Key: doneKey(u.Gallery, u.User, u.ID), Attributes: u.attributes(), Expires: expiry(now, announcedLife)}
}

func expiry(now time.Time, life time.Duration) time.Time {
	return now.Add(life).UTC().Truncate(time.Second)
}

// upload reads a record as it stands now: one whose lease is over waits to be tried
// again, since who had it died.
func (in *Inbox) upload(g gallery.ID, item table.Item) Upload {
	u := uploadOf(g, item)
	switch {
	case u.State == Processing && item.Int(attrUntil) < in.Now().UnixMilli():
		u.State, u.Why, u.Reason = Received, fault.Internal, failed
	case u.State == Waiting: // its record stays longer, in case the file comes unnoticed
		u.Expires = expiry(u.Begun, announcedLife)
	}
	return u
}

// failed is the reason of an upload of which a try failed.
const failed = "it failed, and will be tried again"

// late reports whether a file is waited for no longer.
func (in *Inbox) late(u Upload) bool { return u.State == Waiting && !in.Now().Before(u.Expires) }

// uploadOf reads a record as it was written.
func uploadOf(g gallery.ID, item table.Item) Upload {
	u := Upload{
		ID: item.Sort[strings.LastIndexByte(item.Sort, '#')+1:], Gallery: g, User: gallery.UserID(item.String("user")),
		Path: item.String("path"), Name: item.String("name"), Type: item.String("type"), Size: item.Int("size"),
		SHA256: item.String("sha256"), Zone: item.String("zone"), Begun: time.Unix(item.Int("begun"), 0).UTC(),
		State: State(item.String(attrState)), Why: fault.Kind(item.Int(attrWhy)), Reason: item.String(attrReason), //nolint:gosec // it was a Kind
		Photo: gallery.PhotoID(item.String(attrPhoto)), Similar: gallery.PhotoID(item.String(attrSimilar)),
		Attempts: int(item.Int(attrAttempts)), Expires: item.Expires.UTC(),
	}
	u.There, _ = item.Attributes[attrThere].(bool)
	u.Back, _ = item.Attributes[attrBack].(bool)
	u.said, _ = item.Attributes[attrSaid].(bool)
	if at := item.Int("modified"); at != 0 {
		u.Modified = time.Unix(at, 0).UTC()
	}
	_ = json.Unmarshal([]byte(item.String(attrSays)), &u.Says) // nothing was said where there is none
	return u
}
