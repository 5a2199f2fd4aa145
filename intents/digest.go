package intents

import (
	"context"
	"strconv"
	"strings"
	"time"

	"shoebox/shared/account"
	"shoebox/shared/fault"
	"shoebox/shared/gallery"
)

// Digests keep the one standing wish that a conversation can have: to be sent the
// photos of this day in earlier years each morning, where there are any. A channel that
// can say something unasked gives them with a request, for its conversation.
type Digests interface {
	// Digest gives the wish; NotFound where there is none.
	Digest(ctx context.Context) (Standing, error)
	// Keep keeps one in place of what there was. Denied says that the channel may not
	// say anything in this conversation unasked, TooLarge that there are too many.
	Keep(ctx context.Context, s Standing) error
	// Stop ends it; NotFound where there is none.
	Stop(ctx context.Context) error
	// Zone is where the asker is, as far as the channel knows.
	Zone(ctx context.Context) *time.Location
}

// Standing is a wish for a digest.
type Standing struct {
	At       time.Duration // since midnight, in whole quarters of an hour
	Weekdays bool          // from Monday to Friday alone
	Zone     string        // IANA name
	Gallery  gallery.ID
	Member   account.UserID // who asked: it is made with what they may see then
	Name     string         // what to call them; "" is not known
}

// Often says when the digest comes: "each morning at 8:00, Lisbon time".
func (s Standing) Often() Text {
	days := "each day at "
	switch noon := s.At < 12*time.Hour; {
	case s.Weekdays:
		days = "on weekdays at "
	case noon:
		days = "each morning at "
	}
	return Say(days).Plus(Text{{As: Clock, Words: clockWords(s.At), Time: time.Time{}.Add(s.At)}}).And(", " + zoneWords(s.Zone))
}

// clockWords write a time of day: 8:00.
func clockWords(at time.Duration) string {
	return strconv.Itoa(int(at/time.Hour)) + ":" + twoDigits(int(at%time.Hour/time.Minute))
}

// zoneWords call a zone as people do: "Lisbon time".
func zoneWords(zone string) string {
	_, city, found := strings.Cut(zone, "/")
	switch {
	case zone == "Local":
		return "local time"
	case !found || strings.HasPrefix(zone, "Etc/"):
		return zone
	}
	if i := strings.LastIndex(city, "/"); i >= 0 {
		city = city[i+1:]
	}
	return strings.ReplaceAll(city, "_", " ") + " time"
}

// usualTime is when a digest comes that was asked for without a time.
const usualTime = 8 * time.Hour

// digest tells of the conversation's digest, begins, changes or ends it.
func digest(ctx context.Context, t *turn) (*Reply, error) {
	switch {
	case t.Digests == nil:
		return t.noDigests(), nil
	case t.Actor.User == "":
		return t.connect(), nil
	}
	switch t.meaning.Slots[SlotDigest].Text {
	case digestOn:
		return t.beginDigest(ctx)
	case digestOff:
		return t.endDigest(ctx)
	case digestUnclear:
		r := told("I did not understand when. Say it like this: digest on 8:00, digest on 6:30 pm, or digest on weekdays 7:15. To end it, say: digest off.")
		r.Suggest = append(usualDigests(), Suggestion{Label: "Stop", Utterance: "digest off", Intent: Digest})
		return r, nil
	}
	return t.tellDigest(ctx)
}

// told is a reply of one sentence of ours.
func told(words string) *Reply { return &Reply{Kind: Told, Focus: -1, Speech: Say(words)} }

// noDigests is for a channel that says nothing unasked.
func (t *turn) noDigests() *Reply {
	r := told("I can't come to you by myself here. Where I am in a channel or a direct message of Slack, say there: digest on 8:00. Then I post the photos of the day each morning.")
	if t.Channel == account.Slack {
		r.Speech = Say("I can't post by myself here. Ask me in a channel that I am in, or in a direct message to me, of a workspace that has me installed with all I need.")
	}
	r.Ask, r.Reprompt = t.askWhat(""), Say("Name a person, a place or a time.")
	return r
}

// usualDigests are the ways to begin.
func usualDigests() []Suggestion {
	return []Suggestion{
		{Label: "Every day at 8:00", Utterance: "digest on 8:00", Intent: Digest},
		{Label: "On weekdays at 8:00", Utterance: "digest on weekdays 8:00", Intent: Digest},
	}
}

// tellDigest says whether and when a digest comes here, and who asked for it.
func (t *turn) tellDigest(ctx context.Context) (*Reply, error) {
	s, err := t.Digests.Digest(ctx)
	if fault.Is(err, fault.NotFound) {
		r := told("No digest comes here. I can post the photos of this day in earlier years each morning, when there are any.")
		r.Suggest = usualDigests()
		return r, nil
	}
	if err != nil {
		return nil, err
	}
	r := &Reply{Kind: Told, Focus: -1, Speech: Say("The photos of this day in earlier years come here ").Plus(s.Often()).And(", when there are any. ")}
	switch {
	case s.Member == t.Actor.User:
		r.Speech = r.Speech.And("You asked for it.")
	case s.Name != "":
		r.Speech = r.Speech.Quote(brief(s.Name)).And(" asked for it.")
	default:
		r.Speech = r.Speech.And("Somebody here asked for it.")
	}
	r.Suggest = s.changes()
	return r, nil
}

// changes are the ways on from a digest that comes.
func (s Standing) changes() []Suggestion {
	at := func(label, days string, at time.Duration) Suggestion {
		clock := clockWords(at)
		return Suggestion{Label: label + clock, Utterance: "digest on " + days + clock, Intent: Digest}
	}
	days, other := "", at("On weekdays at ", "weekdays ", s.At)
	if s.Weekdays {
		days, other = "weekdays ", at("Every day at ", "", s.At)
	}
	ways := []Suggestion{{Label: "Stop", Utterance: "digest off", Intent: Digest}, other}
	for _, hour := range []time.Duration{-time.Hour, time.Hour} {
		if to := s.At + hour; to >= 0 && to < 24*time.Hour {
			ways = append(ways, at("At ", days, to))
		}
	}
	return ways
}

// endDigest ends the conversation's digest: whoever is there may.
func (t *turn) endDigest(ctx context.Context) (*Reply, error) {
	err := t.Digests.Stop(ctx)
	switch {
	case fault.Is(err, fault.NotFound):
		r := told("No digest comes here, so there is nothing to stop.")
		r.Suggest = usualDigests()[:1]
		return r, nil
	case err != nil:
		return nil, err
	}
	r := told("Done. No more photos of the day come here by themselves.")
	r.Suggest = []Suggestion{suggest(OnThisDay)}
	return r, nil
}

// beginDigest begins a digest, or changes it. Whoever may see the gallery may, but for
// guests: somebody must answer for what is posted.
func (t *turn) beginDigest(ctx context.Context) (*Reply, error) {
	if t.Actor.Guest {
		r := told("You are a guest here, and a digest is made as somebody with an account. Connect yours, and then ask me again.")
		r.Kind, r.Suggest = Connect, []Suggestion{suggest(SignIn)}
		return r, nil
	}
	if t.Actor.Membership.Gallery == "" {
		return t.whichGallery(ctx, "")
	}
	s, rounded := t.wishedDigest(ctx)
	err := t.Digests.Keep(ctx, s)
	switch {
	case fault.Is(err, fault.Denied):
		return told("I am not in this conversation, so I can't post here by myself. In a channel, type /invite @shoebox and ask me again; or ask me in a direct message to me."), nil
	case fault.Is(err, fault.TooLarge):
		return told("As many channels of this workspace have a digest as I can keep. Ask me in a direct message for one of your own, or end one that nobody needs, by saying in its channel: digest off."), nil
	case err != nil:
		return nil, err
	}
	here, err := t.gallery.Profile(ctx)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return nil, err
	}
	r := &Reply{Kind: Told, Focus: -1, Speech: Say("Done. I post the photos of this day in earlier years here ").Plus(s.Often()).And(", when there are any. They come from ").Plus(called(here)).And(".")}
	if rounded {
		r.Speech = r.Speech.And(" I post on the quarter of an hour.")
	}
	r.Suggest = s.changes()
	return r, nil
}

// wishedDigest is the digest that was asked for, on the asker's clock: what they set
// goes before where the channel takes them to be. rounded says that it comes at another
// time than they said.
func (t *turn) wishedDigest(ctx context.Context) (s Standing, rounded bool) {
	zone := t.Actor.Zone
	if _, err := time.LoadLocation(zone); err != nil || zone == "" {
		zone = time.UTC.String()
		if there := t.Digests.Zone(ctx); there != nil {
			zone = there.String()
		}
	}
	s = Standing{
		At: usualTime, Weekdays: t.meaning.Slots[SlotWeekdays].Text != "", Zone: zone,
		Gallery: t.Actor.Membership.Gallery, Member: t.Actor.User, Name: t.Actor.Name,
	}
	if s.Name == "" {
		s.Name = t.Identity.Name
	}
	if at, err := time.Parse("15:04", t.meaning.Slots[SlotClock].Text); err == nil {
		said := time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute
		s.At = min(said.Round(15*time.Minute), 24*time.Hour-15*time.Minute)
		rounded = s.At != said
	}
	return s, rounded
}
