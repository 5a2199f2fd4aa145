package aws_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/backend/aws"
	"shoebox/shared/config"
	"shoebox/shared/fault"
)

const keys = "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

// services answers as SSM, SQS and KMS do, and keeps what they were asked.
type services struct {
	parameters map[string]string
	failing    string // the error code to answer with; "" is none
	asked      []string
	reached    chan struct{} // closed when somebody only connects; nil is not waited for
}

func (s *services) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet {
		if s.reached != nil {
			close(s.reached)
		}
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	target := r.Header.Get("X-Amz-Target")
	s.asked = append(s.asked, target)
	w.Header().Set("Content-Type", "application/x-amz-json-1.1")
	if s.failing != "" {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"__type":%q,"message":"no"}`, s.failing) //nolint:errcheck // the client notices
		return
	}
	var answer any
	switch target {
	case "AmazonSSM.GetParameters":
		if s.reached != nil {
			<-s.reached
		}
		var in struct {
			Names          []string
			WithDecryption bool
		}
		if err := json.Unmarshal(body, &in); err != nil || !in.WithDecryption {
			http.Error(w, "not decrypted", http.StatusInternalServerError)
			return
		}
		found := []map[string]string{}
		for _, name := range in.Names {
			if value, ok := s.parameters[name]; ok {
				found = append(found, map[string]string{"Name": name, "Value": value})
			}
		}
		answer = map[string]any{"Parameters": found}
	case "TrentService.Encrypt", "TrentService.Decrypt":
		var ok bool
		if answer, ok = crypt(target, body); !ok {
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprint(w, `{"__type":"InvalidCiphertextException"}`) //nolint:errcheck // the client notices
			return
		}
	case "AmazonSQS.SendMessage":
		s.asked = append(s.asked, string(body))
		answer = map[string]string{"MessageId": "1"}
	case "AmazonSQS.ChangeMessageVisibility":
		s.asked = append(s.asked, string(body))
		return // as SQS, without a word
	}
	if err := json.NewEncoder(w).Encode(answer); err != nil {
		panic(err)
	}
}

// crypt seals as KMS does, to see what is bound to what: by writing both down.
func crypt(target string, body []byte) (answer any, ok bool) {
	var in struct {
		KeyID          string `json:"KeyId"`
		Plaintext      []byte
		CiphertextBlob []byte
		Context        map[string]string `json:"EncryptionContext"`
	}
	if err := json.Unmarshal(body, &in); err != nil || len(in.Context) == 0 {
		return nil, false
	}
	bound := fmt.Sprint(in.KeyID, in.Context, ":")
	if target == "TrentService.Encrypt" {
		return map[string]any{"CiphertextBlob": append([]byte(bound), in.Plaintext...)}, true
	}
	plain, ok := bytes.CutPrefix(in.CiphertextBlob, []byte(bound))
	return map[string]any{"Plaintext": plain}, ok
}

// start puts the services where the SDK looks for them.
func start(t *testing.T, s *services) {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	for name, value := range map[string]string{
		"AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "sample", "AWS_SECRET_ACCESS_KEY": "sample", "AWS_MAX_ATTEMPTS": "1",
		"AWS_ENDPOINT_URL": server.URL, "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
	} {
		t.Setenv(name, value)
	}
}

func read(t *testing.T, more map[string]string) config.Config {
	t.Helper()
	env := map[string]string{
		"SHOEBOX_TABLE": "dynamodb://photos", "SHOEBOX_KEYS": "ssm:///shoebox/keys", "SHOEBOX_PUBLIC_URL": "https://photos.example.com",
	}
	maps.Copy(env, more)
	c, err := config.Read(func(name string) (string, bool) { v, ok := env[name]; return v, ok })
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestOpenReadsAllSecretsWithOneRequest(t *testing.T) {
	s := &services{parameters: map[string]string{"/shoebox/keys": keys, "/shoebox/slack": "new,old"}}
	start(t, s)
	b, err := aws.Open(t.Context(), read(t, map[string]string{"SHOEBOX_SLACK_SIGNING_SECRET": "ssm:///shoebox/slack"}))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(b.SlackSecrets, []string{"new", "old"}); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
	if diff := cmp.Diff(s.asked, []string{"AmazonSSM.GetParameters"}); diff != "" {
		t.Errorf("asked, got - want +:\n%s", diff)
	}
}

func TestTheTableIsReachedWhileTheSecretsAreRead(t *testing.T) {
	s := &services{parameters: map[string]string{"/shoebox/keys": keys}, reached: make(chan struct{})}
	start(t, s)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if _, err := aws.Open(ctx, read(t, nil)); err != nil {
		t.Errorf("got %v: the secrets come when the table has been asked", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	tests := []struct {
		name     string
		services services
		env      map[string]string
		kind     fault.Kind
		want     string
	}{
		{"a parameter that is not there", services{}, nil, fault.NotFound, "there is no SSM parameter /shoebox/keys"},
		{"keys that are none", services{parameters: map[string]string{"/shoebox/keys": "hunter2"}}, nil, fault.Invalid, "SHOEBOX_KEYS"},
		{"parameters it may not read", services{failing: "AccessDeniedException"}, nil, fault.Denied, "AccessDenied"},
		{"a throttled service", services{failing: "ThrottlingException"}, nil, fault.Throttled, "Throttling"},
		{"a table that is a file", services{}, map[string]string{"SHOEBOX_TABLE": "bolt:///tmp/x.db"}, fault.Invalid, "SHOEBOX_TABLE must be dynamodb://NAME"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start(t, &tt.services)
			_, err := aws.Open(t.Context(), read(t, tt.env))
			if !fault.Is(err, tt.kind) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %v saying %q", err, tt.kind, tt.want)
			}
			if err != nil && strings.Contains(err.Error(), "hunter2") {
				t.Errorf("got %v, which shows the secret", err)
			}
		})
	}
}

func TestQueueSends(t *testing.T) {
	s := &services{}
	start(t, s)
	b, err := aws.Open(t.Context(), read(t, map[string]string{
		"SHOEBOX_KEYS": keys, "SHOEBOX_QUEUE": "https://sqs.eu-west-1.amazonaws.com/123456789012/work",
	}))
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Queue().Send(t.Context(), []byte(`{"v":1}`)); err != nil {
		t.Fatal(err)
	}
	want := []string{"AmazonSQS.SendMessage", `{"MessageBody":"{\"v\":1}","QueueUrl":"https://sqs.eu-west-1.amazonaws.com/123456789012/work"}`}
	if diff := cmp.Diff(s.asked, want); diff != "" {
		t.Errorf("asked, got - want +:\n%s", diff)
	}
	if err := b.Queue().SendAfter(t.Context(), []byte("x"), time.Hour); err != nil {
		t.Fatal(err)
	}
	want = append(want, "AmazonSQS.SendMessage", `{"DelaySeconds":900,"MessageBody":"x","QueueUrl":"https://sqs.eu-west-1.amazonaws.com/123456789012/work"}`)
	if diff := cmp.Diff(s.asked, want); diff != "" {
		t.Errorf("held back, got - want +:\n%s", diff)
	}
	s.failing = "QueueDoesNotExist"
	if err := b.Queue().Send(t.Context(), []byte("x")); !fault.Is(err, fault.NotFound) {
		t.Errorf("got %v, want not found", err)
	}
}

func TestQueueHides(t *testing.T) {
	s := &services{}
	start(t, s)
	b, err := aws.Open(t.Context(), read(t, map[string]string{
		"SHOEBOX_KEYS": keys, "SHOEBOX_QUEUE": "https://sqs.eu-west-1.amazonaws.com/123456789012/work",
	}))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []time.Duration{90 * time.Second, -time.Second, 24 * time.Hour} {
		if err := b.Queue().Hide(t.Context(), "receipt", d); err != nil {
			t.Fatal(err)
		}
	}
	const request = `{"QueueUrl":"https://sqs.eu-west-1.amazonaws.com/123456789012/work","ReceiptHandle":"receipt","VisibilityTimeout":%d}`
	var want []string
	for _, seconds := range []int{90, 0, 43200} {
		want = append(want, "AmazonSQS.ChangeMessageVisibility", fmt.Sprintf(request, seconds))
	}
	if diff := cmp.Diff(s.asked, want); diff != "" {
		t.Errorf("asked, got - want +:\n%s", diff)
	}
	for code, want := range map[string]fault.Kind{"MessageNotInflight": fault.NotFound, "ReceiptHandleIsInvalid": fault.Invalid, "AccessDenied": fault.Denied} {
		s.failing = code
		if err := b.Queue().Hide(t.Context(), "receipt", time.Second); !fault.Is(err, want) {
			t.Errorf("%s: got %v, want %v", code, err, want)
		}
	}
}

func TestSealerBindsWhatItSeals(t *testing.T) {
	s := &services{}
	start(t, s)
	b, err := aws.Open(t.Context(), read(t, map[string]string{"SHOEBOX_KEYS": keys}))
	if err != nil {
		t.Fatal(err)
	}
	sealer := b.Sealer("alias/shoebox")
	sealed, err := sealer.Seal(t.Context(), []byte("xoxb-1"), "I#-#T0001")
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := sealer.Open(t.Context(), sealed, "I#-#T0001"); string(plain) != "xoxb-1" {
		t.Errorf("got %q, want what was sealed (%v)", plain, err)
	}
	if _, err := sealer.Open(t.Context(), sealed, "I#-#T0002"); !fault.Is(err, fault.Denied) {
		t.Errorf("elsewhere: got %v, want Denied", err)
	}
	if _, err := b.Sealer("alias/other").Open(t.Context(), sealed, "I#-#T0001"); !fault.Is(err, fault.Denied) {
		t.Errorf("by another key: got %v, want Denied", err)
	}
	s.failing = "ThrottlingException"
	if _, err := sealer.Seal(t.Context(), []byte("xoxb-1"), "here"); !fault.Is(err, fault.Throttled) {
		t.Errorf("throttled: got %v", err)
	}
}
