package heif_test

import (
	"errors"
	"testing"

	"shoebox/shared/ingest/heif"
	"shoebox/shared/ingest/heif/heiftest"
)

func TestAPictureIsPutTogetherFromAFewOthers(t *testing.T) {
	tests := []struct {
		name          string
		levels, parts int
		header, want  error
	}{
		{"one picture overlaid with itself", 1, 4, nil, nil},
		{"an overlay of overlays", 2, 2, heif.ErrComplex, heif.ErrComplex},
		{"six levels, which decode one picture 16 million times", 6, 16, heif.ErrComplex, heif.ErrComplex},
		{"more parts than any telephone makes", 1, 1024, heif.ErrComplex, heif.ErrComplex},
		{"parts of more pixels than are decoded for a picture", 1, 500, nil, heif.ErrComplex},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := heiftest.Overlays(t, read(t, "twelve-bits.heic"), tt.levels, tt.parts)
			if _, _, err := children.Size(t.Context(), data); !errors.Is(err, tt.header) {
				t.Errorf("got a header and %v, want %v", err, tt.header)
			}
			m, err := children.Decode(t.Context(), data, enough)
			if !errors.Is(err, tt.want) {
				t.Fatalf("got %v, want %v", err, tt.want)
			}
			if err == nil {
				defer m.Close()
				if dark, light := extremes(m); light-dark < 150 {
					t.Errorf("got brightness from %d to %d, want a picture", dark, light)
				}
			}
		})
	}
}
