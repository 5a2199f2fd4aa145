package blob

import (
	"context"
	"time"

	"shoebox/shared/fault"
)

// The shortest and the longest time a signature is good: S3's own limits. One made
// with credentials that pass, as a Lambda function's are, passes with them.
const (
	MinSigned = time.Second
	MaxSigned = 7 * 24 * time.Hour
)

// Signed is a request that whoever has it may make until it expires.
type Signed struct {
	Method string
	URL    string
	// Header must be sent exactly so. Content-Length is among it.
	Header  map[string]string
	Expires time.Time
}

// SignGet gives a URL by which anybody may GET the object for so long, in whole
// seconds. It makes no request: nothing says that the object is there.
func (s *Store) SignGet(ctx context.Context, key string, good time.Duration) (string, error) {
	const op = "blob.SignGet"
	if err := checkSigned(op, key, good); err != nil {
		return "", err
	}
	url, err := s.driver.SignGet(ctx, key, good.Truncate(time.Second))
	return url, fault.Wrap(op, err)
}

// SignPut gives a request by which anybody may put this object, and no other, for so
// long, in whole seconds: another size, type or content is refused, and so is the
// key of an object that is there. It makes no request.
func (s *Store) SignPut(ctx context.Context, key string, c Content, good time.Duration) (Signed, error) {
	const op = "blob.SignPut"
	if err := checkSigned(op, key, good); err != nil {
		return Signed{}, err
	}
	c, err := c.checked(op)
	if err != nil {
		return Signed{}, err
	}
	signed, err := s.driver.SignPut(ctx, key, c, good.Truncate(time.Second))
	return signed, fault.Wrap(op, err)
}

func checkSigned(op, key string, good time.Duration) error {
	if good < MinSigned || good > MaxSigned {
		return fault.New(op, fault.Invalid, "a signature is good for a second to 7 days")
	}
	return checkKey(op, key)
}
