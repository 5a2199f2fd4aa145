package api_test

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/api"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
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
	if got, want := page.Photos[0].Goes, anna.now.Add(gallery.TrashLife); !got.Equal(want) {
		t.Errorf("the photo goes by itself at %v, want %v", got, want)
	}
	if target, err := anna.Links.Read(page.Photos[0].Pictures.Small); err != nil || target.Audience != photolink.ForTrash {
		t.Errorf("got %+v, %v, want a picture for who looks into the trash", target, err)
	}
	anna.do(http.MethodPost, at+"/restore", nil).into(http.StatusOK, &photo)
	if !photo.Goes.IsZero() {
		t.Errorf("a photo that was restored goes at %v, want it to stay", photo.Goes)
	}
	anna.do(http.MethodDelete, at, nil).into(http.StatusNoContent, nil)
	anna.do(http.MethodDelete, at+"?forever=true", nil).into(http.StatusNoContent, nil)
	anna.do(http.MethodGet, at, nil).problem(http.StatusNotFound, api.NotFound)
}

func TestTwoEditsAtOnceAreNotBothMade(t *testing.T) {
	anna := open(t).person("Anna")
	at := "/api/photos/" + string(anna.add(gallery.Photo{Title: "Lighthouse"}).ID)
	tag := anna.do(http.MethodGet, at, nil).Header.Get("ETag")
	const many = 6
	statuses := make([]int, many)
	var group sync.WaitGroup
	for i := range many {
		group.Go(func() {
			statuses[i] = anna.raw(http.MethodPatch, at, fmt.Sprintf(`{"title":"Edit %d"}`, i), "If-Match", tag).Code
		})
	}
	group.Wait()
	slices.Sort(statuses)
	want := append([]int{http.StatusOK}, slices.Repeat([]int{http.StatusPreconditionFailed}, many-1)...)
	if diff := cmp.Diff(statuses, want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
	var photo api.Photo
	anna.do(http.MethodGet, at, nil).into(http.StatusOK, &photo)
	if photo.Version != 2 {
		t.Errorf("got version %d, want one edit", photo.Version)
	}
	for _, other := range []string{`"1"`, `W/"2-x"`, `"2-x", "1-x"`, "2", `"x"`, `"-1-x"`} {
		anna.do(http.MethodPatch, at, `{"title":"Late"}`, "If-Match", other).problem(http.StatusPreconditionFailed, api.Changed)
	}
}

func TestAPhotoIsMovedInTimeAndPlace(t *testing.T) {
	anna := open(t).person("Anna")
	at := "/api/photos/" + string(anna.add(gallery.Photo{Title: "Scan"}).ID)
	var photo api.Photo
	anna.do(http.MethodPatch, at, `{"taken":"1987-08-02T10:30:00+02:00","place":{"city":"Porto","region":"","country":"Portugal"}}`, "If-Match", "*").into(http.StatusOK, &photo)
	if photo.TakenWords != "Sunday, 2 August 1987, 10:30" || photo.Place != (api.Place{City: "Porto", Country: "Portugal"}) {
		t.Errorf("got %+v", photo)
	}
	var found api.Found
	anna.do(http.MethodPost, "/api/search", `{"words":"porto in 1987"}`).into(http.StatusOK, &found)
	if found.Total != 1 {
		t.Errorf("got %d photos, want it found where it is now", found.Total)
	}
	anna.do(http.MethodPatch, at, `{"taken":"yesterday"}`, "If-Match", "*").problem(http.StatusUnprocessableEntity, api.Invalid)
}

func TestPagesAndCursorsAreOneListsAndOneGallerys(t *testing.T) {
	w := open(t)
	anna, ben := w.person("Anna"), w.person("Ben")
	for i := range 5 {
		anna.add(gallery.Photo{Title: fmt.Sprint("Photo ", i), Albums: []string{"Sea"}, Favourite: i == 0})
		ben.add(gallery.Photo{Title: fmt.Sprint("Photo ", i)})
	}
	var page api.Photos
	anna.do(http.MethodGet, "/api/photos?limit=2", nil).into(http.StatusOK, &page)
	if page.Total != 5 || !page.Exact || len(page.Photos) != 2 {
		t.Errorf("got %+v", page)
	}
	cursor := string(page.Next)
	for name, at := range map[string]string{
		"another order": "?order=oldest&cursor=" + cursor, "an album": "?album=sea&cursor=" + cursor, "the trash": "?trash=true&cursor=" + cursor,
		"one that is cut": "?cursor=" + cursor[:len(cursor)-1], "one that is changed": "?cursor=A" + cursor[1:],
	} {
		t.Log(name)
		anna.do(http.MethodGet, "/api/photos"+at, nil).problem(http.StatusGone, api.Gone)
	}
	ben.do(http.MethodGet, "/api/photos?cursor="+cursor, nil).problem(http.StatusGone, api.Gone)
	anna.do(http.MethodGet, "/api/albums?cursor="+cursor, nil).problem(http.StatusGone, api.Gone)
	anna.do(http.MethodGet, "/api/photos?favourite=true", nil).into(http.StatusOK, &page)
	if page.Total != 1 {
		t.Errorf("got %d favourites, want 1", page.Total)
	}
	var albums api.Albums
	anna.do(http.MethodGet, "/api/albums", nil).into(http.StatusOK, &albums)
	if len(albums.Albums) != 1 || albums.Albums[0].Name != "Sea" || albums.Albums[0].Photos != 5 || albums.Albums[0].Cover.Small == "" {
		t.Errorf("got %+v", albums)
	}
}
