package gallery

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// DefaultQuota is how many bytes of originals a gallery may hold: 100 GB, some 25,000
// photos from a telephone. It is more than most people have, and bounds what somebody
// who fills a gallery on purpose costs, to about $2.30 a month at S3's price of a
// gigabyte.
const DefaultQuota = 100_000_000_000

// Usage is how much there is in a gallery.
type Usage struct {
	Photos, Trashed int
	// Bytes are what the originals of all of them take, those in the trash too.
	Bytes int64
	// Quota is how many bytes may be there. Beyond it nothing is added, nor taken
	// out of the trash.
	Quota int64
}

// Usage tells how much there is in the gallery.
func (g *Gallery) Usage(ctx context.Context) (Usage, error) {
	const op = "gallery.Usage"
	if err := g.mayLook(op); err != nil {
		return Usage{}, err
	}
	u, err := g.usage(ctx)
	return u, fault.Wrap(op, err)
}

// usage reads the heads of the two lists that make up the gallery, and its quota.
func (g *Gallery) usage(ctx context.Context) (Usage, error) {
	var live, trashed head
	u := Usage{Quota: DefaultQuota}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) { live, err = g.head(ctx, timeline, true); return err })
	group.Go(func() (err error) { trashed, err = g.head(ctx, trash, true); return err })
	group.Go(func() error {
		item, err := g.all.table.GetConsistent(ctx, profileKey(g.id))
		if quota := item.Int("quota"); quota > 0 {
			u.Quota = quota
		}
		if fault.Is(err, fault.NotFound) {
			return nil
		}
		return err
	})
	if err := group.Wait(); err != nil {
		return Usage{}, err
	}
	u.Photos, u.Trashed, u.Bytes = live.count, trashed.count, live.bytes+trashed.bytes
	return u, nil
}

// head is what stands at the head of a list, what was set aside counted in.
type head struct {
	count int
	bytes int64
}

func (g *Gallery) head(ctx context.Context, term string, consistent bool) (head, error) {
	q := table.Query{Partition: listPartition(g.id, term), From: headSort, To: headEnd, Consistent: consistent}
	var h head
	for {
		page, err := g.all.table.Query(ctx, q)
		if err != nil {
			return head{}, err
		}
		for _, i := range page.Items {
			h.count += int(i.Int("count"))
			h.bytes += i.Int("bytes")
		}
		if q.After = page.Next; q.After == "" {
			return h, nil
		}
	}
}

// SetQuota has a gallery hold so many bytes; 0 is DefaultQuota again. It is for who
// runs Shoebox: no member decides about it, and no role is asked. A process that has
// just added photos may go by the old one for a minute. NotFound where there is no
// such gallery.
func (gs *Galleries) SetQuota(ctx context.Context, id ID, bytes int64) error {
	const op = "gallery.SetQuota"
	if bytes < 0 {
		return fault.New(op, fault.Invalid, "a quota is not less than nothing")
	}
	if !identifier(string(id)) {
		return fault.New(op, fault.NotFound, "no such gallery")
	}
	change := table.Change{Set: table.Attributes{"quota": bytes}}
	if bytes == 0 {
		change = table.Change{Remove: []string{"quota"}}
	}
	err := gs.table.Write(ctx, table.Update(profileKey(id), change, table.Present()))
	if fault.Is(err, fault.Conflict) {
		return fault.New(op, fault.NotFound, "no such gallery")
	}
	gs.glossary(id).room.forget()
	return fault.Wrap(op, err)
}

// room is what a process knows of the room left in a gallery. It does not count at an
// item of its own, which every change would have to wait for: what is added at the
// same moment elsewhere may lead over the quota by so much.
type room struct {
	mu       sync.Mutex
	used     Usage
	read     time.Time // zero is never
	reserved int64     // bytes of photos that are being added
	adding   int       // how many they are
	freed    int64     // bytes that were reserved once: they may have been added since a reading
}

// nearlyFull is the part of a quota up to which a process goes by what it read within
// maxAge, and its own changes. Beyond it, the table is asked each time.
const nearlyFull = 0.9

// reserve makes sure that there is room for so many bytes more until done is called;
// TooLarge where there is not. For 0 bytes there is while the quota is kept. The
// patient wait for what else is being added, which may not come after all.
func (g *Gallery) reserve(ctx context.Context, bytes int64, patient bool) (done func(), err error) {
	r := &g.words.room
	for attempt := range attempts {
		taken, freed := r.take(bytes, g.all.now())
		if taken {
			return func() { r.free(bytes) }, nil
		}
		u, err := g.usage(ctx)
		if err != nil {
			return nil, err
		}
		taken, sure := r.retake(bytes, u, freed, g.all.now())
		if taken {
			return func() { r.free(bytes) }, nil
		}
		if sure || !patient {
			break
		}
		if err := pause(ctx, attempt); err != nil {
			return nil, err
		}
	}
	return nil, fault.New("gallery.reserve", fault.TooLarge, "there is no room left in the gallery: delete photos for good to make some")
}

// take reserves what surely fits, by what is known. freed is for retake.
func (r *room) take(bytes int64, now time.Time) (taken bool, freed int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.read.IsZero() || now.Sub(r.read) > maxAge || float64(r.used.Bytes+r.reserved+bytes) > nearlyFull*float64(r.used.Quota) {
		return false, r.freed
	}
	r.reserved += bytes
	r.adding++
	return true, 0
}

// retake reserves what fits, by what was read since so much was freed. What this
// process was adding meanwhile may be in the reading or not: it counts as if it were
// not, and sure says that there was none of it.
func (r *room) retake(bytes int64, u Usage, freed int64, now time.Time) (taken, sure bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	meanwhile := r.freed - freed
	u.Bytes += meanwhile
	r.used, r.read = u, now
	if u.Bytes+r.reserved+bytes > u.Quota {
		return false, r.adding == 0 && meanwhile == 0
	}
	r.reserved += bytes
	r.adding++
	return true, false
}

func (r *room) free(bytes int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.reserved -= bytes
	r.freed += bytes
	r.adding--
}

// changed counts what this process changed.
func (r *room) changed(counts map[string]span) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.used.Bytes += counts[timeline].bytes + counts[trash].bytes
}

func (r *room) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.read = time.Time{}
}
