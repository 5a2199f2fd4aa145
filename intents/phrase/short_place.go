package phrase

import "shoebox/shared/gallery"

// shortPlaces are what places are called for short, where that is no part of the
// name. What the gallery has under the short name goes before.
func shortPlaces() map[string]string {
	return map[string]string{
		"uk": "united kingdom", "britain": "united kingdom", "gb": "united kingdom", "usa": "united states", "america": "united states",
		"holland": "netherlands", "uae": "united arab emirates", "czechia": "czech republic", "nyc": "new york", "la": "los angeles", "sf": "san francisco",
		"frisco": "san francisco", "vegas": "las vegas", "philly": "philadelphia", "dc": "washington", "rio": "rio de janeiro", "hk": "hong kong", "kl": "kuala lumpur",
	}
}

// placeForShort gives the place that a word is short for, if the gallery has it:
// alone by a longer word, or where a place is asked for.
func (r *request) placeForShort(t *token) (gallery.Term, bool) {
	const surely = 3
	full, ok := r.words.places[t.fold]
	if !ok || r.want != place && len(t.fold) < surely && t.fold != "uk" {
		return gallery.Term{}, false
	}
	return only(r.vocabulary.Named(full, gallery.PlaceTerm), gallery.PlaceTerm)
}
