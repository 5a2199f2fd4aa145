package intake_test

import (
	"context"
	"slices"
	"testing"

	"shoebox/shared/blob"
	"shoebox/shared/blob/blobtest"
	"shoebox/shared/inbox"
)

// sumless is a bucket that tells no checksum, as one does of what was put in parts.
type sumless struct {
	blob.Driver
}

// Head implements blob.Driver.
func (s sumless) Head(ctx context.Context, key string) (blob.Attributes, error) {
	a, err := s.Driver.Head(ctx, key)
	a.SHA256 = blob.Sum{}
	return a, err
}

func TestAFileOfWhichTheBucketTellsNoChecksumIsHeldToItsBytes(t *testing.T) {
	picture := blobtest.Picture(t, 10)
	announced, other := append(slices.Clip(picture), 'a'), append(slices.Clip(picture), 'b') // a byte behind its end
	tests := []struct {
		name   string
		data   []byte
		want   inbox.State
		photos int
	}{
		{"the bytes that were announced", announced, inbox.Ready, 1},
		{"a picture of the same size", other, inbox.Refused, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := open(t)
			b.fragile.Driver = sumless{b.fragile.Driver}
			u := b.announce(eve, announced)
			b.drop(u.Key(), tt.data)
			got := b.receive(u.Key())
			if got.State != tt.want || len(b.photos()) != tt.photos {
				t.Errorf("got %+v and %d photos, want it %s", got, len(b.photos()), tt.want)
			}
			if tt.want == inbox.Refused && got.Reason != "it has another checksum than was announced" {
				t.Errorf("got it refused because %q", got.Reason)
			}
		})
	}
}
