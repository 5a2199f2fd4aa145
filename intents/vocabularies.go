package intents

import (
	"context"
	"sync"
	"time"

	"shoebox/shared/gallery"
)

const (
	// vocabularyLife is how long a gallery's words are used again: a photo added
	// since is found by its words all the same, only its new names are not yet
	// known as names.
	vocabularyLife = 30 * time.Second
	// maxVocabularies bounds the memory they take: some 100 bytes a term.
	maxVocabularies = 32
)

// vocabularies keeps the words of the galleries asked for last.
type vocabularies struct {
	now func() time.Time

	mu   sync.Mutex
	byID map[gallery.ID]cachedVocabulary
}

type cachedVocabulary struct {
	words *gallery.Vocabulary
	until time.Time
}

// of gives the words of a gallery. Two that ask at once may both read them.
func (c *vocabularies) of(ctx context.Context, id gallery.ID, g *gallery.Gallery) (*gallery.Vocabulary, error) {
	now := c.now()
	c.mu.Lock()
	cached, ok := c.byID[id]
	c.mu.Unlock()
	if ok && now.Before(cached.until) {
		return cached.words, nil
	}
	words, err := g.Vocabulary(ctx)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byID == nil || len(c.byID) >= maxVocabularies {
		c.byID = map[gallery.ID]cachedVocabulary{}
	}
	c.byID[id] = cachedVocabulary{words, now.Add(vocabularyLife)}
	return words, nil
}
