package main

import (
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"shoebox/shared/account/bearer"
	"shoebox/shared/account/issuer/house"
	"shoebox/shared/table"
)

// What the tokens of this machine's issuer say. Its name is not its address, which
// changes with --addr: people stay who they are.
const (
	houseIssuer = "local://shoebox"
	houseClient = "web"
	alexaClient = "alexa" // whose tokens the skill is sent
)

// accounts sign people up and in on this machine, in place of a user pool.
type accounts struct {
	*house.House
	post        *post
	page, skill *bearer.Verifier
}

// newAccounts keeps people in a table. address is where the server is reached.
func newAccounts(t *table.Table, address string, console io.Writer, now func() time.Time) *accounts {
	p := &post{console: console, newest: map[string]house.Mail{}}
	h := house.New(house.Config{Table: t, Issuer: houseIssuer, Client: houseClient, Clients: clients(address), Mail: p, Now: now})
	of := func(client string) *bearer.Verifier {
		return bearer.New(bearer.Config{Issuer: houseIssuer, Clients: []string{client}, Keys: h.Keys, Now: now})
	}
	return &accounts{h, p, of(houseClient), of(alexaClient)}
}

// clients are who may ask people for access: the simulated skill, at an address that
// people may be sent back to with a code.
func clients(address string) []house.Client {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	ip, err := netip.ParseAddr(u.Hostname())
	if u.Scheme != "https" && (err != nil || !ip.IsLoopback()) {
		return nil
	}
	return []house.Client{{ID: alexaClient, Name: "Alexa (the simulator)", Redirects: []string{address + tryPath + "/linked"}}}
}

// mostMail bounds how many addresses' mail is kept.
const mostMail = 100

// post is the mail of a machine that sends none: the newest to each address is kept
// for the page to show, and all of it is written to the console.
type post struct {
	console io.Writer

	mu     sync.Mutex
	newest map[string]house.Mail
	order  []string // of the addresses, the one written to longest ago first
}

// Mail implements house.Mailer.
func (p *post) Mail(m house.Mail) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, there := p.newest[m.To]; !there {
		p.order = append(p.order, m.To)
	}
	p.newest[m.To] = m
	if len(p.order) > mostMail {
		delete(p.newest, p.order[0])
		p.order = p.order[1:]
	}
	if m.To == visitorAddress {
		return nil // nobody reads it
	}
	_, err := fmt.Fprintf(p.console, "mail to %s: %s\n%s\n\n", m.To, m.Subject, m.Text)
	return err
}

// to gives the newest mail to an address; false is none.
func (p *post) to(address string) (house.Mail, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	m, ok := p.newest[address]
	return m, ok
}
