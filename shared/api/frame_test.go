package api_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/api"
	"shoebox/shared/gallery"
	"shoebox/shared/table/tabletest"
	"shoebox/shared/telemetry"
)

func TestWhatIsNotThereIsAProblem(t *testing.T) {
	w := open(t)
	for _, at := range []string{"/", "/api", "/api/", "/api/photos/", "/api//photos", "/api/../api/photos", "/api/nothing", "/api/photos/a/b", "/api/photos/a%2Fb/restore/"} {
		w.do(http.MethodGet, at, nil).problem(http.StatusNotFound, api.NotFound)
	}
	got := w.do(http.MethodPut, "/api/photos/x", nil)
	got.problem(http.StatusMethodNotAllowed, api.NotAllowed)
	if allow := got.Header.Get("Allow"); allow != "DELETE, GET, HEAD, PATCH" {
		t.Errorf("got %q", allow)
	}
}

func TestAHandlerServesItsServicesAlone(t *testing.T) {
	anna := open(t, api.ServiceGetPhotos).person("Anna")
	anna.do(http.MethodGet, "/api/photos", nil).into(http.StatusOK, nil)
	anna.do(http.MethodPost, "/api/search", `{"words":""}`).problem(http.StatusNotFound, api.NotFound)
	anna.do(http.MethodGet, "/api/photos/x", nil).problem(http.StatusNotFound, api.NotFound)
}

func TestAServiceWithoutItsPartsIsRefusedAtTheStart(t *testing.T) {
	w := open(t)
	c := w.Config
	c.Blobs, c.Issuer = nil, nil
	a := api.New(c)
	a.Handler(api.ServiceGetPhoto)
	a.Handler() // all that it is enough for
	for _, s := range []api.Service{api.ServiceDeletePhoto, api.ServiceLogin} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: got no panic", s)
				}
			}()
			a.Handler(s)
		}()
	}
}

func TestPagesOfOthersDoNotSpeakForAnybody(t *testing.T) {
	anna := open(t).person("Anna")
	at := "/api/photos/" + string(anna.add(gallery.Photo{Title: "Mine"}).ID)
	for _, header := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"}} {
		anna.do(http.MethodDelete, at, nil, header...).problem(http.StatusForbidden, api.CrossOrigin)
		if got := anna.do(http.MethodGet, at, nil, header...); got.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Error("lets pages of others read")
		}
	}
	anna.do(http.MethodDelete, at, nil, "Sec-Fetch-Site", "same-origin").into(http.StatusNoContent, nil)
}

func TestAHeadIsAGetWithoutItsBody(t *testing.T) {
	anna := open(t).person("Anna")
	if got := anna.do(http.MethodHead, "/api/photos", nil); got.StatusCode != http.StatusOK || len(got.body) > 0 {
		t.Errorf("got %d %s", got.StatusCode, got.body)
	}
}

func TestRolesHoldByHTTP(t *testing.T) {
	w := open(t)
	anna := w.person("Anna")
	at := "/api/photos/" + string(anna.add(gallery.Photo{Title: "Mine"}).ID) + "%s?gallery=" + string(anna.user.Gallery)
	for _, role := range []gallery.Role{gallery.Viewer, gallery.Editor} {
		ben := w.person("Ben " + string(role))
		code, _, err := anna.own().Invite(t.Context(), role, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Galleries.Accept(t.Context(), code, gallery.Member{User: ben.user.ID, Name: "Ben"}); err != nil {
			t.Fatal(err)
		}
		ben.do(http.MethodGet, fmt.Sprintf(at, ""), nil).into(http.StatusOK, nil)
		for _, change := range []func() response{
			func() response {
				return ben.do(http.MethodPatch, fmt.Sprintf(at, ""), `{"favourite":true}`, "If-Match", "*")
			},
			func() response { return ben.do(http.MethodDelete, fmt.Sprintf(at, ""), nil) },
			func() response { return ben.do(http.MethodPost, fmt.Sprintf(at, "/restore"), nil) },
			func() response { return ben.do(http.MethodDelete, fmt.Sprintf(at, "")+"&forever=false", nil) },
		} {
			switch got := change(); role {
			case gallery.Viewer:
				got.problem(http.StatusForbidden, api.Forbidden)
			default:
				if got.StatusCode >= http.StatusBadRequest {
					t.Errorf("an editor got %d %s", got.StatusCode, got.body)
				}
			}
		}
		anna.do(http.MethodPost, fmt.Sprintf(at, "/restore"), nil).into(http.StatusOK, nil)
	}
}

func TestWhatFailsIsToldInOneSentenceAndLoggedInOneLine(t *testing.T) {
	anna := open(t).person("Anna")
	anna.store.Faulty.FailReads(tabletest.Fault{Times: -1})
	p := anna.do(http.MethodGet, "/api/photos", nil).problem(http.StatusInternalServerError, api.Internal)
	if strings.Contains(p.Detail, "table") {
		t.Errorf("got %q, want nothing of how it is made", p.Detail)
	}
	lines := anna.log.String()
	for _, part := range []string{`"operation":"getphotos"`, `"intent":"getphotos"`, `"status":500`, `"code":"internal"`, `"outcome":"` + string(telemetry.Apologized) + `"`, `"cause":`} {
		if strings.Count(lines, part) != 1 {
			t.Errorf("got %s, want one line with %s", lines, part)
		}
	}
}

func TestTheLogTellsNothingOfWhatWasSaid(t *testing.T) {
	anna := open(t).person("Anna")
	photo := anna.add(gallery.Photo{Title: "Hidden words"})
	anna.do(http.MethodPost, "/api/search", `{"words":"hidden words"}`)
	anna.do(http.MethodPatch, "/api/photos/"+string(photo.ID), `{"title":"Other words"}`, "If-Match", "*", "Idempotency-Key", "a-secret-key")
	anna.do(http.MethodGet, "/api/photos?cursor=a-secret-cursor", nil) // which no request's id has in it by chance
	for _, secret := range []string{"words", anna.token, "a-secret-key", "Anna", "a-secret-cursor"} {
		if strings.Contains(anna.log.String(), secret) {
			t.Errorf("the log tells %q: %s", secret, anna.log)
		}
	}
}

func TestAPanicIsAProblem(t *testing.T) {
	w := open(t)
	anna := w.person("Anna")
	c := w.Config
	c.Verify = func(context.Context, string) (account.Subject, error) { panic("a secret") }
	w.handler = api.New(c).Handler()
	anna.do(http.MethodGet, "/api/photos", nil).problem(http.StatusInternalServerError, api.Internal)
	if strings.Contains(w.log.String(), "a secret") || !strings.Contains(w.log.String(), "panic") {
		t.Errorf("got %s, want a panic without its value", w.log)
	}
}
