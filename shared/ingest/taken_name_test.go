package ingest_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// A photo of which nobody says when it was taken was taken when its file's name says,
// else when its file was changed last.
func TestNamesTellWhenAPhotoWasTaken(t *testing.T) {
	t.Parallel()
	changed := time.Date(2024, 8, 2, 9, 15, 0, 0, time.UTC)
	const atChange = "2024-08-02T11:15:00+02:00" // where the ingester is
	tests := []struct{ name, file, want string }{
		{"a telephone's", "IMG_20240721_183005.jpg", "2024-07-21T18:30:05+02:00"},
		{"another's, to the millisecond", "PXL_20240721_183005123.MP.jpg", "2024-07-21T18:30:05+02:00"},
		{"a messenger's", "WhatsApp Image 2024-07-21 at 18.30.05.jpeg", "2024-07-21T18:30:05+02:00"},
		{"a messenger's day", "IMG-20240721-WA0001.jpg", "2024-07-21T12:00:00+02:00"},
		{"the day on which it was changed", "IMG-20240802-WA0001.jpg", atChange},
		{"another messenger's", "signal-2024-07-21-183005.jpg", "2024-07-21T18:30:05+02:00"},
		{"a screen's", "Screenshot_20240721-183005.png", "2024-07-21T18:30:05+02:00"},
		{"a scanner's", "2001.07.06.jpg", "2001-07-06T12:00:00+02:00"},
		{"a folder's is not asked", "2001-07-06/beach.jpg", atChange},
		{"no day", "IMG_20241321_183005.jpg", atChange},
		{"no time", "IMG_20240721_993005.jpg", atChange},
		{"a number", "DSC12024072155.jpg", atChange},
		{"a day that has not come", "IMG_20260721_183005.jpg", atChange},
		{"a size", "wallpaper 2048x1152.jpg", atChange},
		{"a year", "beach 2019.jpg", atChange},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := open(t)
			files := fstest.MapFS{tt.file: {Data: picture(t, 20, 10), ModTime: changed}}
			if _, err := r.Records(t.Context(), strings.NewReader(`{"file":"`+tt.file+`"}`), files, nil); err != nil {
				t.Fatal(err)
			}
			if got := r.photos(t)[0].Taken.Format(time.RFC3339); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
