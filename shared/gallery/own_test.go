package gallery_test

import (
	"testing"
	"time"

	"shoebox/shared/gallery"
)

func TestWhoLeavesTheirOwnGalleryMayHaveAnother(t *testing.T) {
	f := openFamily(t)
	ctx := t.Context()
	own, err := f.Create(ctx, gallery.Personal, "Carl's photos", gallery.Member{User: "carl"})
	if err != nil {
		t.Fatal(err)
	}
	g := f.As(gallery.Membership{Gallery: own.ID, Role: gallery.Owner})
	code, _, err := g.Invite(ctx, gallery.Owner, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Accept(ctx, code, gallery.Member{User: "ben"}); err != nil {
		t.Fatal(err)
	}
	if err := g.SetRole(ctx, "carl", gallery.Viewer); err != nil {
		t.Fatal(err)
	}
	if p, err := f.Create(ctx, gallery.Personal, "Carl's", gallery.Member{User: "carl"}); err != nil || p.ID != own.ID || p.Role != gallery.Viewer {
		t.Errorf("got %+v, %v, want his gallery, in which he is a viewer now", p, err)
	}
	if err := f.Leave(ctx, own.ID, "carl"); err != nil {
		t.Fatal(err)
	}
	if p, err := f.Create(ctx, gallery.Personal, "Carl's", gallery.Member{User: "carl"}); err != nil || p.ID == own.ID || p.Role != gallery.Owner {
		t.Errorf("got %+v, %v, want a new gallery", p, err)
	}
}
