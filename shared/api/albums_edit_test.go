package api_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/api"
	"shoebox/shared/gallery"
)

// albums gives how many photos each album has.
func (p person) albums() map[string]int {
	p.t.Helper()
	var page api.Albums
	p.do(http.MethodGet, "/api/albums", nil).into(http.StatusOK, &page)
	all := map[string]int{}
	for _, a := range page.Albums {
		all[a.Name] = a.Photos
	}
	return all
}

func TestAnAlbumIsRenamedAndTakenApart(t *testing.T) {
	w := open(t)
	anna, ben := w.person("Anna"), w.person("Ben")
	for _, album := range []string{"Sea / 2025", "Sea / 2025", "Hills"} {
		anna.add(gallery.Photo{Title: "Photo", Albums: []string{album}})
		ben.add(gallery.Photo{Title: "Photo", Albums: []string{album}})
	}
	var done api.Refiled
	anna.do(http.MethodPatch, "/api/albums?album=sea+%2F+2025", `{"name":"Ocean"}`).into(http.StatusOK, &done)
	if done != (api.Refiled{Photos: 2, Done: true}) {
		t.Errorf("got %+v, want both photos moved", done)
	}
	if diff := cmp.Diff(anna.albums(), map[string]int{"Ocean": 2, "Hills": 1}); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
	anna.do(http.MethodDelete, "/api/albums?album=ocean", nil).into(http.StatusOK, &done)
	if done != (api.Refiled{Photos: 2, Done: true}) {
		t.Errorf("got %+v, want both photos taken out", done)
	}
	if diff := cmp.Diff(anna.albums(), map[string]int{"Hills": 1}); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
	if diff := cmp.Diff(ben.albums(), map[string]int{"Sea / 2025": 2, "Hills": 1}); diff != "" {
		t.Errorf("another's albums, got - want +:\n%s", diff)
	}
	anna.do(http.MethodPatch, "/api/albums?album=ocean", `{"name":"Sea"}`).problem(http.StatusNotFound, api.NotFound)
	anna.do(http.MethodDelete, "/api/albums?album=ocean", nil).problem(http.StatusNotFound, api.NotFound)
	anna.do(http.MethodPatch, "/api/albums?album=hills", `{"name":"…"}`).problem(http.StatusUnprocessableEntity, api.Invalid)
	anna.do(http.MethodPatch, "/api/albums", `{"name":"Sea"}`).problem(http.StatusBadRequest, api.BadParameter)
	anna.do(http.MethodDelete, "/api/albums", nil).problem(http.StatusBadRequest, api.BadParameter)
}

func TestUsageIsTold(t *testing.T) {
	anna := open(t).person("Anna")
	sum := "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"
	anna.add(gallery.Photo{Title: "Photo", SHA256: sum, Bytes: 700})
	gone := anna.add(gallery.Photo{Title: "Other"})
	anna.do(http.MethodDelete, "/api/photos/"+string(gone.ID), nil).into(http.StatusNoContent, nil)
	var usage api.Usage
	anna.do(http.MethodGet, "/api/usage", nil).into(http.StatusOK, &usage)
	if want := (api.Usage{Photos: 1, Trashed: 1, Bytes: 700, Quota: gallery.DefaultQuota}); usage != want {
		t.Errorf("got %+v, want %+v", usage, want)
	}
}
