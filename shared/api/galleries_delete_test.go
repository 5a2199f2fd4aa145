package api_test

import (
	"net/http"
	"strings"
	"testing"

	"shoebox/shared/api"
	"shoebox/shared/fault"
	"shoebox/shared/table/tabletest"
)

func TestAGalleryIsDeletedWithAllThatIsInIt(t *testing.T) {
	p := openPier(t)
	anna, ben := p.person("Anna"), p.person("Ben")
	var family api.Gallery
	anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`).into(http.StatusCreated, &family)
	at, ours := "/api/galleries/"+string(family.ID), "?gallery="+string(family.ID)
	anna.do(http.MethodPatch, "/api/me", `{"gallery":"`+string(family.ID)+`"}`).into(http.StatusOK, nil)
	anna.upload(shot(t, 10))
	trashed := anna.upload(shot(t, 60))
	anna.do(http.MethodDelete, "/api/photos/"+string(trashed.ID), nil).into(http.StatusNoContent, nil)
	var invitation api.NewInvitation
	anna.do(http.MethodPost, at+"/invitations", `{"role":"editor"}`).into(http.StatusCreated, &invitation)
	ben.do(http.MethodPost, "/api/invitations/"+token(invitation.URL)+"/accept", nil).into(http.StatusOK, nil)
	anna.do(http.MethodPost, at+"/invitations", `{"role":"viewer"}`).into(http.StatusCreated, &invitation)
	var link api.NewShare
	anna.do(http.MethodPost, "/api/shares", `{"words":"lake"}`).into(http.StatusCreated, &link)
	// Ben's file is here, of which nothing is made yet, and another is still to come.
	p.settled(8)
	p.close()
	var u api.Uploading
	ben.do(http.MethodPost, "/api/uploads"+ours, announced(shot(t, 110))).into(http.StatusCreated, &u)
	put(t, u, shot(t, 110))
	ben.do(http.MethodPost, "/api/uploads"+ours, announced(shot(t, 160))).into(http.StatusCreated, nil)

	ben.do(http.MethodDelete, at, nil).problem(http.StatusForbidden, api.Forbidden)
	anna.do(http.MethodDelete, "/api/galleries/"+string(anna.user.Gallery), nil).problem(http.StatusConflict, api.Conflict)
	anna.do(http.MethodDelete, at, nil).into(http.StatusNoContent, nil)

	if keys := p.keys(); len(keys) != 0 {
		t.Errorf("got the objects %v, want nothing left", keys)
	}
	p.swept(string(family.ID))
	anna.do(http.MethodDelete, at, nil).problem(http.StatusForbidden, api.NotAMember)
	p.do(http.MethodGet, "/api/shared/"+token(link.URL), nil).problem(http.StatusNotFound, api.NotFound)
	p.do(http.MethodGet, "/api/invitations/"+token(invitation.URL), nil).problem(http.StatusNotFound, api.NotFound)
	ben.do(http.MethodGet, "/api/photos"+ours, nil).problem(http.StatusForbidden, api.NotAMember)
	var me api.Profile
	anna.do(http.MethodGet, "/api/me", nil).into(http.StatusOK, &me)
	if me.Gallery != anna.user.Gallery {
		t.Errorf("got %s, want Anna back in her own gallery", me.Gallery)
	}
}

// swept looks through the whole table for somebody who should be gone.
func (w *world) swept(names ...string) {
	w.t.Helper()
	for _, left := range w.store.Sweep(w.t) {
		for _, name := range names {
			if name != "" && strings.Contains(left.String(), name) {
				w.t.Errorf("left in the table: %s", left)
			}
		}
	}
}

func TestAGalleryIsDeletedWhateverFailsMidway(t *testing.T) {
	for nth, more := 1, true; more; nth += 3 {
		p := openPier(t)
		anna := p.person("Anna")
		var family api.Gallery
		anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`).into(http.StatusCreated, &family)
		at := "/api/galleries/" + string(family.ID)
		anna.do(http.MethodPatch, "/api/me", `{"gallery":"`+string(family.ID)+`"}`).into(http.StatusOK, nil)
		anna.upload(shot(t, 10))
		anna.announce(shot(t, 60))
		p.store.Faulty.FailWrites(tabletest.Fault{Nth: nth, Kind: fault.Internal})
		r := anna.do(http.MethodDelete, at, nil)
		more = p.store.Faulty.Writes() >= nth
		p.store.Faulty.FailWrites()
		if r.StatusCode >= http.StatusInternalServerError {
			r = anna.do(http.MethodDelete, at, nil)
		}
		if r.StatusCode != http.StatusNoContent && r.StatusCode != http.StatusForbidden { // it was done before
			t.Fatalf("write %d failed: got %d %s, want it deleted after all", nth, r.StatusCode, r.body)
		}
		if keys := p.keys(); len(keys) != 0 {
			t.Errorf("write %d failed: got the objects %v, want nothing left", nth, keys)
		}
	}
}
