package api_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"shoebox/deploy/engines/enginestest"
	"shoebox/shared/api"
	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/blob/filestore"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
	"shoebox/shared/gallery"
)

// pier is a world whose files are put over a network.
type pier struct {
	*world
	*darkroom
	faulty *blobtest.Faulty
}

// openPier makes a pier over a folder that a server of this machine serves.
func openPier(tb testing.TB) *pier {
	tb.Helper()
	w := open(tb)
	var p *pier
	var files *filestore.Driver
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { files.Handler().ServeHTTP(rw, r) }))
	tb.Cleanup(server.Close)
	var err error
	if files, err = filestore.Open(filestore.Config{Dir: tb.TempDir(), URL: server.URL + "/objects/", Keys: [][]byte{make([]byte, 32)}, Now: w.Now,
		Landed: func(key string, size int64) {
			if strings.HasPrefix(key, "incoming/") {
				p.landed(key, size)
			}
		}}); err != nil {
		tb.Fatal(err)
	}
	p = w.over(files)
	return p
}

// over has a world keep its files elsewhere.
func (w *world) over(d blob.Driver) *pier {
	faulty := blobtest.NewFaulty(d)
	w.Blobs = blob.New(faulty)
	w.again()
	return &pier{w, openDarkroom(w), faulty}
}

// openEngine makes a pier over an S3.
func openEngine(tb testing.TB) *pier {
	tb.Helper()
	const bucket = "photos"
	c := enginestest.SDK(tb, enginestest.S3(tb))
	client := s3.NewFromConfig(c, func(o *s3.Options) { o.UsePathStyle = true })
	if _, err := client.CreateBucket(tb.Context(), &s3.CreateBucketInput{Bucket: aws.String(bucket)}); err != nil {
		tb.Fatal(err)
	}
	p := open(tb).over(s3store.New(c, config.Place{Scheme: "s3", Name: bucket}, time.Now))
	p.watch(tb, p.Blobs)
	return p
}

// piers are the kinds there are.
func piers() map[string]func(testing.TB) *pier {
	return map[string]func(testing.TB) *pier{"files": openPier, "S3": openEngine}
}

// settled are the keys of all objects, once there are so many: a file goes after it is
// known what became of it.
func (p *pier) settled(many int) []string {
	p.t.Helper()
	keys := p.keys()
	for range 600 { // half a minute, as over waits
		if len(keys) == many {
			break
		}
		time.Sleep(50 * time.Millisecond)
		keys = p.keys()
	}
	return keys
}

// keys are those of all objects.
func (p *pier) keys() []string {
	p.t.Helper()
	page, err := p.Blobs.List(context.WithoutCancel(p.t.Context()), "", "", blob.MaxPage)
	if err != nil {
		p.t.Fatal(err)
	}
	var keys []string
	for _, o := range page.Objects {
		keys = append(keys, o.Key)
	}
	return keys
}

// shot is a picture that is another one for each shade.
func shot(tb testing.TB, shade uint8) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, shaded(shade), nil); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func shaded(shade uint8) image.Image {
	m := image.NewGray(image.Rect(0, 0, 32, 24))
	for i := range m.Pix {
		m.Pix[i] = shade
	}
	m.Set(1, 1, color.Gray{Y: 255 - shade})
	return m
}

// announced is what a client says of a JPEG before it sends it.
func announced(data []byte) map[string]any {
	sum := sha256.Sum256(data)
	return map[string]any{"name": "by_the_lake.jpg", "size": len(data), "type": "image/jpeg", "sha256": hex.EncodeToString(sum[:])}
}

// announce announces a JPEG, which the gallery has not.
func (p person) announce(data []byte) api.Uploading {
	p.t.Helper()
	var u api.Uploading
	p.do(http.MethodPost, "/api/uploads", announced(data)).into(http.StatusCreated, &u)
	return u
}

// put sends a file as an upload says, with other headers where there are some.
func put(tb testing.TB, u api.Uploading, data []byte, header ...string) int {
	tb.Helper()
	r, err := http.NewRequestWithContext(tb.Context(), u.Put.Method, u.Put.URL, bytes.NewReader(data))
	if err != nil {
		tb.Fatal(err)
	}
	for name, value := range u.Put.Headers {
		r.Header.Set(name, value)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0 // the server closed before it read all
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, response.Body)
	return response.StatusCode
}

// upload brings a JPEG in.
func (p person) upload(data []byte) api.Photo {
	p.t.Helper()
	u := p.announce(data)
	if status := put(p.t, u, data); status != http.StatusOK {
		p.t.Fatalf("got %d, want the file put", status)
	}
	var photo api.Photo
	p.do(http.MethodPost, "/api/photos", map[string]string{"upload": u.ID}).into(http.StatusCreated, &photo)
	return photo
}

func TestAnUploadBecomesAPhoto(t *testing.T) {
	for kind, open := range piers() {
		t.Run(kind, func(t *testing.T) {
			p := open(t)
			anna := p.person("Anna")
			data := shot(t, 10)
			u := anna.announce(data)
			if u.State != "waiting" || strings.Contains(u.Put.URL, "by_the_lake") || u.Put.Headers["Content-Length"] != "" {
				t.Errorf("got %+v, want a way to put the file under a key of ours", u)
			}
			said := map[string]any{"upload": u.ID, "title": "By the lake", "tags": []string{"swan"}, "people": []string{"Ben"}, "albums": []string{"Sunday"}}
			anna.do(http.MethodPost, "/api/photos", said).problem(http.StatusConflict, api.Conflict) // it isn't here yet
			if status := put(t, u, data); status != http.StatusOK {
				t.Fatalf("got %d, want the file put", status)
			}
			var photo, again api.Photo
			anna.do(http.MethodPost, "/api/photos", said, "Idempotency-Key", "key-of-annas").into(http.StatusCreated, &photo)
			if photo.Title != "By the lake" || photo.Tags[0] != "swan" || photo.People[0] != "Ben" || photo.Albums[0] != "Sunday" || photo.Width != 32 || photo.Pictures.Small == "" {
				t.Errorf("got %+v, want what was said and what the picture says", photo)
			}
			if keys := p.settled(4); len(keys) != 4 {
				t.Errorf("got the objects %v, want the original and three renditions", keys)
			}
			anna.do(http.MethodPost, "/api/photos", said, "Idempotency-Key", "key-of-annas").into(http.StatusCreated, &again)
			if again.ID != photo.ID {
				t.Errorf("got %s by the same key, want %s", again.ID, photo.ID)
			}
			anna.do(http.MethodPost, "/api/photos", said).into(http.StatusCreated, &again)
			if again.ID != photo.ID {
				t.Errorf("got %s again, want %s", again.ID, photo.ID)
			}
			var state api.Uploading
			anna.do(http.MethodGet, "/api/uploads/"+u.ID, nil).into(http.StatusOK, &state)
			if state.State != "ready" || state.Photo == nil || state.Photo.ID != photo.ID || state.Put != nil {
				t.Errorf("got %+v, want it ready", state)
			}
			anna.do(http.MethodPost, "/api/uploads", announced(data)).into(http.StatusOK, &state)
			if state.State != "ready" || !state.There || state.Photo.ID != photo.ID {
				t.Errorf("got %+v, want the photo that is there", state)
			}
		})
	}
}

func TestAFileThatIsNotWhatWasAnnouncedIsNotTaken(t *testing.T) {
	for kind, open := range piers() {
		t.Run(kind, func(t *testing.T) {
			p := open(t)
			anna := p.person("Anna")
			data, other := shot(t, 10), shot(t, 200)
			u := anna.announce(data)
			longer := append(bytes.Clone(data), 0)
			changed := bytes.Clone(data)
			changed[len(changed)-3] ^= 1
			for name, status := range map[string]int{
				"another picture":         put(t, u, other),
				"a changed byte":          put(t, u, changed),
				"a byte more":             put(t, u, longer),
				"nothing":                 put(t, u, nil),
				"another type":            put(t, u, data, "Content-Type", "text/html"),
				"its own checksum":        put(t, u, other, "X-Amz-Checksum-Sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
				"in place of one that is": put(t, u, data, "If-None-Match", "x"),
			} {
				if status == http.StatusOK {
					t.Errorf("%s was taken", name)
				}
			}
			if keys := p.keys(); len(keys) != 0 {
				t.Errorf("got the objects %v, want nothing left", keys)
			}
			anna.do(http.MethodPost, "/api/photos", map[string]string{"upload": u.ID}).problem(http.StatusConflict, api.Conflict)
			if status := put(t, u, data); status != http.StatusOK {
				t.Errorf("got %d, want what was announced taken after all", status)
			}
			if status := put(t, u, data); status != http.StatusPreconditionFailed {
				t.Errorf("got %d, want it not to be put twice", status)
			}
			elsewhere := u
			way := *u.Put
			way.URL = strings.Replace(way.URL, u.ID, "01J2SH0EB0X000000000000000", 1)
			elsewhere.Put = &way
			if status := put(t, elsewhere, data); status != http.StatusForbidden {
				t.Errorf("got %d, want it forbidden to put it elsewhere", status)
			}
		})
	}
}

// What lies there is looked at again, whoever let it in.
func TestAFileThatLiesIsRefusedAndLeavesNothing(t *testing.T) {
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, shaded(3)); err != nil {
		t.Fatal(err)
	}
	jpg, cut := shot(t, 10), shot(t, 20)[:200]
	html := []byte("<script>alert(1)</script>")
	tests := []struct {
		name      string
		announced []byte
		there     []byte
		kind      string // of what is there
		why       string
	}{
		{"another size", jpg, html, "image/jpeg", "it has another size than was announced"},
		{"another type", jpg, jpg, "text/html", "it is of another type than was announced"},
		{"another content", jpg, append(bytes.Clone(jpg[:len(jpg)-1]), 7), "image/jpeg", "it has another checksum than was announced"},
		{"no picture", html, html, "image/jpeg", "it is not a picture"},
		{"another kind of picture", drawn.Bytes(), drawn.Bytes(), "image/jpeg", "it was announced as another kind of picture than it is"},
		{"half a picture", cut, cut, "image/jpeg", "it is damaged or cut short"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for kind, open := range piers() {
				t.Run(kind, func(t *testing.T) {
					p := open(t)
					anna := p.person("Anna")
					u := anna.announce(tt.announced)
					key := "incoming/" + string(anna.user.Gallery) + "/" + u.ID
					p.close() // it tells of what we put, too
					if err := p.Blobs.Put(t.Context(), key, bytes.NewReader(tt.there), blob.PutOptions{Content: blob.Describe(tt.kind, tt.there)}); err != nil {
						t.Fatal(err)
					}
					p.reopen()
					for range 2 {
						got := anna.do(http.MethodPost, "/api/photos", map[string]string{"upload": u.ID}).problem(http.StatusUnprocessableEntity, api.Invalid)
						if want := "The photo wasn't added, because " + tt.why + ". Please choose another file."; got.Detail != want {
							t.Errorf("got %q, want %q", got.Detail, want)
						}
					}
					var state api.Uploading
					anna.do(http.MethodGet, "/api/uploads/"+u.ID, nil).into(http.StatusOK, &state)
					if state.State != "refused" || !strings.Contains(state.Reason, tt.why) {
						t.Errorf("got %+v, want it refused", state)
					}
					if keys := p.settled(0); len(keys) != 0 {
						t.Errorf("got the objects %v, want nothing left", keys)
					}
					var list api.Photos
					anna.do(http.MethodGet, "/api/photos", nil).into(http.StatusOK, &list)
					if len(list.Photos) != 0 {
						t.Errorf("got %v, want no photo", list.Photos)
					}
					// The same file may be announced again.
					if again := anna.announce(tt.announced); again.ID == u.ID {
						t.Error("got the upload that is over")
					}
				})
			}
		})
	}
}

func TestAnnouncementsThatCantBeAreRefused(t *testing.T) {
	p := openPier(t)
	anna := p.person("Anna")
	with := func(change map[string]any) map[string]any {
		a := announced(shot(t, 10))
		maps.Copy(a, change)
		return a
	}
	tests := []struct {
		name    string
		body    any
		status  int
		code    api.Code
		pointer string
	}{
		{"a type that is not kept", with(map[string]any{"type": "image/avif"}), http.StatusUnprocessableEntity, api.Invalid, "/type"},
		{"a video", with(map[string]any{"type": "video/mp4"}), http.StatusUnprocessableEntity, api.Invalid, "/type"},
		{"a page", with(map[string]any{"type": "text/html"}), http.StatusUnprocessableEntity, api.Invalid, "/type"},
		{"a type with more behind it", with(map[string]any{"type": "image/jpeg; x=y"}), http.StatusUnprocessableEntity, api.Invalid, "/type"},
		{"more than is kept", with(map[string]any{"size": 64<<20 + 1}), http.StatusRequestEntityTooLarge, api.TooLarge, "/size"},
		{"more than there is", with(map[string]any{"size": int64(1) << 62}), http.StatusRequestEntityTooLarge, api.TooLarge, "/size"},
		{"nothing", with(map[string]any{"size": 0}), http.StatusUnprocessableEntity, api.Invalid, "/size"},
		{"less than nothing", with(map[string]any{"size": -1}), http.StatusUnprocessableEntity, api.Invalid, "/size"},
		{"half a byte", with(map[string]any{"size": 1.5}), http.StatusUnprocessableEntity, api.Invalid, "/size"},
		{"a size in words", with(map[string]any{"size": "12"}), http.StatusUnprocessableEntity, api.Invalid, "/size"},
		{"a short checksum", with(map[string]any{"sha256": "abc"}), http.StatusUnprocessableEntity, api.Invalid, "/sha256"},
		{"a checksum of other digits", with(map[string]any{"sha256": strings.Repeat("z", 64)}), http.StatusUnprocessableEntity, api.Invalid, "/sha256"},
		{"a name without end", with(map[string]any{"name": strings.Repeat("a", 256)}), http.StatusUnprocessableEntity, api.Invalid, "/name"},
		{"a key of the client's", with(map[string]any{"key": "other/original.jpg"}), http.StatusUnprocessableEntity, api.Invalid, ""},
		{"a time that is none", with(map[string]any{"modified": "yesterday"}), http.StatusUnprocessableEntity, api.Invalid, "/modified"},
		{"no body", "", http.StatusBadRequest, api.Malformed, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := anna.do(http.MethodPost, "/api/uploads", tt.body).problem(tt.status, tt.code)
			if got.Pointer != tt.pointer {
				t.Errorf("got %q, want it to be about %q", got.Pointer, tt.pointer)
			}
		})
	}
	p.do(http.MethodPost, "/api/uploads", announced(shot(t, 10))).problem(http.StatusUnauthorized, api.Unauthenticated)
}

func TestAnUploadIsItsPersonsAndItsGallerys(t *testing.T) {
	p := openPier(t)
	anna, ben, eve := p.person("Anna"), p.person("Ben"), p.person("Eve")
	data := shot(t, 10)
	u := anna.announce(data)
	ours := "?gallery=" + string(anna.user.Gallery)
	for role, user := range map[gallery.Role]person{gallery.Editor: ben, gallery.Viewer: eve} {
		code, _, err := anna.own().Invite(t.Context(), role, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Galleries.Accept(t.Context(), code, gallery.Member{User: user.user.ID}); err != nil {
			t.Fatal(err)
		}
	}
	add := map[string]string{"upload": u.ID}
	ben.do(http.MethodGet, "/api/uploads/"+u.ID+ours, nil).problem(http.StatusNotFound, api.NotFound)
	ben.do(http.MethodPost, "/api/photos"+ours, add).problem(http.StatusNotFound, api.NotFound)
	ben.do(http.MethodPost, "/api/photos", add).problem(http.StatusNotFound, api.NotFound)
	ben.do(http.MethodDelete, "/api/uploads/"+u.ID+ours, nil).into(http.StatusNoContent, nil)
	eve.do(http.MethodPost, "/api/uploads"+ours, announced(data)).problem(http.StatusForbidden, api.Forbidden)
	eve.do(http.MethodPost, "/api/photos"+ours, add).problem(http.StatusForbidden, api.Forbidden)
	for _, id := range []string{"none", "W#" + u.ID, "01J2SH0EB0X000000000000000", "%2e%2e"} {
		anna.do(http.MethodGet, "/api/uploads/"+strings.ReplaceAll(id, "#", "%23"), nil).problem(http.StatusNotFound, api.NotFound)
	}
	// Ben's upload of the same file is another.
	var theirs api.Uploading
	ben.do(http.MethodPost, "/api/uploads"+ours, announced(data)).into(http.StatusCreated, &theirs)
	if theirs.ID == u.ID {
		t.Error("got another person's upload")
	}
	var still api.Uploading
	anna.do(http.MethodGet, "/api/uploads/"+u.ID, nil).into(http.StatusOK, &still)
	if still.State != "waiting" {
		t.Errorf("got %+v, want it untouched by others", still)
	}
}
