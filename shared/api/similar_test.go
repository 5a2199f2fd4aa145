package api_test

import (
	"net/http"
	"testing"

	"shoebox/shared/api"
	"shoebox/shared/gallery"
)

func TestPhotosThatLookAlikeAreListed(t *testing.T) {
	w := open(t)
	anna, ben := w.person("Anna"), w.person("Ben")
	const likeness gallery.Likeness = 0x9c3a_51e7_0d64_b28f
	photo := anna.add(gallery.Photo{Title: "Lighthouse", Likeness: likeness, Blurhash: "LEHV6nWB2yk8pyo0adR*.7kCMdnj", Rating: 4})
	near := anna.add(gallery.Photo{Title: "Lighthouse again", Likeness: likeness ^ 1})
	anna.add(gallery.Photo{Title: "Something else", Likeness: ^likeness})
	trashed := anna.add(gallery.Photo{Title: "Lighthouse, blurred", Likeness: likeness ^ 2})
	anna.do(http.MethodDelete, "/api/photos/"+string(trashed.ID), nil).into(http.StatusNoContent, nil)
	ben.add(gallery.Photo{Title: "Ben's lighthouse", Likeness: likeness})

	var shown api.Photo
	anna.do(http.MethodGet, "/api/photos/"+string(photo.ID), nil).into(http.StatusOK, &shown)
	if shown.Blurhash != photo.Blurhash || shown.Rating != 4 {
		t.Errorf("got %+v, want what it looks like from afar, and its stars", shown)
	}
	var alike api.Alikes
	anna.do(http.MethodGet, "/api/photos/"+string(photo.ID)+"/similar", nil).into(http.StatusOK, &alike)
	if len(alike.Photos) != 1 || alike.Photos[0].ID != near.ID {
		t.Errorf("got %+v, want the other shot", alike)
	}
	plain := anna.add(gallery.Photo{Title: "Of unknown looks"})
	anna.do(http.MethodGet, "/api/photos/"+string(plain.ID)+"/similar", nil).into(http.StatusOK, &alike)
	if len(alike.Photos) != 0 {
		t.Errorf("got %+v, want none", alike)
	}
	ben.do(http.MethodGet, "/api/photos/"+string(photo.ID)+"/similar", nil).problem(http.StatusNotFound, api.NotFound)
}
