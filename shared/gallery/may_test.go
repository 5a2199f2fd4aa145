package gallery_test

import (
	"testing"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/gallery/gallerytest"
	"shoebox/shared/table/tabletest"
)

func TestWhoMayIsToldBefore(t *testing.T) {
	galleries := gallery.New(tabletest.Open(t), gallery.Keys{gallerytest.Key()}, gallerytest.Now)
	for _, tt := range []struct {
		name         string
		role         gallery.Role
		look, change bool
	}{
		{"an owner may look and change", gallery.Owner, true, true},
		{"an editor may look and change", gallery.Editor, true, true},
		{"a viewer may look", gallery.Viewer, true, false},
		{"who is no member may nothing", "", false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := galleries.As(gallery.Membership{Gallery: "family", Role: tt.role})
			look, change := g.MayLook(), g.MayChange()
			if (look == nil) != tt.look || look != nil && !fault.Is(look, fault.Denied) {
				t.Errorf("MayLook: got %v, want allowed %v", look, tt.look)
			}
			if (change == nil) != tt.change || change != nil && !fault.Is(change, fault.Denied) {
				t.Errorf("MayChange: got %v, want allowed %v", change, tt.change)
			}
		})
	}
}
