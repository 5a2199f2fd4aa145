package digest

import (
	"fmt"
	"hash/fnv"
	"time"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/account"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// The items, of about 300 bytes each:
//
//	key                                   what
//	Y#W#enterprise#team   team#channel    a subscription, by where the app is installed
//	Y#hhmm#nn             the place's id  the same for Tick: its rule, and when it is due next
//	Y#run                 M               the last slot that is done
//
// hhmm is a slot: the quarter of an hour in UTC in which the digest is due next; a zone
// that changes its offset moves its digests to other slots. A slot is spread over
// [shards] partitions (nn), so that 100,000 people who get up at the same time are not
// one hot one: a partition gives 3,000 RCU a second and takes 1,000 WCU.

// shards is over how many partitions a slot is spread.
const shards = 16

func (p Place) key() table.Key {
	return table.Key{Partition: homePartition(p.Installed.Enterprise, p.installedTeam()), Sort: p.Team + "#" + p.Channel}
}

func homePartition(enterprise, team string) string {
	return "Y#W#" + part(enterprise) + "#" + part(team)
}

var runKey = table.Key{Partition: "Y#run", Sort: "M"}

// slotOf is the slot of an instant; one within a quarter of an hour is of its end.
func slotOf(t time.Time) string {
	return t.Add(Quarter - time.Nanosecond).Truncate(Quarter).UTC().Format("1504")
}

// slotKey is where a place lies in a slot.
func (p Place) slotKey(slot string) table.Key {
	h := fnv.New32a()
	_, _ = h.Write([]byte(p.id())) // a hash takes everything
	return table.Key{Partition: slotPartition(slot, int(h.Sum32()%shards)), Sort: p.id()}
}

func slotPartition(slot string, shard int) string { return fmt.Sprintf("Y#%s#%02d", slot, shard) }

func (p Place) attributes() table.Attributes {
	a := table.Attributes{"team": p.Team, "channel": p.Channel, "orgwide": p.Installed.OrgWide}
	for name, value := range map[string]string{"enterprise": p.Installed.Enterprise, "installed": p.Installed.Team} {
		if value != "" {
			a[name] = value
		}
	}
	return a
}

func placeOf(i table.Item) Place {
	return Place{
		Installed: install.Workspace{Enterprise: i.String("enterprise"), Team: i.String("installed"), OrgWide: i.Bool("orgwide")},
		Team:      i.String("team"), Channel: i.String("channel"),
	}
}

func (r Rule) into(a table.Attributes) table.Attributes {
	a["at"], a["weekdays"], a["zone"] = int64(r.At/time.Minute), r.Weekdays, r.Zone
	return a
}

func ruleOf(i table.Item) Rule {
	return Rule{At: time.Duration(i.Int("at")) * time.Minute, Weekdays: i.Bool("weekdays"), Zone: i.String("zone")}
}

// item is the subscription itself.
func (s Subscription) item() table.Item {
	a := s.into(s.attributes())
	a["gallery"], a["member"], a["user"] = string(s.Gallery), string(s.Member), s.User
	a["asked"], a["revision"], a["slot"] = s.Asked.Unix(), s.revision, s.slot
	if s.Name != "" {
		a["name"] = s.Name
	}
	return table.Item{Key: s.key(), Attributes: a}
}

func subscriptionOf(i table.Item) Subscription {
	return Subscription{
		Place: placeOf(i), Rule: ruleOf(i),
		Gallery: gallery.ID(i.String("gallery")), Member: account.UserID(i.String("member")), User: i.String("user"), Name: i.String("name"),
		Asked: time.Unix(i.Int("asked"), 0).UTC(), revision: i.String("revision"), slot: i.String("slot"),
	}
}

// due is a subscription as it lies in a slot.
func (s Subscription) due(next time.Time) table.Item { return dueItem(s.Place, s.Rule, next) }

func dueItem(p Place, r Rule, next time.Time) table.Item {
	a := r.into(p.attributes())
	a["next"] = next.Unix()
	return table.Item{Key: p.slotKey(slotOf(next)), Attributes: a}
}
