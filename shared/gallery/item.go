package gallery

import (
	"strconv"
	"time"

	"shoebox/shared/table"
)

// stored is a photo as the table holds it.
type stored struct {
	Photo
	// change is the mark of the change that wrote it: how a writer whose
	// answer was lost knows its own writing.
	change string
	// pending is the journal that must be done before the photo can change
	// again, if it is still there.
	pending string
	// since is the first of the last versions that only findings made, from which on an
	// edit may go; 0 where the last change was another.
	since int64
}

// item gives the item of a photo. Empty attributes are left out.
func (s stored) item(g ID) table.Item {
	p := s.Photo
	a := table.Attributes{
		"taken": p.Taken.Format(time.RFC3339), "added": p.Added.Format(time.RFC3339),
		"state": string(p.State), "version": p.Version, "terms": p.Terms, "change": s.change,
	}
	for name, value := range map[string]string{
		"title": p.Title, "description": p.Description, "camera": p.Camera, "sha256": p.SHA256, "pending": s.pending, "blurhash": p.Blurhash,
	} {
		if value != "" {
			a[name] = value
		}
	}
	for name, value := range map[string][]string{"people": p.People, "tags": p.Tags, "albums": p.Albums} {
		if len(value) > 0 {
			a[name] = value
		}
	}
	for name, value := range map[string]int{"width": p.Width, "height": p.Height, "unindexed": p.Unindexed, "rating": p.Rating} {
		if value != 0 {
			a[name] = int64(value)
		}
	}
	for name, value := range map[string]int64{"bytes": p.Bytes, "since": s.since} {
		if value != 0 {
			a[name] = value
		}
	}
	if p.Likeness != 0 {
		a["likeness"] = strconv.FormatUint(uint64(p.Likeness), 16)
	}
	if len(p.Edited) > 0 {
		a["edited"] = fieldNames(p.Edited)
	}
	if p.Favourite {
		a["favourite"] = true
	}
	if !p.TrashedAt.IsZero() {
		a["trashed"] = p.TrashedAt.Format(time.RFC3339)
	}
	if p.Place != (Place{}) {
		a["place"] = placeMap(p.Place)
	}
	if p.Objects != (Objects{}) {
		a["objects"] = objectsMap(p.Objects)
	}
	if len(p.Labels) > 0 {
		a["labels"] = labelList(p.Labels)
	}
	return table.Item{Key: photoKey(g, p.ID), Attributes: a}
}

// photo reads a photo's item.
func photo(id PhotoID, i table.Item) stored {
	where, _ := i.Attributes["place"].(map[string]any)
	labels, _ := i.Attributes["labels"].([]any)
	return stored{
		Photo: Photo{
			ID: id, Title: i.String("title"), Description: i.String("description"),
			Taken: moment(i.String("taken")), Added: moment(i.String("added")), TrashedAt: moment(i.String("trashed")),
			People: i.Strings("people"), Tags: i.Strings("tags"), Albums: i.Strings("albums"),
			Labels: readLabels(labels), Place: readPlace(where), Camera: i.String("camera"),
			Favourite: i.Bool("favourite"), Rating: int(i.Int("rating")), State: State(i.String("state")),
			Width: int(i.Int("width")), Height: int(i.Int("height")),
			Objects: objectsOf(i), SHA256: i.String("sha256"), Bytes: i.Int("bytes"),
			Blurhash: i.String("blurhash"), Likeness: readLikeness(i.String("likeness")), Edited: readFields(i.Strings("edited")),
			Terms: i.Strings("terms"), Unindexed: int(i.Int("unindexed")), Version: i.Int("version"),
		},
		change: i.String("change"), pending: i.String("pending"), since: i.Int("since"),
	}
}

func moment(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}
	}
	_, offset := t.Zone()
	return inOffset(t, offset/60)
}

func placeMap(p Place) map[string]any {
	m := texts(map[string]string{"city": p.City, "region": p.Region, "country": p.Country})
	if p.Lat != 0 || p.Lon != 0 {
		m["lat"], m["lon"] = p.Lat, p.Lon
	}
	return m
}

func readPlace(m map[string]any) Place {
	i := table.Item{Attributes: m}
	return Place{
		City: i.String("city"), Region: i.String("region"), Country: i.String("country"),
		Lat: i.Float("lat"), Lon: i.Float("lon"),
	}
}

func objectsMap(o Objects) map[string]any {
	return texts(map[string]string{"original": o.Original, "small": o.Small, "medium": o.Medium, "large": o.Large})
}

// objectsOf gives the objects of a photo's item.
func objectsOf(item table.Item) Objects {
	m, _ := item.Attributes["objects"].(map[string]any)
	i := table.Item{Attributes: m}
	return Objects{
		Original: i.String("original"), Small: i.String("small"),
		Medium: i.String("medium"), Large: i.String("large"),
	}
}

func labelList(labels []Label) []any {
	list := make([]any, len(labels))
	for n, l := range labels {
		m := map[string]any{"name": l.Name, "confidence": l.Confidence}
		if len(l.Parents) > 0 {
			m["parents"] = l.Parents
		}
		if len(l.Aliases) > 0 {
			m["aliases"] = l.Aliases
		}
		list[n] = m
	}
	return list
}

func readLabels(list []any) []Label {
	var labels []Label
	for _, each := range list {
		m, _ := each.(map[string]any)
		i := table.Item{Attributes: m}
		labels = append(labels, Label{Name: i.String("name"), Confidence: i.Float("confidence"), Parents: i.Strings("parents"), Aliases: i.Strings("aliases")})
	}
	return labels
}

// texts leaves out what is empty.
func texts(all map[string]string) map[string]any {
	m := map[string]any{}
	for name, value := range all {
		if value != "" {
			m[name] = value
		}
	}
	return m
}

func fieldNames(fields []Field) []string {
	names := make([]string, len(fields))
	for n, f := range fields {
		names[n] = string(f)
	}
	return names
}

func readFields(names []string) []Field {
	var fields []Field
	for _, n := range names {
		fields = append(fields, Field(n))
	}
	return fields
}

// readLikeness reads a likeness as it is kept, in hexadecimal digits: numbers of the
// table are signed.
func readLikeness(s string) Likeness {
	l, _ := strconv.ParseUint(s, 16, 64) // 0 is not known
	return Likeness(l)
}
