package export_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// prism is a sidecar of PhotoPrism as it writes them.
const prism = `TakenAt: 2023-07-05T12:26:40Z
TakenSrc: meta
UID: pqnkwgd18ghabopp
Type: image
Title: The old barn
TitleSrc: manual
Caption: Before the storm, "again"
CaptionSrc: manual
TimeZone: Europe/Lisbon
PlaceSrc: meta
Altitude: 25
Lat: 38.7
Lng: -9.1
Year: 2023
Favorite: true
Details:
  Keywords: barn, red, storm
  KeywordsSrc: manual
  Subject: Lake
  SubjectSrc: meta
CreatedAt: 2021-01-27T05:55:25.001738034Z
UpdatedAt: 2021-01-27T05:55:26.606953386Z
`

const saidByPrism = ` {"taken":"2023-07-05T13:26:40+01:00","title":"The old barn","description":"Before the storm, \"again\"","tags":["barn","red","storm"],"place":{"lat":38.7,"lon":-9.1},"favourite":true}`

func TestWhereSidecarsOfPhotoPrismLie(t *testing.T) {
	tests := []struct {
		name, root string
		files      map[string]string
		want       []string
	}{
		{"beside the picture", "", map[string]string{"2023/a.jpg": picture, "2023/a.yml": prism}, []string{"2023/a.jpg" + saidByPrism}},
		{"in a hidden folder", "", map[string]string{"2023/a.jpg": picture, "2023/.photoprism/a.yml": prism}, []string{"2023/a.jpg" + saidByPrism}},
		{"in the storage beside the originals", "", map[string]string{
			"originals/a.jpg": picture, "originals/2023/07/b.jpg": picture, "storage/sidecar/2023/07/b.yml": prism, "storage/sidecar/a.yml": prism, "storage/cache/thumbnails/x.jpg": picture},
			[]string{"originals/a.jpg" + saidByPrism, "originals/2023/07/b.jpg" + saidByPrism}},
		{"in a folder beside the originals", "", map[string]string{"p/originals/2023/b.jpg": picture, "p/sidecar/2023/b.yml": prism, "p/sidecar/2023/b.jpg": picture},
			[]string{"p/originals/2023/b.jpg" + saidByPrism}},
		{"in the storage, where the originals alone are named", "originals", map[string]string{"originals/2023/b.jpg": picture, "storage/sidecar/2023/b.yml": prism},
			[]string{"originals/2023/b.jpg" + saidByPrism}},
		{"with none of their pictures", "", map[string]string{"originals/2023/b.jpg": picture, "storage/sidecar/2023/c.yml": prism},
			[]string{"originals/2023/b.jpg", "storage/sidecar/2023/c.yml skipped: the picture that it is about is not beside it"}},
		{"a folder of originals that is nobody's", "", map[string]string{"originals/a.jpg": picture, "storage/b.jpg": picture}, []string{"originals/a.jpg", "storage/b.jpg"}},
		{"another program's YAML", "", map[string]string{"a.jpg": picture, "docker-compose.yml": "services:\n  x: {}\n"}, []string{"a.jpg"}},
		{"YAML that is called after a picture, and is another's", "", map[string]string{"a.jpg": picture, "a.yml": "x: 1\n"},
			[]string{"a.jpg", `a.yml skipped: it is damaged or no sidecar, so "a.jpg" came without it`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := lay(t, t.TempDir(), tt.files)
			if diff := cmp.Diff(walked(t, dir, open(t, filepath.Join(dir, tt.root))), tt.want); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
		})
	}
}

func TestWhatASidecarOfPhotoPrismSays(t *testing.T) {
	const id = "UID: pqnkwgd18ghabopp\n"
	tests := []struct{ name, sidecar, want string }{
		{"everything", prism, saidByPrism},
		{"a title that PhotoPrism made up", id + "Title: Lisbon / Portugal / 2023\nTitleSrc: location\n", ""},
		{"a title nobody says who made", id + "Title: Beaverton / USA / 2018\n", ""},
		{"a description, as it was called once", id + "Description: A long day\nDescriptionSrc: meta\n", ` {"description":"A long day"}`},
		{"a caption of a machine", id + "Caption: a barn\nCaptionSrc: vision\n", ""},
		{"a place that was guessed from other pictures", id + "PlaceSrc: estimate\nLat: 1\nLng: 2\n", ""},
		{"a place that can't be", id + "Lat: 900\nLng: 2\n", ""},
		{"a time without a zone", id + "TakenAt: 2023-07-05T12:26:40Z\nTakenSrc: meta\nTimeZone: Local\n", ` {"taken":"2023-07-05T12:26:40"}`},
		{"a time in a zone by its offset", id + "TakenAt: 2023-07-05T12:26:40Z\nTakenSrc: manual\nTimeZone: UTC+2\n", ` {"taken":"2023-07-05T14:26:40+02:00"}`},
		{"a time in a zone with a short name", id + "TakenAt: 2023-07-05T12:26:40Z\nTakenSrc: manual\nTimeZone: CET\n", ` {"taken":"2023-07-05T14:26:40+02:00"}`},
		{"a time in Greenwich", id + "TakenAt: 2023-07-05T12:26:40Z\nTakenSrc: manual\nTimeZone: GMT\n", ` {"taken":"2023-07-05T12:26:40Z"}`},
		{"a time in a zone that nobody knows", id + "TakenAt: 2023-07-05T12:26:40Z\nTakenSrc: manual\nTimeZone: Middle/Earth\n", ` {"taken":"2023-07-05T12:26:40-00:00"}`},
		{"a time in a zone that is none", id + "TakenAt: 2023-07-05T12:26:40Z\nTakenSrc: manual\nTimeZone: ../../etc/passwd\n", ` {"taken":"2023-07-05T12:26:40-00:00"}`},
		{"keywords that PhotoPrism made of names, colours and what it saw", id + "Details:\n  Keywords: barn, red, dsc\n", ""},
		{"keywords of the picture, which says them itself and whole", id + "Details:\n  Keywords: york, new\n  KeywordsSrc: meta\n", ""},
		{"keywords of a person", id + "Details:\n  Keywords: barn\n  KeywordsSrc: batch\n", ` {"tags":["barn"]}`},
		{"a subject, which is a keyword of the picture and nobody's name", id + "Details:\n  Subject: Lake\n  SubjectSrc: meta\n", ""},
		{"a time of the file, which ingest knows better", id + "TakenAt: 2023-07-05T12:26:40Z\n", ""},
		{"a time that is none", id + "TakenAt: yesterday\nTakenSrc: manual\n", ""},
		{"a picture in the archive", id + "DeletedAt: 2022-08-05T18:06:59Z\n", " skipped: it is in the archive of PhotoPrism"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := lay(t, t.TempDir(), map[string]string{"a.jpg": picture, "a.yml": tt.sidecar})
			if diff := cmp.Diff(walked(t, dir, open(t, dir)), []string{"a.jpg" + tt.want}); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
		})
	}
}

func TestTheFormOfPhotoPrismsTexts(t *testing.T) {
	const id = "UID: pqnkwgd18ghabopp\nTitleSrc: manual\n"
	tests := []struct{ name, field, want string }{
		{"plain", "Title: The old barn\n", "The old barn"},
		{"with a colon and other marks", "Title: 'Barn: it''s #1'\n", "Barn: it's #1"},
		{"in double quotes", `Title: "Say \"hi\"\tand \\ go"` + "\n", "Say \"hi\"\tand \\ go"},
		{"of characters by their numbers", `Title: "\U0001F600 \u00e4 \x41"` + "\n", "😀 ä A"},
		{"of other scripts", "Title: Дочь и 猫\n", "Дочь и 猫"},
		{"that goes on in another line", "Title: A long day at the beach\n  with the whole family\n", "A long day at the beach with the whole family"},
		{"quoted, that goes on in another line", "Title: \"A long day \\\n  at the beach\"\n", "A long day at the beach"},
		{"quoted, that goes on with a space", "Title: \"A long day\\\n  \\ at the beach\"\n", "A long day at the beach"},
		{"in a block", "Title: |-\n  One\n    two\n  three\nYear: 2023\n", "One\n  two\nthree"},
		{"in a block that is folded", "Title: >-\n  One\n  two\nYear: 2023\n", "One two"},
		{"that looks like a field", "Title: |-\n  Lat: 3\n  x\n", "Lat: 3\nx"},
		{"with the ends of lines of Windows", "Title: The old barn\r\nYear: 2023\r\n", "The old barn"},
		{"that is a number", "Title: 2023\n", "2023"},
		{"that is cut short", `Title: "The old b`, "The old b"},
		{"that is nothing", "Title: \"\"\n", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := lay(t, t.TempDir(), map[string]string{"a.jpg": picture, "a.yml": id + tt.field})
			want := "a.jpg"
			if tt.want != "" {
				want += ` {"title":` + asJSON(tt.want) + "}"
			}
			if diff := cmp.Diff(walked(t, dir, open(t, dir)), []string{want}); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
		})
	}
}

func TestAlbumsOfPhotoPrism(t *testing.T) {
	const album = "UID: as6sg6bxpogaaba8\nType: album\nTitle: 'Summer: Lisbon'\nPhotos:\n- UID: pqnkwgd18ghabopp\n  CreatedAt: 2021-01-27T05:55:25Z\n- UID: phidden\n  Hidden: true\n"
	const uid, hidden, lone = "UID: pqnkwgd18ghabopp\n", "UID: phidden\n", "UID: plone\n"
	for _, where := range []string{"storage/albums/album/as6sg6bxpogaaba8.yml", "storage/backup/albums/album/as6sg6bxpogaaba8.yml"} {
		dir := lay(t, t.TempDir(), map[string]string{
			"originals/a.jpg": picture, "storage/sidecar/a.yml": uid, "originals/b.jpg": picture, "storage/sidecar/b.yml": hidden,
			"originals/c.jpg": picture, "storage/sidecar/c.yml": lone, where: album,
			"storage/albums/album/gone.yml": "UID: x\nTitle: Gone\nDeletedAt: 2022-08-05T18:06:59Z\nPhotos:\n- UID: plone\n",
		})
		want := []string{`originals/a.jpg {"albums":["Summer: Lisbon"]}`, "originals/b.jpg", "originals/c.jpg"}
		for _, root := range []string{"", "originals"} {
			if diff := cmp.Diff(walked(t, dir, open(t, filepath.Join(dir, root))), want); diff != "" {
				t.Errorf("%s, %s: items (-got +want):\n%s", where, root, diff)
			}
		}
	}
}

// What makes libraries of YAML run out of memory is read in one pass.
func TestHostileYAMLIsReadInOnePass(t *testing.T) {
	laughs := "a0: &a0 [x,x,x,x,x,x,x,x]\n"
	for i := 1; i < 9; i++ {
		laughs += fmt.Sprintf("a%d: &a%d\n", i, i) + strings.Repeat(fmt.Sprintf("- *a%d\n", i-1), 9)
	}
	for name, hostile := range map[string]string{
		"aliases of aliases": laughs + "Title: *a8\n", "brackets": "Title: " + strings.Repeat("[", 1<<19), "braces": strings.Repeat("{a: ", 1<<17),
		"fields that come again": strings.Repeat("a: b\n", 1<<17), "lists in lists": strings.Repeat("- ", 1<<18), "backslashes": "Title: \"" + strings.Repeat("\\", 1<<19),
		"lines of backslashes": "Title: \"" + strings.Repeat("\\\n  ", 1<<17), "blank lines": "Title: |" + strings.Repeat("\n", 1<<19), "spaces": strings.Repeat(" ", 1<<19),
	} {
		t.Run(name, func(t *testing.T) {
			dir := lay(t, t.TempDir(), map[string]string{"a.jpg": picture, "a.yml": "UID: pqnkwgd18ghabopp\n" + hostile})
			if got := walked(t, dir, open(t, dir)); len(got) != 1 || got[0] != "a.jpg" {
				t.Errorf("got %.200q, want the picture", got)
			}
		})
	}
}

func TestSidecarsOfSeveralKindsAreJoined(t *testing.T) {
	dir := lay(t, t.TempDir(), map[string]string{
		"a.jpg": picture, "a.jpg.json": `{"title":"a.jpg","photoTakenTime":{"timestamp":"1688560000"},"people":[{"name":"Clara"},{"name":"Ben"}]}`,
		"a.yml": prism, "a.jpg.xmp": described,
	})
	want := []string{`a.jpg {"taken":"2023-07-05T12:26:40-00:00","title":"The old barn","description":"Before the storm, \"again\"","tags":["barn","red","storm"],"people":["Clara","Ben"],"place":{"lat":38.7,"lon":-9.1},"favourite":true}`}
	if diff := cmp.Diff(walked(t, dir, open(t, dir)), want); diff != "" {
		t.Errorf("items (-got +want):\n%s", diff)
	}
}
