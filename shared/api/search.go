package api

import (
	"context"
	"hash/fnv"
	"net/http"
	"strconv"
	"strings"
	"time"

	"shoebox/intents"
	"shoebox/intents/phrase"
	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Wish is what somebody looks for, in their own words, as they would tell Alexa or
// Slack.
type Wish struct {
	Words  string `json:"words" schema:"max=2000" doc:"As typed. Empty is everything, newest first."`
	Cursor string `json:"cursor,omitempty" schema:"max=1000" doc:"Where to go on: the next of the page before, for the same words."`
	Limit  int    `json:"limit,omitempty" schema:"min=1,max=100" doc:"The most photos of a page; 24 if it isn't said."`
	Zone   string `json:"zone,omitempty" schema:"max=64" doc:"The IANA name of the zone the person is in, for yesterday to begin where they are; their own setting goes before."`
}

// Found is what there is of a wish.
type Found struct {
	Photos
	Understood string   `json:"understood" doc:"What was looked for and how much there is, in a sentence or two."`
	Guesses    []Guess  `json:"guesses" doc:"How words were taken that were not plain, and questions about them."`
	Instead    []Choice `json:"instead" doc:"What there is where nothing was found."`
	Topics     []Topic  `json:"topics" doc:"Ways to search, where the words ask for help or for something no search does."`
}

// Guess is how words were taken, or, with choices, the question what they mean.
type Guess struct {
	Text    string   `json:"text"`
	Choices []Choice `json:"choices"`
}

// Choice is another wish.
type Choice struct {
	Label string `json:"label"`
	Words string `json:"words" doc:"What to search for then."`
}

// Topic is a way to search.
type Topic struct {
	Name    string `json:"name"`
	Help    string `json:"help"`
	Example string `json:"example" doc:"Words to search for."`
}

func (a *API) searchOperations() []Operation {
	return []Operation{
		Does(Operation{
			ID: "search", Service: ServiceSearch, Method: http.MethodPost, Path: "/api/search",
			Summary: "Find photos by words, and say how they were understood.",
			Limits:  []Limit{{ByPerson, 120, time.Minute}},
			Errors:  []Code{Gone},
		}, a.search),
		Does(Operation{
			ID: "suggest", Service: ServiceSearch, Method: http.MethodGet, Path: "/api/suggest",
			Summary: "Complete what is typed into a search box with the gallery's own names.",
			Query:   []Parameter{{"q", "What was typed so far.", Schema{Type: "string", MaxLength: 200}}},
		}, a.suggest),
	}
}

func (a *API) search(ctx context.Context, c *Call, in Wish) (Found, error) {
	request, cursor, err := a.request(c, in)
	if err != nil {
		return Found{}, err
	}
	words, err := c.Gallery.Vocabulary(ctx)
	if err != nil {
		return Found{}, err
	}
	m, err := a.Understander.Understand(request, words)
	if err != nil {
		return Found{}, err
	}
	found := Found{Photos: Photos{Photos: []Photo{}, Exact: true}, Guesses: []Guess{}, Instead: []Choice{}, Topics: []Topic{}}
	if !searches(m) {
		return found.helped(), nil
	}
	if len(m.Doubts) > 0 {
		return found.told(intents.Reading{Guesses: a.Understander.Guesses(m)}), nil
	}
	page, err := a.find(ctx, c, request, m, cursor, in)
	if err != nil {
		return Found{}, errPage(err)
	}
	if found.Photos, err = a.shown(ctx, c, page, false); err != nil {
		return Found{}, err
	}
	if found.Next != "" {
		found.Next = gallery.Cursor(strconv.FormatInt(request.At.Unix(), 36) + "." + string(found.Next))
	}
	read, err := a.Understander.Read(ctx, request, m, c.Gallery, words, page)
	return found.told(read), err
}

// request is a wish as every channel's. A page that goes on is understood as of the
// moment of the first, which its cursor tells: what "an hour ago" means must not
// change meanwhile. Whoever changes it has changed the query, and the cursor is not
// good for that.
func (a *API) request(c *Call, in Wish) (*intents.Request, gallery.Cursor, error) {
	r := &intents.Request{Channel: account.Web, Actor: c.Actor, Utterance: in.Words, Locale: c.Actor.Locale, At: c.At, Zone: time.UTC}
	r.Screen.Shows = true
	for _, name := range []string{c.Actor.Zone, in.Zone} {
		if name == "" || name == "Local" {
			continue
		}
		zone, err := time.LoadLocation(name)
		if err != nil {
			return nil, "", &refusal{code: Invalid, detail: "There is no time zone of that name. An example is Europe/Lisbon.", pointer: "/zone"}
		}
		r.Zone = zone
		break
	}
	if in.Cursor == "" {
		return r, "", nil
	}
	at, cursor, ok := strings.Cut(in.Cursor, ".")
	began, err := strconv.ParseInt(at, 36, 64)
	if !ok || err != nil || cursor == "" || began > c.At.Unix() || c.At.Sub(time.Unix(began, 0)) > 24*time.Hour {
		return nil, "", errPage(fault.New("api.search", fault.Stale, "not a cursor of a search"))
	}
	r.At = time.Unix(began, 0)
	return r, gallery.Cursor(cursor), nil
}

// searches reports whether a meaning is a wish for photos. What only a conversation
// can do is none.
func searches(m intents.Meaning) bool {
	switch m.Intent {
	case intents.Find, intents.Latest, intents.Random, intents.OnThisDay, intents.Count, intents.Refine, intents.Launch, intents.Overview:
		return true
	default:
		return len(m.Query.All)+len(m.Query.Any)+len(m.Query.None) > 0 || m.Query.Times != nil
	}
}

// find gives a page of what a meaning is about.
func (a *API) find(ctx context.Context, c *Call, r *intents.Request, m intents.Meaning, cursor gallery.Cursor, in Wish) (gallery.Page, error) {
	limit := pageLength
	if in.Limit > 0 {
		limit = in.Limit
	}
	if m.Intent == intents.OnThisDay {
		return c.Gallery.OnThisDay(ctx, r.At.In(r.Zone), limit, cursor)
	}
	if m.Query.Order == gallery.Random {
		dice := fnv.New64a()
		dice.Write([]byte(string(c.User.ID) + strconv.FormatInt(r.At.Unix(), 36)))
		m.Query.Seed = dice.Sum64()
	}
	if m.Query.Limit == 0 || in.Limit > 0 {
		m.Query.Limit = limit
	}
	m.Query.Cursor = cursor
	return c.Gallery.Find(ctx, m.Query)
}

// told adds what is said of a wish.
func (f Found) told(t intents.Reading) Found {
	f.Understood = t.Understood
	for _, g := range t.Guesses {
		f.Guesses = append(f.Guesses, Guess{g.Text, choices(g.Choices)})
	}
	f.Instead = choices(t.Instead)
	return f
}

func choices(suggestions []intents.Suggestion) []Choice {
	all := make([]Choice, len(suggestions))
	for i, s := range suggestions {
		all[i] = Choice{s.Label, s.Utterance}
	}
	return all
}

// helped is the answer to what is no wish for photos: how to search.
func (f Found) helped() Found {
	f.Understood = "Search for a person, a place, a thing or a time, or for several of them."
	for _, t := range phrase.Filters() {
		f.Topics = append(f.Topics, Topic{t.Name, t.Help, t.Example})
	}
	return f
}
