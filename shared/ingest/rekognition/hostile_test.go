package rekognition_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/ingest/rekognition"
)

// personal is what an answer says, and no error may.
const personal = "Anna's holiday, AKIDEXAMPLE"

func refusal(code string) string {
	return `{"__type":"` + code + `","message":"` + personal + `","Message":"` + personal + `"}`
}

func TestRefusals(t *testing.T) {
	const once, again = 1, 3
	tests := []struct {
		name   string
		status int
		body   string
		want   fault.Kind
		says   string
		asked  int
	}{
		{"asked too often", 400, refusal("ThrottlingException"), fault.Throttled, "asked too often: ThrottlingException", again},
		{"over the account's share", 400, refusal("ProvisionedThroughputExceededException"), fault.Throttled, "asked too often", again},
		{"asked too often, says a proxy", 429, "slow down, " + personal, fault.Throttled, "answered 429", once},
		{"a fault of theirs", 500, refusal("InternalServerError"), fault.Unavailable, "can't answer now: InternalServerError", again},
		{"a proxy without anybody behind it", 503, "<html>" + personal, fault.Unavailable, "answered 503", again},
		{"a fault without a word", 502, "", fault.Unavailable, "answered 502", again},
		{"not allowed", 400, refusal("AccessDeniedException"), fault.Denied, "Allow rekognition:DetectLabels to the function's role, or leave SHOEBOX_LABELS unset", once},
		{"not allowed, with a namespace", 400, refusal("com.amazonaws.rekognition#AccessDeniedException"), fault.Denied, "Allow rekognition:DetectLabels", once},
		{"credentials that nobody knows", 400, refusal("UnrecognizedClientException"), fault.Denied, "UnrecognizedClientException", once},
		{"forbidden without a word", 403, "", fault.Denied, "answered 403", once},
		{"credentials that are over", 400, refusal("ExpiredTokenException"), fault.Unavailable, "ExpiredTokenException", once},
		{"what was asked is nothing that is known", 404, refusal("ResourceNotFoundException"), fault.Internal, "answered 404", once},
		{"a code of a stranger's", 400, refusal(strings.Repeat("Anna ", 1000)), fault.Internal, "answered 400", once},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			labels, asked, err := ask(t, rekognition.Options{}, answer(tt.status, tt.body))
			if labels != nil || !fault.Is(err, tt.want) {
				t.Fatalf("got %v, %v, want %v", labels, err, tt.want)
			}
			if asked != tt.asked {
				t.Errorf("asked %d times, want %d", asked, tt.asked)
			}
			said := err.Error()
			if !strings.Contains(said, tt.says) || strings.Contains(said, "Anna") || strings.Contains(said, "AKID") || len(said) > 300 {
				t.Errorf("got %q, want it to say %q and nothing of the answer", said, tt.says)
			}
		})
	}
}

func TestAPictureThatRekognitionCanNotReadHasNoLabels(t *testing.T) {
	for _, code := range []string{"InvalidImageFormatException", "ImageTooLargeException", "InvalidParameterException", "ValidationException", "InvalidS3ObjectException", "com.amazonaws.rekognition#InvalidImageFormatException"} {
		labels, asked, err := ask(t, rekognition.Options{}, answer(http.StatusBadRequest, refusal(code)))
		if labels != nil || err != nil || asked != 1 {
			t.Errorf("%s: asked %d times: got %v, %v, want neither labels nor an error", code, asked, labels, err)
		}
	}
}

// cut sends a part of an answer and closes the connection.
func cut(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Length", fmt.Sprint(len(body)+100))
		_, _ = io.WriteString(w, body)
	}
}

// endless sends bytes until nobody reads them.
func endless(before, again string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, err := io.WriteString(w, before)
		for chunk := strings.Repeat(again, 1000); err == nil && r.Context().Err() == nil; {
			_, err = io.WriteString(w, chunk)
		}
	}
}

func TestAnswersThatAreNone(t *testing.T) {
	street := recorded(t, "street")
	tests := []struct {
		name  string
		serve http.HandlerFunc
	}{
		{"cut in a label", cut(street[:len(street)/2])},
		{"cut before the first byte", cut("")},
		{"a half of it, whole", answer(http.StatusOK, street[:len(street)/2])},
		{"no JSON", answer(http.StatusOK, "<html>"+personal+"</html>")},
		{"bytes", answer(http.StatusOK, "\x00\x01\xff\xfe")},
		{"another shape", answer(http.StatusOK, `{"Labels":{"Name":"`+personal+`"}}`)},
		{"labels that are words", answer(http.StatusOK, `{"Labels":["Car"]}`)},
		{"a confidence that is a word", answer(http.StatusOK, `{"Labels":[{"Name":"Car","Confidence":"very"}]}`)},
		{"a confidence beyond all numbers", answer(http.StatusOK, `{"Labels":[{"Name":"Car","Confidence":1e999}]}`)},
		{"a list", answer(http.StatusOK, `[]`)},
		{"spaces without end", endless("", " ")},
		{"labels without end", endless(`{"Labels":[{"Name":"Car","Confidence":99}`, `,{"Name":"Car","Confidence":99}`)},
		{"a name without end", endless(`{"Labels":[{"Name":"`, "Car ")},
		{"nesting without end", endless(`{"Other":`, `[`)},
		{"a refusal without end", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusInternalServerError)
			endless(`{"__type":"`, "Anna")(w, r)
		}},
		{"the connection closed", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			labels, _, err := ask(t, rekognition.Options{}, tt.serve)
			if labels != nil || !fault.Is(err, fault.Unavailable) {
				t.Fatalf("got %v, %v, want Unavailable", labels, err)
			}
			if said := err.Error(); strings.Contains(said, "Anna") || strings.Contains(said, "127.0.0.1") {
				t.Errorf("got %q, which says what was answered, or where", said)
			}
		})
	}
}

func TestAnAnswerIsReadWhateverItIsCalled(t *testing.T) {
	for _, kind := range []string{"", "text/html", "image/jpeg", "application/json; charset=utf-16"} {
		labels, _, err := ask(t, rekognition.Options{}, func(w http.ResponseWriter, _ *http.Request) {
			w.Header()["Content-Type"] = []string{kind}
			_, _ = io.WriteString(w, recorded(t, "street"))
		})
		if err != nil || len(labels) != 5 {
			t.Errorf("%q: got %d labels, %v, want 5", kind, len(labels), err)
		}
	}
}

func TestLabelsThatNoGalleryWouldKeepAreLeftOut(t *testing.T) {
	named := func(name string, confidence any) map[string]any {
		return map[string]any{"Name": name, "Confidence": confidence}
	}
	names := func(all ...string) (list []any) {
		for _, name := range all {
			list = append(list, map[string]any{"Name": name})
		}
		return list
	}
	many := make([]any, 10_000)
	for i := range many {
		many[i] = named(fmt.Sprintf("Thing %d", i), 80)
	}
	tests := []struct {
		name   string
		labels []any
		want   []gallery.Label
	}{
		{"no confidence", []any{map[string]any{"Name": "Car"}, named("Dog", 90)}, []gallery.Label{{Name: "Dog", Confidence: 90}}},
		{"not a number", []any{named("Car", "NaN"), named("Bus", "Infinity"), named("Dog", 90)}, []gallery.Label{{Name: "Dog", Confidence: 90}}},
		{"over and under all percents", []any{named("Car", 100.1), named("Bus", -1), named("Bike", 1e30), named("Dog", 100)}, []gallery.Label{{Name: "Dog", Confidence: 100}}},
		{"no name", []any{map[string]any{"Confidence": 90}, named("", 90), named("   ", 90), named("?!", 90), nil, named("Dog", 90)}, []gallery.Label{{Name: "Dog", Confidence: 90}}},
		{"a long name", []any{named(strings.Repeat("Car ", 2500), 90), named(strings.Repeat("ä", 101), 90), named(strings.Repeat("ä", 100), 90)}, []gallery.Label{{Name: strings.Repeat("ä", 100), Confidence: 90}}},
		{"control characters and half characters", []any{named("Car\x00", 90), named("Bus\nStop", 90), named("Bike\u202e", 90), named("Tram\ufffd", 90), named("Hot Dog", 90)}, []gallery.Label{{Name: "Hot Dog", Confidence: 90}}},
		{"the same twice", []any{named("Dog", 80), named("DOG", 95), named("dog", 70)}, []gallery.Label{{Name: "DOG", Confidence: 95}}},
		{
			"parents and aliases that are none, its own name, twice, too many",
			[]any{map[string]any{
				"Name": "Car", "Confidence": 90, "Parents": names("", "car", "Vehicle", "VEHICLE", "a\x00"),
				"Aliases": append(names("Automobile"), names("B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L")...),
			}},
			[]gallery.Label{{
				Name: "Car", Confidence: 90, Parents: []string{"Vehicle"},
				Aliases: []string{"Automobile", "B", "C", "D", "E", "F", "G", "H", "I", "J"},
			}},
		},
		{"nothing but such", []any{named("", 90)}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body, err := json.Marshal(map[string]any{"Labels": tt.labels})
			if err != nil {
				t.Fatal(err)
			}
			got, _, err := ask(t, rekognition.Options{}, answer(http.StatusOK, string(body)))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
	t.Run("ten thousand", func(t *testing.T) {
		body, err := json.Marshal(map[string]any{"Labels": many})
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := ask(t, rekognition.Options{}, answer(http.StatusOK, string(body)))
		if err != nil || len(got) != 30 {
			t.Errorf("got %d labels, %v, want 30", len(got), err)
		}
	})
}

func TestTimeIsBounded(t *testing.T) {
	slow := func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		_, _ = io.WriteString(w, `{"Labels":[`)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done() // the rest never comes
	}
	t.Run("its own time is over", func(t *testing.T) {
		if _, _, err := ask(t, rekognition.Options{Within: 50 * time.Millisecond}, slow); !fault.Is(err, fault.Unavailable) {
			t.Errorf("got %v, want Unavailable", err)
		}
	})
	t.Run("the caller's deadline is over", func(t *testing.T) {
		ctx, stop := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer stop()
		if _, _, err := askIn(ctx, t, rekognition.Options{}, slow); !fault.Is(err, fault.Timeout) {
			t.Errorf("got %v, want Timeout", err)
		}
	})
	t.Run("the caller gave up", func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		stop()
		if _, _, err := askIn(ctx, t, rekognition.Options{}, slow); !fault.Is(err, fault.Canceled) {
			t.Errorf("got %v, want Canceled", err)
		}
	})
	t.Run("nobody is there", func(t *testing.T) {
		_, err := rekognition.New(sdk("http://127.0.0.1:1"), rekognition.Options{}).Labels(t.Context(), shot)
		if !fault.Is(err, fault.Unavailable) {
			t.Errorf("got %v, want Unavailable", err)
		}
	})
}

// crowd is an answer of n labels, each with as much as there may be and more.
func crowd(n int) string {
	type name struct{ Name string }
	type label struct {
		Name             string
		Confidence       float64
		Parents, Aliases []name
	}
	var all struct{ Labels []label }
	for i := range n {
		l := label{Name: fmt.Sprintf("Thing %d", i), Confidence: 100 - float64(i)/20}
		for j := range 15 {
			l.Parents = append(l.Parents, name{fmt.Sprintf("Sort %d", (i+j)%20)})
			l.Aliases = append(l.Aliases, name{fmt.Sprintf("Other %d", j)})
		}
		all.Labels = append(all.Labels, l)
	}
	body, err := json.Marshal(all)
	if err != nil {
		panic(err)
	}
	return string(body)
}
