package api_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/account/issuer"
	"shoebox/shared/api"
	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table/tabletest"
)

// settle signs somebody up who has photos, in the gallery, its trash and on their way,
// and whatever else an account can have.
func (w *world) settle(email string) signed {
	w.t.Helper()
	w.join(email)
	anna := w.signIn(email, password)
	var me api.Profile
	anna.do(http.MethodGet, "/api/me", nil).into(http.StatusOK, &me)
	anna.user = account.User{ID: me.ID, Gallery: me.Gallery, Name: me.Name, Email: me.Email}
	for shade := range uint8(2) {
		data := shot(w.t, 40*shade)
		u := anna.announce(data)
		key := "incoming/" + string(me.Gallery) + "/" + u.ID
		if err := w.Blobs.Put(w.t.Context(), key, strings.NewReader(string(data)), blob.PutOptions{Content: blob.Describe("image/jpeg", data)}); err != nil {
			w.t.Fatal(err)
		}
		if shade == 0 {
			w.receive(key)
			var photo api.Photo
			anna.do(http.MethodPost, "/api/photos", map[string]any{"upload": u.ID, "people": []string{"Ben"}}, "Idempotency-Key", "once-and-again").into(http.StatusCreated, &photo)
			anna.do(http.MethodPost, "/api/shares", `{"photo":"`+string(photo.ID)+`"}`).into(http.StatusCreated, nil)
		}
	}
	gone := anna.add(gallery.Photo{Title: "Office"})
	anna.do(http.MethodDelete, "/api/photos/"+string(gone.ID), nil).into(http.StatusNoContent, nil)
	anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`).into(http.StatusCreated, nil)
	anna.do(http.MethodPost, "/api/galleries/"+string(me.Gallery)+"/invitations", `{"role":"viewer"}`).into(http.StatusCreated, nil)
	if err := w.People.Link(w.t.Context(), account.Identity{Channel: account.Slack, Team: "T1", User: "UANNASLACK"}, me.ID); err != nil {
		w.t.Fatal(err)
	}
	return anna
}

// gone looks through table and bucket for what is left of somebody.
func (s signed) gone() {
	s.t.Helper()
	page, err := s.Blobs.List(context.WithoutCancel(s.t.Context()), "", "", blob.MaxPage)
	if err != nil {
		s.t.Fatal(err)
	}
	if len(page.Objects) > 0 {
		s.t.Errorf("left in the bucket: %v", page.Objects)
	}
	s.swept(string(s.user.ID), string(s.user.Gallery), "UANNASLACK", "Family", "Office", "argon2id")
}

func TestAnAccountIsDeletedWithAllThatIsTheirs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openHouse(t)
		anna := w.settle("anna@example.com")
		wrong := anna.do(http.MethodDelete, "/api/me", `{"password":"not her password"}`).problem(http.StatusForbidden, api.Forbidden)
		if wrong.Pointer != "/password" {
			t.Errorf("got %+v, want it to be about the password", wrong)
		}
		anna.do(http.MethodDelete, "/api/me", `{}`).problem(http.StatusUnprocessableEntity, api.Invalid)
		anna.do(http.MethodGet, "/api/photos", nil).into(http.StatusOK, nil) // nothing has gone
		over := anna.do(http.MethodDelete, "/api/me", `{"password":"`+password+`"}`).into(http.StatusNoContent, nil).cookie()
		if over.MaxAge >= 0 || over.Path != "/api/session" {
			t.Errorf("got %v, want the session's cookie taken away", over)
		}
		w.do(http.MethodPost, "/api/session/refresh", `{}`, "Cookie", "session="+anna.refresh.Value).problem(http.StatusUnauthorized, api.Unauthenticated)
		w.do(http.MethodPost, "/api/login", `{"email":"anna@example.com","password":"`+password+`"}`).problem(http.StatusUnauthorized, api.Unauthenticated)
		anna.do(http.MethodGet, "/api/me", nil).problem(http.StatusUnauthorized, api.Unauthenticated) // and makes nobody anew
		anna.gone()
		w.join("anna@example.com") // as a stranger
		var me api.Profile
		w.signIn("anna@example.com", password).do(http.MethodGet, "/api/me", nil).into(http.StatusOK, &me)
		if me.ID == anna.user.ID {
			t.Error("got the person who was deleted")
		}
	})
}

func TestWhoeverSignsInElsewhereDeletesNobodyElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openHouse(t)
		w.join("anna@example.com")
		anna := w.signIn("anna@example.com", password)
		// Somebody whose address is not known here gives one: it must be theirs.
		w.join("eve@example.com")
		other := w.Issuer
		w.Issuer = swapped{other, "eve@example.com"}
		w.again()
		anna.do(http.MethodDelete, "/api/me", `{"password":"`+password+`"}`).problem(http.StatusForbidden, api.Forbidden)
		w.Issuer = other
		w.again()
		w.signIn("anna@example.com", password)
		w.signIn("eve@example.com", password)
	})
}

// swapped is an issuer that signs somebody else in.
type swapped struct {
	issuer.Issuer
	email string
}

func (s swapped) SignIn(ctx context.Context, _, password string) (issuer.Tokens, error) {
	return s.Issuer.SignIn(ctx, s.email, password)
}

func TestWhoOwnsWhatOthersUseIsToldFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openHouse(t)
		w.join("anna@example.com")
		w.join("ben@example.com")
		anna, ben := w.signIn("anna@example.com", password), w.signIn("ben@example.com", password)
		var family api.Gallery
		anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`).into(http.StatusCreated, &family)
		at := "/api/galleries/" + string(family.ID)
		var invitation api.NewInvitation
		anna.do(http.MethodPost, at+"/invitations", `{"role":"owner"}`).into(http.StatusCreated, &invitation)
		ben.do(http.MethodPost, "/api/invitations/"+token(invitation.URL)+"/accept", nil).into(http.StatusOK, nil)
		var me api.Profile
		ben.do(http.MethodGet, "/api/me", nil).into(http.StatusOK, &me)
		anna.do(http.MethodPatch, at+"/members/"+string(me.ID), `{"role":"editor"}`).into(http.StatusNoContent, nil)
		held := anna.do(http.MethodDelete, "/api/me", `{"password":"`+password+`"}`).problem(http.StatusConflict, api.Conflict)
		if !strings.Contains(held.Detail, "Family") {
			t.Errorf("got %q, want it to name the gallery", held.Detail)
		}
		anna.do(http.MethodPatch, at+"/members/"+string(me.ID), `{"role":"owner"}`).into(http.StatusNoContent, nil)
		anna.do(http.MethodDelete, "/api/me", `{"password":"`+password+`"}`).into(http.StatusNoContent, nil)
		ben.do(http.MethodGet, at+"/members", nil).into(http.StatusOK, nil)
	})
}

// Wherever deleting fails, asking again deletes what is left.
func TestAnAccountIsDeletedWhateverFailsMidway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := openHouse(t)
		anna := w.settle("anna0@example.com")
		w.store.Faulty.FailWrites()
		anna.do(http.MethodDelete, "/api/me", `{"password":"`+password+`"}`).into(http.StatusNoContent, nil)
		last := w.store.Faulty.Writes()
		for _, nth := range []int{1, 3, last / 4, last / 2, last - 3, last - 2, last - 1, last} {
			*w.now = w.now.Add(time.Hour) // so that no limit is in the way
			email := fmt.Sprintf("anna%d@example.com", nth)
			anna := w.settle(email)
			w.store.Faulty.FailWrites(tabletest.Fault{Nth: nth, Kind: fault.Internal})
			r := anna.do(http.MethodDelete, "/api/me", `{"password":"`+password+`"}`)
			w.store.Faulty.FailWrites()
			if r.StatusCode >= http.StatusInternalServerError {
				r = anna.do(http.MethodDelete, "/api/me", `{"password":"`+password+`"}`)
			}
			if r.StatusCode == http.StatusUnauthorized { // all is gone but what she signs in with
				r = w.signIn(email, password).do(http.MethodDelete, "/api/me", `{"password":"`+password+`"}`)
			}
			if r.StatusCode != http.StatusNoContent {
				t.Fatalf("write %d failed: got %d %s, want it deleted after all", nth, r.StatusCode, r.body)
			}
			anna.gone()
		}
	})
}
