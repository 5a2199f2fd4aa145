package growth

import (
	"context"
	"fmt"
	"time"

	"shoebox/intents"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
)

func (r *rig) bring(ctx context.Context) error {
	refused, err := r.gallery().AddAll(ctx, r.album)
	for _, no := range refused {
		if err == nil {
			err = no
		}
	}
	return err
}

func (r *rig) cold(ctx context.Context) error {
	for i := range r.repeats {
		if err := r.converse(ctx, r.router(), "cold", i); err != nil {
			return err
		}
	}
	return nil
}

func (r *rig) warm(ctx context.Context) error {
	router := r.router()
	for i := range r.repeats {
		if err := r.converse(ctx, router, "warm", i); err != nil {
			return err
		}
	}
	return nil
}

// converse has three turns about one of the album's photos, by voice and in chat
// by turns: what people ask for, the next, and a question about it.
func (r *rig) converse(ctx context.Context, router *intents.Router, name string, i int) error {
	who := echo
	if i%2 == 1 {
		who = slack
	}
	photo := r.album[i*len(r.album)/r.repeats]
	state := ""
	for turn, words := range []string{wish(photo, i), "next", "when was this taken"} {
		reply, err := router.ServeIntent(ctx, &intents.Request{
			ID: fmt.Sprintf("%s-%d-%d", name, i, turn), Channel: who.Channel, Identity: who, Utterance: words,
			Locale: "en-US", Zone: time.UTC, At: gallerytest.Now(), State: state, New: turn == 0,
			Screen: intents.Screen{Shows: true},
		})
		if err != nil {
			return err
		}
		if reply.Kind == intents.Apology {
			return fault.New("growth.converse", fault.Internal, fmt.Sprintf("%q was answered with an apology for %s", words, reply.Fault))
		}
		state = reply.State
	}
	return nil
}

// wish is something people might say to find a photo.
func wish(p gallery.Photo, i int) string {
	kinds := []string{
		"photos from " + p.Place.City, p.Taken.Format("photos from January 2006"),
		fmt.Sprintf("photos from %s in %d", p.Place.Country, p.Taken.Year()),
	}
	if len(p.People) > 0 {
		kinds = append(kinds, "photos of "+p.People[0], fmt.Sprintf("%s in %s", p.People[0], p.Place.City))
	}
	if len(p.Labels) > 0 {
		kinds = append(kinds, p.Labels[0].Name+" photos", p.Labels[0].Name+" in "+p.Place.City)
	}
	return kinds[i%len(kinds)]
}

// fetch reads what a link to a picture needs to know.
func (r *rig) fetch(ctx context.Context) error {
	for i := range r.repeats {
		if _, err := r.gallery().Photo(ctx, r.album[i*len(r.album)/r.repeats].ID); err != nil {
			return err
		}
	}
	return nil
}

// alter gives a photo another title and a tag.
func (r *rig) alter(ctx context.Context) error {
	g := r.gallery()
	for i := range r.repeats {
		title, tags := fmt.Sprintf("An afternoon, the %dth", i), []string{"kept"}
		if _, err := g.Edit(ctx, r.album[i*len(r.album)/r.repeats].ID, gallery.Edit{Title: &title, Tags: &tags}); err != nil {
			return err
		}
	}
	return nil
}

func (r *rig) add(ctx context.Context) error {
	g := r.gallery()
	for _, p := range r.spare {
		if _, err := g.Add(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

// liken looks for photos that look like one that is to be added.
func (r *rig) liken(ctx context.Context) error {
	g := r.gallery()
	for _, p := range r.spare {
		if _, err := g.Similar(ctx, p.Likeness, 5); err != nil {
			return err
		}
	}
	return nil
}

// learn pays for the labels of a photo that was just added, and writes them.
func (r *rig) learn(ctx context.Context) error {
	g := r.gallery()
	for i, p := range r.spare {
		if _, err := g.Charge(ctx, "labels", len(r.spare)); err != nil {
			return err
		}
		labels := r.album[i*len(r.album)/r.repeats].Labels // of another: words that the gallery knows
		if _, err := g.Refine(ctx, p.ID, gallery.Findings{Labels: labels}); err != nil {
			return err
		}
	}
	return nil
}

// leave puts photos into the trash, and deletes them for good.
func (r *rig) leave(ctx context.Context) error {
	g := r.gallery()
	for _, p := range r.spare {
		if _, err := g.Trash(ctx, p.ID); err != nil {
			return err
		}
		if _, err := g.Delete(ctx, p.ID); err != nil {
			return err
		}
		if err := g.Removed(ctx, p.ID); err != nil {
			return err
		}
	}
	return nil
}
