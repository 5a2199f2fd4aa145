package rekognition_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/intents"
	"shoebox/intents/phrase"
	"shoebox/intents/when"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
	"shoebox/shared/ingest/rekognition"
	"shoebox/shared/table"
	"shoebox/shared/table/bolttable"
)

func clock() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

// open gives an empty gallery.
func open(t *testing.T) *gallery.Gallery {
	t.Helper()
	driver, err := bolttable.Open(filepath.Join(t.TempDir(), "shoebox.db"))
	if err != nil {
		t.Fatal(err)
	}
	kept := table.New(driver, clock)
	t.Cleanup(func() {
		if err := kept.Close(); err != nil {
			t.Error(err)
		}
	})
	return gallery.New(kept, gallery.Keys{make([]byte, 32)}, clock).As(gallery.Membership{Gallery: "family", Role: gallery.Owner})
}

// picture is a JPEG that says nothing of itself.
func picture(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 300, 200)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A photo of a street is found by what Rekognition calls the car, by its other name,
// and by what sort of thing it is.
func TestAPhotoIsFoundByItsLabelsAndTheirAliasesAndParents(t *testing.T) {
	server := httptest.NewServer(answer(http.StatusOK, recorded(t, "street")))
	t.Cleanup(server.Close)
	g := open(t)
	in := ingest.New(ingest.Config{Gallery: g, Bucket: blobtest.Open(t), Now: clock, Labels: rekognition.New(sdk(server.URL), rekognition.Options{})})
	brought, err := in.Picture(t.Context(), ingest.Picture{Data: picture(t), Name: "IMG_0001.JPG"})
	if err != nil {
		t.Fatal(err)
	}
	if err := in.Label(t.Context(), brought.Photo.ID); err != nil {
		t.Fatal(err)
	}
	vocabulary, err := g.Vocabulary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	times, err := when.New("en", when.Rules{})
	if err != nil {
		t.Fatal(err)
	}
	grammar := phrase.New(intents.Patterns(), times)
	tests := []struct {
		text string
		want bool
	}{
		{"car", true}, {"cars", true}, {"show me photos of cars", true},
		{"automobile", true}, {"find the automobiles", true},
		{"vehicle", true}, {"photos of vehicles", true}, {"transportation", true},
		{"human", true}, {"town", true}, {"skateboard", true},
		{"an automobile and a skateboard", true},
		{"boat", false}, {"automobile and boat", false}, {"photos without vehicles", false},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			read, err := grammar.Parse(tt.text, vocabulary, clock())
			if err != nil {
				t.Fatal(err)
			}
			page, err := g.Find(t.Context(), read.Query)
			if err != nil {
				t.Fatal(err)
			}
			if found := len(page.Hits) == 1; found != tt.want {
				t.Errorf("got %d photos of %+v, want it found: %t", len(page.Hits), read.Query, tt.want)
			}
		})
	}
}

// Whatever a Labeler gives fits a photo: a label that the gallery refuses would cost
// all the others.
func TestWhatIsGivenFitsAPhoto(t *testing.T) {
	labels, _, err := ask(t, rekognition.Options{MaxLabels: 1000, MinConfidence: 1}, answer(http.StatusOK, crowd(1000)))
	if err != nil || len(labels) != 100 {
		t.Fatalf("got %d labels, %v, want 100", len(labels), err)
	}
	g := open(t)
	if _, err := g.Add(t.Context(), gallery.Photo{ID: "01J00000000000000000000001", Taken: clock()}); err != nil {
		t.Fatal(err)
	}
	photo, err := g.Refine(t.Context(), "01J00000000000000000000001", gallery.Findings{Labels: labels})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(photo.Labels, labels); diff != "" {
		t.Errorf("the gallery keeps others (-kept +given):\n%s", diff)
	}
}
