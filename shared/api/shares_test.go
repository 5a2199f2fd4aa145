package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/api"
	"shoebox/shared/gallery"
)

// token is what a link to a page of ours ends in.
func token(link string) string { return link[strings.LastIndexByte(link, '/')+1:] }

func TestALinkShowsOneThingToWhoeverHasIt(t *testing.T) {
	w := open(t)
	anna := w.person("Anna")
	pier := anna.add(gallery.Photo{Title: "Pier", Albums: []string{"Sea"}, People: []string{"Ben"}, Tags: []string{"secret"}, Place: gallery.Place{City: "Porto", Lat: 41, Lon: -8}})
	anna.add(gallery.Photo{Title: "Dunes", Albums: []string{"Sea"}, Taken: time.Date(2024, 7, 1, 9, 0, 0, 0, time.UTC)})
	anna.add(gallery.Photo{Title: "Office"})
	tests := []struct {
		name, body string
		titles     []string
		album      string
		words      string
	}{
		{"a photo", `{"photo":"` + string(pier.ID) + `"}`, []string{"Pier"}, "", ""},
		{"an album", `{"album":"Sea","days":30}`, []string{"Pier", "Dunes"}, "Sea", ""},
		{"a search", `{"words":"dunes","days":1}`, []string{"Dunes"}, "", "dunes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var made api.NewShare
			anna.do(http.MethodPost, "/api/shares", tt.body).into(http.StatusCreated, &made)
			if !strings.HasPrefix(made.URL, site+"/shared/") {
				t.Errorf("got %q, want a link to the page", made.URL)
			}
			var shown api.Shared
			r := w.do(http.MethodGet, "/api/shared/"+token(made.URL), nil).into(http.StatusOK, &shown)
			var titles []string
			for _, p := range shown.Photos {
				titles = append(titles, p.Title)
			}
			if diff := cmp.Diff(titles, tt.titles); diff != "" {
				t.Errorf("photos (-got +want):\n%s", diff)
			}
			if shown.From != "Anna's photos" || shown.Album != tt.album || shown.Words != tt.words || !shown.Expires.Equal(made.Expires) {
				t.Errorf("got %+v, want what it is to and from whom", shown)
			}
			for _, private := range []string{"Ben", "secret", "41", "Office", string(anna.user.Gallery)} {
				if strings.Contains(strings.ReplaceAll(string(r.body), "/i/", ""), `"`+private+`"`) {
					t.Errorf("got %s, want nothing of %s", r.body, private)
				}
			}
			anna.do(http.MethodDelete, "/api/shares/"+made.ID, nil).into(http.StatusNoContent, nil)
			anna.do(http.MethodDelete, "/api/shares/"+made.ID, nil).into(http.StatusNoContent, nil)
			w.do(http.MethodGet, "/api/shared/"+token(made.URL), nil).problem(http.StatusNotFound, api.NotFound)
		})
	}
}

func TestALinkAndItsPicturesEnd(t *testing.T) {
	w := open(t)
	anna := w.person("Anna")
	pier := anna.add(gallery.Photo{Title: "Pier"})
	var made api.NewShare
	anna.do(http.MethodPost, "/api/shares", `{"photo":"`+string(pier.ID)+`","days":1}`).into(http.StatusCreated, &made)
	*w.now = w.now.Add(24*time.Hour - time.Minute)
	var shown api.Shared
	w.do(http.MethodGet, "/api/shared/"+token(made.URL), nil).into(http.StatusOK, &shown)
	picture, err := w.Links.Read(shown.Photos[0].Pictures.Large)
	if err != nil || picture.Expires.After(made.Expires) {
		t.Errorf("got %+v, %v, want a picture that ends with the link", picture, err)
	}
	*w.now = w.now.Add(2 * time.Minute)
	w.do(http.MethodGet, "/api/shared/"+token(made.URL), nil).problem(http.StatusNotFound, api.NotFound)
}

func TestSharesThatCantBeAreRefused(t *testing.T) {
	w := open(t)
	anna := w.person("Anna")
	anna.add(gallery.Photo{Title: "Pier", Albums: []string{"Sea"}})
	tests := []struct {
		name, body string
		status     int
		code       api.Code
	}{
		{"nothing", `{}`, http.StatusUnprocessableEntity, api.Invalid},
		{"two things", `{"album":"Sea","words":"pier"}`, http.StatusUnprocessableEntity, api.Invalid},
		{"the whole gallery", `{"words":"all photos"}`, http.StatusUnprocessableEntity, api.Invalid},
		{"help", `{"words":"help"}`, http.StatusUnprocessableEntity, api.Invalid},
		{"for ever", `{"album":"Sea","days":366}`, http.StatusUnprocessableEntity, api.Invalid},
		{"for no time", `{"album":"Sea","days":-1}`, http.StatusUnprocessableEntity, api.Invalid},
		{"a photo that is not there", `{"photo":"01J2SH0EB0X000000000000000"}`, http.StatusNotFound, api.NotFound},
		{"an album that is not there", `{"album":"Mountains"}`, http.StatusNotFound, api.NotFound},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			anna.do(http.MethodPost, "/api/shares", tt.body).problem(tt.status, tt.code)
		})
	}
	for _, made := range []string{"x", "%2e%2e", strings.Repeat("A", 300)} {
		w.do(http.MethodGet, "/api/shared/"+made, nil).problem(http.StatusNotFound, api.NotFound)
	}
	w.do(http.MethodGet, "/api/shares", nil).problem(http.StatusUnauthorized, api.Unauthenticated)
}

func TestLinksAreListedToWhoMayMakeThem(t *testing.T) {
	w := open(t)
	anna, eve := w.person("Anna"), w.person("Eve")
	pier := anna.add(gallery.Photo{Title: "Pier"})
	var made api.NewShare
	anna.do(http.MethodPost, "/api/shares", `{"photo":"`+string(pier.ID)+`"}`).into(http.StatusCreated, &made)
	var list api.ShareList
	r := anna.do(http.MethodGet, "/api/shares", nil).into(http.StatusOK, &list)
	want := made.Share
	want.Title = "Pier"
	if diff := cmp.Diff(list, api.ShareList{Shares: []api.Share{want}}); diff != "" {
		t.Errorf("links (-got +want):\n%s", diff)
	}
	if strings.Contains(string(r.body), token(made.URL)) {
		t.Error("the list tells what shows the photo")
	}
	ours := "?gallery=" + string(anna.user.Gallery)
	eve.do(http.MethodGet, "/api/shares"+ours, nil).problem(http.StatusForbidden, api.NotAMember)
	eve.join(anna, gallery.Viewer)
	eve.do(http.MethodGet, "/api/shares"+ours, nil).problem(http.StatusForbidden, api.Forbidden)
	eve.do(http.MethodPost, "/api/shares"+ours, `{"photo":"`+string(pier.ID)+`"}`).problem(http.StatusForbidden, api.Forbidden)
	eve.do(http.MethodDelete, "/api/shares/"+made.ID+ours, nil).problem(http.StatusForbidden, api.Forbidden)
}
