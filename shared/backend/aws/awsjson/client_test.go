package awsjson_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	awssdk "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/smithy-go"
	"github.com/google/go-cmp/cmp"

	"shoebox/shared/backend/aws/awsjson"
)

var signed = time.Date(2024, 7, 13, 10, 0, 0, 0, time.UTC)

func clock() time.Time { return signed }

var ssm = awsjson.Service{ID: "SSM", Name: "ssm", Target: "AmazonSSM", Version: "1.1"}

func sdk(endpoint string) awssdk.Config {
	return awssdk.Config{
		Region:       "eu-west-1",
		Credentials:  credentials.NewStaticCredentialsProvider("AKIDSAMPLE", "sample", "session"),
		HTTPClient:   http.DefaultClient,
		BaseEndpoint: &endpoint,
		Retryer: func() awssdk.Retryer {
			return retry.NewStandard(func(o *retry.StandardOptions) { o.MaxBackoff = time.Millisecond })
		},
	}
}

// asked is what of a request is the protocol's.
type asked struct {
	Method, Path, Type, Target, Date, Token, Body string
	Signed                                        bool
}

func TestACallIsSignedAndNamed(t *testing.T) {
	var got asked
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body) // what is missing shows
		h := r.Header
		got = asked{
			r.Method, r.URL.Path, h.Get("Content-Type"), h.Get("X-Amz-Target"), h.Get("X-Amz-Date"), h.Get("X-Amz-Security-Token"), string(body),
			strings.HasPrefix(h.Get("Authorization"), "AWS4-HMAC-SHA256 Credential=AKIDSAMPLE/20240713/eu-west-1/ssm/aws4_request, "),
		}
		io.WriteString(w, `{"Parameters":[{"Name":"a"}]}`) //nolint:errcheck // what is missing shows
	}))
	defer server.Close()
	var out struct{ Parameters []struct{ Name string } }
	err := awsjson.New(sdk(server.URL), ssm, clock).Call(t.Context(), "GetParameters", map[string]any{"Names": []string{"a"}}, &out)
	if err != nil || len(out.Parameters) != 1 || out.Parameters[0].Name != "a" {
		t.Errorf("got %v, %v", out, err)
	}
	want := asked{"POST", "/", "application/x-amz-json-1.1", "AmazonSSM.GetParameters", "20240713T100000Z", "session", `{"Names":["a"]}`, true}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("got - want +:\n%s", diff)
	}
}

// answer is one answer of a service that is out of sorts.
type answer struct {
	status int
	header string // X-Amzn-Errortype
	body   string
}

// does answers what is asked without a network, so that what is counted is the client's
// own: a transport sends again what a connection lost, and others may knock at a port.
type does http.HandlerFunc

func (d does) Do(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	d(w, r)
	return w.Result(), nil
}

func TestWhatMaySucceedIsAskedAgain(t *testing.T) {
	fine := answer{http.StatusOK, "", `{}`}
	tests := []struct {
		name    string
		answers []answer
		asked   int
		code    string // "" is success
		fault   smithy.ErrorFault
	}{
		{"an answer", []answer{fine}, 1, "", 0},
		{"a service that fails for a moment", []answer{{500, "", `{"__type":"InternalServerError"}`}, fine}, 2, "", 0},
		{"a gateway's page", []answer{{503, "", `<html>`}, fine}, 2, "", 0},
		{"throttling", []answer{{400, "", `{"__type":"com.amazon.coral.availability#ThrottlingException"}`}, fine}, 2, "", 0},
		{"a service that goes on failing", []answer{{500, "", `{}`}}, 3, "500 Internal Server Error", smithy.FaultServer},
		{"what is not allowed", []answer{{400, "", `{"__type":"AccessDeniedException","message":"no"}`}}, 1, "AccessDeniedException", smithy.FaultClient},
		{"an error named in a header", []answer{{400, "ParameterNotFound:http://internal.amazon.com/", `{}`}}, 1, "ParameterNotFound", smithy.FaultClient},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := 0
			c := sdk("http://ssm.example.com")
			c.HTTPClient = does(func(w http.ResponseWriter, _ *http.Request) {
				a := tt.answers[min(n, len(tt.answers)-1)]
				n++
				if a.header != "" {
					w.Header().Set("X-Amzn-Errortype", a.header)
				}
				w.WriteHeader(a.status)
				io.WriteString(w, a.body) //nolint:errcheck // what is missing shows
			})
			err := awsjson.New(c, ssm, clock).Call(t.Context(), "GetParameters", struct{}{}, &struct{}{})
			if n != tt.asked {
				t.Errorf("asked %d times, want %d", n, tt.asked)
			}
			refused, isAPI := errors.AsType[smithy.APIError](err)
			if (err == nil) != (tt.code == "") || isAPI != (tt.code != "") {
				t.Fatalf("got %v, want %q", err, tt.code)
			}
			if isAPI && (refused.ErrorCode() != tt.code || refused.ErrorFault() != tt.fault) {
				t.Errorf("got %q, %v, want %q, %v", refused.ErrorCode(), refused.ErrorFault(), tt.code, tt.fault)
			}
		})
	}
}

func TestNothingIsAskedAgainAfterTheDeadline(t *testing.T) {
	n := 0
	ctx, cancel := context.WithCancel(t.Context())
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n++
		cancel()
		w.WriteHeader(http.StatusInternalServerError)
	}))
	defer server.Close()
	if err := awsjson.New(sdk(server.URL), ssm, clock).Call(ctx, "GetParameters", struct{}{}, &struct{}{}); err == nil {
		t.Error("got no error")
	}
	if n != 1 {
		t.Errorf("asked %d times, want once", n)
	}
}

func TestAnAnswerThatIsNoJSONIsAnError(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "<html>") //nolint:errcheck // it is to be wrong
	}))
	defer server.Close()
	err := awsjson.New(sdk(server.URL), ssm, clock).Call(t.Context(), "GetParameters", struct{}{}, &struct{}{})
	if _, broken := errors.AsType[*smithy.DeserializationError](err); !broken {
		t.Errorf("got %v, want one of deserialization", err)
	}
}
