package api_test

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/api"
	"shoebox/shared/gallery"
)

// town is a world in which Anna attacks and Ben has something to lose.
type town struct {
	*world
	document
	anna, ben person
	known     map[string]string // good values of the paths' parameters
	state     []string          // what there was to see, after the last request
}

func openTown(tb testing.TB) *town {
	tb.Helper()
	w := open(tb)
	tw := &town{world: w, document: w.described(), anna: w.person("Anna"), ben: w.person("Ben")}
	for _, p := range []*person{&tw.anna, &tw.ben} {
		c := w.claims(p.user.Name)
		c["exp"] = w.now.AddDate(10, 0, 0).Unix()
		p.token = w.token(c, ours())
	}
	own := tw.anna.add(gallery.Photo{Title: "Lighthouse", Albums: []string{"Sea"}})
	foreign := tw.ben.add(gallery.Photo{Title: "Ben's secret", Albums: []string{"Hidden"}})
	if _, err := tw.ben.own().Trash(tb.Context(), tw.ben.add(gallery.Photo{Title: "Ben's other secret"}).ID); err != nil {
		tb.Fatal(err)
	}
	tw.known = map[string]string{
		"gallery": string(tw.anna.user.Gallery), "id": string(own.ID), "user": string(tw.anna.user.ID),
		"foreign gallery": string(tw.ben.user.Gallery), "foreign id": string(foreign.ID), "foreign user": string(tw.ben.user.ID),
	}
	tw.state = tw.look()
	return tw
}

// later lets an hour pass, so that no limit is in the way.
func (tw *town) later() { *tw.now = tw.now.Add(time.Hour) }

// look is all that both can see of what is theirs, without what passes with time.
func (tw *town) look() []string {
	tw.t.Helper()
	var seen []string
	for _, p := range []person{tw.anna, tw.ben} {
		g := "/api/galleries/" + string(p.user.Gallery)
		for _, at := range []string{"/api/me", "/api/galleries", "/api/albums", "/api/photos", "/api/photos?trash=true", g + "/members", g + "/invitations", "/api/shares"} {
			if r := p.do(http.MethodGet, at, nil); r.StatusCode < http.StatusInternalServerError {
				seen = append(seen, p.user.Name+" "+at+" "+links.ReplaceAllString(string(r.body), ""))
			}
		}
	}
	return seen
}

// withstood holds an answer to what every answer is, and where it refused to having
// changed nothing.
func (tw *town) withstood(name string, r response) {
	tw.t.Helper()
	if r.StatusCode >= http.StatusInternalServerError {
		tw.t.Errorf("%s: got %d %s: %s", name, r.StatusCode, r.body, tw.log)
	}
	if strings.Contains(string(r.body), "secret") {
		tw.t.Errorf("%s: tells of another's photos: %s", name, r.body)
	}
	if r.StatusCode >= http.StatusBadRequest && r.Header.Get("Content-Type") != "application/problem+json" {
		tw.t.Errorf("%s: got %d as %q, want a problem", name, r.StatusCode, r.Header.Get("Content-Type"))
	}
	if r.Header.Get("X-Request-Id") == "" || r.Header.Get("X-Content-Type-Options") != "nosniff" {
		tw.t.Errorf("%s: got headers %v", name, r.Header)
	}
	tw.log.Reset()
}

// unchanged holds the world to what it was.
func (tw *town) unchanged(name string) {
	tw.t.Helper()
	now := tw.look()
	if diff := cmp.Diff(now, tw.state); diff != "" {
		tw.t.Errorf("%s: changed something (now - before +):\n%s", name, diff)
	}
	tw.state = now
}

// path fills in a path's parameters, one of them with another value.
func (tw *town) path(path, name, value string) string {
	for segment := range strings.SplitSeq(path, "/") {
		if parameter, ok := strings.CutPrefix(segment, "{"); ok {
			parameter = strings.TrimSuffix(parameter, "}")
			filled := tw.known[parameter]
			if parameter == name {
				filled = value
			}
			if filled == "" {
				filled = "nothing"
			}
			path = strings.Replace(path, segment, url.PathEscape(filled), 1)
		}
	}
	return path
}

// each runs a test for every operation of the document, in one order.
func (tw *town) each(t *testing.T, test func(tw *town, method, path string, o route)) {
	t.Helper()
	for path, methods := range tw.Paths {
		for method, o := range methods {
			t.Run(o.ID, func(t *testing.T) {
				tw.t = t
				test(tw, strings.ToUpper(method), path, o)
			})
		}
	}
}

func TestEveryOperationRefusesHostileBodies(t *testing.T) {
	openTown(t).each(t, func(tw *town, method, path string, o route) {
		for _, a := range tw.attacks(o) {
			tw.later()
			r := tw.anna.do(method, tw.path(path, "", ""), a.body, slices.Concat(headers(o), a.header)...)
			tw.withstood(a.name, r)
			if r.StatusCode != a.want {
				tw.t.Errorf("%s: got %d %s, want %d", a.name, r.StatusCode, r.body, a.want)
			}
		}
		tw.unchanged("all bodies")
	})
}

func TestEveryOperationRefusesHostileParameters(t *testing.T) {
	openTown(t).each(t, func(tw *town, method, path string, o route) {
		for _, value := range []string{"a", "1", "%00", "<script>"} {
			tw.later()
			r := tw.anna.do(method, tw.path(path, "", "")+"?nobody_knows="+value, tw.body(o), headers(o)...)
			tw.withstood("an unknown parameter", r)
			if r.StatusCode != http.StatusBadRequest {
				tw.t.Errorf("an unknown parameter: got %d %s, want 400", r.StatusCode, r.body)
			}
		}
		for _, p := range o.Parameters {
			if p.In != "query" {
				continue
			}
			tw.later()
			r := tw.anna.do(method, tw.path(path, "", "")+"?"+p.Name+"=1&"+p.Name+"=1", tw.body(o), headers(o)...)
			if tw.withstood(p.Name+" twice", r); r.StatusCode != http.StatusBadRequest {
				tw.t.Errorf("%s twice: got %d %s, want 400", p.Name, r.StatusCode, r.body)
			}
			for _, value := range nasty() {
				if method == http.MethodGet { // what changes things has no parameter worth a list of texts
					tw.later()
					r := tw.anna.do(method, tw.path(path, "", "")+"?"+p.Name+"="+url.QueryEscape(value), nil)
					tw.withstood(fmt.Sprintf("%s=%q", p.Name, value), r)
				}
			}
		}
		tw.unchanged("all parameters")
	})
}

func TestEveryOperationRefusesForeignAndHostileNamesInItsPath(t *testing.T) {
	openTown(t).each(t, func(tw *town, method, path string, o route) {
		for _, p := range o.Parameters {
			if p.In != "path" {
				continue
			}
			values := append(nasty(), tw.known["foreign "+p.Name])
			for _, value := range values {
				if value == "" || value == tw.known[p.Name] {
					continue
				}
				tw.later()
				r := tw.anna.do(method, tw.path(path, p.Name, value), tw.body(o), headers(o)...)
				tw.withstood(fmt.Sprintf("{%s} is %q", p.Name, value), r)
				// Taking out what is not there is no error, and nothing else may do well.
				if r.StatusCode < http.StatusBadRequest && method != http.MethodDelete {
					tw.t.Errorf("{%s} is %q: got %d %s", p.Name, value, r.StatusCode, r.body)
				}
			}
		}
		tw.unchanged("all names")
	})
}

func TestEveryOperationButTheOpenOnesNeedsAGoodToken(t *testing.T) {
	openTown(t).each(t, func(tw *town, method, path string, o route) {
		if len(o.Security) == 0 {
			return
		}
		tw.later()
		for name, header := range tw.badTokens() {
			r := tw.do(method, tw.path(path, "", ""), tw.body(o), append(headers(o), header...)...)
			tw.withstood(name, r)
			if r.problem(http.StatusUnauthorized, api.Unauthenticated); !strings.HasPrefix(r.Header.Get("WWW-Authenticate"), "Bearer ") {
				tw.t.Errorf("%s: got no challenge", name)
			}
		}
		if tw.takes(o, "gallery") {
			r := tw.anna.do(method, tw.path(path, "", "")+"?gallery="+tw.known["foreign gallery"], tw.body(o), headers(o)...)
			foreign := r.problem(http.StatusForbidden, api.NotAMember)
			nowhere := tw.anna.do(method, tw.path(path, "", "")+"?gallery=nowhere", tw.body(o), headers(o)...).problem(http.StatusForbidden, api.NotAMember)
			if foreign.Detail != nowhere.Detail {
				tw.t.Error("another's gallery and none are told differently")
			}
		}
		tw.unchanged("no token")
	})
}

// badTokens are headers that prove nothing.
func (tw *town) badTokens() map[string][]string {
	changed := func(name string, value any) string {
		c := tw.claims("Anna")
		c[name] = value
		return tw.token(c, ours())
	}
	bearer := func(token string) []string { return []string{"Authorization", "Bearer " + token} }
	return map[string][]string{
		"no token": nil, "an empty one": bearer(""), "no JWT": bearer("a.b.c"), "another scheme": {"Authorization", "Basic YTpi"},
		"of another pool": bearer(changed("iss", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Other")),
		"of another app":  bearer(changed("client_id", "another")), "an id token": bearer(changed("token_use", "id")),
		"an expired one": bearer(changed("exp", tw.now.Add(-time.Second).Unix())), "signed by a stranger": bearer(tw.token(tw.claims("Anna"), theirs())),
		"cut": bearer(tw.anna.token[:len(tw.anna.token)-4]), "endless": bearer(strings.Repeat("a", 100_000)),
	}
}

// body is one that fits an operation; nil for one without.
func (tw *town) body(o route) any {
	if o.Body == nil {
		return nil
	}
	return tw.good(o.Body.Content["application/json"].Schema)
}

// headers are those an operation needs.
func headers(o route) []string {
	all := []string{"Idempotency-Key", rand.Text()}
	for _, p := range o.Parameters {
		if p.Name == "If-Match" {
			all = append(all, "If-Match", "*")
		}
	}
	return all
}

func (tw *town) takes(o route, name string) bool { return o.takes(name, "query") }
