package gallery

// everyday are common English words: no misspellings, though they may look like
// one of another word.
var everyday = map[string]bool{}
