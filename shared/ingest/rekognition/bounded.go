package rekognition

import (
	"errors"
	"io"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/service/rekognition"
)

// maxAnswer is the most bytes that are read of an answer. One of a hundred labels,
// each with a dozen places in the picture, has some hundred thousand.
const maxAnswer = 1 << 20

var errEndless = errors.New("an answer is longer than any")

// bounded reads no more of an answer than it may have.
type bounded struct{ next rekognition.HTTPClient }

// Do makes one request.
func (b bounded) Do(r *http.Request) (*http.Response, error) {
	answer, err := b.next.Do(r)
	if err != nil {
		return answer, err //nolint:wrapcheck // the SDK looks at what it is
	}
	answer.Body = &body{ReadCloser: answer.Body, left: maxAnswer}
	return answer, nil
}

type body struct {
	io.ReadCloser
	left int
}

// Read fails once there is more than may be.
func (b *body) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errEndless
	}
	n, err := b.ReadCloser.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err //nolint:wrapcheck // io.EOF is compared
}
