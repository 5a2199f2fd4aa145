package api

import (
	"context"
	"net/http"
	"time"

	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Share is a link that is good, as members see it: it shows nothing. It is to a photo,
// an album or a search.
type Share struct {
	ID      string          `json:"id"`
	Photo   gallery.PhotoID `json:"photo,omitempty"`
	Title   string          `json:"title,omitempty" doc:"Of the photo, where it has one."`
	Album   string          `json:"album,omitempty"`
	Words   string          `json:"words,omitempty" doc:"Of the search."`
	Made    time.Time       `json:"made"`
	Expires time.Time       `json:"expires"`
}

// ShareList is all links of a gallery that are good, the newest first.
type ShareList struct {
	Shares []Share `json:"shares"`
}

// NewShare is a link that was made. Its address is told once.
type NewShare struct {
	Share
	URL string `json:"url" schema:"format=uri" doc:"Shows what it is to, to whoever has it, until it expires."`
}

// sharing makes a link to one of photo, album and words.
type sharing struct {
	Photo gallery.PhotoID `json:"photo,omitempty" schema:"max=40"`
	Album string          `json:"album,omitempty" schema:"max=100"`
	Words string          `json:"words,omitempty" schema:"max=500" doc:"As for a search."`
	Days  int             `json:"days,omitempty" schema:"min=1,max=365" doc:"How long it is good; 7 where nothing is said."`
}

const usualShare = 7 // days

func (a *API) sharesOperations() []Operation {
	return []Operation{
		Does(Operation{
			ID: "getshares", Service: ServiceShares, Method: http.MethodGet, Path: "/api/shares",
			Summary: "List the links by which strangers see something of the gallery.",
			Errors:  []Code{Forbidden},
		}, a.getShares),
		Does(Operation{
			ID: "addshare", Service: ServiceShares, Method: http.MethodPost, Path: "/api/shares",
			Summary: "Make a link to a photo, an album or a search, which whoever has it sees without an account until it expires.",
			Status:  http.StatusCreated, Limits: []Limit{{ByPerson, 100, time.Hour}},
			Errors: []Code{Forbidden, NotFound, TooLarge},
		}, a.addShare),
		Does(Operation{
			ID: "deleteshare", Service: ServiceShares, Method: http.MethodDelete, Path: "/api/shares/{id}",
			Summary: "Withdraw a link. One that is over is no error.",
			Errors:  []Code{Forbidden},
		}, a.deleteShare),
		a.sharedOperation(),
	}
}

func (a *API) getShares(ctx context.Context, c *Call, _ None) (ShareList, error) {
	all, err := c.Gallery.Shares(ctx)
	if err != nil {
		return ShareList{}, err
	}
	var ids []gallery.PhotoID
	for _, s := range all {
		if s.Photo != "" {
			ids = append(ids, s.Photo)
		}
	}
	photos, err := c.Gallery.Photos(ctx, ids)
	if err != nil {
		return ShareList{}, err
	}
	titles := map[gallery.PhotoID]string{}
	for _, p := range photos {
		titles[p.ID] = p.Title
	}
	shown := make([]Share, len(all))
	for i, s := range all {
		shown[i] = shareOf(s)
		shown[i].Title = titles[s.Photo]
	}
	return ShareList{shown}, nil
}

func shareOf(s gallery.Share) Share {
	return Share{ID: s.ID, Photo: s.Photo, Album: s.Album, Words: s.Words, Made: s.Made, Expires: s.Until}
}

func (a *API) addShare(ctx context.Context, c *Call, in sharing) (NewShare, error) {
	if err := c.Gallery.MayChange(); err != nil {
		return NewShare{}, err
	}
	if !in.one() {
		return NewShare{}, Refuse(Invalid, "A link is to one thing: a photo, an album or a search.", nil)
	}
	if in.Days == 0 {
		in.Days = usualShare
	}
	what := gallery.Share{Photo: in.Photo, Album: in.Album, Words: in.Words}
	if in.Words != "" {
		query, err := a.shareable(ctx, c, in.Words)
		if err != nil {
			return NewShare{}, err
		}
		what.Query = &query
	}
	token, s, err := c.Gallery.Share(ctx, what, in.Days)
	switch {
	case fault.Is(err, fault.TooLarge):
		return NewShare{}, Refuse(TooLarge, "There are as many links as a gallery can have, or the search is too long. Please withdraw a link, or say less.", err)
	case err != nil:
		return NewShare{}, err
	}
	return NewShare{shareOf(s), a.pageOf("/shared/", token)}, nil
}

// one reports whether exactly one thing is to be shared.
func (in sharing) one() bool {
	things := 0
	for _, thing := range []string{string(in.Photo), in.Album, in.Words} {
		if thing != "" {
			things++
		}
	}
	return things == 1
}

// shareable gives the query of words that select something: not the whole gallery, nor
// what somebody only asked back about.
func (a *API) shareable(ctx context.Context, c *Call, words string) (gallery.Query, error) {
	refused := &refusal{code: Invalid, detail: "Those words don't say which photos to share. Please search with them first.", pointer: "/words"}
	request, _, err := a.request(c, Wish{Words: words})
	if err != nil {
		return gallery.Query{}, err
	}
	vocabulary, err := c.Gallery.Vocabulary(ctx)
	if err != nil {
		return gallery.Query{}, err
	}
	m, err := a.Understander.Understand(request, vocabulary)
	if err != nil {
		return gallery.Query{}, err
	}
	everything := len(m.Query.All)+len(m.Query.Any)+len(m.Query.None) == 0 && m.Query.Times == nil
	if everything || len(m.Doubts) > 0 || !searches(m) || m.Query.Trash {
		return gallery.Query{}, refused
	}
	return m.Query, nil
}

func (a *API) deleteShare(ctx context.Context, c *Call, _ None) (None, error) {
	return None{}, c.Gallery.Unshare(ctx, c.Path("id"))
}
