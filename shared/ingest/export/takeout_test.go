package export_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shoebox/shared/ingest/export"
)

// about is a sidecar of Takeout for a picture of this title.
func about(title string) string {
	return fmt.Sprintf(`{"title":%q,"photoTakenTime":{"timestamp":"1688560000"},"geoData":{"latitude":0,"longitude":0}}`, title)
}

// told is what such a sidecar says.
const told = ` {"taken":"2023-07-05T12:26:40-00:00"}`

func TestTakeoutCallsSidecarsAfterTheirPictures(t *testing.T) {
	tests := []struct {
		name, picture, sidecar, title string
		want                          bool
	}{
		{"with .json", "IMG.jpg", "IMG.jpg.json", "IMG.jpg", true},
		{"with a supplement", "IMG.jpg", "IMG.jpg.supplemental-metadata.json", "IMG.jpg", true},
		{"with a supplement cut short", "Screenshot_20190317-234331.jpg", "Screenshot_20190317-234331.jpg.supplemental-me.json", "Screenshot_20190317-234331.jpg", true},
		{"with one letter of it", "PXL_20230705_123456789.PORTRAIT.ORIGINAL_1.jpg", "PXL_20230705_123456789.PORTRAIT.ORIGINAL_1.jpg.s.json", "PXL_20230705_123456789.PORTRAIT.ORIGINAL_1.jpg", true},
		{"with nothing but the dot of it", "PXL_20230705_123456789.PORTRAIT.ORIGINAL_12.jpg", "PXL_20230705_123456789.PORTRAIT.ORIGINAL_12.jpg..json", "PXL_20230705_123456789.PORTRAIT.ORIGINAL_12.jpg", true},
		{"with the picture's ending cut short", "original_3b6f2a1e-6f5d-4f8e-9f0b-1c2d3e4f5a6b_P.jpg", "original_3b6f2a1e-6f5d-4f8e-9f0b-1c2d3e4f5a6b_P.j.json", "original_3b6f2a1e-6f5d-4f8e-9f0b-1c2d3e4f5a6b_P.jpg", true},
		{"with the picture's name cut shorter than the picture's own", "A long day at the beach with the whole family an.jpg", "A long day at the beach with the whole family .json", "A long day at the beach with the whole family and friends.jpg", true},
		{"with the number behind the ending", "IMG(1).jpg", "IMG.jpg(1).json", "IMG.jpg", true},
		{"with the number behind the supplement", "IMG(2).jpg", "IMG.jpg.supplemental-metadata(2).json", "IMG.jpg", true},
		{"with the number in the name", "IMG(2).jpg", "IMG(2).jpg.json", "IMG(2).jpg", true},
		{"with another number", "IMG(1).jpg", "IMG.jpg(2).json", "IMG.jpg", false},
		{"with a number where the picture has none", "IMG.jpg", "IMG.jpg(1).json", "IMG.jpg", false},
		{"with a number in the middle of the name", "21.12(1).11 - 1", "21.12.11 - 1.supplemental-metadata(1).json", "21.12.11 - 1", true},
		{"without the ending", "IMG.jpg", "IMG.json", "IMG", true},
		{"of the original of an edited one", "IMG-edited.jpg", "IMG.jpg.json", "IMG.jpg", true},
		{"in German", "IMG-bearbeitet.jpg", "IMG.jpg.supplemental-metadata.json", "IMG.jpg", true},
		{"in Japanese", "IMG-編集済み.jpg", "IMG.jpg.json", "IMG.jpg", true},
		{"of an edited one with its number behind", "IMG-edited(1).jpg", "IMG.jpg(1).json", "IMG.jpg", true},
		{"of an edited one with its number before", "IMG(1)-edited.jpg", "IMG.jpg(1).json", "IMG.jpg", true},
		{"of an original with another ending", "IMG-edited.jpg", "IMG.HEIC.supplemental-metadata.json", "IMG.HEIC", true},
		{"of an edited one whose name was cut", "Screenshot_20190317-234331_com.example.camera-ed.jpg", "Screenshot_20190317-234331_com.example.camera..json", "Screenshot_20190317-234331_com.example.camera.jpg", true},
		{"in other capitals", "img.JPG", "IMG.jpg.json", "IMG.jpg", true},
		{"with an accent in two characters", "Cafe\u0301.jpg", "Caf\u00e9.jpg.json", "Caf\u00e9.jpg", true},
		{"with what no file can be called", "Anna_ Ben _ me.jpg", "Anna_ Ben _ me.jpg.json", "Anna: Ben & me.jpg", true},
		{"with a title in HTML", "Anna & Ben.jpg", "Anna & Ben.jpg.json", "Anna &amp; Ben.jpg", true},
		{"with the title of another", "IMG.jpg", "IMG.jpg.json", "DSC_7.jpg", false},
		{"with a title that goes on", "IMG.jpg", "IMG.jpg.json", "IMG_2.jpg", false},
		{"that is about a film of the name", "IMG.jpg", "IMG.mp4.json", "IMG.mp4", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := lay(t, t.TempDir(), map[string]string{tt.picture: picture, tt.sidecar: about(tt.title)})
			got := walked(t, dir, open(t, dir))
			want := tt.picture
			if tt.want {
				want += told
			}
			if len(got) == 0 || got[0] != want || len(got) == 1 != tt.want {
				t.Errorf("got %q, want it to begin with %q, and another line for a sidecar that is not applied", got, want)
			}
		})
	}
}

func TestOfSidecarsWithOneBeginningTheTitleTells(t *testing.T) {
	const beginning = "A long day at the beach with the whole family "
	dir := lay(t, t.TempDir(), map[string]string{
		beginning + "a.jpg":     picture,
		beginning + "b.jpg":     picture,
		beginning + ".json":     about(beginning + "b.jpg"),
		beginning + "(1).json":  `{"title":"` + beginning + `a.jpg","photoTakenTime":{"timestamp":"1"}}`,
		beginning + "(1)x.json": `{"list":[]}`,
	})
	got := walked(t, dir, open(t, dir))
	want := []string{beginning + `a.jpg {"taken":"1970-01-01T00:00:01-00:00"}`, beginning + "b.jpg" + told}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("items (-got +want):\n%s", diff)
	}
}

func TestWhatASidecarOfTakeoutSays(t *testing.T) {
	tests := []struct{ name, sidecar, want string }{
		{"everything", `{"title":"a.jpg","description":"Tea &amp; cake","photoTakenTime":{"timestamp":"1688560000"},"geoData":{"latitude":38.7,"longitude":-9.1},
			"people":[{"name":"Anna"},{"name":" "},{"name":"Дочь"},{"name":"Anna"}],"favorited":true,"archived":true,"url":"https://photos.google.com/photo/x"}`,
			` {"taken":"2023-07-05T12:26:40-00:00","description":"Tea \u0026 cake","people":["Anna","Дочь"],"place":{"lat":38.7,"lon":-9.1},"favourite":true}`},
		{"a place of 0 and 0, which is none", `{"photoTakenTime":{"timestamp":"1688560000"},"geoData":{"latitude":0.0,"longitude":0.0}}`, told},
		{"the camera's place where nobody gave another", `{"photoTakenTime":{},"geoData":{"latitude":0,"longitude":0},"geoDataExif":{"latitude":1.5,"longitude":2}}`, ` {"place":{"lat":1.5,"lon":2}}`},
		{"a place that can't be", `{"photoTakenTime":{"timestamp":"1688560000"},"geoData":{"latitude":900,"longitude":12}}`, told},
		{"a time as a number", `{"photoTakenTime":{"timestamp":1688560000}}`, told},
		{"a time before 1970", `{"photoTakenTime":{"timestamp":"-1000000000"}}`, ` {"taken":"1938-04-24T22:13:20-00:00"}`},
		{"no time", `{"photoTakenTime":{"timestamp":"0"},"favorited":true}`, ` {"favourite":true}`},
		{"a time before photographs", `{"photoTakenTime":{"timestamp":"-9000000000"}}`, ""},
		{"a time after all", `{"photoTakenTime":{"timestamp":"99999999999999"}}`, ""},
		{"words in place of a time", `{"photoTakenTime":{"timestamp":"yesterday"}}`, ""},
		{"fields of the wrong type", `{"title":7,"description":["x"],"photoTakenTime":{"timestamp":"1688560000"},"people":"Anna","favorited":"yes"}`, told},
		{"a byte order mark", "\xef\xbb\xbf" + `{"photoTakenTime":{"timestamp":"1688560000"}}`, told},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := lay(t, t.TempDir(), map[string]string{"a.jpg": picture, "a.jpg.json": tt.sidecar})
			if diff := cmp.Diff(walked(t, dir, open(t, dir)), []string{"a.jpg" + tt.want}); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
		})
	}
}

func TestASidecarThatIsNotAppliedIsReported(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"for another picture", map[string]string{"a.jpg": picture, "a.jpg.json": about("b.jpg")},
			[]string{"a.jpg", `a.jpg.json skipped: it is about another picture, "b.jpg", so "a.jpg" came without it`}},
		{"for another picture whose name begins alike", map[string]string{
			"A long day at the beach with the whole family an.jpg": picture, "A long day at the beach with the whole family .json": about("A long day at the beach with the whole family, again.jpg")},
			[]string{"A long day at the beach with the whole family an.jpg", `A long day at the beach with the whole family .json skipped: the picture that it is about, "A long day at the beach with the whole family, again.jpg", is not beside it`}},
		{"for a picture that is not there", map[string]string{"a.jpg": picture, "b.jpg.json": about("b.jpg")},
			[]string{"a.jpg", `b.jpg.json skipped: the picture that it is about, "b.jpg", is not beside it`}},
		{"cut short", map[string]string{"a.jpg": picture, "a.jpg.json": `{"title":"a.j`},
			[]string{"a.jpg", `a.jpg.json skipped: it is damaged or no sidecar, so "a.jpg" came without it`}},
		{"too large", map[string]string{"a.jpg": picture, "a.jpg.json": `{"title":"` + string(make([]byte, export.MaxSidecar)) + `"}`},
			[]string{"a.jpg", `a.jpg.json skipped: it is larger than 1 MB, which no sidecar is`}},
		{"of a program that nobody knows", map[string]string{"a.jpg": picture, "a.jpg.json": `[{"SourceFile":"a.jpg"}]`},
			[]string{"a.jpg", `a.jpg.json skipped: it is damaged or no sidecar, so "a.jpg" came without it`}},
		{"of a program that says other things", map[string]string{"a.jpg": picture, "a.jpg.json": `{"SourceFile":"a.jpg"}`}, []string{"a.jpg"}},
		{"that is none", map[string]string{"a.jpg": picture, "print-subscriptions.json": `{"x":1}`}, []string{"a.jpg"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := lay(t, t.TempDir(), tt.files)
			if diff := cmp.Diff(walked(t, dir, open(t, dir)), tt.want); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
		})
	}
}

func TestAFolderWithMetadataIsAnAlbum(t *testing.T) {
	tests := []struct{ name, folder, file, metadata, want string }{
		{"in English", "Lisbon", "metadata.json", `{"title":"Lisbon 2023","description":"","access":"protected","date":{"timestamp":"1"}}`, "Lisbon 2023"},
		{"in German", "Lissabon", "Metadaten.json", `{"title":"Lissabon","access":"","date":{"timestamp":"1"}}`, "Lissabon"},
		{"as it was written once", "Lisbon", "metadata.json", `{"albumData":{"title":"Lisbon"}}`, "Lisbon"},
		{"with marks of HTML", "x", "metadata.json", `{"title":"Tom &amp; Jerry","access":"protected"}`, "Tom & Jerry"},
		{"of a year", "Photos from 2023", "metadata.json", `{"title":"Photos from 2023","access":"protected"}`, ""},
		{"of a year in German", "Fotos von 2023", "Metadaten.json", `{"title":"Fotos von 2023","access":"protected"}`, ""},
		{"of a year in Japanese", "2023 年の写真", "metadata.json", `{"title":"2023 年の写真","access":"protected"}`, ""},
		{"of a day", "2015-07-12", "metadata.json", `{"title":"2015-07-12 #2","access":"protected"}`, ""},
		{"without a title", "Untitled(1)", "metadata.json", `{"title":"","access":"protected"}`, ""},
		{"that is damaged", "Lisbon", "metadata.json", `{"title":"Lis`, ""},
		{"that is something else", "Lisbon", "user-generated-memory-titles.json", `{"title":["x"]}`, ""},
		{"that is missing", "Lisbon", "notes.txt", "Lisbon", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := lay(t, t.TempDir(), map[string]string{
				"Takeout/Google Fotos/" + tt.folder + "/a.jpg": picture, "Takeout/Google Fotos/" + tt.folder + "/" + tt.file: tt.metadata,
			})
			want := "Takeout/Google Fotos/" + tt.folder + "/a.jpg"
			if tt.want != "" {
				want += fmt.Sprintf(" {\"albums\":[%s]}", asJSON(tt.want))
			}
			if diff := cmp.Diff(walked(t, dir, open(t, dir)), []string{want}); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
		})
	}
}

func TestATitleIsAnAlbumOnlyWhereItIsTakeouts(t *testing.T) {
	const settings, album = `{"access":"public","title":"App settings"}`, `{"title":"Lisbon","access":"protected"}`
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"in a folder of pictures", map[string]string{"settings.json": settings}, ""},
		{"beside another program's sidecar", map[string]string{"settings.json": settings, "a.jpg.json": `{"date":{}}`}, ""},
		{"beside a picture's sidecar", map[string]string{"metadata.json": album, "a.jpg.json": about("a.jpg")}, `,"albums":["Lisbon"]}`},
		{"beside a sidecar that is cut short", map[string]string{"metadata.json": album, "a.jpg.suppl.json": about("a.jpg")}, `,"albums":["Lisbon"]}`},
		{"as only Takeout wrote it", map[string]string{"metadata.json": `{"albumData":{"title":"Lisbon"}}`}, ` {"albums":["Lisbon"]}`},
		{"of a year, as people call albums", map[string]string{"metadata.json": `{"title":"Lisbon 2023","access":"protected"}`, "a.jpg.json": `{"photoTakenTime":{"timestamp":"1688560000"}}`}, `,"albums":["Lisbon 2023"]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.files["a.jpg"] = picture
			dir := lay(t, t.TempDir(), tt.files)
			want := "a.jpg" + tt.want
			if strings.HasPrefix(tt.want, ",") {
				want = "a.jpg" + strings.TrimSuffix(told, "}") + tt.want
			}
			if diff := cmp.Diff(walked(t, dir, open(t, dir)), []string{want}); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
		})
	}
}

func TestWhatIsInTheTrashOfGooglePhotosStaysThere(t *testing.T) {
	dir := lay(t, t.TempDir(), map[string]string{
		"Papierkorb/a.jpg": picture, "Papierkorb/a.jpg.json": `{"title":"a.jpg","photoTakenTime":{"timestamp":"1"},"trashed":true}`,
	})
	want := []string{"Papierkorb/a.jpg skipped: it is in the trash of Google Photos"}
	if diff := cmp.Diff(walked(t, dir, open(t, dir)), want); diff != "" {
		t.Errorf("items (-got +want):\n%s", diff)
	}
}

func TestAPictureBringsAllItsAlbumsWhereverItLies(t *testing.T) {
	const sidecar = `{"title":"a.jpg","photoTakenTime":{"timestamp":"1688560000"},"creationTime":{"timestamp":"1688570000"}}`
	const root = "Takeout/Google Photos/"
	dir := lay(t, t.TempDir(), map[string]string{
		root + "Lisbon/a.jpg": picture, root + "Lisbon/a.jpg.json": sidecar, root + "Lisbon/metadata.json": `{"title":"Lisbon","access":"protected"}`,
		root + "Summer/a.jpg": picture, root + "Summer/a.jpg.json": sidecar, root + "Summer/metadata.json": `{"title":"Summer","access":"protected"}`,
		// The year has another picture of this name, so that it numbers them.
		root + "Photos from 2023/a(1).jpg": picture, root + "Photos from 2023/a.jpg(1).json": sidecar,
		root + "Photos from 2023/a.jpg": picture, root + "Photos from 2023/a.jpg.json": about("a.jpg"),
	})
	want := []string{
		root + `Lisbon/a.jpg {"taken":"2023-07-05T12:26:40-00:00","albums":["Lisbon","Summer"]}`,
		root + `Photos from 2023/a(1).jpg {"taken":"2023-07-05T12:26:40-00:00","albums":["Lisbon","Summer"]}`,
		root + `Photos from 2023/a.jpg` + told,
		root + `Summer/a.jpg {"taken":"2023-07-05T12:26:40-00:00","albums":["Lisbon","Summer"]}`,
	}
	if diff := cmp.Diff(walked(t, dir, open(t, dir)), want); diff != "" {
		t.Errorf("items (-got +want):\n%s", diff)
	}
}
