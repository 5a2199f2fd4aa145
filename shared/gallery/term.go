package gallery

// Kind says which of a photo's properties a term is about.
type Kind string

// The kinds of term.
const (
	Word      Kind = "word"      // any word of title, description, tags, labels and their parents, people, places
	Tag       Kind = "tag"       //
	LabelTerm Kind = "label"     // a label or one of its parents
	Person    Kind = "person"    //
	PlaceTerm Kind = "place"     // city, region or country
	Album     Kind = "album"     //
	Camera    Kind = "camera"    //
	Favourite Kind = "favourite" // its value is always "yes"
)

// Term is one thing to look for. Make it with [NewTerm]: its value is folded, so
// that terms that mean the same are equal.
type Term struct {
	Kind  Kind   `json:"kind"`
	Value string `json:"value"`
}
