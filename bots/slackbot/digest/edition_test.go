package digest_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/bots/slackbot/digest"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// shot is a photo of the desk's gallery.
type shot struct {
	year      int
	day       string // 01-02; "" is the day's
	favourite bool
	rating    int
	trashed   bool
}

// fill adds photos, whose titles are their numbers.
func (d *desk) fill(t *testing.T, shots []shot) {
	t.Helper()
	g := d.Galleries.As(gallery.Membership{Gallery: family, Role: gallery.Owner})
	photos := make([]gallery.Photo, len(shots))
	for i, s := range shots {
		if s.day == "" {
			s.day = "11-23"
		}
		photos[i] = gallery.Photo{
			ID: gallery.PhotoID(fmt.Sprintf("P%04d", i)), Title: fmt.Sprint(i), Favourite: s.favourite, Rating: s.rating,
			Taken: at(t, fmt.Sprintf("%04d-%sT10:00:00Z", s.year, s.day)).Add(time.Duration(i) * time.Second),
		}
	}
	for _, err := range must(g.AddAll(t.Context(), photos))(t) {
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, s := range shots {
		if s.trashed {
			must(g.Trash(t.Context(), photos[i].ID))(t)
		}
	}
}

var day = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func TestTheBestOfEachYearAreShown(t *testing.T) {
	many := func(year, n int) []shot {
		shots := make([]shot, n)
		for i := range shots {
			shots[i].year = year
		}
		return shots
	}
	tests := []struct {
		name        string
		shots       []shot
		titles      []string
		total       int
		exact       bool
		first, last int
	}{
		{"none", []shot{{year: 2025, day: "11-22"}, {year: 2026}, {year: 2025, trashed: true}}, nil, 0, true, 0, 0},
		{"one", []shot{{year: 2019}}, []string{"0"}, 1, true, 2019, 2019},
		{"one of each year, the newest first", []shot{{year: 2022}, {year: 2025}, {year: 2023}}, []string{"1", "2", "0"}, 3, true, 2022, 2025},
		{"of a year its favourite", []shot{{year: 2022}, {year: 2022, favourite: true}, {year: 2022, rating: 5}, {year: 2023}, {year: 2024}}, []string{"4", "3", "1"}, 5, true, 2022, 2024},
		{"then what has more stars", []shot{{year: 2022, rating: 2}, {year: 2022, rating: 4}, {year: 2022}, {year: 2023}, {year: 2024}}, []string{"4", "3", "1"}, 5, true, 2022, 2024},
		{"of many years those with the best, at most five", []shot{{year: 2015, favourite: true}, {year: 2016}, {year: 2017, rating: 3}, {year: 2018}, {year: 2019}, {year: 2020}, {year: 2021}}, []string{"6", "5", "4", "2", "0"}, 7, true, 2015, 2021},
		{"of one year three", []shot{{year: 2022}, {year: 2022, rating: 1}, {year: 2022}, {year: 2022, favourite: true}}, []string{"3", "2", "1"}, 4, true, 2022, 2022},
		{"of two years one more", []shot{{year: 2022}, {year: 2023}, {year: 2023, rating: 1}}, []string{"2", "1", "0"}, 3, true, 2022, 2023},
		{"of very many the oldest years, too", append(many(2024, 250), shot{year: 1999, favourite: true}), []string{"249", "248", "250"}, 251, true, 1999, 2024},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, "2026-11-23T08:00:00Z")
			d.fill(t, tt.shots)
			e := must(d.Compose(t.Context(), subscription("C0001", lisbon(morning)), day))(t)
			var titles []string
			for _, p := range e.Photos {
				titles = append(titles, p.Title)
			}
			if diff := cmp.Diff(tt.titles, titles); diff != "" {
				t.Errorf("photos (-want +got):\n%s", diff)
			}
			e.Photos, e.Day = nil, time.Time{}
			if diff := cmp.Diff(digest.Edition{Total: tt.total, Exact: tt.exact, First: tt.first, Last: tt.last}, e); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheTwentyNinthOfFebruaryIsRememberedOnTheTwentyEighth(t *testing.T) {
	for date, want := range map[string]int{"2026-02-28": 2, "2028-02-28": 1, "2028-02-29": 1} {
		d := newDesk(t, date+"T08:00:00Z")
		d.fill(t, []shot{{year: 2024, day: "02-29"}, {year: 2023, day: "02-28"}})
		e := must(d.Compose(t.Context(), subscription("C0001", lisbon(morning)), must(digest.Due{Day: date}.Date())(t)))(t)
		if e.Total != want {
			t.Errorf("%s: got %d photos, want %d", date, e.Total, want)
		}
	}
}

// TestADigestIsMadeAsWhoAskedAndNoMore says of each way to lose a gallery that nothing
// of it is shown.
func TestADigestIsMadeAsWhoAskedAndNoMore(t *testing.T) {
	known := account.Actor{User: anna, Membership: gallery.Membership{Gallery: family, Role: gallery.Viewer}}
	elsewhere := known
	elsewhere.Membership.Gallery = "01J0000000000000000000000N"
	guest := known
	guest.Guest = true
	other := known
	other.User = "somebody"
	tests := []struct {
		name   string
		actor  account.Actor
		err    error
		member bool // of the gallery, as it says itself
		kind   fault.Kind
	}{
		{"who uses it still", known, nil, false, 0},
		{"who uses another now, and is a member still", elsewhere, nil, true, 0},
		{"who uses another now, and is no member", elsewhere, nil, false, fault.Denied},
		{"who lost what they use, and is a member of this", account.Actor{User: anna}, fault.New("test", fault.Denied, ""), true, 0},
		{"who lost it", account.Actor{User: anna}, fault.New("test", fault.Denied, ""), false, fault.Denied},
		{"who disconnected, and is a guest", guest, nil, true, fault.Denied},
		{"whose place in Slack is another's now", other, nil, true, fault.Denied},
		{"who is nobody any more", account.Actor{}, fault.New("test", fault.Unauthenticated, ""), true, fault.Denied},
		{"when nobody can say", account.Actor{}, fault.New("test", fault.Unavailable, ""), true, fault.Unavailable},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, "2026-11-23T08:00:00Z")
			if tt.member {
				if err := d.Galleries.Found(t.Context(), family, gallery.Shared, "Family", gallery.Member{User: anna, Name: "Anna"}); err != nil {
					t.Fatal(err)
				}
			}
			d.fill(t, []shot{{year: 2020}})
			d.accounts.actor, d.accounts.err = tt.actor, tt.err
			e, err := d.Compose(t.Context(), subscription("C0001", lisbon(morning)), day)
			if tt.kind == 0 && (err != nil || len(e.Photos) != 1) || tt.kind != 0 && (!fault.Is(err, tt.kind) || len(e.Photos) > 0) {
				t.Errorf("got %d photos and %v, want kind %v", len(e.Photos), err, tt.kind)
			}
		})
	}
}

func TestADestroyedGalleryHasNoDigest(t *testing.T) {
	d := newDesk(t, "2026-11-23T08:00:00Z")
	if err := d.Galleries.Found(t.Context(), family, gallery.Shared, "Family", gallery.Member{User: anna, Name: "Anna"}); err != nil {
		t.Fatal(err)
	}
	d.fill(t, []shot{{year: 2020}})
	owner := d.Galleries.As(gallery.Membership{Gallery: family, Role: gallery.Owner})
	if err := owner.Destroy(t.Context(), func(gallery.Objects) error { return nil }); err != nil {
		t.Fatal(err)
	}
	d.accounts.actor, d.accounts.err = account.Actor{User: anna}, fault.New("test", fault.Denied, "")
	if _, err := d.Compose(t.Context(), subscription("C0001", lisbon(morning)), day); !fault.Is(err, fault.Denied) {
		t.Errorf("got %v, want denied", err)
	}
}
