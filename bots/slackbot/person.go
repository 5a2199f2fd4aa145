package slackbot

import (
	"context"
	"sync"
	"time"

	"shoebox/bots/slackbot/install"
	"shoebox/shared/fault"
)

// person is what Slack knows of somebody's language and clock.
type person struct {
	locale string         // BCP 47
	zone   *time.Location // never nil
}

// people keeps in mind what Slack said of people. It is safe for concurrent use.
type people struct {
	mu    sync.Mutex
	known map[personKey]knownPerson
}

type personKey struct {
	workspace install.Workspace
	user      string
}

type knownPerson struct {
	person
	until time.Time
}

const (
	personLife  = time.Hour
	personAgain = time.Minute // after Slack did not answer
	maxKnown    = 2000
)

// find gives what is known of somebody.
func (p *people) find(k personKey, now time.Time) (person, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	known, ok := p.known[k]
	return known.person, ok && now.Before(known.until)
}

// keep keeps somebody in mind. When there are too many, all are asked for afresh.
func (p *people) keep(k personKey, who person, until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known == nil || len(p.known) >= maxKnown {
		p.known = map[personKey]knownPerson{}
	}
	p.known[k] = knownPerson{who, until}
}

// person asks Slack for somebody's language and clock. Where it does not say, they are
// the Bot's: an answer by another clock is better than none.
func (b *Bot) person(ctx context.Context, w install.Workspace, user string) person {
	k, now := personKey{w, user}, b.Now()
	if who, ok := b.people.find(k, now); ok {
		return who
	}
	who := person{locale: "en-US", zone: b.Zone}
	client, err := b.api(ctx, w)
	if err != nil {
		return who
	}
	info, err := client.GetUserInfoContext(ctx, user)
	if err != nil {
		if ctx.Err() == nil {
			b.Log.WarnContext(ctx, "slack: nobody's clock", "kind", fault.Of(apiFault("slackbot.person", err)).String())
			b.people.keep(k, who, now.Add(personAgain))
		}
		return who
	}
	if info.Locale != "" {
		who.locale = info.Locale
	}
	if zone, err := time.LoadLocation(info.TZ); err == nil && info.TZ != "" {
		who.zone = zone
	}
	b.people.keep(k, who, now.Add(personLife))
	return who
}
