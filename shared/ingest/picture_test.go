package ingest_test

import (
	"bytes"
	"errors"
	"image/png"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/blob/blobtest"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
	"shoebox/shared/table"
	"shoebox/shared/table/tabletest"
)

func TestAPictureBecomesAPhotoWithWhatIsSaidOfIt(t *testing.T) {
	r := open(t)
	made, err := r.Picture(t.Context(), ingest.Picture{
		Data: oriented(picture(t, 60, 40), 6), Type: "image/jpeg", Name: "summer_fete.jpg", Changed: clock(),
		Says: ingest.Record{ID: "mine", File: "/etc/passwd", Description: "By the lake", Tags: []string{"fete"}, People: []string{"Anna"}, Albums: []string{"Home"}},
	})
	if err != nil || made.There {
		t.Fatalf("got %v, %v, want a new photo", made.There, err)
	}
	photo := made.Photo
	type told struct {
		Title, Description   string
		Tags, People, Albums []string
		Width, Height        int
		Taken                time.Time
	}
	got := told{photo.Title, photo.Description, photo.Tags, photo.People, photo.Albums, photo.Width, photo.Height, photo.Taken}
	want := told{"summer fete", "By the lake", []string{"fete"}, []string{"Anna"}, []string{"Home"}, 40, 60, clock()}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("photo (-got +want):\n%s", diff)
	}
	if photo.ID == "mine" || len(r.keys(t)) != 4 {
		t.Errorf("got the id %s and the objects %v, want an id of ours and four objects", photo.ID, r.keys(t))
	}
	again, err := r.Picture(t.Context(), ingest.Picture{Data: oriented(picture(t, 60, 40), 6), Name: "other.jpg"})
	if err != nil || !again.There || again.Photo.ID != photo.ID || again.Photo.Title != "summer fete" {
		t.Errorf("got %+v, %v, want the photo that is there", again, err)
	}
}

func TestWhatIsSaidWithAPictureOutlastsWhatAnExportSaysOfIt(t *testing.T) {
	r := open(t)
	data := picture(t, 60, 40)
	if _, err := r.Picture(t.Context(), ingest.Picture{Data: data, Says: ingest.Record{Title: "Grandma's house", Tags: []string{"home"}}}); err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"a.jpg": {Data: data, ModTime: clock()}}
	line := `{"file":"a.jpg","title":"IMG 1","description":"The garden","tags":["garden"],"place":{"city":"Lisbon"}}`
	if report, err := r.Records(t.Context(), strings.NewReader(line), files, nil); err != nil || report.There+report.Refined != 1 {
		t.Fatalf("got %+v, %v, want the photo that is there", report, err)
	}
	p := r.photos(t)[0]
	got := []string{p.Title, strings.Join(p.Tags, ","), p.Description, p.Place.City}
	if diff := cmp.Diff(got, []string{"Grandma's house", "home", "The garden", "Lisbon"}); diff != "" {
		t.Errorf("photo (-got +want):\n%s", diff)
	}
}

func TestAPictureThatMakesNoPhotoSaysWhyAndLeavesNothing(t *testing.T) {
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, corners(20, 20)); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name    string
		picture ingest.Picture
		kind    fault.Kind
		why     string
	}{
		{"nothing", ingest.Picture{}, fault.Invalid, "it is empty"},
		{"words", ingest.Picture{Data: []byte("<script>")}, fault.Invalid, "it is not a picture"},
		{"a PNG that is said to be a JPEG", ingest.Picture{Data: drawn.Bytes(), Type: "image/jpeg"}, fault.Invalid, "it was announced as another kind of picture than it is"},
		{"half a picture", ingest.Picture{Data: picture(t, 200, 100)[:400]}, fault.Invalid, "it is damaged or cut short"},
		{"more than is read", ingest.Picture{Data: make([]byte, ingest.MaxFile+1)}, fault.Invalid, "it is larger than 64 MB"},
		{"a title without end", ingest.Picture{Data: picture(t, 20, 20), Says: ingest.Record{Title: string(bytes.Repeat([]byte("a"), 301))}}, fault.TooLarge, "the title is over 300 characters"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := open(t)
			_, err := r.Picture(t.Context(), tt.picture)
			if !fault.Is(err, tt.kind) || what(err) != tt.why {
				t.Errorf("got %v, want it %v because %s", err, tt.kind, tt.why)
			}
			if len(r.keys(t))+len(r.photos(t)) > 0 {
				t.Errorf("got %v and %v, want nothing left", r.keys(t), r.photos(t))
			}
		})
	}
}

// what gives what the innermost fault says.
func what(err error) (said string) {
	for f, ok := errors.AsType[*fault.Error](err); ok; f, ok = errors.AsType[*fault.Error](f.Err) {
		said = f.What
	}
	return said
}

func TestAViewerBringsNothingIn(t *testing.T) {
	r := open(t)
	viewer := r.galleries.As(gallery.Membership{Gallery: home, Role: gallery.Viewer})
	_, err := ingest.New(ingest.Config{Gallery: viewer, Bucket: r.bucket, Now: clock}).Picture(t.Context(), ingest.Picture{Data: picture(t, 20, 20)})
	if !fault.Is(err, fault.Denied) || len(r.keys(t)) > 0 {
		t.Errorf("got %v and %v, want it denied and nothing written", err, r.keys(t))
	}
}

func TestTheSamePictureFromManyAtOnceIsOnePhoto(t *testing.T) {
	r := open(t)
	data := picture(t, 60, 40)
	ids := make([]gallery.PhotoID, 6)
	var all sync.WaitGroup
	for n := range ids {
		all.Go(func() {
			made, err := r.Picture(t.Context(), ingest.Picture{Data: data})
			if err != nil {
				t.Error(err)
			}
			ids[n] = made.Photo.ID
		})
	}
	all.Wait()
	for _, id := range ids {
		if id != ids[0] {
			t.Errorf("got %v, want one photo", ids)
		}
	}
	if len(r.photos(t)) != 1 || len(r.keys(t)) != 4 {
		t.Errorf("got %d photos and the objects %v, want one photo with its four", len(r.photos(t)), r.keys(t))
	}
}

func TestWhatFailedMidwayIsBroughtInAgain(t *testing.T) {
	t.Run("the bucket", func(t *testing.T) {
		r := open(t)
		bucket, pictures := blobtest.OpenFaulty(t)
		pictures.Fail(blobtest.Fault{Times: -1, Kind: fault.Unavailable})
		broken := ingest.New(ingest.Config{Gallery: r.gallery, Bucket: bucket, Now: clock})
		if _, err := broken.Picture(t.Context(), ingest.Picture{Data: picture(t, 40, 30)}); !fault.Is(err, fault.Unavailable) {
			t.Errorf("got %v, want the bucket's failure", err)
		}
		if got := r.photos(t); len(got) != 0 {
			t.Errorf("got %v, want no photo without its objects", got)
		}
	})
	t.Run("the table", func(t *testing.T) {
		var faulty *tabletest.Faulty
		r := open(t, func(d table.Driver) table.Driver { faulty = tabletest.NewFaulty(d); return faulty })
		faulty.FailWrites(tabletest.Fault{Times: -1, Kind: fault.Unavailable})
		if _, err := r.Picture(t.Context(), ingest.Picture{Data: picture(t, 40, 30)}); !fault.Is(err, fault.Unavailable) {
			t.Errorf("got %v, want the table's failure", err)
		}
		faulty.FailWrites()
		if made, err := r.Picture(t.Context(), ingest.Picture{Data: picture(t, 40, 30)}); err != nil || made.There {
			t.Errorf("got %+v, %v, want it added", made, err)
		}
	})
}
