package ingest_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/gallery"
	"shoebox/shared/ingest"
)

func TestIPTC(t *testing.T) {
	t.Parallel()
	type texts struct {
		Taken, Title, Description string
		Keywords                  []string
		Place                     gallery.Place
	}
	join := func(sets ...[]byte) []byte { return bytes.Join(sets, nil) }
	tests := []struct {
		name string
		iptc []byte
		want texts
	}{
		{"UTF-8, as it says", join(dataset(1, 90, "\x1b%G"), dataset(2, 5, "Straße")), texts{Title: "Straße"}},
		{"Latin-1, as it says", join(dataset(1, 90, "\x1b.A"), dataset(2, 5, "Stra\xdfe")), texts{Title: "Straße"}},
		{"UTF-8, and does not say so", dataset(2, 5, "Straße"), texts{Title: "Straße"}},
		{"Windows' letters, and does not say so", dataset(2, 5, "Stra\xdfe \x9620 \x80"), texts{Title: "Straße –20 €"}},
		{"says UTF-8, and is not", join(dataset(1, 90, "\x1b%G"), dataset(2, 5, "Stra\xdfe")), texts{Title: "Straße"}},
		{"a headline where there is no title", join(dataset(2, 105, "Bridge"), dataset(2, 120, "It was late.")), texts{Title: "Bridge", Description: "It was late."}},
		{"keywords", join(dataset(2, 25, "sea"), dataset(2, 25, "Sea"), dataset(2, 25, "walk")), texts{Keywords: []string{"sea", "walk"}}},
		{"a place", join(dataset(2, 90, "Faro"), dataset(2, 95, "Algarve"), dataset(2, 101, "Portugal")), texts{Place: gallery.Place{City: "Faro", Region: "Algarve", Country: "Portugal"}}},
		{"a time with its zone", join(dataset(2, 55, "20010706"), dataset(2, 60, "183005-0300")), texts{Taken: "2001-07-06T18:30:05-03:00"}},
		{"a time without", join(dataset(2, 55, "20010706"), dataset(2, 60, "183005")), texts{Taken: "2001-07-06T18:30:05+02:00"}},
		{"a day alone", dataset(2, 55, "20010706"), texts{Taken: "2001-07-06T12:00:00+02:00"}},
		{"a month alone is no time", dataset(2, 55, "20010700"), texts{}},
		{"a long dataset", append([]byte{0x1c, 2, 120, 0x80, 4, 0, 0, 0, 6}, "Bridge"...), texts{Description: "Bridge"}},
		{"a dataset longer than all", append([]byte{0x1c, 2, 120, 0x80, 4, 0xff, 0xff, 0xff, 0xff}, "Bridge"...), texts{Description: "Bridge"}},
		{"a size of a thousand bytes", append([]byte{0x1c, 2, 120, 0x83, 0xe8}, "Bridge"...), texts{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			said, _ := ingest.Says(parts{iptc: tt.iptc}.jpeg(t), clock())
			got := texts{"", said.Title, said.Description, said.Keywords, said.Place}
			if !said.Taken.IsZero() {
				got.Taken = said.Taken.Format("2006-01-02T15:04:05-07:00")
			}
			if diff := cmp.Diff(got, tt.want); diff != "" {
				t.Errorf("(-got +want):\n%s", diff)
			}
		})
	}
}

// Texts of many megabytes are read from their beginning, and no letter is cut in two.
func TestLongTextsAreReadFromTheirBeginning(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", 8<<20)
	want := strings.Repeat("é", 4_999) + "…"
	for name, d := range map[string]directories{
		"ASCII":  {first: []entry{ascii(0x010e, long)}},
		"odd":    {first: []entry{ascii(0x010e, "x"+long)}},
		"UTF-16": {first: []entry{octets(0x9c9c, string(wide([]byte(long))[2:]))}},
		"IPTC":   {first: []entry{octets(0x83bb, string(append([]byte{0x1c, 2, 120, 0x80, 4, 1, 0, 0, 0}, long...)))}},
	} {
		said, _ := ingest.Says(d.tiff(), clock())
		if got := strings.Replace(said.Description, "x", "é", 1); got != want {
			t.Errorf("%s: got %d characters, beginning with %.30q", name, len([]rune(got)), got)
		}
	}
}
