package heif_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"os"
	"sync"
	"testing"

	"shoebox/shared/ingest/heif"
)

// children are decoders in processes of their own.
var children *heif.Decoders

func TestMain(m *testing.M) {
	children = heif.Open()
	os.Exit(m.Run())
}

// both are decoders in this process and in others.
func both() map[string]*heif.Decoders {
	return map[string]*heif.Decoders{"here": nil, "in a process of its own": children}
}

func read(tb testing.TB, name string) []byte {
	tb.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	return data
}

const enough = 64 << 20

// What decodes strangers' pictures changes only on purpose.
func TestTheProgramIsTheOneThatIsNamed(t *testing.T) {
	program, err := os.ReadFile("heif.wasm.gz")
	if err != nil {
		t.Fatal(err)
	}
	const want = "3634a6447ea3915633667f39e01ff540a60f4e2f837a8391d044d76dfd8a0435" // of github.com/gen2brain/heic v0.4.5
	if got := fmt.Sprintf("%x", sha256.Sum256(program)); got != want {
		t.Errorf("got a program with the sum %s, want %s", got, want)
	}
}

func TestPicturesAreDecoded(t *testing.T) {
	tests := []struct {
		file  string
		size  image.Point
		model color.Model
	}{
		{"grey.heic", image.Pt(512, 512), color.GrayModel},
		{"eight-bits.heic", image.Pt(512, 512), color.YCbCrModel},
		{"twelve-bits.heic", image.Pt(512, 512), color.YCbCrModel},
	}
	for where, decoders := range both() {
		for _, tt := range tests {
			t.Run(tt.file+" "+where, func(t *testing.T) {
				data := read(t, tt.file)
				w, h, err := decoders.Size(t.Context(), data)
				if got := image.Pt(w, h); err != nil || got != tt.size {
					t.Errorf("got a header of %v, %v, want %v", got, err, tt.size)
				}
				m, err := decoders.Decode(t.Context(), data, enough)
				if err != nil {
					t.Fatal(err)
				}
				defer m.Close()
				if got := m.Bounds().Size(); got != tt.size || m.ColorModel() != tt.model {
					t.Errorf("got %v of %v", got, m.ColorModel())
				}
				if dark, light := extremes(m); light-dark < 150 {
					t.Errorf("got brightness from %d to %d, want a picture", dark, light)
				}
			})
		}
	}
}

// extremes are a picture's least and greatest brightness.
func extremes(m image.Image) (dark, light int) {
	dark = 255
	for y := range m.Bounds().Dy() {
		for x := range m.Bounds().Dx() {
			v := int(color.GrayModel.Convert(m.At(x, y)).(color.Gray).Y)
			dark, light = min(dark, v), max(light, v)
		}
	}
	return dark, light
}

func TestWhatIsNoPictureIsDamaged(t *testing.T) {
	whole := read(t, "grey.heic")
	for name, data := range map[string][]byte{
		"nothing":           nil,
		"only a head":       whole[:100],
		"half":              whole[:len(whole)/2],
		"zeros":             make([]byte, 4096),
		"a box without end": append(bytes.Clone(whole[:40]), "\xff\xff\xff\xffmeta"...),
	} {
		t.Run(name, func(t *testing.T) {
			for where, decoders := range both() {
				m, err := decoders.Decode(t.Context(), data, enough)
				if err == nil {
					m.Close()
				}
				if !errors.Is(err, heif.ErrDamaged) {
					t.Errorf("%s: got %v, want it damaged", where, err)
				}
			}
		})
	}
}

func TestNoPictureTakesMoreMemoryThanItMay(t *testing.T) {
	data := read(t, "grey.heic")
	for _, memory := range []int64{0, 1 << 16, 1 << 20, int64(len(data)) + 2<<20} {
		for where, decoders := range both() {
			m, err := decoders.Decode(t.Context(), data, memory)
			if err == nil {
				m.Close()
			}
			if memory < 2<<20 && !errors.Is(err, heif.ErrMemory) {
				t.Errorf("%d bytes, %s: got %v, want too little memory", memory, where, err)
			}
		}
	}
}

func TestManyAtOnceDoNotMeet(t *testing.T) {
	data := read(t, "grey.heic")
	for where, decoders := range both() {
		t.Run(where, func(t *testing.T) {
			var all sync.WaitGroup
			for range 8 {
				all.Go(func() {
					m, err := decoders.Decode(t.Context(), data, enough)
					if err != nil {
						t.Error(err)
						return
					}
					defer m.Close()
					if dark, light := extremes(m); light-dark < 150 {
						t.Errorf("got brightness from %d to %d", dark, light)
					}
				})
			}
			all.Wait()
		})
	}
}

// FuzzDecode: whatever a file says, it is decoded within its memory, or refused.
func FuzzDecode(f *testing.F) {
	f.Add(read(f, "grey.heic"))
	f.Add(read(f, "eight-bits.heic"))
	var here *heif.Decoders
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<18 {
			t.Skip("what is found in small files is enough")
		}
		m, err := here.Decode(t.Context(), data, enough)
		switch {
		case err == nil:
			defer m.Close()
			if b := m.Bounds(); b.Dx() <= 0 || b.Dy() <= 0 {
				t.Errorf("got a picture of %v", b)
			}
			extremes(m)
		case !errors.Is(err, heif.ErrDamaged) && !errors.Is(err, heif.ErrMemory) && !errors.Is(err, heif.ErrComplex):
			t.Errorf("got %v", err)
		}
	})
}
