package api_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/api"
	"shoebox/shared/gallery"
)

// fate is what is said of an upload and of its photo.
type fate struct {
	State       string
	There, Back bool
	Photo       gallery.PhotoID
	Is          gallery.State
}

func fateOf(u api.Uploading) fate {
	f := fate{State: u.State, There: u.There, Back: u.Back}
	if u.Photo != nil {
		f.Photo, f.Is = u.Photo.ID, u.Photo.State
	}
	return f
}

func TestAFileSentAgainBringsItsPhotoBackFromTheTrash(t *testing.T) {
	p := openPier(t)
	anna := p.person("Anna")
	data := shot(t, 10)
	photo := anna.upload(data)
	for range 2 {
		anna.do(http.MethodDelete, "/api/photos/"+string(photo.ID), nil).into(http.StatusNoContent, nil)
		for _, back := range []bool{true, false} {
			var again api.Uploading
			anna.do(http.MethodPost, "/api/uploads", announced(data)).into(http.StatusOK, &again)
			want := fate{State: "ready", There: true, Back: back, Photo: photo.ID, Is: gallery.Live}
			if diff := cmp.Diff(fateOf(again), want); diff != "" {
				t.Errorf("got -, want +:\n%s", diff)
			}
		}
	}
}

func TestAFileSentAgainStaysInTheTrashForWantOfRoom(t *testing.T) {
	p := openPier(t)
	anna := p.person("Anna")
	data := shot(t, 10)
	photo := anna.upload(data)
	anna.do(http.MethodDelete, "/api/photos/"+string(photo.ID), nil).into(http.StatusNoContent, nil)
	if err := p.Galleries.SetQuota(t.Context(), anna.user.Gallery, 1); err != nil {
		t.Fatal(err)
	}
	anna.do(http.MethodPost, "/api/uploads", announced(data)).problem(http.StatusRequestEntityTooLarge, api.TooLarge)
	if still, err := anna.own().Photo(t.Context(), photo.ID); err != nil || still.State != gallery.Trashed {
		t.Errorf("got it %s (%v), want it in the trash", still.State, err)
	}
}

// One upload is told of by itself as it is in the list of all.
func TestAnUploadIsToldOfInOneWay(t *testing.T) {
	p := openPier(t)
	anna := p.person("Anna")
	id := anna.upload(shot(t, 10)).ID
	path := "/api/photos/" + string(id)
	tests := []struct {
		name string
		does func()
		want fate
	}{
		{"its photo is there", func() {}, fate{State: "ready", Photo: id, Is: gallery.Live}},
		{"it is in the trash", func() { anna.do(http.MethodDelete, path, nil).into(http.StatusNoContent, nil) },
			fate{State: "ready", Photo: id, Is: gallery.Trashed}},
		{"it was deleted for good", func() { anna.do(http.MethodDelete, path+"?forever=true", nil).into(http.StatusNoContent, nil) },
			fate{State: "ready"}},
	}
	for _, tt := range tests {
		tt.does()
		var list api.Uploads
		anna.do(http.MethodGet, "/api/uploads", nil).into(http.StatusOK, &list)
		if len(list.Uploads) != 1 {
			t.Fatalf("%s: got %d uploads, want one", tt.name, len(list.Uploads))
		}
		var alone api.Uploading
		anna.do(http.MethodGet, "/api/uploads/"+list.Uploads[0].ID, nil).into(http.StatusOK, &alone)
		for way, u := range map[string]api.Uploading{"in the list": list.Uploads[0], "alone": alone} {
			if diff := cmp.Diff(fateOf(u), tt.want); diff != "" {
				t.Errorf("%s, %s: got -, want +:\n%s", tt.name, way, diff)
			}
		}
	}
}
