package slackbot_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"shoebox/bots/slackbot"
	"shoebox/bots/slackbot/slacktest"
	"shoebox/intents"
	"shoebox/intents/intentstest"
	"shoebox/shared/gallery"
	"shoebox/shared/photolink"
)

// familyPhoto is one of the album that Anna may see.
const familyPhoto gallery.PhotoID = "01J00000000000000000000028"

// link is a link to a photo, as somebody shared it somewhere.
func (t *tenant) link(g gallery.ID, id gallery.PhotoID, change func(*photolink.Target)) string {
	target := photolink.Target{
		Gallery: g, Photo: id, Rendition: photolink.Large, Audience: photolink.ForSlack, Expires: t.world.Links.Until(time.Hour),
	}
	if change != nil {
		change(&target)
	}
	return t.world.Links.URL(target)
}

// unfurled are the links that Slack shows something of, with their blocks.
func unfurled(tb testing.TB, shown map[string]json.RawMessage) map[string]json.RawMessage {
	tb.Helper()
	all := map[string]json.RawMessage{}
	for url, raw := range shown {
		var u struct{ Blocks json.RawMessage }
		if err := json.Unmarshal(raw, &u); err != nil {
			tb.Fatal(err)
		}
		all[url] = u.Blocks
	}
	return all
}

func TestLinksAreShownAsTheirPhotos_3_10(t *testing.T) {
	for name, composer := range map[string]bool{"in the composer": true, "after posting": false} {
		t.Run(name, func(t *testing.T) {
			h := newTenant(t, intentstest.Anna, nil, nil, nil)
			url := h.link(intentstest.Family, familyPhoto, nil) + "?utm_source=slack"
			_, id, e := h.Link(h.Person, "look: "+url, composer)
			h.told(t, e)
			shown := unfurled(t, h.Unfurled(id))
			shows(t, shown[url], "Collecting shells", "1 August 2026", "image_url", "!"+strings.TrimSuffix(url, "?utm_source=slack"))
			if calls := h.Calls("chat.unfurl"); len(shown) != 1 || len(calls) != 1 {
				t.Errorf("got %d unfurls by %d calls, want one", len(shown), len(calls))
			}
			golden(t, "unfurl.json", pretty(t, h.Unfurled(id)[url]))
			// Told again, it is shown again in the place of what was.
			h.told(t, must(h.Copy(e))(t))
			if got := unfurled(t, h.Unfurled(id)); len(got) != 1 {
				t.Errorf("got %d unfurls, want the one", len(got))
			}
			h.strict(t)
		})
	}
}

func TestUnfurlsByChannelAndTime_3_10(t *testing.T) {
	h := newTenant(t, intentstest.Anna, nil, nil, nil)
	url := h.link(intentstest.Family, familyPhoto, nil)
	m, id, _ := h.Link(h.Person, url, false)
	// Older deliveries have no unfurl_id.
	h.told(t, h.Happen(h.Person, map[string]any{
		"type": "link_shared", "user": h.User, "channel": h.Channel, "message_ts": m.TS, "links": []any{map[string]any{"url": url, "domain": "photos.example.com"}},
	}))
	if got := unfurled(t, h.Unfurled(id)); len(got) != 1 {
		t.Errorf("got %d unfurls, want one; refused %q; %s", len(got), h.Refused(), h.log)
	}
}

func TestWhatIsNotShownOfLinks_3_10(t *testing.T) {
	family := func(h *tenant) string { return h.link(intentstest.Family, familyPhoto, nil) }
	tests := []struct {
		name string
		user string
		url  func(*tenant) string
	}{
		{"a photo of another gallery", intentstest.Norman, family},
		{"a photo that another gallery has by that name", intentstest.Anna, func(h *tenant) string { return h.link(intentstest.Neighbours, familyPhoto, nil) }},
		{"of somebody who is not connected", "USTRANGER", family},
		{"a photo that is not there", intentstest.Anna, func(h *tenant) string { return h.link(intentstest.Family, "01J00000000000000000009998", nil) }},
		{"a photo in the trash", intentstest.Anna, func(h *tenant) string {
			g := h.world.Galleries.As(gallery.Membership{Gallery: intentstest.Family, Role: gallery.Owner})
			if _, err := g.Trash(t.Context(), familyPhoto); err != nil {
				t.Fatal(err)
			}
			return family(h)
		}},
		{"an expired link", intentstest.Anna, func(h *tenant) string {
			return h.link(intentstest.Family, familyPhoto, func(t *photolink.Target) { t.Expires = h.world.Clock.Now() })
		}},
		{"a forged link", intentstest.Anna, func(h *tenant) string {
			return strings.TrimSuffix(family(h), "A") + "Z"
		}},
		{"another site's link", intentstest.Anna, func(h *tenant) string {
			return strings.Replace(family(h), "photos.example.com", "photos.example.org", 1)
		}},
		{"another page of ours", intentstest.Anna, func(*tenant) string { return "https://photos.example.com/" }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := newTenant(t, tt.user, nil, nil, nil)
			_, id, e := h.Link(h.Person, tt.url(h), false)
			h.told(t, e)
			if got := h.Unfurled(id); len(got) > 0 || len(h.Calls("chat.unfurl")) > 0 {
				t.Errorf("got %v, want nothing", got)
			}
		})
	}
}

func TestALinkMadeForAnotherChannelIsShownByItsOwn_3_10(t *testing.T) {
	h := newTenant(t, intentstest.Anna, nil, nil, nil)
	url := h.link(intentstest.Family, familyPhoto, func(t *photolink.Target) { t.Audience, t.Rendition = photolink.ForWeb, photolink.Small })
	_, id, e := h.Link(h.Person, url, false)
	h.told(t, e)
	var blocks []struct {
		URL string `json:"image_url"`
	}
	if err := json.Unmarshal(unfurled(t, h.Unfurled(id))[url], &blocks); err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks {
		if b.URL == "" {
			continue
		}
		got, err := h.world.Links.Read(b.URL)
		if err != nil || got.Audience != photolink.ForSlack || got.Rendition != photolink.Large || got.Photo != familyPhoto {
			t.Errorf("got %+v (%v), want a large picture for Slack", got, err)
		}
		return
	}
	t.Errorf("got no picture: %v", blocks)
}

func TestSeveralLinksOfOneMessage_3_10(t *testing.T) {
	h := newTenant(t, intentstest.Anna, nil, nil, nil)
	good := h.link(intentstest.Family, familyPhoto, nil)
	theirs := h.link(intentstest.Neighbours, intentstest.NeighboursPhoto, nil)
	var many []string
	for n := range 8 {
		many = append(many, h.link(intentstest.Family, gallery.PhotoID("01J0000000000000000000000"+string(rune('1'+n))), nil))
	}
	_, id, e := h.Link(h.Person, strings.Join(append([]string{good, theirs, good}, many...), " "), false)
	h.told(t, e)
	got := unfurled(t, h.Unfurled(id))
	if len(got) != 5 || got[good] == nil || got[theirs] != nil {
		t.Errorf("got %d unfurls, want five, and nothing of the neighbours", len(got))
	}
	h.strict(t)
}

func TestOwnLinksAreNotShownTwice_3_10(t *testing.T) {
	h := newTenant(t, intentstest.Anna, nil, nil, nil)
	url := h.link(intentstest.Family, familyPhoto, nil)
	link := []any{map[string]any{"url": url, "domain": "photos.example.com"}}
	for _, e := range []map[string]any{
		{"type": "link_shared", "user": slacktest.BotUser, "channel": "C0001", "message_ts": "1.1", "links": link},
		{"type": "link_shared", "user": h.User, "bot_id": slacktest.BotID, "channel": "C0001", "message_ts": "1.1", "links": link},
		{"type": "link_shared", "channel": "C0001", "message_ts": "1.1", "links": link},
		{"type": "link_shared", "user": h.User, "channel": "C0001", "message_ts": "1.1", "links": []any{}},
		{"type": "link_shared", "user": h.User, "links": "none"},
	} {
		h.told(t, h.Happen(h.Person, e))
	}
	if calls := h.Calls(); len(calls) > 0 {
		t.Errorf("got %+v, want no calls", calls)
	}
}

func TestUnfurlsWhoseTimeHasNotCome_3_10(t *testing.T) {
	t.Run("a gallery that does not answer is asked again", func(t *testing.T) {
		h := newTenant(t, intentstest.Anna, nil, nil, nil)
		_, id, e := h.Link(h.Person, h.link(intentstest.Family, familyPhoto, nil), false)
		must(h.Deliver(t.Context(), e))(t)
		batch := h.queue.take()
		broken := newTenant(t, intentstest.Anna, &listener{reply: &intents.Reply{Kind: intents.Apology, Fault: "unavailable", Focus: -1}}, nil, func(c *slackbot.Config) { c.Tokens = h.Slack })
		if resp := must(broken.bot.Work(t.Context(), batch))(t); len(resp.BatchItemFailures) != 1 {
			t.Errorf("got %v, want the job again", resp)
		}
		must(h.bot.Work(t.Context(), batch))(t)
		if got := h.Unfurled(id); len(got) != 1 {
			t.Errorf("got %v, want the photo then", got)
		}
	})
	t.Run("a picture that can't be fetched leaves the words", func(t *testing.T) {
		h := newTenant(t, intentstest.Anna, nil, nil, nil)
		h.Fail("picture", slacktest.Failure{Status: 404}, slacktest.Failure{Status: 404})
		url := h.link(intentstest.Family, familyPhoto, nil)
		_, id, e := h.Link(h.Person, url, false)
		h.told(t, e)
		shows(t, unfurled(t, h.Unfurled(id))[url], "Collecting shells", "Open the photo", "!image_url")
	})
}
