package deployment_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"shoebox/deploy/engines/unreliable"
	"shoebox/deploy/pool"
	"shoebox/deploy/redrive"
	"shoebox/deploy/runtimeapi"
	"shoebox/deploy/runtimeapi/deployment"
	"shoebox/deploy/sample"
	"shoebox/deploy/stage"
	"shoebox/deploy/stage/stagetest"
	"shoebox/shared/fault"
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

// TestFilesThatArriveBecomePhotos plays what happens to a file on its way from the
// bucket, through the queue and the function that makes photos, each as deployed, on one
// stage, since opening one takes seconds.
func TestFilesThatArriveBecomePhotos(t *testing.T) {
	s := arrive(t)
	t.Run("one that is dropped", s.dropped)
	t.Run("one that is announced, and waited for", s.announced)
	t.Run("one that S3 tells of twice, and late", s.toldTwice)
	t.Run("one that is gone before it is looked at", s.gone)
	t.Run("one that is none, put aside", s.putAside)
	t.Run("one that does not fit, refused and not died of", s.tooLarge)
	t.Run("one over which the function is killed", s.killed)
	t.Run("one that fails again and again, brought back", s.broughtBack)
	t.Run("no line of the log says what they are", s.saysNothing)
}

// arrive deploys what photos come in by.
func arrive(t *testing.T) *station {
	t.Helper()
	s := &station{stage: stagetest.Open(t)}
	built := bootstraps(t, "addphoto", "ingest")
	way, err := unreliable.Start(s.stage.DynamoDBURL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = way.Close() })
	s.way = way
	s.Deployment, err = deployment.Open(t.Context(), deployment.Options{
		Root: root, Bootstraps: built, Environment: s.stage.Environment, Slack: http.NotFoundHandler(),
		Set: map[string]string{"SHOEBOX_CLOCK": "", "AWS_ENDPOINT_URL_DYNAMODB": way.URL},
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

// until waits for something, two minutes at most.
func (s *station) until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(2 * time.Minute); !is(); time.Sleep(20 * time.Millisecond) {
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

// done is a context that is over: what is there at once is received.
func done(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}

func (s *station) putAside(t *testing.T) {
	key := s.drop(t, "shopping.jpg", []byte("milk, bread"))
	s.until(t, "the file is put aside", func() bool {
		return s.there(t, "refused/"+strings.TrimPrefix(key, "inbox/")) && !s.there(t, key)
	})
	s.quiet(t)
}

// bomb is a PNG of 20,000 by 20,000 points, all of one grey, in some hundred kilobytes.
func bomb(t *testing.T) []byte {
	t.Helper()
	const side = 20_000
	chunk := func(kind string, data []byte) []byte {
		b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
		b = append(append(b, kind...), data...)
		return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
	}
	header := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, side), side)
	var rows bytes.Buffer
	w := zlib.NewWriter(&rows)
	row := make([]byte, 1+side)
	for range side {
		if _, err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	file := []byte("\x89PNG\r\n\x1a\n")
	file = append(file, chunk("IHDR", append(header, 8, 0, 0, 0, 0))...)
	file = append(file, chunk("IDAT", rows.Bytes())...)
	return append(file, chunk("IEND", nil)...)
}

func (s *station) tooLarge(t *testing.T) {
	key := s.drop(t, "bomb.png", bomb(t))
	s.until(t, "the file is put aside", func() bool { return s.there(t, "refused/"+strings.TrimPrefix(key, "inbox/")) })
	s.quiet(t)
	s.becomes(t, func() []byte { file := picture(t, "after the bomb"); s.drop(t, "after.jpg", file); return file }())
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.died > 0 {
		t.Errorf("the function died %d times, want it to refuse what does not fit", s.died)
	}
}

// killed has the function die once it has the upload's lease, before anything else.
func (s *station) killed(t *testing.T) {
	file := picture(t, "killed")
	begun := make(chan struct{}, 1)
	var took atomic.Bool
	s.way.Plan(
		unreliable.Fault{Of: func(r unreliable.Request) bool { return bytes.Contains(r.Body, []byte(`"processing"`)) }, Way: func(x unreliable.Exchange) {
			x.Reply(x.Ask(x.Request))
			took.Store(true)
			begun <- struct{}{}
		}},
		unreliable.Fault{Of: func(unreliable.Request) bool { return took.Load() }, Times: -1, Way: unreliable.Silent},
	)
	s.drop(t, "killed.jpg", file)
	<-begun
	s.until(t, "the function is killed", func() bool { return s.Functions["ingest"].Crash() > 0 })
	s.way.Plan()
	if _, err := s.gallery.WithFile(t.Context(), sumOf(file)); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v of a file that nobody looked at, want no photo", err)
	}
	s.leaseEnds(t)
	s.becomes(t, file)
}

// leaseEnds has the time of who is at an upload be over, as it is three minutes later.
func (s *station) leaseEnds(t *testing.T) {
	t.Helper()
	from, to := table.Prefix("F#")
	page, err := s.table.Query(t.Context(), table.Query{Partition: "B#" + string(sample.Gallery), From: from, To: to, Consistent: true})
	if err != nil || len(page.Items) != 1 || page.Items[0].Int("until") == 0 {
		t.Fatalf("got %v, %v, want the upload that somebody is at", page.Items, err)
	}
	if err := s.table.Write(t.Context(), table.Update(page.Items[0].Key, table.Change{Set: table.Attributes{"until": int64(1)}})); err != nil {
		t.Fatal(err)
	}
}

// broughtBack has the table be away until the message is given up, and then back.
func (s *station) broughtBack(t *testing.T) {
	file := picture(t, "brought back")
	s.way.Plan(unreliable.Fault{Times: -1, Way: unreliable.Refused})
	s.drop(t, "brought back.jpg", file)
	s.until(t, "the message is given up", func() bool {
		visible, _ := s.IngestDeadLetters.Count()
		return visible == 1
	})
	s.way.Plan()
	sdk := aws.Config{Region: "eu-west-1", BaseEndpoint: &s.QueuesURL, Credentials: credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "example", "")}
	moved, err := redrive.Run(t.Context(), sdk, s.IngestDeadLetters.ARN(), redrive.Options{Pause: 10 * time.Millisecond})
	if err != nil || moved.Moved != 1 {
		t.Fatalf("got %v, %v, want one moved", moved, err)
	}
	s.becomes(t, file)
}

// saysNothing looks through all that the function printed.
func (s *station) saysNothing(t *testing.T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	said := s.logs.String()
	for _, personal := range []string{"Sommer", "See", "shopping", "twice", "killed.jpg", "cat.jpg", "Our cat"} {
		if strings.Contains(said, personal) {
			t.Errorf("the log says %q", personal)
		}
	}
	if n := strings.Count(said, `"msg":"job"`); n < 8 {
		t.Errorf("got %d lines of jobs, want one of each:\n%s", n, said)
	}
}
