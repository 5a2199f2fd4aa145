package deployment_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shoebox/deploy/sample"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// TestFilesThatArriveBecomePhotos plays what happens to a file on its way from the
// bucket, through the queue and the function that makes photos, each as deployed, on one
// stage, since opening one takes seconds.
func TestFilesThatArriveBecomePhotos(t *testing.T) {
	s := arrive(t)
	t.Run("one that is dropped", s.dropped)
	t.Run("what it shows, as often as is paid for", s.labelled)
	t.Run("one that is announced, and waited for", s.announced)
	t.Run("one that S3 tells of twice, and late", s.toldTwice)
	t.Run("one that is gone before it is looked at", s.gone)
	t.Run("one that is none, put aside", s.putAside)
	t.Run("one that does not fit, refused and not died of", s.tooLarge)
	t.Run("one over which the function is killed", s.killed)
	t.Run("one that fails again and again, brought back", s.broughtBack)
	t.Run("one that was in the trash for long enough, gone for good", s.forgotten)
	t.Run("no line of the log says what they are", s.saysNothing)
}

func (s *station) dropped(t *testing.T) {
	file := picture(t, "dropped")
	key := s.drop(t, "Sommer 2024/am See + Ufer (ü%20).jpg", file)
	id := s.becomes(t, file)
	p, err := s.gallery.Photo(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, object := range []string{p.Objects.Original, p.Objects.Small, p.Objects.Medium, p.Objects.Large} {
		if !s.there(t, object) {
			t.Errorf("there is no %s", object)
		}
	}
	if s.there(t, key) {
		t.Error("the file still lies in the inbox")
	}
}

// labelled has one photo of the month labelled, and no other: as many as it is capped at.
func (s *station) labelled(t *testing.T) {
	second := picture(t, "labelled")
	s.drop(t, "labelled.jpg", second)
	s.becomes(t, second)
	id, err := s.gallery.WithFile(t.Context(), sumOf(picture(t, "dropped")))
	if err != nil {
		t.Fatal(err)
	}
	p, err := s.gallery.Photo(t.Context(), id)
	if err != nil || len(p.Labels) == 0 || p.Labels[0].Name != "Beach" {
		t.Errorf("got %v, %v, want what Rekognition saw", p.Labels, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.seen != 1 {
		t.Errorf("Rekognition was asked %d times, want once", s.seen)
	}
}

// forgotten has a photo lie in the trash for a month, and the clock call.
func (s *station) forgotten(t *testing.T) {
	id, err := s.gallery.WithFile(t.Context(), sumOf(picture(t, "labelled")))
	if err != nil {
		t.Fatal(err)
	}
	p, err := s.gallery.Photo(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	before := gallery.New(s.table, gallery.Keys{make([]byte, 32)}, func() time.Time { return time.Now().Add(-gallery.TrashLife - 48*time.Hour) })
	if _, err := before.As(sample.Asker().Membership).Trash(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	event, err := os.ReadFile(filepath.Join(root, "deploy", "events", "retention-daily.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []int{1, 0} {
		r, err := s.Functions["retention"].Invoke(t.Context(), event)
		var report struct{ Photos int }
		if err != nil || r.FunctionError != "" || json.Unmarshal(r.Body, &report) != nil || report.Photos != want {
			t.Fatalf("got %s (%v), want %d photos gone\n%s", r.Body, err, want, r.Logs)
		}
	}
	if _, err := s.gallery.Standing(t.Context(), id, ""); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want no such photo", err)
	}
	for _, object := range []string{p.Objects.Original, p.Objects.Small, p.Objects.Medium, p.Objects.Large} {
		if s.there(t, object) {
			t.Errorf("%s is still there", object)
		}
	}
}

func (s *station) announced(t *testing.T) {
	file := picture(t, "announced")
	status, upload := s.ask(t, http.MethodPost, "/api/uploads", fmt.Sprintf(`{"name":"cat.jpg","size":%d,"type":"image/jpeg","sha256":%q}`, len(file), sumOf(file)))
	if status != http.StatusCreated {
		t.Fatalf("got %d, %v", status, upload)
	}
	put := upload["put"].(map[string]any)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, put["url"].(string), bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range put["headers"].(map[string]any) {
		r.Header.Set(name, value.(string))
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close() //nolint:errcheck // it was not read
	if response.StatusCode != http.StatusOK {
		t.Fatalf("the bucket answers %s", response.Status)
	}
	status, photo := s.ask(t, http.MethodPost, "/api/photos", fmt.Sprintf(`{"upload":%q,"title":"Our cat"}`, upload["id"]))
	if status != http.StatusCreated || photo["title"] != "Our cat" {
		t.Errorf("got %d, %v, want the photo with its title", status, photo)
	}
	if id := s.becomes(t, file); string(id) != photo["id"] {
		t.Errorf("got %s, want the photo %v", id, photo["id"])
	}
	if status, done := s.ask(t, http.MethodGet, "/api/uploads/"+upload["id"].(string), ""); status != http.StatusOK || done["state"] != "ready" {
		t.Errorf("got %d, %v, want the upload ready", status, done)
	}
}

func (s *station) toldTwice(t *testing.T) {
	file := picture(t, "twice")
	s.drop(t, "twice.jpg", file)
	for range 3 {
		if _, err := s.IngestQueue.Send(s.of(t, "/twice.jpg"), 0, nil); err != nil {
			t.Fatal(err)
		}
	}
	id := s.becomes(t, file)
	again := s.drop(t, "the same by another name.jpg", file)
	s.quiet(t)
	s.until(t, "the second file is cleared away", func() bool { return !s.there(t, again) })
	if other := s.becomes(t, file); other != id {
		t.Errorf("got the photo %s, and before %s", other, id)
	}
}

func (s *station) gone(t *testing.T) {
	old := s.of(t, "/twice.jpg")
	before := len(s.IngestDeadLetters.Receive(done(t), 10))
	for _, m := range []string{old, strings.ReplaceAll(old, "twice.jpg", "never.jpg"), strings.ReplaceAll(old, "ObjectCreated:Put", "ObjectRemoved:Delete")} {
		if _, err := s.IngestQueue.Send(m, 0, nil); err != nil {
			t.Fatal(err)
		}
	}
	s.quiet(t)
	if after := len(s.IngestDeadLetters.Receive(done(t), 10)); after != before {
		t.Errorf("got %d dead letters, want none of what is done", after)
	}
}

func (s *station) putAside(t *testing.T) {
	key := s.drop(t, "shopping.jpg", []byte("milk, bread"))
	s.until(t, "the file is put aside", func() bool {
		return s.there(t, "refused/"+strings.TrimPrefix(key, "inbox/")) && !s.there(t, key)
	})
	s.quiet(t)
}

// saysNothing looks through all that the function printed.
func (s *station) saysNothing(t *testing.T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	said := s.logs.String()
	for _, personal := range []string{"Sommer", "Ufer", "shopping", "twice", "killed.jpg", "cat.jpg", "Our cat"} {
		if strings.Contains(said, personal) {
			t.Errorf("the log says %q", personal)
		}
	}
	if n := strings.Count(said, `"msg":"job"`); n < 8 {
		t.Errorf("got %d lines of jobs, want one of each:\n%s", n, said)
	}
}
