package api_test

import (
	"net/http"
	"testing"

	"shoebox/shared/api"
	"shoebox/shared/gallery"
)

func TestAPhotoIsShownEditedAndDeleted(t *testing.T) {
	anna := open(t).person("Anna")
	added := anna.add(gallery.Photo{Title: "Lighthouse", Albums: []string{"Sea"}})
	at := "/api/photos/" + string(added.ID)

	var photo api.Photo
	shown := anna.do(http.MethodGet, at, nil).into(http.StatusOK, &photo)
	if photo.Title != "Lighthouse" || photo.TakenWords != "Sunday, 13 July 2025, 14:40" {
		t.Errorf("got %+v", photo)
	}
	tag := shown.Header.Get("ETag")
	anna.do(http.MethodGet, at, nil, "If-None-Match", tag).into(http.StatusNotModified, nil)

	anna.do(http.MethodPatch, at, `{"title":"Pier"}`).problem(http.StatusPreconditionRequired, api.NoPrecondition)
	edited := anna.do(http.MethodPatch, at, `{"title":"Pier"}`, "If-Match", tag).into(http.StatusOK, &photo)
	if photo.Title != "Pier" || photo.Version != 2 {
		t.Errorf("got %+v", photo)
	}
	anna.do(http.MethodPatch, at, `{"title":"Jetty"}`, "If-Match", tag).problem(http.StatusPreconditionFailed, api.Changed)
	anna.do(http.MethodPatch, at, `{"favourite":true}`, "If-Match", edited.Header.Get("ETag")).into(http.StatusOK, &photo)

	anna.do(http.MethodDelete, at+"?forever=true", nil).problem(http.StatusConflict, api.Conflict)
	anna.do(http.MethodDelete, at, nil).into(http.StatusNoContent, nil)
	var page api.Photos
	anna.do(http.MethodGet, "/api/photos?trash=true", nil).into(http.StatusOK, &page)
	if len(page.Photos) != 1 || page.Photos[0].State != gallery.Trashed {
		t.Errorf("got %+v", page)
	}
	anna.do(http.MethodPost, at+"/restore", nil).into(http.StatusOK, &photo)
	anna.do(http.MethodDelete, at, nil).into(http.StatusNoContent, nil)
	anna.do(http.MethodDelete, at+"?forever=true", nil).into(http.StatusNoContent, nil)
	anna.do(http.MethodGet, at, nil).problem(http.StatusNotFound, api.NotFound)
}
