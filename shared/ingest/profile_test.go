package ingest_test

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"os"
	"testing"

	"shoebox/shared/ingest"
)

// profiled puts a colour profile into a JPEG.
func profiled(jpeg []byte, name string, size int) []byte {
	profile := make([]byte, size)
	copy(profile[16:], "RGB XYZ ")
	copy(profile[36:], "acsp")
	copy(profile[128:], name)
	head := binary.BigEndian.AppendUint16([]byte("\xff\xd8\xff\xe2"), uint16(2+14+size))
	head = append(head, "ICC_PROFILE\x00\x01\x01"...)
	return append(append(head, profile...), jpeg[2:]...)
}

func TestTheWiderColoursOfTelephonesAreKeptAndNoOtherProfile(t *testing.T) {
	plain := encoded(corners(300, 200), 90)
	spaced := "\x00D\x00i\x00s\x00p\x00l\x00a\x00y\x00 \x00P\x003"
	tests := []struct {
		name string
		data []byte
		kept bool
	}{
		{"Display P3", profiled(plain, "Display P3", 548), true},
		{"Display P3 in two bytes a character", profiled(plain, spaced, 548), true},
		{"a screen's own", profiled(plain, "Color LCD 00000610-0000-9CCD", 548), false},
		{"a large one", profiled(plain, "Display P3", 4000), false},
		{"none", plain, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := open(t)
			p := r.brought(t, tt.data)
			for _, key := range []string{p.Objects.Small, p.Objects.Large} {
				m, shown := r.shown(t, key)
				if got := bytes.Contains(shown, []byte("ICC_PROFILE")); got != tt.kept {
					t.Errorf("%s: got a profile: %v, want %v", key, got, tt.kept)
				}
				if got := cornersOf(m); got != [4]string{"red", "green", "blue", "white"} {
					t.Errorf("%s: got the corners %v", key, got)
				}
			}
		})
	}
}

// described puts a colour box into a HEIC picture, in the place of one that tells
// nothing.
func described(t *testing.T, heic []byte, matrix uint16, full byte) []byte {
	t.Helper()
	data := bytes.Clone(heic)
	at := bytes.Index(data, []byte("colrnclx"))
	if at < 0 {
		t.Fatal("the picture has no colour box")
	}
	binary.BigEndian.PutUint16(data[at+12:], matrix)
	data[at+14] = full << 7
	return data
}

// Its decoder does it, once: nothing of ours may do it again.
func TestHEICMeansItsSamplesAsItsColourBoxSays(t *testing.T) {
	unraced(t)
	t.Parallel()
	heic, err := os.ReadFile("heif/testdata/coloured.heic")
	if err != nil {
		t.Fatal(err)
	}
	mean := func(data []byte) (c [3]float64) {
		r := open(t)
		made, err := r.Picture(t.Context(), ingest.Picture{Data: data})
		if err != nil {
			t.Fatal(err)
		}
		m, _ := r.shown(t, made.Photo.Objects.Small)
		ycc, ok := m.(*image.YCbCr)
		if !ok {
			t.Fatalf("got a %T", m)
		}
		for i, pix := range [][]byte{ycc.Y, ycc.Cb, ycc.Cr} {
			for _, v := range pix {
				c[i] += float64(v) / float64(len(pix))
			}
		}
		return c
	}
	full := mean(described(t, heic, 6, 1))
	near := func(got, want float64) bool { return got-want < 4 && want-got < 4 }
	narrow := mean(described(t, heic, 6, 0))
	if want := (full[2]-128)*255/224 + 128; !near(narrow[2], want) {
		t.Errorf("narrow: got a mean red of %.1f, want about %.1f", narrow[2], want)
	}
	r, g, b := from709(full)
	y, cb, cr := color.RGBToYCbCr(r, g, b)
	video := mean(described(t, heic, 1, 1))
	for i, want := range []uint8{y, cb, cr} {
		if !near(video[i], float64(want)) {
			t.Errorf("as video weighs: got %.1f, want about %d", video, []uint8{y, cb, cr})
			break
		}
	}
}

// from709 gives the colour of samples as BT.709 weighs them.
func from709(c [3]float64) (r, g, b uint8) {
	y, cb, cr := c[0], c[1]-128, c[2]-128
	clamp := func(v float64) uint8 { return uint8(min(max(v+0.5, 0), 255)) }
	return clamp(y + 1.5748*cr), clamp(y - 0.1873*cb - 0.4681*cr), clamp(y + 1.8556*cb)
}
