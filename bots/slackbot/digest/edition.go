package digest

import (
	"cmp"
	"context"
	"slices"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// How many photos a digest shows: at most MaxShown, each of another year; where there
// are fewer years, others of the same join them, up to fewShown.
const (
	MaxShown = 5
	fewShown = 3
)

// How much is looked at to choose them: so many pages of the day's photos, and so many
// of those photos with all that is known of them.
const (
	maxPages = 5
	maxLooks = 200
)

// Edition is the digest of one day. One without photos is none.
type Edition struct {
	Day    time.Time
	Photos []gallery.Photo // the best, newest first
	Total  int             // of the day
	Exact  bool            // Total is all there are; else there are at least Total
	// First and Last are the years the photos are from; First is 0 where there are too
	// many photos to know.
	First, Last int
}

// Compose makes the digest of a day as the member who asked for it, who must still be
// the one who speaks as they did, and may see that gallery. Else it is Denied, and so
// where the gallery is gone.
func (d *Digests) Compose(ctx context.Context, s Subscription, day time.Time) (Edition, error) {
	const op = "digest.Compose"
	m, err := d.authorize(ctx, s)
	if err != nil {
		return Edition{}, fault.Wrap(op, err)
	}
	e, hits, err := all(ctx, d.Galleries.As(m), day)
	if err != nil || len(hits) == 0 {
		return e, fault.Wrap(op, err)
	}
	photos, err := d.Galleries.As(m).Photos(ctx, candidates(hits))
	if err != nil {
		return Edition{}, fault.Wrap(op, err)
	}
	e.Photos = best(photos)
	return e, nil
}

// authorize says what the member who asked may see now.
func (d *Digests) authorize(ctx context.Context, s Subscription) (gallery.Membership, error) {
	const op = "digest.authorize"
	who := account.Identity{Channel: account.Slack, User: s.User, Team: s.Team, Enterprise: s.Installed.Enterprise}
	actor, err := d.Accounts.Identify(ctx, who)
	switch {
	case fault.Is(err, fault.Unauthenticated):
		return gallery.Membership{}, fault.As(op, fault.Denied, err)
	case err != nil && !fault.Is(err, fault.Denied):
		return gallery.Membership{}, err
	case actor.User != s.Member || actor.Guest:
		return gallery.Membership{}, fault.New(op, fault.Denied, "somebody else speaks as who asked")
	}
	m := actor.Membership
	if m.Gallery != s.Gallery { // they use another one since
		if m, err = d.Galleries.Membership(ctx, s.Gallery, s.Member); err != nil {
			return gallery.Membership{}, err
		}
	}
	return m, nil
}

// all gives the day's photos, newest first, as many as are looked at.
func all(ctx context.Context, g *gallery.Gallery, day time.Time) (Edition, []gallery.Hit, error) {
	e := Edition{Day: day}
	var hits []gallery.Hit
	var next gallery.Cursor
	for range maxPages {
		page, err := g.OnThisDay(ctx, day, gallery.MaxLimit, next)
		if err != nil {
			return e, nil, err
		}
		hits = append(hits, page.Hits...)
		e.Total, e.Exact = page.Total, page.Exact
		if next = page.Next; next == "" {
			break
		}
	}
	if e.Total = max(e.Total, len(hits)); len(hits) == 0 {
		return e, nil, nil
	}
	e.Last = hits[0].Taken.Year()
	if next == "" {
		e.First = hits[len(hits)-1].Taken.Year()
	}
	return e, hits, nil
}

// candidates are the photos to choose from: as many of each year as there is room for.
func candidates(hits []gallery.Hit) []gallery.PhotoID {
	years := map[int]int{}
	for _, h := range hits {
		years[h.Taken.Year()]++
	}
	room := max(1, maxLooks/len(years))
	clear(years)
	var ids []gallery.PhotoID
	for _, h := range hits {
		if years[h.Taken.Year()]++; years[h.Taken.Year()] <= room {
			ids = append(ids, h.ID)
		}
	}
	return ids
}

// best chooses what is shown: of each year its best photo, and of the years those with
// the best, the newer first among equals.
func best(photos []gallery.Photo) []gallery.Photo {
	photos = slices.Clone(photos)
	slices.SortStableFunc(photos, better)
	seen := map[int]bool{}
	var shown, rest []gallery.Photo
	for _, p := range photos {
		if year := p.Taken.Year(); !seen[year] {
			seen[year] = true
			shown = append(shown, p)
		} else {
			rest = append(rest, p)
		}
	}
	shown = shown[:min(len(shown), MaxShown)]
	if missing := fewShown - len(shown); missing > 0 {
		shown = append(shown, rest[:min(missing, len(rest))]...)
	}
	slices.SortStableFunc(shown, func(a, b gallery.Photo) int { return b.Taken.Compare(a.Taken) })
	return shown
}

// better puts favourites first, then what has more stars, then the newer.
func better(a, b gallery.Photo) int {
	if a.Favourite != b.Favourite {
		if a.Favourite {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(b.Rating, a.Rating), b.Taken.Compare(a.Taken), cmp.Compare(a.ID, b.ID))
}
