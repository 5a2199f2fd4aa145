package intents

// MaxNames is how many names and synonyms a reply carries at most, together: a
// directive of dynamic entities takes no more, if synonyms count, which its
// documentation leaves open.
const MaxNames = 100

// Vocable is a name of the gallery that people may say.
type Vocable struct {
	Kind     SlotKind // PersonVal, PlaceVal, AlbumVal or LabelVal
	Name     string   // as people write it, at most 140 characters
	Synonyms []string // other ways to say it: a part of a person's name, a nickname
}
