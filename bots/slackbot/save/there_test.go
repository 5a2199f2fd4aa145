package save_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/bots/slackbot"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/fault"
	"shoebox/shared/table"
)

func TestAPhotoThatIsThereGetsWhatIsSaidOfIt_3_11(t *testing.T) {
	type said struct {
		Title        string
		Tags, Albums []string
	}
	first := said{"By the sea", []string{"holiday"}, []string{"Summer"}}
	tests := []struct {
		name  string
		says  said
		saved slackbot.Saved
		want  said
	}{
		{"another album and tag", said{"By the sea", []string{"Family"}, []string{"Best of 2026"}}, slackbot.Saved{Added: true}, said{"By the sea", []string{"holiday", "Family"}, []string{"Summer", "Best of 2026"}}},
		{"a title, where it has one", said{Title: "Mine"}, slackbot.Saved{OwnTitle: true}, first},
		{"a title and a tag", said{"Mine", []string{"sea"}, nil}, slackbot.Saved{Added: true, OwnTitle: true}, said{"By the sea", []string{"holiday", "sea"}, []string{"Summer"}}},
	}
	for _, tt := range tests {
		for how, file := range map[string]string{"by the id of the file": "F000000001", "by what is in it": "F000000002"} {
			t.Run(tt.name+", known "+how, func(t *testing.T) {
				r := open(t)
				r.files.data["F000000001"], r.files.data["F000000002"] = blobtest.Picture(t, 10), blobtest.Picture(t, 10)
				if _, err := r.save(t.Context(), wanted("UEDITOR", "F000000001")); err != nil {
					t.Fatal(err)
				}
				again := wanted("UEDITOR", file)
				again.Title, again.Tags, again.Album = tt.says.Title, tt.says.Tags, strings.Join(tt.says.Albums, "")
				saved, err := r.save(t.Context(), again)
				if saved != tt.saved || err != nil {
					t.Errorf("got %+v, %v, want %+v", saved, err, tt.saved)
				}
				p := r.photos(t)[0]
				if diff := cmp.Diff(said{p.Title, p.Tags, p.Albums}, tt.want); diff != "" {
					t.Errorf("(-got +want):\n%s", diff)
				}
				if _, err := r.save(t.Context(), again); tt.saved.Added && !tt.saved.OwnTitle && !fault.Is(err, fault.Conflict) {
					t.Errorf("got %v, want nothing left to add", err)
				}
			})
		}
	}
}

func TestAPhotoThatComesBackGetsWhatIsSaidOfIt_3_11(t *testing.T) {
	r := open(t)
	r.files.data["F000000001"] = blobtest.Picture(t, 10)
	if _, err := r.save(t.Context(), wanted("UEDITOR", "F000000001")); err != nil {
		t.Fatal(err)
	}
	if _, err := r.gallery.Trash(t.Context(), r.photos(t)[0].ID); err != nil {
		t.Fatal(err)
	}
	again := wanted("UEDITOR", "F000000001")
	again.Album = "Best of 2026"
	if saved, err := r.save(t.Context(), again); err != nil || saved != (slackbot.Saved{Back: true, Added: true}) {
		t.Errorf("got %+v, %v, want it back with more", saved, err)
	}
	if diff := cmp.Diff(r.photos(t)[0].Albums, []string{"Summer", "Best of 2026"}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

// What is kept of a file to know it by says nothing of where it was shared, and goes by
// itself: nobody who removes a gallery or a workspace has to know of it.
func TestAFileIsKnownForAMonthAndByNoWords_3_11(t *testing.T) {
	r := open(t)
	r.files.data["F000000001"] = blobtest.Picture(t, 10)
	if _, err := r.save(t.Context(), wanted("UEDITOR", "F000000001")); err != nil {
		t.Fatal(err)
	}
	p := r.photos(t)[0]
	item, err := r.table.Get(t.Context(), table.Key{Partition: "F#saved#" + string(home) + "#F000000001", Sort: "M"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(item.Attributes, table.Attributes{"sha256": p.SHA256}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	if want := clock().Add(30 * 24 * time.Hour); !item.Expires.Equal(want) {
		t.Errorf("it goes at %v, want %v", item.Expires.Format(time.RFC3339), want)
	}
}
