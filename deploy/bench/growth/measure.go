package growth

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"

	"shoebox/intents"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

// Measure fills a gallery of each size in a folder, and has people do with it what
// they do, so many times each.
func Measure(ctx context.Context, dir string, sizes []int, repeats int) (Measured, error) {
	var m Measured
	for _, photos := range sizes {
		s, err := measure(ctx, filepath.Join(dir, fmt.Sprintf("growth-%d.db", photos)), photos, repeats)
		if err != nil {
			return Measured{}, fault.Wrap("growth.Measure", err)
		}
		m.Sizes = append(m.Sizes, s)
	}
	return m, nil
}

// home is the gallery that is measured.
const home gallery.ID = "01JGROWTH00000000000000000"

var (
	owner = account.Actor{User: "owner", Membership: gallery.Membership{Gallery: home, Role: gallery.Owner}}
	echo  = account.Identity{Channel: account.Alexa, User: "amzn1.ask.account.OWNER"}
	slack = account.Identity{Channel: account.Slack, Team: "T0GROWTH", User: "U0GROWTH"}
)

// rig is a gallery with the counters on.
type rig struct {
	table   *table.Table
	keys    *partitions
	album   []gallery.Photo
	spare   []gallery.Photo
	repeats int
}

func measure(ctx context.Context, path string, photos, repeats int) (s Size, err error) {
	driver, err := bolttable.Open(path)
	if err != nil {
		return Size{}, err
	}
	keys := countPartitions(driver)
	t := table.New(table.NewMeter(keys, nil), gallerytest.Now)
	defer func() {
		if closed := t.Close(); err == nil {
			err = closed
		}
	}()
	album := gallerytest.Album(uint64(photos), photos+repeats)
	r := &rig{table: t, keys: keys, album: album[:photos], spare: album[photos:], repeats: repeats}
	if err := r.galleries().Found(ctx, home, gallery.Shared, "The family", gallery.Member{User: owner.User}); err != nil {
		return Size{}, err
	}
	const plenty = 1 << 42 // bytes: 100,000 photos are more than a gallery has room for that nobody gave more
	if err := r.galleries().SetQuota(ctx, home, plenty); err != nil {
		return Size{}, err
	}
	if err := r.people().Introduce(ctx, account.User{ID: owner.User, Gallery: home}, echo, slack); err != nil {
		return Size{}, err
	}
	s = Size{Photos: photos, Acts: map[Act]Cost{}}
	if s.Acts[Bring], err = r.act(ctx, photos, r.bring); err != nil {
		return Size{}, err
	}
	s.Items, s.Bytes = r.keys.kept()
	s.Items, s.Bytes = round(s.Items/float64(photos)), round(s.Bytes/float64(photos))
	for _, a := range []struct {
		act Act
		do  func(context.Context) error
	}{
		{Cold, r.cold}, {Warm, r.warm}, {Fetch, r.fetch}, {Alter, r.alter}, {Liken, r.liken}, {Add, r.add}, {Learn, r.learn}, {Leave, r.leave},
	} {
		if s.Acts[a.act], err = r.act(ctx, repeats, a.do); err != nil {
			return Size{}, err
		}
	}
	return s, nil
}

// act measures what is done n times.
func (r *rig) act(ctx context.Context, n int, do func(context.Context) error) (Cost, error) {
	r.keys.taken()
	tracked, tracker := table.Track(ctx)
	if err := do(tracked); err != nil {
		return Cost{}, err
	}
	usage := tracker.Usage()
	cost := Cost{Load: per(Load{float64(usage.Requests), usage.ReadUnits, usage.WriteUnits}, n), Keys: map[string]Load{}}
	for kind, load := range byKind(r.keys.taken(), string(home)) {
		cost.Keys[kind] = per(load, n)
	}
	return cost, nil
}

func per(l Load, n int) Load {
	l = l.times(1 / float64(n))
	return Load{round(l.Requests), round(l.ReadUnits), round(l.WriteUnits)}
}

// round keeps what can be read.
func round(x float64) float64 { return float64(int64(x*1000+0.5)) / 1000 }

// galleries are those of a process that has just started.
func (r *rig) galleries() *gallery.Galleries {
	return gallery.New(r.table, gallery.Keys{gallerytest.Key()}, gallerytest.Now)
}

func (r *rig) gallery() *gallery.Gallery { return r.galleries().As(owner.Membership) }

func (r *rig) people() *account.People {
	return account.NewPeople(account.PeopleConfig{Table: r.table, Galleries: r.galleries(), Now: gallerytest.Now})
}

// router is that of a process that has just started.
func (r *rig) router() *intents.Router {
	return intents.NewRouter(intents.Config{
		Galleries: r.galleries(), Accounts: r.people(), Table: r.table,
		Keys: [][]byte{gallerytest.Key()}, Log: slog.New(slog.DiscardHandler), Now: gallerytest.Now,
	})
}
