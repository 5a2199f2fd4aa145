package ingest_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/ingest"
)

// segment is one of a JPEG's.
func segment(marker byte, body string) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(2+len(body))), body...)
}

// headed is a JPEG with segments before its picture.
func headed(tb testing.TB, segments ...[]byte) []byte {
	tb.Helper()
	return slices.Insert(picture(tb, 20, 10), 2, bytes.Join(segments, nil)...)
}

// chunk is one of a PNG's.
func chunk(kind, body string) []byte {
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(body))), kind+body...), 0, 0, 0, 0)
}

// chunked is a PNG of chunks.
func chunked(chunks ...[]byte) []byte {
	return append([]byte("\x89PNG\r\n\x1a\n"), bytes.Join(chunks, nil)...)
}

// profile is how ImageMagick writes a part of another format.
func profile(name string, data []byte) string {
	digits := hex.EncodeToString(data)
	var lines strings.Builder
	for len(digits) > 72 {
		lines.WriteString(digits[:72] + "\n")
		digits = digits[72:]
	}
	return fmt.Sprintf("\n%s profile\n%8d\n%s%s\n", name, len(data), lines.String(), digits)
}

func TestPartsLieInManyPlaces(t *testing.T) {
	t.Parallel()
	exif, iptc := camera().tiff(), append(dataset(2, 5, "Bridge"), dataset(2, 25, "sea")...)
	title := describing("", "<dc:title>Bridge</dc:title>")
	head := "http://ns.adobe.com/xap/1.0/\x00"
	extended := func(at, total int, part []byte) []byte {
		sizes := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(total)), uint32(at))
		return segment(0xe1, "http://ns.adobe.com/xmp/extension/\x00"+strings.Repeat("A", 32)+string(sizes)+string(part))
	}
	half := len(title) / 2
	resources := string(resource(iptc))
	type facts struct {
		Title, Camera string
		Keywords      []string
	}
	tests := []struct {
		name string
		data []byte
		want facts
	}{
		{"padding between segments", headed(t, []byte{0xff, 0xff, 0xff}, segment(0xe1, "Exif\x00\x00"+string(exif))), facts{Camera: "Canon EOS R6"}},
		{"rubbish between segments", headed(t, segment(0xfe, "x"), []byte("rubbish"), segment(0xe1, "Exif\x00\x00"+string(exif))), facts{Camera: "Canon EOS R6"}},
		{"XMP before EXIF", headed(t, segment(0xe1, head+string(title)), segment(0xe1, "Exif\x00\x00"+string(exif))), facts{Title: "Bridge", Camera: "Canon EOS R6"}},
		{"EXIF that is none does not spoil the rest", headed(t, segment(0xe1, "Exif\x00\x00II*\x00\xff\xff\xff\xff"), segment(0xe1, head+string(title)), segment(0xed, "Photoshop 3.0\x00"+resources)), facts{Title: "Bridge", Keywords: []string{"sea"}}},
		{"a packet in two parts, the second first", headed(t, extended(half, len(title), title[half:]), extended(0, len(title), title[:half])), facts{Title: "Bridge"}},
		{"a part of a packet that says it is huge", headed(t, extended(1<<30, 1<<31, title)), facts{}},
		{"Photoshop's resources in two segments", headed(t, segment(0xed, "Photoshop 3.0\x00"+resources[:30]), segment(0xed, "Photoshop 3.0\x00"+resources[30:])), facts{Title: "Bridge", Keywords: []string{"sea"}}},
		{"a segment that ends behind the file", append(headed(t)[:2], 0xff, 0xe1, 0xff, 0xff, 'E', 'x', 'i', 'f', 0, 0), facts{}},
		{"segments of no length", headed(t, []byte{0xff, 0xe1, 0, 0, 0xff, 0xe1, 0, 1}, segment(0xe1, "Exif\x00\x00"+string(exif))), facts{Camera: "Canon EOS R6"}},
		{"EXIF behind the picture", chunked(chunk("IDAT", ""), chunk("eXIf", string(exif))), facts{Camera: "Canon EOS R6"}},
		{"EXIF in a PNG with the head of a JPEG's", chunked(chunk("eXIf", "Exif\x00\x00"+string(exif))), facts{Camera: "Canon EOS R6"}},
		{"a packet as it is", chunked(chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+string(title))), facts{Title: "Bridge"}},
		{"ImageMagick's profiles", chunked(
			chunk("zTXt", "Raw profile type exif\x00\x00"+string(deflated([]byte(profile("exif", exif))...))),
			chunk("zTXt", "Raw profile type iptc\x00\x00"+string(deflated([]byte(profile("iptc", []byte(resources)))...))),
		), facts{Title: "Bridge", Camera: "Canon EOS R6", Keywords: []string{"sea"}}},
		{"ImageMagick's older profiles", chunked(chunk("tEXt", "Raw profile type APP1\x00"+profile("APP1", exif)), chunk("tEXt", "Raw profile type xmp\x00"+profile("xmp", title))), facts{Title: "Bridge", Camera: "Canon EOS R6"}},
		{"profiles of no hexadecimals", chunked(chunk("tEXt", "Raw profile type exif\x00\nexif\n 8\nxyz"), chunk("zTXt", "Raw profile type iptc\x00\x00xyz")), facts{}},
		{"a chunk of four gigabytes", chunked([]byte("\xff\xff\xff\xffiTXtXML:com.adobe.xmp")), facts{}},
		{"EXIF in a WebP with the head of a JPEG's", parts{exif: append([]byte("Exif\x00\x00"), exif...)}.webp(), facts{Camera: "Canon EOS R6"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			said, ok := ingest.Says(tt.data, clock())
			if !ok {
				t.Fatal("it is of no format that is read")
			}
			if diff := cmp.Diff(facts{said.Title, said.Camera, said.Keywords}, tt.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

// A file that says a thing a thousand times, or hides a gigabyte in a kilobyte, is
// read as far as a photo's metadata goes.
func TestBombsAreNotLit(t *testing.T) {
	t.Parallel()
	title := describing("", "<dc:title>Bridge</dc:title>")
	bomb := deflated(append(slices.Clone(title), make([]byte, 32<<20)...)...)
	var many [][]byte
	for range 200 {
		many = append(many, chunk("iTXt", "XML:com.adobe.xmp\x00\x01\x00\x00\x00"+string(bomb)))
	}
	var packets [][]byte
	for range 500 {
		packets = append(packets, segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00"+string(title)+strings.Repeat("<a>", 20_000)))
	}
	for name, data := range map[string][]byte{"PNG": chunked(many...), "JPEG": headed(t, packets...)} {
		said, _ := ingest.Says(data, clock())
		if said.Title != "Bridge" {
			t.Errorf("%s: got the title %q", name, said.Title)
		}
	}
}

// People are no keywords, whichever part of a file repeats them.
func TestPeopleAreNoKeywords(t *testing.T) {
	t.Parallel()
	p := parts{
		xmp: describing("", "<digiKam:TagsList><rdf:Seq><rdf:li>People/Anna</rdf:li><rdf:li>Nature/sea</rdf:li></rdf:Seq></digiKam:TagsList>"+
			`<r:Regions xmlns:r="http://www.metadataworkinggroup.com/schemas/regions/" rdf:parseType="Resource"><r:RegionList><rdf:Bag>
			<rdf:li r:Type="Face" r:Name="Ben"/><rdf:li r:Type="Face"/><rdf:li r:Type="Pet" r:Name="Rex"/><rdf:li r:Type="BarCode" r:Name="4006381333931"/>
			</rdf:Bag></r:RegionList></r:Regions>`),
		iptc: slices.Concat(dataset(2, 25, "anna"), dataset(2, 25, "People"), dataset(2, 25, "Ben"), dataset(2, 25, "walk")),
	}
	said, _ := ingest.Says(p.jpeg(t), clock())
	got, want := [][]string{said.People, said.Keywords}, [][]string{{"Ben", "Anna"}, {"Rex", "sea", "walk"}}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}
