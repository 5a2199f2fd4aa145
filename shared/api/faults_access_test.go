package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"shoebox/shared/api"
	"shoebox/shared/gallery"
)

// The fourteen faults are those of a gallery of seven small functions that trusted who
// called them. Each has a test here and in the files beside that shows it is not ours.

// 1: tokens were thrown away at the login, and no route of photos checked anything.
func TestFault01NoPhotoIsReachedWithoutTheTokenOfWhoSignedIn(t *testing.T) {
	w := openHouse(t)
	checked := 0
	for path, methods := range w.described().Paths {
		for method, o := range methods {
			if len(o.Security) == 0 {
				if strings.Contains(path, "photos") || strings.Contains(path, "uploads") || strings.Contains(path, "search") || strings.Contains(path, "albums") {
					t.Errorf("%s %s is open", method, path)
				}
				continue
			}
			checked++
			w.do(strings.ToUpper(method), strings.NewReplacer("{", "", "}", "").Replace(path), `{}`).problem(http.StatusUnauthorized, api.Unauthenticated)
		}
	}
	if checked < 20 {
		t.Errorf("got %d operations that need a token", checked)
	}
	w.join("anna@example.com")
	anna := w.signIn("anna@example.com", password)
	var page api.Photos
	anna.do(http.MethodGet, "/api/photos", nil).into(http.StatusOK, &page)
}

// 2: who adds a photo said whose it is, and where it lies.
func TestFault02WhosePhotoItIsAndWhereItLiesIsNotTheClientsToSay(t *testing.T) {
	p := openPier(t)
	anna, ben := p.person("Anna"), p.person("Ben")
	data := shot(t, 10)
	u := anna.announce(data)
	put(t, u, data)
	for _, field := range []string{"username", "user", "owner", "uploadedFileURL", "url", "key", "gallery"} {
		body := map[string]any{"upload": u.ID, field: "https://evil.example/" + string(ben.user.Gallery)}
		anna.do(http.MethodPost, "/api/photos", body).problem(http.StatusUnprocessableEntity, api.Invalid)
	}
	ben.do(http.MethodPost, "/api/photos", map[string]string{"upload": u.ID}).problem(http.StatusNotFound, api.NotFound)
	anna.do(http.MethodPost, "/api/photos?gallery="+string(ben.user.Gallery), map[string]string{"upload": u.ID}).problem(http.StatusForbidden, api.NotAMember)
	var photo api.Photo
	anna.do(http.MethodPost, "/api/photos", map[string]string{"upload": u.ID}).into(http.StatusCreated, &photo)
	if got, err := anna.own().Photo(t.Context(), photo.ID); err != nil || !strings.Contains(got.Objects.Original, string(anna.user.Gallery)) {
		t.Errorf("got %q, %v, want it in the gallery of who added it", got.Objects.Original, err)
	}
}

// 3: titles were put into the page as HTML.
func TestFault03ATextIsATextAndNeverMarkup(t *testing.T) {
	anna := open(t).person("Anna")
	const script = `<img src=x onerror=alert(1)></script><script>alert("é")</script>`
	at := "/api/photos/" + string(anna.add(gallery.Photo{Title: "Plain"}).ID)
	var photo api.Photo
	anna.do(http.MethodPatch, at, map[string]any{"title": script, "description": script, "tags": []string{script}, "people": []string{script}}, "If-Match", "*").into(http.StatusOK, &photo)
	for _, r := range []response{anna.do(http.MethodGet, at, nil), anna.do(http.MethodGet, "/api/photos", nil), anna.do(http.MethodPost, "/api/search", `{"words":""}`), anna.do(http.MethodGet, "/api/suggest?q=img", nil)} {
		if r.Header.Get("Content-Type") != "application/json" || r.Header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(r.Header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("got headers %v, want data that no browser takes for a page", r.Header)
		}
		if bytes.ContainsAny(r.body, "<>") {
			t.Errorf("got %s, want no markup even in the bytes", r.body)
		}
	}
	if photo.Title != script || photo.Description != script || photo.Tags[0] != script {
		t.Errorf("got %+v, want the text as it was written", photo)
	}
}

// 4: anybody could put a file under any name, over anybody's, of any type, up to 10 MB.
func TestFault04AFileIsPutByWhoAnnouncedItWhereNobodyElsesLies(t *testing.T) {
	p := openPier(t)
	anna, ben := p.person("Anna"), p.person("Ben")
	data, other := shot(t, 10), shot(t, 11)
	p.do(http.MethodPost, "/api/uploads", announced(data)).problem(http.StatusUnauthorized, api.Unauthenticated)
	u := anna.announce(data)
	bare := u
	bare.Put = &api.Put{Method: u.Put.Method, URL: strings.Split(u.Put.URL, "?")[0], Headers: u.Put.Headers}
	if status := put(t, bare, data); status != http.StatusForbidden {
		t.Errorf("got %d without a signature, want 403", status)
	}
	if status := put(t, u, other); status < http.StatusBadRequest {
		t.Errorf("got %d for another file than was announced", status)
	}
	if status := put(t, u, data); status != http.StatusOK {
		t.Fatalf("got %d, want the file put", status)
	}
	if status := put(t, u, data); status != http.StatusPreconditionFailed {
		t.Errorf("got %d for a second time, want nothing overwritten", status)
	}
	if mine := ben.announce(data); mine.ID == u.ID || mine.Put.URL == u.Put.URL {
		t.Error("two people's files of one name and content lie in one place")
	}
	program := announced(data)
	program["type"] = "text/html"
	anna.do(http.MethodPost, "/api/uploads", program).problem(http.StatusUnprocessableEntity, api.Invalid)
	large := announced(other)
	large["size"] = 40 << 20
	anna.do(http.MethodPost, "/api/uploads", large).into(http.StatusCreated, nil)
}

// 5: every photo was public.
func TestFault05NothingIsPublic(t *testing.T) {
	p := openPier(t)
	anna := p.person("Anna")
	data := shot(t, 10)
	u := anna.announce(data)
	put(t, u, data)
	var photo api.Photo
	anna.do(http.MethodPost, "/api/photos", map[string]string{"upload": u.ID}).into(http.StatusCreated, &photo)
	folder, _, _ := strings.Cut(u.Put.URL, "/objects/")
	for _, key := range p.keys() {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, folder+"/objects/"+key, nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusForbidden {
			t.Errorf("got %d for %s without a signature, want 403", response.StatusCode, key)
		}
	}
	for _, link := range []string{photo.Pictures.Small, photo.Pictures.Medium, photo.Pictures.Large} {
		if _, err := p.Links.Read(link); err != nil {
			t.Errorf("got %v for %s, want a signed link", err, link)
		}
		if _, err := p.Links.Read(link[:len(link)-2]); err == nil {
			t.Error("a link with another signature is good")
		}
		for _, key := range p.keys() {
			if strings.Contains(link, key) {
				t.Errorf("%s tells the key", link)
			}
		}
	}
}

// 8: everybody's photos were mixed.
func TestFault08EverybodySeesTheirOwnPhotosAlone(t *testing.T) {
	w := open(t)
	anna, ben := w.person("Anna"), w.person("Ben")
	mine := anna.add(gallery.Photo{Title: "Lighthouse mine", Albums: []string{"Sea"}, People: []string{"Clara"}})
	theirs := ben.add(gallery.Photo{Title: "Lighthouse theirs", Albums: []string{"Coast"}, People: []string{"Clemens"}})
	for _, r := range []response{
		anna.do(http.MethodGet, "/api/photos", nil), anna.do(http.MethodPost, "/api/search", `{"words":"lighthouse"}`),
		anna.do(http.MethodGet, "/api/suggest?q=cl", nil), anna.do(http.MethodGet, "/api/albums", nil), anna.do(http.MethodGet, "/api/photos?album=coast", nil),
	} {
		for _, other := range []string{"theirs", "Coast", "Clemens", string(theirs.ID)} {
			if strings.Contains(string(r.body), other) {
				t.Errorf("got %s, which tells of another's %s", r.body, other)
			}
		}
	}
	var found api.Found
	anna.do(http.MethodPost, "/api/search", `{"words":"lighthouse"}`).into(http.StatusOK, &found)
	if len(found.Photos.Photos) != 1 || found.Photos.Photos[0].ID != mine.ID {
		t.Errorf("got %+v, want the own photo", found)
	}
	at := "/api/photos/" + string(theirs.ID)
	anna.do(http.MethodGet, at, nil).problem(http.StatusNotFound, api.NotFound)
	anna.do(http.MethodPatch, at, `{"title":"Mine"}`, "If-Match", "*").problem(http.StatusNotFound, api.NotFound)
	anna.do(http.MethodDelete, at, nil).problem(http.StatusNotFound, api.NotFound)
	anna.do(http.MethodGet, at+"?gallery="+string(ben.user.Gallery), nil).problem(http.StatusForbidden, api.NotAMember)
	var page api.Photos
	ben.do(http.MethodGet, "/api/photos?limit=1", nil).into(http.StatusOK, &page)
	if page.Total != 1 || page.Photos[0].Title != "Lighthouse theirs" {
		t.Errorf("got %+v, want Ben's photo as it was", page)
	}
}
