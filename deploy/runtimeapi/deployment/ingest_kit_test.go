package deployment_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"shoebox/deploy/engines/unreliable"
	"shoebox/deploy/pool"
	"shoebox/deploy/runtimeapi"
	"shoebox/deploy/runtimeapi/deployment"
	"shoebox/deploy/sample"
	"shoebox/deploy/stage"
	"shoebox/deploy/stage/stagetest"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
	"shoebox/shared/table/dynamotable"
)

// station is a deployment into which photos come.
type station struct {
	*deployment.Deployment
	stage   *stage.Stage
	table   *table.Table
	gallery *gallery.Gallery
	objects *s3.Client
	way     *unreliable.Proxy // before the table, for the functions

	mu       sync.Mutex
	messages []string // that S3 sent
	logs     bytes.Buffer
	died     int // invocations of the function
	seen     int // pictures by Rekognition
}

// rekognition answers as Amazon's did when it was asked about a beach.
func (s *station) rekognition(w http.ResponseWriter, r *http.Request) {
	// Who answers before all is read may hang up on who sends it, and be asked again.
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return
	}
	s.mu.Lock()
	s.seen++
	s.mu.Unlock()
	answer, err := os.ReadFile(filepath.Join(root, "shared", "ingest", "rekognition", "testdata", "beach.json"))
	if err != nil || r.Header.Get("X-Amz-Target") != "RekognitionService.DetectLabels" {
		http.Error(w, "no", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	_, _ = w.Write(answer)
}

// Write takes what the function says.
func (s *station) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.logs.Write(b)
}

// handled hears of each invocation.
func (s *station) handled(r runtimeapi.Result) {
	_, _ = s.Write(r.Logs)
	if r.FunctionError != "" {
		s.mu.Lock()
		s.died++
		s.mu.Unlock()
	}
}

// arrive deploys what photos come in by.
func arrive(t *testing.T) *station {
	t.Helper()
	s := &station{stage: stagetest.Open(t)}
	built := bootstraps(t, "addphoto", "ingest", "retention")
	sees := httptest.NewServer(http.HandlerFunc(s.rekognition))
	t.Cleanup(sees.Close)
	way, err := unreliable.Start(s.stage.DynamoDBURL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = way.Close() })
	s.way = way
	s.Deployment, err = deployment.Open(t.Context(), deployment.Options{
		Root: root, Bootstraps: built, Environment: s.stage.Environment, Slack: http.NotFoundHandler(),
		Set: map[string]string{
			"SHOEBOX_CLOCK": "", "AWS_ENDPOINT_URL_DYNAMODB": way.URL,
			"SHOEBOX_LABELS": "rekognition", "SHOEBOX_LABELS_CAP": "1", "AWS_ENDPOINT_URL_REKOGNITION": sees.URL,
		},
		Notify: func(to func([]byte)) func() {
			return s.stage.Notify(func(m []byte) {
				s.mu.Lock()
				s.messages = append(s.messages, string(m))
				s.mu.Unlock()
				to(m)
			})
		},
		// What was being handled comes again after 20 s, and what failed after as many
		// seconds as are minutes in AWS, and less.
		Ingest: deployment.Ingest{Timeout: 20 * time.Second, Visibility: 20 * time.Second, Hurry: 100, Handled: s.handled},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	s.table = table.New(dynamotable.New(dynamodb.NewFromConfig(s.stage.TableSDK()), s.stage.TableName), time.Now)
	s.gallery = gallery.New(s.table, gallery.Keys{make([]byte, 32)}, time.Now).As(sample.Asker().Membership)
	s.objects = s3.NewFromConfig(s.stage.BucketSDK())
	return s
}

// picture is a picture that no gallery has: one of the sample album's, with some bytes
// behind its end.
func picture(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, "deploy", "sample", "photos", "cat.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	return append(raw, name...)
}

func sumOf(file []byte) string {
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:])
}

// drop puts a file where whoever may write to the bucket puts files.
func (s *station) drop(t *testing.T, name string, file []byte) (key string) {
	t.Helper()
	key = "inbox/" + string(sample.Gallery) + "/" + name
	if _, err := s.objects.PutObject(t.Context(), &s3.PutObjectInput{Bucket: &s.stage.BucketName, Key: &key, Body: bytes.NewReader(file)}); err != nil {
		t.Fatal(err)
	}
	return key
}

// there reports whether an object is in the bucket.
func (s *station) there(t *testing.T, key string) bool {
	t.Helper()
	_, err := s.objects.HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: &s.stage.BucketName, Key: &key})
	return err == nil
}

// until waits for something, five minutes at most: what fails again and again takes one by
// itself.
func (s *station) until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(5 * time.Minute); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			s.mu.Lock()
			defer s.mu.Unlock()
			t.Fatalf("it is not so that %s; the function says\n%s", what, s.logs.String())
		}
	}
}

// becomes waits until a file is a photo, and no message of it is left.
func (s *station) becomes(t *testing.T, file []byte) gallery.PhotoID {
	t.Helper()
	var id gallery.PhotoID
	s.until(t, "the file is a photo", func() (is bool) {
		var err error
		id, err = s.gallery.WithFile(t.Context(), sumOf(file))
		return err == nil
	})
	s.quiet(t)
	return id
}

// quiet waits until the queue is empty.
func (s *station) quiet(t *testing.T) {
	t.Helper()
	s.until(t, "the queue is empty", func() bool {
		visible, hidden := s.IngestQueue.Count()
		return visible+hidden == 0
	})
}

// ask calls a service as who asks in the samples.
func (s *station) ask(t *testing.T, method, path, body string) (int, map[string]any) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, "https://shoebox.example"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+pool.Token(time.Now()))
	r.Header.Set("Content-Type", "application/json")
	w := &recorder{header: http.Header{}}
	s.App().ServeHTTP(w, r)
	var answer map[string]any
	if err := json.Unmarshal(w.body.Bytes(), &answer); err != nil {
		t.Fatalf("%s %s: %d %s", method, path, w.status, w.body.String())
	}
	return w.status, answer
}

type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header         { return r.header }
func (r *recorder) WriteHeader(status int)      { r.status = status }
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }

// of gives what S3 told of an object, once it has.
func (s *station) of(t *testing.T, part string) string {
	t.Helper()
	var found string
	s.until(t, "S3 tells of "+part, func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		for _, m := range s.messages {
			if strings.Contains(m, part) && strings.Contains(m, "ObjectCreated") {
				found = m
			}
		}
		return found != ""
	})
	return found
}

// done is a context that is over: what is there at once is received.
func done(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
