package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/account"
	"shoebox/shared/api"
)

func TestAPersonSetsWhatIsTheirs(t *testing.T) {
	w := open(t)
	anna := w.person("Anna")
	var me api.Profile
	anna.do(http.MethodPatch, "/api/me", `{"name":"Anna Maria","zone":"Europe/Lisbon","locale":"pt-PT"}`).into(http.StatusOK, &me)
	if me.Name != "Anna Maria" || me.Zone != "Europe/Lisbon" || me.Locale != "pt-PT" || me.Gallery != anna.user.Gallery {
		t.Errorf("got %+v, want what was set, and the rest as it was", me)
	}
	var again api.Profile
	anna.do(http.MethodPatch, "/api/me", `{"locale":""}`).into(http.StatusOK, &again)
	me.Locale = ""
	if diff := cmp.Diff(again, me); diff != "" {
		t.Errorf("profile (-got +want):\n%s", diff)
	}
	eve := w.person("Eve")
	for _, tt := range []struct {
		name, body string
		status     int
		code       api.Code
	}{
		{"a zone nobody knows", `{"zone":"Mars/Olympus"}`, http.StatusUnprocessableEntity, api.Invalid},
		{"a zone of this machine", `{"zone":"Local"}`, http.StatusUnprocessableEntity, api.Invalid},
		{"a zone that is a path", `{"zone":"../../etc/passwd"}`, http.StatusUnprocessableEntity, api.Invalid},
		{"a name without end", `{"name":"` + strings.Repeat("a", 101) + `"}`, http.StatusUnprocessableEntity, api.Invalid},
		{"a name with a line break", `{"name":"a\nb"}`, http.StatusUnprocessableEntity, api.Invalid},
		{"nothing for a name", `{"name":null}`, http.StatusUnprocessableEntity, api.Invalid},
		{"another's id", `{"id":"` + string(eve.user.ID) + `"}`, http.StatusUnprocessableEntity, api.Invalid},
		{"another's gallery", `{"gallery":"` + string(eve.user.Gallery) + `"}`, http.StatusForbidden, api.NotAMember},
	} {
		t.Run(tt.name, func(t *testing.T) { anna.do(http.MethodPatch, "/api/me", tt.body).problem(tt.status, tt.code) })
	}
	anna.do(http.MethodGet, "/api/me", nil).into(http.StatusOK, &again)
	if diff := cmp.Diff(again, me); diff != "" {
		t.Errorf("what was refused changed something (-got +want):\n%s", diff)
	}
	w.do(http.MethodGet, "/api/me", nil).problem(http.StatusUnauthorized, api.Unauthenticated)
}

func TestASlackUserIsJoinedOnceAndTakenAway(t *testing.T) {
	w := open(t)
	anna, eve := w.person("Anna"), w.person("Eve")
	slack := account.Identity{Channel: account.Slack, Team: "T1", User: "U1", TeamName: "acme", Name: "anna"}
	code, err := w.People.Begin(t.Context(), slack)
	if err != nil {
		t.Fatal(err)
	}
	at := "/api/connections/" + code
	w.do(http.MethodGet, at, nil).problem(http.StatusUnauthorized, api.Unauthenticated)
	var asks api.Connection
	anna.do(http.MethodGet, at, nil).into(http.StatusOK, &asks)
	if diff := cmp.Diff(asks, api.Connection{Channel: account.Slack, Team: "T1", User: "U1", TeamName: "acme", UserName: "anna"}); diff != "" {
		t.Errorf("who asks (-got +want):\n%s", diff)
	}
	anna.do(http.MethodPost, at, nil).into(http.StatusNoContent, nil)
	eve.do(http.MethodPost, at, nil).problem(http.StatusNotFound, api.NotFound)
	anna.do(http.MethodGet, at, nil).problem(http.StatusNotFound, api.NotFound)

	code, err = w.People.Begin(t.Context(), slack)
	if err != nil {
		t.Fatal(err)
	}
	eve.do(http.MethodPost, "/api/connections/"+code, nil).problem(http.StatusConflict, api.Conflict)

	var me api.Profile
	anna.do(http.MethodGet, "/api/me", nil).into(http.StatusOK, &me)
	if len(me.Links) != 1 || me.Links[0].Team != "T1" || me.Links[0].User != "U1" {
		t.Fatalf("got %+v, want the Slack user", me.Links)
	}
	link := "/api/links/" + me.Links[0].ID
	eve.do(http.MethodDelete, link, nil).into(http.StatusNoContent, nil) // of no link of hers
	anna.do(http.MethodGet, "/api/me", nil).into(http.StatusOK, &me)
	if len(me.Links) != 1 {
		t.Error("another person took a link away")
	}
	for range 2 {
		anna.do(http.MethodDelete, link, nil).into(http.StatusNoContent, nil)
	}
	var after api.Profile
	anna.do(http.MethodGet, "/api/me", nil).into(http.StatusOK, &after)
	if len(after.Links) != 0 {
		t.Errorf("got %+v, want nothing joined", after.Links)
	}
}

func TestAConnectionEndsAfterTenMinutes(t *testing.T) {
	w := open(t)
	anna := w.person("Anna")
	code, err := w.People.Begin(t.Context(), account.Identity{Channel: account.Slack, Team: "T1", User: "U1"})
	if err != nil {
		t.Fatal(err)
	}
	*w.now = w.now.Add(10*time.Minute + time.Second)
	anna.do(http.MethodPost, "/api/connections/"+code, nil).problem(http.StatusNotFound, api.NotFound)
	anna.do(http.MethodGet, "/api/connections/made-up", nil).problem(http.StatusNotFound, api.NotFound)
}
