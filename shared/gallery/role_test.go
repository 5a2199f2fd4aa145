package gallery_test

import (
	"testing"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table/tabletest"
)

func TestRolesMayWhatTheyMay(t *testing.T) {
	galleries := gallery.New(tabletest.Open(t), gallery.Keys{gallerytest.Key()}, gallerytest.Now)
	as := func(role gallery.Role) *gallery.Gallery {
		return galleries.As(gallery.Membership{Gallery: "family", Role: role})
	}
	ctx := t.Context()
	p, err := as(gallery.Owner).Add(ctx, photo("one"))
	if err != nil {
		t.Fatal(err)
	}
	looks := map[string]func(*gallery.Gallery) error{
		"Photo":      func(g *gallery.Gallery) error { _, err := g.Photo(ctx, p.ID); return err },
		"Photos":     func(g *gallery.Gallery) error { _, err := g.Photos(ctx, []gallery.PhotoID{p.ID}); return err },
		"WithFile":   func(g *gallery.Gallery) error { _, err := g.WithFile(ctx, p.SHA256); return err },
		"Find":       func(g *gallery.Gallery) error { _, err := g.Find(ctx, gallery.Query{}); return err },
		"Count":      func(g *gallery.Gallery) error { _, err := g.Count(ctx, gallery.Query{}); return err },
		"Instead":    func(g *gallery.Gallery) error { _, err := g.Instead(ctx, gallery.Query{}); return err },
		"OnThisDay":  func(g *gallery.Gallery) error { _, err := g.OnThisDay(ctx, gallerytest.Now(), 1, ""); return err },
		"Members":    func(g *gallery.Gallery) error { _, err := g.Members(ctx); return err },
		"Profile":    func(g *gallery.Gallery) error { _, err := g.Profile(ctx); return err },
		"Vocabulary": func(g *gallery.Gallery) error { _, err := g.Vocabulary(ctx); return err },
		"Albums":     func(g *gallery.Gallery) error { _, err := g.Albums(ctx, 1, ""); return err },
		"Usage":      func(g *gallery.Gallery) error { _, err := g.Usage(ctx); return err },
	}
	yes := true
	changes := map[string]func(*gallery.Gallery) error{
		"Add":         func(g *gallery.Gallery) error { _, err := g.Add(ctx, photo("two")); return err },
		"AddAll":      func(g *gallery.Gallery) error { _, err := g.AddAll(ctx, []gallery.Photo{photo("three")}); return err },
		"Edit":        func(g *gallery.Gallery) error { _, err := g.Edit(ctx, p.ID, gallery.Edit{Favourite: &yes}); return err },
		"Trash":       func(g *gallery.Gallery) error { _, err := g.Trash(ctx, p.ID); return err },
		"Restore":     func(g *gallery.Gallery) error { _, err := g.Restore(ctx, p.ID); return err },
		"Delete":      func(g *gallery.Gallery) error { _, err := g.Delete(ctx, p.ID); return err },
		"Repair":      func(g *gallery.Gallery) error { _, err := g.Repair(ctx); return err },
		"Nickname":    func(g *gallery.Gallery) error { return g.Nickname(ctx, "Tom", []string{"Tommy"}) },
		"RenameAlbum": func(g *gallery.Gallery) error { _, err := g.RenameAlbum(ctx, "x", "y", nil); return err },
		"DeleteAlbum": func(g *gallery.Gallery) error { _, err := g.DeleteAlbum(ctx, "x", nil); return err },
		"Share":       func(g *gallery.Gallery) error { _, _, err := g.Share(ctx, gallery.Share{Photo: p.ID}, 1); return err },
		"Shares":      func(g *gallery.Gallery) error { _, err := g.Shares(ctx); return err },
		"Unshare":     func(g *gallery.Gallery) error { return g.Unshare(ctx, "none") },
	}
	manages := map[string]func(*gallery.Gallery) error{
		"SetRole":     func(g *gallery.Gallery) error { return g.SetRole(ctx, "ben", gallery.Editor) },
		"Remove":      func(g *gallery.Gallery) error { return g.Remove(ctx, "ben") },
		"Invite":      func(g *gallery.Gallery) error { _, _, err := g.Invite(ctx, gallery.Viewer, time.Hour); return err },
		"Invitations": func(g *gallery.Gallery) error { _, err := g.Invitations(ctx); return err },
		"Withdraw":    func(g *gallery.Gallery) error { return g.Withdraw(ctx, "none") },
		"Rename":      func(g *gallery.Gallery) error { return g.Rename(ctx, "Ours") },
	}
	for _, tt := range []struct {
		name                   string
		g                      *gallery.Gallery
		looks, change, manages bool
	}{
		{"an owner may do everything", as(gallery.Owner), true, true, true},
		{"an editor may do everything with photos", as(gallery.Editor), true, true, false},
		{"a viewer may look", as(gallery.Viewer), true, false, false},
		{"no role may do nothing", as(""), false, false, false},
		{"an unknown role may do nothing", as("admin"), false, false, false},
		{"no gallery denies everything", galleries.As(gallery.Membership{Role: gallery.Owner}), false, false, false},
		{"a gallery whose name reaches into keys denies everything", galleries.As(gallery.Membership{Gallery: "family#x", Role: gallery.Owner}), false, false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for name, look := range looks {
				if got := fault.Is(look(tt.g), fault.Denied); got == tt.looks {
					t.Errorf("%s is denied: %v", name, got)
				}
			}
			for name, manage := range manages {
				if got := fault.Is(manage(tt.g), fault.Denied); got == tt.manages {
					t.Errorf("%s is denied: %v", name, got)
				}
			}
			for name, change := range changes {
				if got := fault.Is(change(tt.g), fault.Denied); got == tt.change {
					t.Errorf("%s is denied: %v", name, got)
				}
			}
		})
	}
}

// photo is a small photo with a file of its own.
func photo(title string) gallery.Photo {
	const digits = "0123456789abcdef"
	sum := make([]byte, 64)
	for n := range sum {
		sum[n] = digits[(int(title[n%len(title)])+n)%16]
	}
	return gallery.Photo{
		Title: title, SHA256: string(sum),
		Taken: time.Date(2023, 7, 14, 18, 3, 0, 0, time.FixedZone("", 2*60*60)),
	}
}
