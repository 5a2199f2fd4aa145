package gallery

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"shoebox/shared/fault"
	"shoebox/shared/table"
)

// Destroy removes the gallery with all there is of it: photos, live and trashed, their
// index, what is known of its words, members, invitations and links. Owners may. What
// has expired goes by itself.
//
// each is given the objects of every photo before the photo goes, so that they can be
// removed; several calls may be under way at once. Its error ends Destroy.
//
// From the beginning on the gallery takes no changes: they are Denied. The owners stay
// members until the very end, so that who died on the way can begin again; each may
// then be given objects a second time. A change that another process began before and
// ends after may leave something behind: destroying it again removes that too.
func (g *Gallery) Destroy(ctx context.Context, each func(Objects) error) error {
	const op = "gallery.Destroy"
	if err := g.mayManage(op); err != nil {
		return err
	}
	closed := table.Item{Key: journalKey(g.id, closedSort), Attributes: table.Attributes{"closed": true}}
	if err := g.all.table.Write(ctx, table.Put(closed)); err != nil {
		return fault.Wrap(op, err)
	}
	for _, step := range []func() error{
		func() error { return g.clearLinks(ctx) },
		func() error { return g.clearAll(ctx, each) },
		func() error { return g.clearMembers(ctx) },
	} {
		if err := step(); err != nil {
			return fault.Wrap(op, err)
		}
	}
	g.words.clear()
	return nil
}

// closedSort names the item among the journals that says that the gallery is being
// destroyed: every change looks there before it does anything. It stands before all
// journals.
const closedSort = "!"

// firstJournal is after closedSort, and not after any journal.
const firstJournal = "0"

// closed is what a change hears of a gallery that is being destroyed.
func closed() error {
	return fault.New("gallery.repair", fault.Denied, "the gallery is being removed")
}

// mayBegin says no where the gallery is being destroyed, to what looks at no journals.
func (g *Gallery) mayBegin(ctx context.Context) error {
	_, err := g.all.table.GetConsistent(ctx, journalKey(g.id, closedSort))
	switch {
	case fault.Is(err, fault.NotFound):
		return nil
	case err != nil:
		return err
	}
	return closed()
}

// clearAll removes photos and index, until there is nothing of either.
func (g *Gallery) clearAll(ctx context.Context, each func(Objects) error) error {
	for {
		// What is half made is made first: then every photo stands in one of two lists.
		if _, err := g.repairFrom(ctx, firstJournal, "", allAsides); err != nil {
			return err
		}
		for _, list := range []string{timeline, trash} {
			if err := g.clearPhotos(ctx, list, each); err != nil {
				return err
			}
		}
		if err := g.clearJournals(ctx, each); err != nil {
			return err
		}
		if err := g.clearLists(ctx); err != nil {
			return err
		}
		if err := g.clearBeside(ctx, each); err != nil {
			return err
		}
		if more, err := g.anyLeft(ctx); err != nil || !more {
			return err
		}
	}
}

// anyLeft reports whether something has come while the rest was removed.
func (g *Gallery) anyLeft(ctx context.Context) (bool, error) {
	queries := []table.Query{
		{Partition: listPartition(g.id, timeline)}, {Partition: listPartition(g.id, trash)},
		{Partition: journalPartition(g.id), From: firstJournal}, {Partition: termsPartition(g.id)}, {Partition: notePartition(g.id)},
	}
	for band := range bands {
		queries = append(queries, table.Query{Partition: bandPartition(g.id, band)})
	}
	for _, q := range queries {
		q.Limit, q.Consistent = 1, true
		page, err := g.all.table.Query(ctx, q)
		if err != nil || len(page.Items) > 0 {
			return true, err
		}
	}
	return false, nil
}

// clearPhotos removes the photos that stand in a list, and then their place in it: who
// dies between the two finds them there.
func (g *Gallery) clearPhotos(ctx context.Context, list string, each func(Objects) error) error {
	const some = 100 // photos whose places are kept while they go
	q := table.Query{Partition: listPartition(g.id, list), To: lastSort, Limit: some, Consistent: true}
	return g.pages(ctx, q, func(items []table.Item) error {
		var ids []PhotoID
		for _, i := range items {
			if _, id, ok := placed(i.Sort); ok {
				ids = append(ids, id)
			}
		}
		if err := g.clearSome(ctx, ids, each); err != nil {
			return err
		}
		return g.remove(ctx, keys(items))
	})
}

// clearSome removes photos, but for their place in the list they were found in.
func (g *Gallery) clearSome(ctx context.Context, ids []PhotoID, each func(Objects) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for _, id := range ids {
		group.Go(func() error { return g.clearPhoto(ctx, id, each) })
	}
	return group.Wait()
}

// clearPhoto removes a photo with its postings, itself last: who dies on the way finds
// it again. One that has gone before is none of its business.
func (g *Gallery) clearPhoto(ctx context.Context, id PhotoID, each func(Objects) error) error {
	for attempt := range attempts {
		p, err := g.settled(ctx, id)
		if fault.Is(err, fault.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		if p.Objects != (Objects{}) {
			if err := each(p.Objects); err != nil {
				return err
			}
		}
		if err := g.remove(ctx, g.traces(p)); err != nil {
			return err
		}
		err = g.all.table.Write(ctx, table.Delete(photoKey(g.id, id), table.Equal("version", p.Version)))
		if !fault.Is(err, fault.Conflict) {
			return err
		}
		// It was changed just now, and stands elsewhere.
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
	return fault.New("gallery.Destroy", fault.Conflict, "too many changes at once")
}

// traces are the items by which a photo is found, but for the two lists that make up
// the gallery.
func (g *Gallery) traces(p stored) []table.Key {
	var traces []table.Key
	for _, t := range p.lists() {
		if t != timeline && t != trash {
			traces = append(traces, table.Key{Partition: listPartition(g.id, t), Sort: place(p.Taken, p.ID)})
		}
	}
	if p.SHA256 != "" {
		traces = append(traces, fileKey(g.id, p.SHA256))
	}
	return append(traces, likenessKeys(g.id, p.ID, p.Likeness)...)
}

// clearJournals removes changes that nobody can finish, since a photo of theirs went
// while they were made, with the photos they were about.
func (g *Gallery) clearJournals(ctx context.Context, each func(Objects) error) error {
	q := table.Query{Partition: journalPartition(g.id), From: firstJournal, Consistent: true}
	return g.pages(ctx, q, func(items []table.Item) error {
		for _, i := range items {
			var ids []PhotoID
			for _, id := range i.Strings("photos") {
				ids = append(ids, PhotoID(id))
			}
			if err := g.clearSome(ctx, ids, each); err != nil {
				return err
			}
		}
		return g.remove(ctx, keys(items))
	})
}

// clearLists removes what is left of all lists: their heads, and what changes that
// came meanwhile left in them. A word goes between two looks into its list, since a
// change that comes after the first is then seen by the second, or brings the word
// back.
func (g *Gallery) clearLists(ctx context.Context) error {
	q := table.Query{Partition: termsPartition(g.id), Consistent: true}
	err := g.pages(ctx, q, func(items []table.Item) error {
		lists := map[string]bool{}
		for _, i := range items {
			if term, _ := isAside(i.Sort); term != timeline {
				lists[term] = true
			}
		}
		if err := g.drain(ctx, lists, ""); err != nil {
			return err
		}
		if err := g.remove(ctx, keys(items)); err != nil {
			return err
		}
		return g.drain(ctx, lists, "")
	})
	if err != nil {
		return err
	}
	days := map[string]bool{}
	leapYear := time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
	for day := leapYear; day.Year() == leapYear.Year(); day = day.AddDate(0, 0, 1) {
		days[dayTerm(Photo{Taken: day})] = true
	}
	if err := g.drain(ctx, days, ""); err != nil {
		return err
	}
	return g.drain(ctx, map[string]bool{timeline: true, trash: true}, headSort)
}

// drain removes all that is in lists from a sort key on.
func (g *Gallery) drain(ctx context.Context, lists map[string]bool, from string) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for list := range lists {
		group.Go(func() error {
			return g.removeRange(ctx, table.Query{Partition: listPartition(g.id, list), From: from})
		})
	}
	return group.Wait()
}

// removeRange removes all that is in a range.
func (g *Gallery) removeRange(ctx context.Context, q table.Query) error {
	q.Consistent = true
	return g.pages(ctx, q, func(items []table.Item) error { return g.remove(ctx, keys(items)) })
}

// pages gives the pages of a range to one who may remove what is on them.
func (g *Gallery) pages(ctx context.Context, q table.Query, each func([]table.Item) error) error {
	for {
		page, err := g.all.table.Query(ctx, q)
		if err != nil {
			return err
		}
		if err := each(page.Items); err != nil {
			return err
		}
		if q.After = page.Next; q.After == "" {
			return nil
		}
	}
}

// remove removes items, in any order.
func (g *Gallery) remove(ctx context.Context, all []table.Key) error {
	seen := make(map[table.Key]bool, len(all))
	var writes []table.Write
	for _, key := range all {
		if !seen[key] {
			seen[key] = true
			writes = append(writes, table.Delete(key))
		}
	}
	return g.all.table.Batch(ctx, writes)
}

func keys(items []table.Item) []table.Key {
	all := make([]table.Key, len(items))
	for n, i := range items {
		all[n] = i.Key
	}
	return all
}
