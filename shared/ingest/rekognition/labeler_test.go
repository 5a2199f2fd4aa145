package rekognition_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
	"shoebox/shared/ingest/rekognition"
	"shoebox/shared/sdkhttp"
)

// shot is what is sent: nobody here looks at it.
var shot = []byte("\xff\xd8\xff a picture")

// ask has the SDK's own client ask a server. It gives how often that was asked, too.
func ask(t *testing.T, o rekognition.Options, serve http.HandlerFunc) ([]gallery.Label, int, error) {
	t.Helper()
	return askIn(t.Context(), t, o, serve)
}

func askIn(ctx context.Context, t *testing.T, o rekognition.Options, serve http.HandlerFunc) ([]gallery.Label, int, error) {
	t.Helper()
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		serve(w, r)
	}))
	t.Cleanup(server.Close)
	labels, err := rekognition.New(sdk(server.URL), o).Labels(ctx, shot)
	return labels, int(asked.Load()), err
}

// sdk is a configuration as the functions have it, with credentials that are none.
func sdk(endpoint string) awssdk.Config {
	return awssdk.Config{
		Region: "eu-west-1", BaseEndpoint: &endpoint, HTTPClient: &http.Client{Transport: sdkhttp.Transport(&http.Transport{})},
		Credentials: credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "secret", ""),
		Retryer: func() awssdk.Retryer {
			return retry.NewStandard(func(o *retry.StandardOptions) { o.MaxAttempts, o.MaxBackoff = 3, time.Millisecond })
		},
	}
}

// answer serves an answer of Rekognition's.
func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		w.Header().Set("X-Amzn-Requestid", "01234567-89ab-cdef-0123-456789abcdef")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// recorded gives an answer of testdata.
func recorded(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestLabelsOfAPicture(t *testing.T) {
	tests := []struct {
		name, file string
		o          rekognition.Options
		want       []gallery.Label
	}{
		{"the most certain come first, with parents and aliases", "street", rekognition.Options{}, []gallery.Label{
			{Name: "Urban", Confidence: 99.5, Aliases: []string{"Town"}},
			{Name: "Car", Confidence: 98.88, Parents: []string{"Transportation", "Vehicle"}, Aliases: []string{"Automobile"}},
			{Name: "Person", Confidence: 98.37, Aliases: []string{"Human"}},
			{Name: "Skateboard", Confidence: 92.67, Parents: []string{"Sport"}},
			{Name: "Walking", Confidence: 71.2, Parents: []string{"Activities", "Person"}},
		}},
		{"those less certain than asked are left out", "street", rekognition.Options{MinConfidence: 98.5}, []gallery.Label{
			{Name: "Urban", Confidence: 99.5, Aliases: []string{"Town"}},
			{Name: "Car", Confidence: 98.88, Parents: []string{"Transportation", "Vehicle"}, Aliases: []string{"Automobile"}},
		}},
		{"no more than asked", "street", rekognition.Options{MaxLabels: 1}, []gallery.Label{
			{Name: "Urban", Confidence: 99.5, Aliases: []string{"Town"}},
		}},
		{"as many parents as there are", "beach", rekognition.Options{MinConfidence: 90}, []gallery.Label{
			{Name: "Beach", Confidence: 99.99, Parents: []string{"Coast", "Nature", "Outdoors", "Sea", "Shoreline", "Water"}},
			{Name: "Sea", Confidence: 99.99, Parents: []string{"Nature", "Outdoors", "Water"}, Aliases: []string{"Ocean"}},
		}},
		{"there may be nothing in it", "nothing", rekognition.Options{}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, asked, err := ask(t, tt.o, answer(http.StatusOK, recorded(t, tt.file)))
			if err != nil || asked != 1 {
				t.Fatalf("asked %d times: %v", asked, err)
			}
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

func TestWhatIsAsked(t *testing.T) {
	tests := []struct {
		name string
		o    rekognition.Options
		want map[string]any
	}{
		{"by default", rekognition.Options{}, map[string]any{"MinConfidence": 70.0, "MaxLabels": 30.0}},
		{"as said", rekognition.Options{MinConfidence: 55.5, MaxLabels: 7}, map[string]any{"MinConfidence": 55.5, "MaxLabels": 7.0}},
		{"no more than a photo may have", rekognition.Options{MinConfidence: 400, MaxLabels: 5000}, map[string]any{"MinConfidence": 100.0, "MaxLabels": 100.0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got map[string]any
			var header http.Header
			_, _, err := ask(t, tt.o, func(w http.ResponseWriter, r *http.Request) {
				header = r.Header
				if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
					t.Error(err)
				}
				answer(http.StatusOK, recorded(t, "nothing"))(w, r)
			})
			if err != nil {
				t.Fatal(err)
			}
			tt.want["Image"] = map[string]any{"Bytes": "/9j/IGEgcGljdHVyZQ=="}
			tt.want["Features"] = []any{"GENERAL_LABELS"}
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
			if target := header.Get("X-Amz-Target"); target != "RekognitionService.DetectLabels" {
				t.Errorf("got %q, want DetectLabels", target)
			}
			if signed := header.Get("Authorization"); !strings.Contains(signed, "/eu-west-1/rekognition/aws4_request") {
				t.Errorf("got %q, want a signature for the service", signed)
			}
		})
	}
}

func TestAPictureThatFitsNotIsNotSent(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("it was sent")
	}))
	defer server.Close()
	l := rekognition.New(sdk(server.URL), rekognition.Options{})
	for name, picture := range map[string][]byte{"empty": nil, "too large": make([]byte, 5<<20+1)} {
		if got, err := l.Labels(t.Context(), picture); got != nil || err != nil {
			t.Errorf("%s: got %v, %v, want neither labels nor an error", name, got, err)
		}
	}
}
