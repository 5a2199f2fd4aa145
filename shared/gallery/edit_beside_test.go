package gallery_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/gallery"
)

func TestWhatIsSaidBesideTakesNothingAway(t *testing.T) {
	type said struct {
		Title, Description   string
		Tags, People, Albums []string
		Edited               []gallery.Field
	}
	everything := gallery.Edit{
		Title: new("Ours"), Description: new("Our words"), Tags: &[]string{"SEA", "boat"}, People: &[]string{"Anna"}, Albums: &[]string{"Summer"}, Beside: true,
	}
	tests := []struct {
		name   string
		before said
		edit   gallery.Edit
		want   said
	}{
		{"what is empty is filled in", said{}, everything, said{
			Title: "Ours", Description: "Our words", Tags: []string{"SEA", "boat"}, People: []string{"Anna"}, Albums: []string{"Summer"},
			Edited: []gallery.Field{gallery.FieldAlbums, gallery.FieldDescription, gallery.FieldPeople, gallery.FieldTags, gallery.FieldTitle},
		}},
		{"words stay, and names come beside the others, each once", said{
			Title: "Theirs", Description: "Their words", Tags: []string{"sea"}, People: []string{"Tom"}, Albums: []string{"Summer"},
		}, everything, said{
			Title: "Theirs", Description: "Their words", Tags: []string{"sea", "boat"}, People: []string{"Tom", "Anna"}, Albums: []string{"Summer"},
			Edited: []gallery.Field{gallery.FieldPeople, gallery.FieldTags},
		}},
		{"of what nothing is said stays", said{Title: "Theirs", Tags: []string{"sea"}}, gallery.Edit{Beside: true}, said{Title: "Theirs", Tags: []string{"sea"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := newGallery(t)
			p := photo("p")
			p.ID, p.Title, p.Description, p.Tags, p.People, p.Albums = "p", tt.before.Title, tt.before.Description, tt.before.Tags, tt.before.People, tt.before.Albums
			add(t, g, p)
			is, err := g.Edit(t.Context(), "p", tt.edit)
			if err != nil {
				t.Fatal(err)
			}
			got := said{is.Title, is.Description, is.Tags, is.People, is.Albums, is.Edited}
			if diff := cmp.Diff(got, tt.want, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("got -, want +:\n%s", diff)
			}
		})
	}
}
