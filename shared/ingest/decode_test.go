package ingest_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"testing"

	"shoebox/shared/fault"
	"shoebox/shared/ingest"
	"shoebox/shared/ingest/heif/heiftest"
)

// bombs are small files whose headers say 20,000×20,000 pixels.
func bombs(tb testing.TB) map[string][]byte {
	tb.Helper()
	files := drawn(tb, corners(16, 16))
	const side = 20_000
	put := func(data []byte, at int, values ...uint16) {
		for i, v := range values {
			binary.BigEndian.PutUint16(data[at+2*i:], v)
		}
	}
	jpeg, png, gif, tiff := files["image/jpeg"], files["image/png"], files["image/gif"], files["image/tiff"]
	put(jpeg, bytes.Index(jpeg, []byte("\xff\xc0"))+5, side, side)
	binary.BigEndian.PutUint32(png[16:], side)
	binary.BigEndian.PutUint32(png[20:], side)
	binary.BigEndian.PutUint32(png[29:], crc32.ChecksumIEEE(png[12:29]))
	binary.LittleEndian.PutUint16(gif[6:], side)
	binary.LittleEndian.PutUint16(gif[8:], side)
	for _, tag := range []uint16{256, 257} { // ImageWidth, ImageLength
		at := bytes.Index(tiff, binary.LittleEndian.AppendUint16(nil, tag))
		for binary.LittleEndian.Uint16(tiff[at+2:]) > 4 { // not the entry, but the same bytes elsewhere
			at += 2 + bytes.Index(tiff[at+2:], binary.LittleEndian.AppendUint16(nil, tag))
		}
		binary.LittleEndian.PutUint16(tiff[at+8:], side)
	}
	heic := bytes.Clone(module(tb, imagemeta, "testdata/images/iphone.heic"))
	for at := 0; ; at += 4 { // every size that is told
		next := bytes.Index(heic[at:], []byte("ispe"))
		if next < 0 {
			break
		}
		at += next
		binary.BigEndian.PutUint32(heic[at+8:], side)
		binary.BigEndian.PutUint32(heic[at+12:], side)
	}
	return map[string][]byte{"JPEG": jpeg, "PNG": png, "GIF": gif, "TIFF": tiff, "HEIC": heic}
}

func TestABombIsRefusedByItsHeader(t *testing.T) {
	for name, data := range bombs(t) {
		t.Run(name, func(t *testing.T) {
			if name == "HEIC" {
				unraced(t)
			}
			r := open(t)
			_, err := r.Picture(t.Context(), ingest.Picture{Data: data})
			if !fault.Is(err, fault.Invalid) || what(err) != "it is too large, with 20000×20000 pixels" {
				t.Errorf("got %v, want it too large", err)
			}
		})
	}
}

// Decoding it as it says would take days.
func TestAHEICPictureOfOverlaysOfOverlaysIsRefused(t *testing.T) {
	tile, err := os.ReadFile("heif/testdata/twelve-bits.heic")
	if err != nil {
		t.Fatal(err)
	}
	data := heiftest.Overlays(t, tile, 6, 16)
	_, err = open(t).Picture(t.Context(), ingest.Picture{Data: data})
	if !fault.Is(err, fault.Invalid) || what(err) != "it is put together from too many pictures: save it as a common JPEG" {
		t.Errorf("got %v, want it refused", err)
	}
}

func TestAWebPWhoseFrameIsLargerThanItSaysIsRefused(t *testing.T) {
	data := bytes.Clone(module(t, ximage, "testdata/yellow_rose.lossy-with-alpha.webp"))
	at := bytes.Index(data, []byte("VP8X"))
	if at < 0 {
		t.Fatal("the file has no extended header")
	}
	copy(data[at+12:], []byte{3, 0, 0, 3, 0, 0}) // 4×4
	_, err := open(t).Picture(t.Context(), ingest.Picture{Data: data})
	if !fault.Is(err, fault.Invalid) || what(err) != "it is damaged or cut short" {
		t.Errorf("got %v, want it refused", err)
	}
}

func TestMemoryIsTheOperators(t *testing.T) {
	tests := []struct {
		name   string
		memory int64
		why    string
	}{
		{"just enough", 400 * 300 * 4, ""},
		{"one byte less", 400*300*4 - 1, "it is too large, with 400×300 pixels"},
	}
	var b bytes.Buffer
	if err := png.Encode(&b, corners(400, 300)); err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := open(t)
			in := ingest.New(ingest.Config{Gallery: r.gallery, Bucket: r.bucket, Now: clock, Memory: ingest.NewMemory(tt.memory)})
			if _, err := in.Picture(t.Context(), ingest.Picture{Data: b.Bytes()}); (err != nil) != (tt.why != "") || what(err) != tt.why {
				t.Errorf("got %v, want %q", err, tt.why)
			}
		})
	}
}

// A sandbox that grows beyond what it may is refused, whatever its header says.
func TestAHEICPictureThatTakesMoreThanThereIsIsTooLarge(t *testing.T) {
	unraced(t)
	r := open(t)
	data := module(t, "github.com/bep/imagemeta", "testdata/images/iphone.heic")
	in := ingest.New(ingest.Config{Gallery: r.gallery, Bucket: r.bucket, Now: clock, Memory: ingest.NewMemory(100 << 20)})
	_, err := in.Picture(t.Context(), ingest.Picture{Data: data})
	if !fault.Is(err, fault.Invalid) || what(err) != "it is too large, with 5712×4284 pixels" {
		t.Errorf("got %v, want it too large", err)
	}
}

func TestWhatIsCutShortIsRefusedWithAReason(t *testing.T) {
	unraced(t)
	t.Parallel()
	files := drawn(t, samplePhoto(t, "photos/fig.jpg"))
	files["image/webp"] = module(t, ximage, "testdata/yellow_rose.lossy.webp")
	files["image/webp without loss"] = module(t, ximage, "testdata/yellow_rose.lossless.webp")
	for name, data := range files {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, part := range []int{20, 100, len(data) / 3, len(data) * 9 / 10} {
				r := open(t)
				_, err := r.Picture(t.Context(), ingest.Picture{Data: data[:part]})
				if !fault.Is(err, fault.Invalid) || what(err) != "it is damaged or cut short" {
					t.Errorf("%d of %d bytes: got %v, want it refused", part, len(data), err)
				}
				if len(r.keys(t))+len(r.photos(t)) > 0 {
					t.Errorf("%d of %d bytes: something is left", part, len(data))
				}
			}
		})
	}
}

// Bits that flip in pixels can't be told from pixels; elsewhere they are a reason. Never
// are they half a photo, or the end of the program.
func TestFlippedBitsMakeAPhotoOrAReason(t *testing.T) {
	unraced(t)
	t.Parallel()
	files := drawn(t, resized(samplePhoto(t, "photos/fig.jpg"), 120, 90))
	files["image/webp"] = module(t, ximage, "testdata/tux.lossless.webp")
	for name, data := range files {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(7, 7))
			r := open(t)
			photos := 0
			for range 60 {
				bent := bytes.Clone(data)
				for range 1 + random.IntN(8) {
					bent[random.IntN(len(bent))] ^= 1 << random.IntN(8)
				}
				made, err := r.Picture(t.Context(), ingest.Picture{Data: bent})
				switch {
				case err == nil && !made.There:
					photos++
				case err != nil && (!fault.Is(err, fault.Invalid) || what(err) == ""):
					t.Errorf("got %v, want a reason", err)
				}
			}
			if got := len(r.keys(t)); got != 4*photos {
				t.Errorf("got %d objects of %d photos", got, photos)
			}
		})
	}
}

func TestAFrameSmallerThanItsCanvasIsAPicture(t *testing.T) {
	data := drawn(t, corners(40, 30))["image/gif"]
	binary.LittleEndian.PutUint16(data[6:], 50) // the canvas
	binary.LittleEndian.PutUint16(data[8:], 60)
	made, err := open(t).Picture(t.Context(), ingest.Picture{Data: data})
	if got := image.Pt(made.Photo.Width, made.Photo.Height); err != nil || got != image.Pt(40, 30) {
		t.Errorf("got %v, %v, want its frame", got, err)
	}
}
