package api_test

import (
	"encoding/binary"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"shoebox/shared/api"
	"shoebox/shared/blob"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
	"shoebox/shared/table"
)

// 6: a photo's id was the clock's millisecond, and an upload of the same one was lost.
func TestFault06PhotosOfOneMillisecondAreAllKeptAndTheirIdsAreNotGuessed(t *testing.T) {
	anna := open(t).person("Anna") // whose clock stands still
	const many = 40
	seen := map[gallery.PhotoID]bool{}
	var chance []string
	for i := range many {
		id := anna.add(gallery.Photo{Title: fmt.Sprint("Photo ", i)}).ID
		seen[id] = true
		chance = append(chance, string(id[10:])) // what is behind the clock of a ULID: 80 bits
	}
	var page api.Photos
	anna.do(http.MethodGet, "/api/photos?limit=100", nil).into(http.StatusOK, &page)
	if len(seen) != many || len(page.Photos) != many {
		t.Errorf("got %d ids of %d photos, want %d", len(seen), len(page.Photos), many)
	}
	slices.Sort(chance)
	for i := 1; i < many; i++ {
		if chance[i][:6] == chance[i-1][:6] {
			t.Errorf("got %s and %s, want nothing to be told from one id of another", chance[i-1], chance[i])
		}
	}
}

// filled is somebody with so many photos, the oldest of a title of its own.
func filled(t *testing.T, photos int) (person, gallery.PhotoID) {
	t.Helper()
	anna := open(t).person("Anna")
	old := anna.add(gallery.Photo{Title: "The very first lighthouse", Taken: time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC)})
	all := make([]gallery.Photo, photos)
	for i := range all {
		all[i] = gallery.Photo{Title: "Beach", Taken: time.Date(2020, 1, 1, 0, i, 0, 0, time.UTC)}
	}
	for some := range slices.Chunk(all, 500) {
		if _, err := anna.own().AddAll(t.Context(), some); err != nil {
			t.Fatal(err)
		}
	}
	return anna, old.ID
}

// spent is what requests to the table cost that something makes.
func (w *world) spent(do func()) table.Usage {
	before := w.store.Meter.Usage()
	do()
	after := w.store.Meter.Usage()
	return table.Usage{Requests: after.Requests - before.Requests, ReadUnits: after.ReadUnits - before.ReadUnits}
}

// found searches for the one lighthouse.
func (p person) found() api.Found {
	p.t.Helper()
	var found api.Found
	p.do(http.MethodPost, "/api/search", `{"words":"lighthouse"}`).into(http.StatusOK, &found)
	return found
}

// 7: beyond 1,750 photos those that are there were not found.
func TestFault07APhotoIsFoundHoweverManyThereAre(t *testing.T) {
	anna, oldest := filled(t, 2000)
	var photo api.Photo
	anna.do(http.MethodGet, "/api/photos/"+string(oldest), nil).into(http.StatusOK, &photo)
	if found := anna.found(); photo.Title != "The very first lighthouse" || found.Total != 1 || found.Photos.Photos[0].ID != oldest {
		t.Errorf("got %+v and %+v, want the oldest of 2,001", photo, found)
	}
}

// 10: one photo was looked for in all of them.
func TestFault10APhotoCostsTheSameHoweverManyThereAre(t *testing.T) {
	cost := func(photos int) (one, search table.Usage) {
		p, id := filled(t, photos)
		p.found() // reads the vocabulary, once a minute
		one = p.spent(func() { p.do(http.MethodGet, "/api/photos/"+string(id), nil).into(http.StatusOK, nil) })
		return one, p.spent(func() { p.found() })
	}
	oneOfFew, searchOfFew := cost(10)
	one, search := cost(1000)
	if one != oneOfFew || one.Requests != 4 { // whose token it is, who that is, what they are in the gallery, and the photo
		t.Errorf("got %+v for a photo of 1,001, want %+v as of 11", one, oneOfFew)
	}
	if search != searchOfFew {
		t.Errorf("got %+v for a search of 1,001, want %+v as of 11", search, searchOfFew)
	}
}

// 9: a search found letters within words, and only in their case.
func TestFault09WordsAreFoundNotLetters(t *testing.T) {
	anna := open(t).person("Anna")
	for _, title := range []string{"A cat on the sofa", "Cats at play", "Catherine's education", "A vacation", "My car", "Carpet in the cardboard", "ART", "A party at the start"} {
		anna.add(gallery.Photo{Title: title})
	}
	for words, want := range map[string]int{"cat": 2, "CAT": 2, "car": 1, "art": 1, "Art": 1} {
		var found api.Found
		anna.do(http.MethodPost, "/api/search", api.Wish{Words: words}).into(http.StatusOK, &found)
		if found.Total != want {
			t.Errorf("%s: got %d photos, want %d: %+v", words, found.Total, want, found)
		}
	}
}

// 13: lists had no pages, a retry added a second photo, files outlived their photos,
// there were no thumbnails, and nothing was read of what the camera wrote.
func TestFault13ListsHavePagesRetriesAddNothingAndNothingIsLeft(t *testing.T) {
	p := openPier(t)
	anna := p.person("Anna")
	data := exif(shot(t, 10), "2019:08:24 18:30:00")
	u := anna.announce(data)
	put(t, u, data)
	var photo, again api.Photo
	body := map[string]string{"upload": u.ID}
	anna.do(http.MethodPost, "/api/photos", body, "Idempotency-Key", "one-of-annas").into(http.StatusCreated, &photo)
	anna.do(http.MethodPost, "/api/photos", body, "Idempotency-Key", "one-of-annas").into(http.StatusCreated, &again)
	if photo.ID != again.ID {
		t.Errorf("got %s and %s, want one photo", photo.ID, again.ID)
	}
	if photo.Taken.Format(time.DateTime) != "2019-08-24 18:30:00" {
		t.Errorf("got %v, want when the camera says", photo.Taken)
	}
	if target, err := p.Links.Read(photo.Pictures.Small); err != nil || target.Photo != photo.ID || len(p.settled(4)) != 4 {
		t.Errorf("got %v and the objects %v, want a thumbnail", err, p.keys())
	}
	for i := range 7 {
		anna.add(gallery.Photo{Title: fmt.Sprint("More ", i)})
	}
	seen, next, pages := map[gallery.PhotoID]bool{}, "", 0
	for {
		var page api.Photos
		anna.do(http.MethodGet, "/api/photos?limit=3&cursor="+next, nil).into(http.StatusOK, &page)
		for _, each := range page.Photos {
			seen[each.ID] = true
		}
		pages++
		if next = string(page.Next); next == "" || pages > 5 {
			break
		}
	}
	if len(seen) != 8 || pages != 3 {
		t.Errorf("got %d photos on %d pages, want 8 on 3", len(seen), pages)
	}
	stored, err := anna.own().Photo(t.Context(), photo.ID)
	if err != nil {
		t.Fatal(err)
	}
	anna.do(http.MethodDelete, "/api/photos/"+string(photo.ID), nil).into(http.StatusNoContent, nil)
	anna.do(http.MethodDelete, "/api/photos/"+string(photo.ID)+"?forever=true", nil).into(http.StatusNoContent, nil)
	for _, key := range []string{stored.Objects.Original, stored.Objects.Small, stored.Objects.Medium, stored.Objects.Large} {
		if _, err := p.Blobs.Head(t.Context(), key); !fault.Is(err, fault.NotFound) {
			t.Errorf("got %v for %s, want nothing left", err, key)
		}
	}
	if page, err := p.Blobs.List(t.Context(), "", "", blob.MaxPage); err != nil || len(page.Objects) != 0 {
		t.Errorf("got %d objects, %v, want none", len(page.Objects), err)
	}
}

// exif adds to a JPEG when it was taken, as a camera does: an APP1 segment with one
// tag, DateTimeOriginal. Source: Exif 2.32, 4.5 and 4.6.
func exif(jpeg []byte, taken string) []byte {
	const entry, ascii, long = 12, 2, 4
	tiff := []byte("II*\x00\x08\x00\x00\x00")
	add := func(tag, kind uint16, count, value uint32) {
		tiff = binary.LittleEndian.AppendUint16(tiff, 1) // entries
		tiff = binary.LittleEndian.AppendUint16(tiff, tag)
		tiff = binary.LittleEndian.AppendUint16(tiff, kind)
		tiff = binary.LittleEndian.AppendUint32(tiff, count)
		tiff = binary.LittleEndian.AppendUint32(tiff, value)
		tiff = binary.LittleEndian.AppendUint32(tiff, 0) // no directory follows
	}
	second := uint32(len(tiff) + 2 + entry + 4)
	add(0x8769, long, 1, second)
	add(0x9003, ascii, uint32(len(taken)+1), second+2+entry+4)
	tiff = append(append(tiff, taken...), 0)
	segment := append([]byte("Exif\x00\x00"), tiff...)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(segment)+2))
	return slices.Concat(head, segment, jpeg[2:])
}
