package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"shoebox/shared/api"
	"shoebox/shared/gallery"
)

// join makes somebody a member of another's own gallery.
func (p person) join(owner person, role gallery.Role) {
	p.t.Helper()
	code, _, err := owner.own().Invite(p.t.Context(), role, time.Hour)
	if err != nil {
		p.t.Fatal(err)
	}
	if _, err := p.Galleries.Accept(p.t.Context(), code, gallery.Member{User: p.user.ID, Name: p.user.Name}); err != nil {
		p.t.Fatal(err)
	}
}

func TestAGalleryIsMadeNamedAndShared(t *testing.T) {
	w := open(t)
	anna, ben := w.person("Anna"), w.person("Ben")
	*w.now = w.now.Add(time.Second) // galleries are listed by their age
	var family api.Gallery
	anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`, "Idempotency-Key", "a-family-once").into(http.StatusCreated, &family)
	anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`, "Idempotency-Key", "a-family-once").into(http.StatusCreated, nil)
	at := "/api/galleries/" + string(family.ID)
	anna.do(http.MethodPatch, at, `{"name":"The family"}`).into(http.StatusOK, &family)

	var invitation api.NewInvitation
	anna.do(http.MethodPost, at+"/invitations", `{"role":"editor","days":3}`).into(http.StatusCreated, &invitation)
	if !strings.HasPrefix(invitation.URL, site+"/invitations/") || !invitation.Expires.Equal(w.now.AddDate(0, 0, 3)) {
		t.Errorf("got %+v, want a link to the page for three days", invitation)
	}
	var waiting api.InvitationList
	listed := anna.do(http.MethodGet, at+"/invitations", nil).into(http.StatusOK, &waiting)
	if diff := cmp.Diff(waiting.Invitations, []api.Invitation{invitation.Invitation}); diff != "" || strings.Contains(string(listed.body), token(invitation.URL)) {
		t.Errorf("invitations, which must not tell the code (-got +want):\n%s", diff)
	}
	code := "/api/invitations/" + token(invitation.URL)
	var told api.Invited
	w.do(http.MethodGet, code, nil).into(http.StatusOK, &told)
	if told.Name != "The family" || told.Role != gallery.Editor {
		t.Errorf("got %+v, want what it is to", told)
	}
	w.do(http.MethodPost, code+"/accept", nil).problem(http.StatusUnauthorized, api.Unauthenticated)
	var joined api.Gallery
	ben.do(http.MethodPost, code+"/accept", nil).into(http.StatusOK, &joined)
	if joined.ID != family.ID || joined.Role != gallery.Editor || joined.Members != 2 {
		t.Errorf("got %+v, want Ben an editor of the family's", joined)
	}
	w.person("Eve").do(http.MethodPost, code+"/accept", nil).problem(http.StatusNotFound, api.NotFound)
	w.do(http.MethodGet, code, nil).problem(http.StatusNotFound, api.NotFound)

	var members api.MemberList
	ben.do(http.MethodGet, at+"/members", nil).into(http.StatusOK, &members)
	want := []api.GalleryMember{
		{User: anna.user.ID, Name: "Anna", Role: gallery.Owner},
		{User: ben.user.ID, Name: "Ben", Role: gallery.Editor, You: true},
	}
	byName := cmpopts.SortSlices(func(a, b api.GalleryMember) bool { return a.Name < b.Name })
	if diff := cmp.Diff(members.Members, want, byName, cmpopts.IgnoreFields(api.GalleryMember{}, "Since")); diff != "" {
		t.Errorf("members (-got +want):\n%s", diff)
	}
	var galleries api.GalleryList
	ben.do(http.MethodGet, "/api/galleries", nil).into(http.StatusOK, &galleries)
	if len(galleries.Galleries) != 2 || galleries.Galleries[0].Purpose != gallery.Personal || galleries.Galleries[1].Name != "The family" {
		t.Errorf("got %+v, want his own and the family's", galleries)
	}
}

func TestAGalleryKeepsAnOwner(t *testing.T) {
	w := open(t)
	anna, ben := w.person("Anna"), w.person("Ben")
	var family api.Gallery
	anna.do(http.MethodPost, "/api/galleries", `{"name":"Family"}`).into(http.StatusCreated, &family)
	at := "/api/galleries/" + string(family.ID) + "/members/"
	var invitation api.NewInvitation
	anna.do(http.MethodPost, "/api/galleries/"+string(family.ID)+"/invitations", `{"role":"viewer"}`).into(http.StatusCreated, &invitation)
	ben.do(http.MethodPost, "/api/invitations/"+token(invitation.URL)+"/accept", nil).into(http.StatusOK, nil)

	anna.do(http.MethodPatch, at+string(anna.user.ID), `{"role":"viewer"}`).problem(http.StatusConflict, api.Conflict)
	anna.do(http.MethodDelete, at+string(anna.user.ID), nil).problem(http.StatusConflict, api.Conflict)
	ben.do(http.MethodPatch, at+string(ben.user.ID), `{"role":"owner"}`).problem(http.StatusForbidden, api.Forbidden)
	ben.do(http.MethodDelete, at+string(anna.user.ID), nil).problem(http.StatusForbidden, api.Forbidden)
	anna.do(http.MethodPatch, at+"nobody", `{"role":"viewer"}`).problem(http.StatusNotFound, api.NotFound)
	anna.do(http.MethodPatch, at+string(ben.user.ID), `{"role":"king"}`).problem(http.StatusUnprocessableEntity, api.Invalid)
	anna.do(http.MethodPatch, at+string(ben.user.ID), `{"role":"owner"}`).into(http.StatusNoContent, nil)
	anna.do(http.MethodDelete, at+string(anna.user.ID), nil).into(http.StatusNoContent, nil)
	anna.do(http.MethodGet, at[:len(at)-1], nil).problem(http.StatusForbidden, api.NotAMember)
}

func TestWhoLeavesTheGalleryTheyChoseIsBackInTheirOwn(t *testing.T) {
	w := open(t)
	anna, ben := w.person("Anna"), w.person("Ben")
	ben.join(anna, gallery.Editor)
	var me api.Profile
	ben.do(http.MethodPatch, "/api/me", `{"gallery":"`+string(anna.user.Gallery)+`"}`).into(http.StatusOK, &me)
	if me.Gallery != anna.user.Gallery {
		t.Errorf("got %s, want the gallery Ben chose", me.Gallery)
	}
	ben.do(http.MethodDelete, "/api/galleries/"+string(anna.user.Gallery)+"/members/"+string(ben.user.ID), nil).into(http.StatusNoContent, nil)
	ben.do(http.MethodGet, "/api/me", nil).into(http.StatusOK, &me)
	if me.Gallery != ben.user.Gallery || len(me.Galleries) != 1 {
		t.Errorf("got %+v, want Ben in his own gallery", me)
	}
	ben.do(http.MethodGet, "/api/photos", nil).into(http.StatusOK, nil)
	ben.do(http.MethodDelete, "/api/galleries/"+string(ben.user.Gallery)+"/members/"+string(ben.user.ID), nil).problem(http.StatusConflict, api.Conflict)
}

// Who is taken out of the gallery they chose is told so, and may choose another.
func TestWhoIsTakenOutOfTheGalleryTheyChoseChoosesAnother(t *testing.T) {
	w := open(t)
	anna, ben := w.person("Anna"), w.person("Ben")
	ben.join(anna, gallery.Editor)
	ben.do(http.MethodPatch, "/api/me", `{"gallery":"`+string(anna.user.Gallery)+`"}`).into(http.StatusOK, nil)
	anna.do(http.MethodDelete, "/api/galleries/"+string(anna.user.Gallery)+"/members/"+string(ben.user.ID), nil).into(http.StatusNoContent, nil)
	ben.do(http.MethodGet, "/api/photos", nil).problem(http.StatusForbidden, api.NotAMember)
	var me api.Profile
	ben.do(http.MethodGet, "/api/me", nil).into(http.StatusOK, &me)
	if me.Gallery != "" || len(me.Galleries) != 1 {
		t.Errorf("got %+v, want no gallery chosen, and his own to choose", me)
	}
	ben.do(http.MethodPatch, "/api/me", `{"gallery":"`+string(me.Galleries[0].ID)+`"}`).into(http.StatusOK, nil)
	ben.do(http.MethodGet, "/api/photos", nil).into(http.StatusOK, nil)
}

func TestAnotherGallerysDoorsStayShut(t *testing.T) {
	w := open(t)
	anna, eve := w.person("Anna"), w.person("Eve")
	at := "/api/galleries/" + string(anna.user.Gallery)
	for _, tt := range []struct{ method, path, body string }{
		{http.MethodPatch, at, `{"name":"Mine"}`},
		{http.MethodGet, at + "/members", ""},
		{http.MethodPatch, at + "/members/" + string(anna.user.ID), `{"role":"viewer"}`},
		{http.MethodDelete, at + "/members/" + string(anna.user.ID), ""},
		{http.MethodGet, at + "/invitations", ""},
		{http.MethodPost, at + "/invitations", `{"role":"owner"}`},
		{http.MethodDelete, at + "/invitations/x", ""},
		{http.MethodGet, "/api/galleries/none/members", ""},
	} {
		var body any
		if tt.body != "" {
			body = tt.body
		}
		eve.do(tt.method, tt.path, body).problem(http.StatusForbidden, api.NotAMember)
	}
	eve.join(anna, gallery.Editor)
	eve.do(http.MethodPatch, at, `{"name":"Mine"}`).problem(http.StatusForbidden, api.Forbidden)
	eve.do(http.MethodGet, at+"/invitations", nil).problem(http.StatusForbidden, api.Forbidden)
	eve.do(http.MethodPost, at+"/invitations", `{"role":"owner"}`).problem(http.StatusForbidden, api.Forbidden)
}

func TestGalleriesThatCantBeAreRefused(t *testing.T) {
	anna := open(t).person("Anna")
	at := "/api/galleries/" + string(anna.user.Gallery)
	for _, tt := range []struct{ name, method, path, body string }{
		{"no name", http.MethodPost, "/api/galleries", `{"name":""}`},
		{"a name of nothing", http.MethodPost, "/api/galleries", `{"name":"  "}`},
		{"a name without end", http.MethodPost, "/api/galleries", `{"name":"` + strings.Repeat("a", 101) + `"}`},
		{"a name that is a number", http.MethodPatch, at, `{"name":7}`},
		{"a name of nothing, later", http.MethodPatch, at, `{"name":"\t"}`},
		{"a role nobody has", http.MethodPost, at + "/invitations", `{"role":"king"}`},
		{"an invitation for ever", http.MethodPost, at + "/invitations", `{"role":"viewer","days":31}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			anna.do(tt.method, tt.path, tt.body).problem(http.StatusUnprocessableEntity, api.Invalid)
		})
	}
}
