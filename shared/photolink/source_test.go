package photolink_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

func TestReadingAWholeLink(t *testing.T) {
	l := photolink.New("https://Photos.example.com/base", []photolink.Key{fresh}, clock(noon))
	want := target()
	link := l.URL(want)
	past := want
	past.Expires = noon
	tests := []struct {
		name, link string
		kind       fault.Kind // of the error; "" below is none
		good       bool
	}{
		{"a link as it was made", link, 0, true},
		{"with a query and a fragment that somebody added", link + "?utm_source=x#top", 0, true},
		{"its host in other letters", strings.Replace(link, "Photos", "pHOTOS", 1), 0, true},
		{"an expired one", l.URL(past), fault.Stale, false},
		{"a forged one", link[:len(link)-2] + "AA", fault.Denied, false},
		{"without a token", "https://photos.example.com/base/i/", fault.Denied, false},
		{"another path", "https://photos.example.com/base/", fault.NotFound, false},
		{"another base", strings.Replace(link, "/base", "", 1), fault.NotFound, false},
		{"another host", strings.Replace(link, "example.com", "example.org", 1), fault.NotFound, false},
		{"another port", strings.Replace(link, "example.com", "example.com:8443", 1), fault.NotFound, false},
		{"another scheme", strings.Replace(link, "https", "http", 1), fault.NotFound, false},
		{"with somebody's name", strings.Replace(link, "https://", "https://anna@", 1), fault.NotFound, false},
		{"a link without end", link + "?" + strings.Repeat("x", 3000), fault.NotFound, false},
		{"no link at all", "https://%zz", fault.NotFound, false},
		{"nothing", "", fault.NotFound, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := l.Read(tt.link)
			if !tt.good {
				if !fault.Is(err, tt.kind) {
					t.Errorf("got %v, want %v", err, tt.kind)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("%v, -want +got:\n%s", err, diff)
			}
		})
	}
}

func TestASourceReadsWhatALinkShows(t *testing.T) {
	var source photolink.Source
	s := set(t, func(c *photolink.HandlerConfig) { source = photolink.Source{Photos: c.Photos, Bucket: c.Bucket} })
	s.add(t, gallery.Photo{ID: "bare", Taken: noon, Title: "Without a file"})
	s.add(t, gallery.Photo{ID: "trashed", Taken: noon.Add(time.Hour), Objects: gallery.Objects{Large: "large"}})
	if _, err := s.gallery.Trash(t.Context(), "trashed"); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name   string
		change func(*photolink.Target)
		want   string
		kind   fault.Kind
	}{
		{"the rendition it names", nil, "the large one", 0},
		{"the next one, where that was not made", func(t *photolink.Target) { t.Rendition = photolink.Small }, "the medium one", 0},
		{"a photo without a file", func(t *photolink.Target) { t.Photo = "bare" }, "", fault.NotFound},
		{"a photo in the trash", func(t *photolink.Target) { t.Photo = "trashed" }, "", fault.NotFound},
		{"a photo in the trash, for who looks into it", func(t *photolink.Target) { t.Photo, t.Audience = "trashed", photolink.ForTrash }, "the large one", 0},
		{"a photo that is not there", func(t *photolink.Target) { t.Photo = "none" }, "", fault.NotFound},
		{"a photo of another gallery", func(t *photolink.Target) { t.Gallery = "another" }, "", fault.NotFound},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tg := target()
			if tt.change != nil {
				tt.change(&tg)
			}
			got, err := source.Picture(t.Context(), tg)
			if string(got) != tt.want || tt.want == "" && !fault.Is(err, tt.kind) {
				t.Errorf("got %q, %v; want %q, %v", got, err, tt.want, tt.kind)
			}
		})
	}
}
