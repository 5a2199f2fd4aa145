package main_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"shoebox/deploy/sample"
	"shoebox/deploy/stage/stagetest"
	"shoebox/shared/blob"
	"shoebox/shared/blob/s3store"
	"shoebox/shared/config"
)

// A doctor looks into the table and the bucket that the environment names, as the
// functions do.
func TestADoctorLooksAtAWS(t *testing.T) {
	s := stagetest.Open(t)
	for _, variable := range s.Environment("image") {
		name, value, _ := strings.Cut(variable, "=")
		t.Setenv(name, value) // where the engines are, the SDK asks the process itself
	}
	look := func(args ...string) result {
		t.Helper()
		return runIn(t.Context(), strings.NewReader(""), os.LookupEnv, append([]string{"doctor"}, args...)...)
	}
	healthy := look()
	if healthy.Code != 0 || !strings.HasSuffix(healthy.Stdout, "all is well.\n") {
		t.Fatalf("got %+v, want all well", healthy)
	}
	bucket := s3store.Open(s.BucketSDK(), config.Place{Scheme: "s3", Name: s.BucketName}, time.Now)
	page, err := bucket.List(t.Context(), string(sample.Gallery)+"/", "", 4)
	if err != nil || len(page.Objects) != 4 {
		t.Fatalf("%d objects (%v), want those of a photo", len(page.Objects), err)
	}
	for _, o := range page.Objects {
		if strings.HasSuffix(o.Key, "/small.jpg") {
			if err := bucket.Put(t.Context(), o.Key, strings.NewReader(""), blob.PutOptions{Content: blob.Describe("image/jpeg", nil)}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if r := look("--gallery", string(sample.Gallery)); r.Code != 1 || !strings.Contains(r.Stdout, "1 photo lacks pictures to show.") {
		t.Errorf("got %+v, want a photo that lacks pictures", r)
	}
	if r := look("--repair"); r.Code != 0 || !strings.Contains(r.Stdout, "Mended.") {
		t.Errorf("got %+v, want it mended", r)
	}
	if r := look(); r.Code != 0 || r.Stdout != healthy.Stdout {
		t.Errorf("got %+v, want all well: %s", r, healthy.Stdout)
	}
}
