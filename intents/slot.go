package intents

// The names of slots. A name has one kind, in every intent.
const (
	SlotQuery    = "query"    // FreeText: what to look for, in the asker's words
	SlotPerson   = "person"   // PersonVal
	SlotPlace    = "place"    // PlaceVal
	SlotLabel    = "label"    // LabelVal
	SlotAlbum    = "album"    // AlbumVal
	SlotDate     = "date"     // DateVal
	SlotPosition = "position" // OrdinalVal: a photo of those shown, from 1; "last"
	SlotCount    = "count"    // NumberVal: how many photos
	SlotAspect   = "aspect"   // AspectVal: when, where, who, what, camera
	SlotGallery  = "gallery"  // GalleryVal
	// SlotPhoto is a photo's id, from a channel where photos are touched. It
	// stands in no sample. The gallery decides whether the asker may see it.
	SlotPhoto = "photo"
	// SlotDay is the day that OnThisDay is of, 2006-01-02, where it is another than
	// today. It stands in no sample.
	SlotDay = "day"
	// SlotDigest says what a digest shall do (on, off), SlotClock at what time of day
	// (15:04), SlotWeekdays that it comes on those alone. They stand in no sample: words
	// about a digest are read as a whole.
	SlotDigest   = "digest"
	SlotClock    = "clock"
	SlotWeekdays = "weekdays"
)

func querySlot() Slot {
	return Slot{Name: SlotQuery, Kind: FreeText, Examples: []string{"beach last summer", "anna in lisbon", "dogs in the snow"}}
}

func personSlot() Slot {
	return Slot{Name: SlotPerson, Kind: PersonVal, Examples: []string{"anna", "ben", "clara", "david", "emma", "grandma", "grandpa", "mum", "dad"}}
}

func placeSlot() Slot {
	return Slot{Name: SlotPlace, Kind: PlaceVal, Examples: []string{"lisbon", "paris", "berlin", "london", "new york", "tokyo", "portugal", "italy", "france", "scotland"}}
}

func labelSlot() Slot {
	return Slot{Name: SlotLabel, Kind: LabelVal, Examples: []string{
		"beach", "mountain", "sunset", "snow", "forest", "lake", "flower", "garden", "city", "bridge",
		"dog", "cat", "horse", "bird", "boat", "bicycle", "food", "cake", "birthday", "wedding",
	}}
}

func albumSlot() Slot {
	return Slot{Name: SlotAlbum, Kind: AlbumVal, Examples: []string{"summer holiday", "wedding", "best of the year", "family"}}
}

func dateSlot() Slot {
	return Slot{Name: SlotDate, Kind: DateVal, Examples: []string{"last summer", "july", "yesterday", "twenty nineteen"}}
}

func positionSlot() Slot {
	return Slot{Name: SlotPosition, Kind: OrdinalVal, Examples: []string{"first", "second", "third", "last"}}
}

func countSlot() Slot {
	return Slot{Name: SlotCount, Kind: NumberVal, Examples: []string{"three", "five", "ten"}}
}

func gallerySlot() Slot {
	return Slot{Name: SlotGallery, Kind: GalleryVal, Examples: []string{"family", "my photos", "acme"}}
}

func aspectSlot() Slot {
	return Slot{Name: SlotAspect, Kind: AspectVal, Examples: []string{"when", "where", "who", "what", "camera"}}
}
